# Gongbao. `make demo` installs what is missing, builds and shows; `make test` tests.
CC      ?= cc
CFLAGS  ?= -O2 -g
PREFIX  ?= /usr/local
B       := build

SHARE   := $(PREFIX)/share/gongbao
WARN    := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
ALL_C   := -std=c11 -D_GNU_SOURCE -Iruntime -I/usr/include/lua5.4 -fvisibility=hidden $(WARN) $(CFLAGS)
LPEG    := -Wl,--whole-archive -l:liblua5.4-lpeg.a -Wl,--no-whole-archive -l:liblua5.4.a
LIBS    := $(LPEG) -lsqlite3 -lreadline -lxxhash -lnettle -lm -ldl -lpthread

SOURCES := $(wildcard runtime/*/*.c)
OBJECTS := $(SOURCES:runtime/%.c=$(B)/%.o) $(B)/embedded.o $(B)/segment/embed.o
LUA     := $(shell find lib -name '*.lua')

all: $(B)/gongbao

# The two commands of README.md. Both install what is missing first; the real work is
# a second make, so that what was just installed is seen.
demo: packages
	@$(MAKE) -s --no-print-directory $(B)/gongbao
	@runtime/host/demo $(B)

test: packages
	@$(MAKE) -s --no-print-directory run-tests

packages:
	@runtime/host/install

$(B)/gongbao: $(OBJECTS) runtime/host/exports.map
	$(CC) $(CFLAGS) -o $@ $(OBJECTS) $(LIBS) -Wl,--dynamic-list=runtime/host/exports.map

$(B)/%.o: runtime/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_C) -MMD -MP -c -o $@ $<

$(B)/embedded.c: runtime/host/embed.lua $(LUA)
	@mkdir -p $(@D)
	lua5.4 runtime/host/embed.lua $@ $(LUA)

$(B)/embedded.o: $(B)/embedded.c
	$(CC) $(ALL_C) -c -o $@ $<

# The base lexicon: jieba's dictionary and tables, compiled into the image that
# the program file carries. JIEBA may name another folder with the same files.
JIEBA ?= /usr/lib/python3/dist-packages/jieba
COMPILER := $(B)/segment/tool/compile.o $(B)/segment/tool/choose.o $(B)/segment/compile.o $(B)/segment/fold.o $(B)/segment/traditional.o \
            $(patsubst runtime/%.c,$(B)/%.o,$(wildcard runtime/base/*.c))
$(B)/lexicon-compiler: $(COMPILER)
	$(CC) $(CFLAGS) -o $@ $(COMPILER) -lxxhash -lm

$(B)/lexicon.image: $(B)/lexicon-compiler $(JIEBA)/dict.txt $(JIEBA)/finalseg/prob_emit.py
	$(B)/lexicon-compiler $(JIEBA)/dict.txt $(JIEBA)/finalseg/prob_emit.py $@

$(B)/segment/embed.o: runtime/segment/embed.S $(B)/lexicon.image
	@mkdir -p $(@D)
	$(CC) -c -Wa,-I$(B) -o $@ $<

# Trains the optional segmentation model; scripts/segmentation/README.md says how and from what.
TRAINER := $(B)/segment/tool/train.o $(B)/segment/embed.o \
           $(patsubst runtime/%.c,$(B)/%.o,$(wildcard runtime/segment/*.c runtime/base/*.c))
$(B)/segmentation-trainer: $(TRAINER)
	$(CC) $(CFLAGS) -o $@ $(TRAINER) -lxxhash -lm -lpthread

# Tests in C link everything but main.
C_TESTS := $(patsubst tests/c/%.c,$(B)/tests/c/%,$(wildcard tests/c/*.c))
$(B)/tests/c/%: tests/c/%.c $(filter-out $(B)/host/main.o,$(OBJECTS))
	@mkdir -p $(@D)
	$(CC) $(ALL_C) -Itests/c -MMD -MP -MF $@.d -o $@ $< $(filter-out $(B)/host/main.o,$(OBJECTS)) $(LIBS)

c-tests: $(C_TESTS)

run-tests: $(B)/gongbao $(B)/segmentation-trainer c-tests
	@tests/run

# The same tests under AddressSanitizer and UBSan, damaged gazettes, and the fuzzers of
# tests/fuzz for FUZZ_SECONDS each (clang's libFuzzer; skipped with a message without it).
FUZZ_SECONDS ?= 20
HARD := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
FUZZED := $(wildcard runtime/base/*.c runtime/text/*.c runtime/segment/*.c runtime/index/*.c runtime/query/*.c)

test-hard: packages
	@$(MAKE) -s --no-print-directory B=build/hard CFLAGS='$(HARD)' build/hard/gongbao c-tests
	@ASAN_OPTIONS=detect_leaks=0 GONGBAO=$(CURDIR)/build/hard/gongbao C_TESTS=build/hard/tests/c tests/run
	@ASAN_OPTIONS=detect_leaks=0 GONGBAO=$(CURDIR)/build/hard/gongbao tests/run tests/fuzz/record.lua tests/fuzz/query.lua
	@$(MAKE) -s --no-print-directory $(addprefix fuzz-,$(FUZZERS))

fuzz-%: tests/fuzz/%.c build/hard/gongbao
	@if ! clang -fsanitize=fuzzer,address -x c /dev/null -E > /dev/null 2>&1; then echo "skip fuzz $*: clang is not installed"; exit 0; fi; \
	mkdir -p build/fuzz/$*; \
	clang -std=c11 -D_GNU_SOURCE -Iruntime -Wall -Wextra -Werror -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
	  -o build/fuzz/$*.bin $< $(FUZZED) build/hard/segment/embed.o -lxxhash -lm 2> build/fuzz/$*.log || { tail -5 build/fuzz/$*.log; exit 1; }; \
	build/fuzz/$*.bin -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix=build/fuzz/ build/fuzz/$* > build/fuzz/$*.log 2>&1 \
	  || { tail -30 build/fuzz/$*.log; exit 1; }; \
	echo "fuzz $*: $$(grep -o 'number_of_executed_units: [0-9]*' build/fuzz/$*.log | grep -o '[0-9]*') inputs, no finding"

# Precision and recall of the facts, written into docs/accuracy.md.
score: packages
	@$(MAKE) --no-print-directory -s all
	@GONGBAO=$(CURDIR)/$(B)/gongbao $(B)/gongbao run tests/score.lua docs/accuracy.md

# The text core and the amendment machine against the clock; TEXT= names another text, PEERS= a folder of other
# tools' checkouts (tests/bench/README.md).
bench: packages
	@$(MAKE) -s --no-print-directory $(B)/gongbao
	@GONGBAO=$(CURDIR)/$(B)/gongbao $(B)/gongbao run tests/bench/text.lua $(TEXT)
	@GONGBAO=$(CURDIR)/$(B)/gongbao $(B)/gongbao run tests/bench/query.lua
	@$(B)/gongbao run tests/bench/statute.lua

install: $(B)/gongbao
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(SHARE)"
	install -m 755 $(B)/gongbao "$(DESTDIR)$(PREFIX)/bin/gongbao"
	cp -R scripts/. docs "$(DESTDIR)$(SHARE)/"
	install -D -m 644 runtime/host/gongbao.1 "$(DESTDIR)$(PREFIX)/share/man/man1/gongbao.1"
	install -D -m 644 runtime/host/complete/gongbao.bash "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/gongbao"
	install -D -m 644 runtime/host/complete/_gongbao "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_gongbao"
	install -D -m 644 runtime/host/complete/gongbao.fish "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/gongbao.fish"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/gongbao"
	rm -rf "$(DESTDIR)$(SHARE)"
	rm -f "$(DESTDIR)$(PREFIX)/share/man/man1/gongbao.1" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/gongbao" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_gongbao" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/gongbao.fish"

clean:
	rm -rf $(B)

.PHONY: all demo packages test test-hard run-tests c-tests bench score install uninstall clean
-include $(OBJECTS:.o=.d) $(B)/segment/tool/compile.d $(B)/segment/tool/choose.d $(B)/segment/tool/train.d $(C_TESTS:=.d)
