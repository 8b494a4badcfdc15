/* Bytes of a file → UTF-8, whatever official texts come in.
 *
 * UTF-8 with or without a byte order mark, UTF-16 (by its mark, or by its zero
 * bytes), and GB18030 for what is neither. A NUL byte or bytes that no encoding
 * explains are refused with their offset: a text is never repaired silently. */
#ifndef GB_TEXT_DECODE_H
#define GB_TEXT_DECODE_H

#include "base/buffer.h"

/* Appends bytes[0…n) as UTF-8 without mark to `into`, CRLF and CR as LF.
 * Returns the encoding's name ("UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"),
 * or NULL with the error set; the position is a byte offset in the input. */
const char *gb_decode(const char *bytes, size_t n, gb_buffer *into, gb_error *e);

#endif
