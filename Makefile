# wirecopy: one Makefile, not recursive.
#
#	make            builds ./wirecopy
#	make demo       sets up what is missing, builds, and writes the report on examples/
#	make check      sets up what is missing, and passes all tests
#	make bench      measures each step and the whole way
#	make fuzz       fuzzes each reader (SECONDS each)
#	make accept     makes what the cases print now their expected output
#	make install    PREFIX=/usr/local
#
# VARIANT picks the kind of build: release, asan (address and undefined behaviour), tsan (threads),
# fuzz (asan with libFuzzer, clang). Each has its own folder in build/.

VERSION := 0.1.0
SOVERSION := 0
PREFIX ?= /usr/local
VARIANT ?= release
SECONDS ?= 60
B := build/$(VARIANT)

PACKAGES := libcjson simdjson sqlite3 libutf8proc uchardet zlib libzstd libbrotlidec libxxhash
TEST_PACKAGES := libxml-2.0 # a slow twin of read/html, and measured beside it
STAGES := base read clean split attribute date match group lineage store show

OPTIMIZE := -O2
ifeq ($(VARIANT),asan)
OPTIMIZE := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
else ifeq ($(VARIANT),tsan)
OPTIMIZE := -O1 -fsanitize=thread
else ifeq ($(VARIANT),fuzz)
CC := clang
CXX := clang++
# Without vptr, whose runtime clang links to programs of C++ only.
OPTIMIZE := -O1 -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize=vptr -fno-sanitize-recover=undefined
endif

WARNINGS := -Wall -Wextra -Wconversion -Wshadow $(if $(CI),-Werror)
ifneq ($(VARIANT),release)
OPTIMIZE += -DWIRE_UNCONFINED
endif

COMMON := -g $(OPTIMIZE) $(WARNINGS) -fPIC -fvisibility=hidden -pthread -D_GNU_SOURCE \
	-Iinclude -Isrc -DWIRE_VERSION='"$(VERSION)"' \
	$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
ALL_CFLAGS = -std=c11 $(COMMON) $(CFLAGS)
ALL_CXXFLAGS = -std=c++17 $(filter-out -Wconversion,$(COMMON)) $(CXXFLAGS)
LIBS = $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lcld2 -lstdc++ -lm -pthread
TEST_CFLAGS = $(shell pkg-config --cflags $(TEST_PACKAGES) 2>/dev/null)
TEST_LIBS = -lcmocka $(shell pkg-config --libs $(TEST_PACKAGES) 2>/dev/null)

SOURCES := src/wirecopy.c $(sort $(foreach s,$(STAGES),$(wildcard src/$(s)/*.c src/$(s)/*.cc)))
DATA_STAGES := $(patsubst src/%/data,%,$(sort $(wildcard src/*/data)))
DATA := $(DATA_STAGES:%=$(B)/data/%_data.c)
OBJECTS := $(patsubst %,$(B)/%.o,$(basename $(SOURCES))) $(DATA:.c=.o)
CLI_OBJECTS := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard src/cli/*.c)))
UNIT := $(patsubst %.c,$(B)/%,$(sort $(wildcard tests/unit/test_*.c)))
BENCH := $(patsubst %.c,$(B)/%,$(sort $(wildcard bench/*.c)))
FUZZ := $(patsubst %.c,$(B)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))

.PHONY: all demo check bench fuzz accept install uninstall clean setup require program unit benches \
	fuzzers

all: require
	@$(MAKE) --no-print-directory -j$$(nproc) program

program: $(B)/wirecopy $(B)/libwirecopy.so.$(SOVERSION)
	@if [ $(VARIANT) = release ]; then ln -sf $(B)/wirecopy wirecopy; fi

require:
	@tools/setup --check build

$(B)/wirecopy: $(CLI_OBJECTS) $(B)/libwirecopy.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/libwirecopy.a: $(OBJECTS)
	@rm -f $@
	$(AR) qcs $@ $^

$(B)/libwirecopy.so.$(SOVERSION): $(OBJECTS)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(notdir $@) -o $@ $^ $(LIBS)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/%.o: %.cc
	@mkdir -p $(@D)
	$(CXX) $(ALL_CXXFLAGS) -MMD -MP -c -o $@ $<

$(B)/data/%.o: $(B)/data/%.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

build/embed: tools/embed.c
	@mkdir -p $(@D)
	cc -O1 -o $@ $<

.SECONDEXPANSION:
$(B)/data/%_data.c: build/embed $$(sort $$(wildcard src/$$*/data/*))
	@mkdir -p $(@D)
	build/embed $*_data $(filter-out build/embed,$^) > $@.new && mv $@.new $@

# ---------------------------------------------------------------- tests, benchmarks, fuzzers

unit: $(UNIT)

$(B)/tests/unit/%: tests/unit/%.c $(B)/libwirecopy.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests/unit $(TEST_CFLAGS) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(B)/libwirecopy.a \
		$(TEST_LIBS) $(LIBS)

benches: $(BENCH)

$(B)/bench/%: bench/%.c $(B)/libwirecopy.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(TEST_CFLAGS) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(B)/libwirecopy.a \
		$(TEST_LIBS) $(LIBS)

fuzzers: $(FUZZ)

$(B)/tests/fuzz/%: tests/fuzz/%.c $(B)/libwirecopy.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(B)/libwirecopy.a $(LIBS)

setup:
	@tools/setup all

demo:
	@tools/setup build
	@$(MAKE) --no-print-directory -j$$(nproc) program
	@./wirecopy report examples/news -o report.html
	@echo "The report is $(CURDIR)/report.html: open it in a browser."

check:
	@tools/setup all
	@tests/check

accept: program
	@tests/run-cases --accept $(CASES)

bench: program
	@tools/setup --check tests
	@$(MAKE) --no-print-directory benches
	@bench/run

fuzz:
	@tests/run-fuzzers $(SECONDS)

# ---------------------------------------------------------------- install

install: program
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/lib/pkgconfig \
		$(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(B)/wirecopy $(DESTDIR)$(PREFIX)/bin/wirecopy
	install -m 644 include/wirecopy.h $(DESTDIR)$(PREFIX)/include/wirecopy.h
	install -m 644 $(B)/libwirecopy.a $(DESTDIR)$(PREFIX)/lib/libwirecopy.a
	install -m 755 $(B)/libwirecopy.so.$(SOVERSION) $(DESTDIR)$(PREFIX)/lib/libwirecopy.so.$(SOVERSION)
	ln -sf libwirecopy.so.$(SOVERSION) $(DESTDIR)$(PREFIX)/lib/libwirecopy.so
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@PACKAGES@|$(PACKAGES)|' \
		tools/wirecopy.pc.in > $(DESTDIR)$(PREFIX)/lib/pkgconfig/wirecopy.pc
	install -m 644 docs/wirecopy.1 $(DESTDIR)$(PREFIX)/share/man/man1/wirecopy.1
	install -m 644 tools/completion/wirecopy.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/wirecopy
	install -m 644 tools/completion/_wirecopy $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_wirecopy
	install -m 644 tools/completion/wirecopy.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/wirecopy.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/wirecopy $(DESTDIR)$(PREFIX)/include/wirecopy.h \
		$(DESTDIR)$(PREFIX)/lib/libwirecopy.a $(DESTDIR)$(PREFIX)/lib/libwirecopy.so \
		$(DESTDIR)$(PREFIX)/lib/libwirecopy.so.$(SOVERSION) \
		$(DESTDIR)$(PREFIX)/lib/pkgconfig/wirecopy.pc $(DESTDIR)$(PREFIX)/share/man/man1/wirecopy.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/wirecopy \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_wirecopy \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/wirecopy.fish

clean:
	rm -rf build wirecopy

-include $(OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(UNIT:=.d) $(BENCH:=.d) $(FUZZ:=.d)
