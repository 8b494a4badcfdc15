#!/bin/sh
# Builds the drivers of the peers that are here, into build/peers: friso and mecab where Debian's headers are
# installed, cppjieba and Jagger where $PEERS has a checkout. Installs and fetches nothing.
# usage: build.sh OUT   (TEXT for Jagger's patterns: both issues of corpus/; GONGBAO, PEERS from the environment)
set -e
out=$1 here=$(dirname "$0")
jieba=${JIEBA:-/usr/lib/python3/dist-packages/jieba}/dict.txt
mkdir -p "$out"

quiet() { "$@" > "$out/log" 2>&1 || { echo "  not built: $1 $(tail -1 "$out/log")" >&2; return 0; }; }
there() { printf '#include <%s>\n' "$1" | cc $2 -E - > /dev/null 2>&1; }

if there friso/friso.h; then quiet cc -O2 -o "$out/friso" "$here/friso.c" -lfriso; fi
if command -v mecab-config > /dev/null; then quiet cc -O2 -o "$out/mecab" "$here/mecab.c" $(mecab-config --cflags --libs); fi
[ -n "$PEERS" ] || exit 0

if [ -f "$PEERS/cppjieba/include/cppjieba/MixSegment.hpp" ] && [ -f "$jieba" ]; then
  quiet c++ -O2 -std=c++17 -I "$here" -I "$PEERS/cppjieba/include" -I "$PEERS/cppjieba/deps/limonp/include" \
    -o "$out/cppjieba" "$here/cppjieba.cpp"
fi

# Jagger has no Chinese patterns. They are made from jieba's dictionary and our own cutting of corpus/,
# by its own trainer.
jagger=$PEERS/jagger-python
if [ -f "$jagger/cpp_cli/jagger-app.cc" ] && [ -f "$jieba" ] && [ ! -f "$out/jagger-model/patterns" ]; then
  for part in train/train_jagger cpp_cli/jagger-app; do
    quiet c++ -O2 -std=c++14 -include sys/mman.h -I "$jagger/jagger" -o "$out/$(basename $part)" "$jagger/$part.cc"
  done
  mkdir -p "$out/jagger-model"
  awk '{ print $1 ",0,0,0," $3 ",*,*,*,*" }' "$jieba" > "$out/jagger.csv"
  "$GONGBAO" run "$here/jagger.lua" corpus/*.txt > "$out/jagger.train"
  "$out/train_jagger" "$out/jagger.csv" "$out/jagger.train" > "$out/jagger-model/patterns" 2> "$out/log"
  "$out/jagger-app" -m "$out/jagger-model/patterns" < /dev/null > /dev/null 2> "$out/log" # compiles them
fi
