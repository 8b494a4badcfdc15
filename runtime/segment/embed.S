/* The base lexicon image, as a read-only part of the program file. */
    .section .rodata
    .balign 64
    .global gb_lexicon_image, gb_lexicon_image_end
gb_lexicon_image:
    .incbin "lexicon.image"
gb_lexicon_image_end:
    .section .note.GNU-stack,"",@progbits
