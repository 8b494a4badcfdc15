#!/bin/sh
# Builds the drivers of the peers that are here, into build/peers: friso and mecab where Debian's headers are
# installed, cppjieba where $PEERS has a checkout; jieba-rs, vaporetto and Jagger where it has a built one, which is
# only linked or run. Installs, fetches and builds nothing of theirs.
# usage: build.sh OUT   (GONGBAO, PEERS from the environment)
set -e
out=$1 here=$(dirname "$0")
jieba=${JIEBA:-/usr/lib/python3/dist-packages/jieba}/dict.txt
mkdir -p "$out"

quiet() { "$@" > "$out/log" 2>&1 || { echo "  not built: $1 $(tail -1 "$out/log")" >&2; return 0; }; }
# Jagger and vaporetto have nothing for Chinese: their trainers get our own cutting of corpus/.
vertical() { [ -f "$out/vertical" ] || "$GONGBAO" run "$here/vertical.lua" corpus/*.txt > "$out/vertical"; }
there() { printf '#include <%s>\n' "$1" | cc $2 -E - > /dev/null 2>&1; }

if there friso/friso.h; then quiet cc -O2 -o "$out/friso" "$here/friso.c" -lfriso; fi
if command -v mecab-config > /dev/null; then quiet cc -O2 -o "$out/mecab" "$here/mecab.c" $(mecab-config --cflags --libs); fi
[ -n "$PEERS" ] || exit 0

if [ -f "$PEERS/cppjieba/include/cppjieba/MixSegment.hpp" ] && [ -f "$jieba" ]; then
  quiet c++ -O2 -std=c++17 -I "$here" -I "$PEERS/cppjieba/include" -I "$PEERS/cppjieba/deps/limonp/include" \
    -o "$out/cppjieba" "$here/cppjieba.cpp"
fi

rust() {
  release=$PEERS/$1/target/release
  if [ -f "$release/lib$2.rlib" ] && command -v rustc > /dev/null; then
    quiet rustc --edition 2021 -C opt-level=3 -L "dependency=$release/deps" --extern "$2=$release/lib$2.rlib" \
      -o "$out/$2" "$here/$2.rs"
  fi
}
rust jieba-rs jieba_rs
rust vaporetto vaporetto
if [ -f "$out/vaporetto" ] && [ ! -f "$out/vaporetto.model" ]; then
  vertical
  quiet "$out/vaporetto" train "$out/vertical" "$out/vaporetto.model"
fi

# Jagger's patterns come from jieba's dictionary too.
jagger=$PEERS/jagger-python/build
if [ -x "$jagger/jagger-app" ] && [ -x "$jagger/train_jagger" ] && [ -f "$jieba" ] && [ ! -f "$out/jagger-model/patterns" ]; then
  mkdir -p "$out/jagger-model"
  awk '{ print $1 ",0,0,0," $3 ",*,*,*,*" }' "$jieba" > "$out/jagger.csv"
  vertical
  awk -F '\t' 'NF == 2 { print $0 ",*,*,*,*" } $0 == "</s>" { print "EOS" }' "$out/vertical" > "$out/jagger.train"
  "$jagger/train_jagger" "$out/jagger.csv" "$out/jagger.train" > "$out/jagger-model/patterns" 2> "$out/log"
  "$jagger/jagger-app" -m "$out/jagger-model/patterns" < /dev/null > /dev/null 2> "$out/log" # compiles them
fi
