# Completion of gongbao for fish.
function __gongbao_commands
  gongbao --help 2>/dev/null | string match -r '^  [a-z]+ .*' | string replace -r '^  ([a-z]+) +(.*)' '$1\t$2'
end
complete -c gongbao -n __fish_use_subcommand -f -a '(__gongbao_commands)'
complete -c gongbao -l store -r -d 'The store'
complete -c gongbao -l format -x -a 'table csv tsv json jsonl md html' -d 'How results are written'
complete -c gongbao -n '__fish_seen_subcommand_from report' -a '(gongbao report --format tsv 2>/dev/null | cut -f1 | sed 1d)'
