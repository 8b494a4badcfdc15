# Completion of gongbao for bash: commands, options, and what a store holds.
_gongbao() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
  local commands
  if [ "$COMP_CWORD" -eq 1 ]; then
    commands=$(gongbao --help 2>/dev/null | sed -n 's/^  \([a-z]*\) .*/\1/p')
    COMPREPLY=($(compgen -W "$commands --help --version" -- "$word"))
  elif [ "$before" = --format ]; then
    COMPREPLY=($(compgen -W "table csv tsv json jsonl md html" -- "$word"))
  elif [ "${word#-}" != "$word" ]; then
    COMPREPLY=($(compgen -W "$(gongbao "$command" --help 2>/dev/null | grep -oE -- '--[a-z-]+')" -- "$word"))
  elif [ "$command" = report ] && [ "$COMP_CWORD" -eq 2 ]; then
    COMPREPLY=($(compgen -W "$(gongbao report --format tsv 2>/dev/null | cut -f1 | sed 1d)" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _gongbao gongbao
