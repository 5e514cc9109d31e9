# Restruct: the generator (build/restruct), the runtime (build/librestruct.a and .so), their tests.
# make help lists the targets.

# The version stands in the public header and nowhere else.
VERSION := $(shell sed -n 's/^.define RESTRUCT_VERSION "\(.*\)"/\1/p' runtime/restruct.h)
SOVERSION = 0

BUILD ?= build
PREFIX ?= /usr/local
LIBDIR ?= lib
DESTDIR ?=

CC ?= cc
CFLAGS ?= -O2 -g
WARNINGS = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wwrite-strings -Werror
SANITIZE = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer

# The newest LLVM that has both libclang and its header; none is preferred by number.
LLVM_PREFIX := $(patsubst %/lib/libclang.so,%,$(shell ls -d /usr/lib/llvm-*/lib/libclang.so \
	2>/dev/null | sort -V | tail -n 1))
CLANG_CFLAGS ?= $(LLVM_PREFIX:%=-isystem %/include)
CLANG_LIBS ?= $(LLVM_PREFIX:%=-L%/lib) -lclang
PQ_CFLAGS ?= -I$(shell pg_config --includedir)
PQ_LIBS ?= -L$(shell pg_config --libdir) -lpq

# A dependency file says $(BUILD), not what that was when it was written: the folder may be named in
# several ways.
DEPENDENCIES = -MMD -MP -MT '$$(BUILD)/$(<:.c=.o)'

# A line a file, nothing with make -s; V=1 shows the commands.
silent := $(findstring s,$(firstword -$(MAKEFLAGS)))
say = $(if $(V),,@$(if $(silent),,printf '  %-4s %s\n' $(1) '$(patsubst $(CURDIR)/%,%,$@)';))

# ---- sources: every folder is one list, found by its place ----

GEN_OBJECTS = $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard gen/*.c gen/*/*.c)))
RUNTIME_SOURCES = $(filter-out runtime/migrate.c,$(sort $(wildcard runtime/*.c)))
RUNTIME_OBJECTS = $(RUNTIME_SOURCES:%.c=$(BUILD)/%.o)
SUPPORT_OBJECTS = $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard tests/support/*.c)))

# tests/unit mirrors the sources: what stands under runtime/ there is linked with the runtime, the
# rest with the generator. tests/live needs a server. A folder with a script "run" is a test, too.
RUNTIME_TESTS = $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/unit/runtime/test_*.c \
	tests/live/runtime_*.c)))
GEN_TESTS = $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/unit/test_*.c tests/live/catalog_*.c \
	$(filter-out tests/unit/runtime/%,$(wildcard tests/unit/*/test_*.c)))))
TEST_PROGRAMS = $(GEN_TESTS) $(RUNTIME_TESTS)
TEST_SCRIPTS = $(filter-out tests/run tests/bench/run,$(sort $(wildcard tests/*/run tests/*/*/run)))

all: $(BUILD)/restruct $(BUILD)/librestruct.a $(BUILD)/librestruct.so documents ## the generator and the runtime

# ---- the generator ----

$(BUILD)/restruct: $(BUILD)/gen/main.o $(BUILD)/libgen.a
	$(call say,LD)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(CLANG_LIBS) -lpg_query $(PQ_LIBS) -lpthread
$(BUILD)/libgen.a: $(filter-out %/gen/main.o,$(GEN_OBJECTS))
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $^
$(BUILD)/gen/%.o: gen/%.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(CPPFLAGS) -Igen $(CLANG_CFLAGS) $(PQ_CFLAGS) -D_XOPEN_SOURCE=700 $(PLACES) $(WARNINGS) $(CFLAGS) $(DEPENDENCIES) -c -o $@ $<
$(BUILD)/gen/main.o: PLACES = -DRESTRUCT_RELEASE='"$(VERSION)"'
# Where it looks for restruct_model.h when neither is beside its own binary; where that is, POSIX cannot say.
$(BUILD)/gen/read/flags.o: PLACES = -D_GNU_SOURCE -DRESTRUCT_INCLUDEDIR='"$(FULL_PREFIX)/include"' \
	-DRESTRUCT_SOURCEDIR='"$(CURDIR)"'

# ---- the runtime: one set of objects for both libraries, only restruct_ names visible ----
# A quarter smaller, no slower: it waits for the server. Nothing is thrown through C, and debuggers have
# tables of their own.
SMALLEST := $(shell $(CC) -Oz -E -x c /dev/null >/dev/null 2>&1 && echo -Oz || echo -Os)
SMALL = -fno-asynchronous-unwind-tables -fno-inline-functions -falign-functions=1 $(patsubst -O%,$(SMALLEST),$(filter -O2 -O3,$(CFLAGS)))

$(BUILD)/librestruct.a: $(RUNTIME_OBJECTS)
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $^
$(BUILD)/librestruct.so.$(VERSION): $(RUNTIME_OBJECTS) runtime/restruct.map
	$(call say,LD)$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,librestruct.so.$(SOVERSION) \
		-Wl,--version-script=runtime/restruct.map -o $@ $(RUNTIME_OBJECTS) $(PQ_LIBS)
$(BUILD)/librestruct.so.$(SOVERSION): $(BUILD)/librestruct.so.$(VERSION)
	@ln -sf $(<F) $@
$(BUILD)/librestruct.so: $(BUILD)/librestruct.so.$(SOVERSION)
	@ln -sf $(<F) $@
$(BUILD)/runtime/%.o: runtime/%.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(CPPFLAGS) -Iruntime $(PQ_CFLAGS) $(WARNINGS) $(CFLAGS) -fPIC -fvisibility=hidden $(SMALL) $(DEPENDENCIES) -c -o $@ $<

# ---- tests ----

TEST_CFLAGS = -Igen -Iruntime -Imodels -Itests $(CLANG_CFLAGS) $(PQ_CFLAGS) -D_GNU_SOURCE
$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(CPPFLAGS) $(TEST_CFLAGS) $(WARNINGS) $(CFLAGS) $(DEPENDENCIES) -c -o $@ $<
$(BUILD)/libsupport.a: $(SUPPORT_OBJECTS)
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $^
$(GEN_TESTS): %: %.o $(BUILD)/libsupport.a $(BUILD)/libgen.a
	$(call say,LD)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(CLANG_LIBS) -lpg_query $(PQ_LIBS) -lcmocka
$(RUNTIME_TESTS): %: %.o $(BUILD)/libsupport.a $(BUILD)/librestruct.a
	$(call say,LD)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PQ_LIBS) -lcmocka -lpthread

# The fuzzers are of both halves, and need all of them built with clang's instrumentation.
FUZZ_PROGRAMS = $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
FUZZ_CC = $(if $(filter ccache,$(CC)),ccache )clang
FUZZED = -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
$(FUZZ_PROGRAMS): %: %.o $(BUILD)/libgen.a $(BUILD)/librestruct.a
	$(call say,LD)$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(CLANG_LIBS) -lpg_query $(PQ_LIBS) -lpthread
fuzz-programs: $(FUZZ_PROGRAMS)
fuzzers:
	@$(MAKE) --no-print-directory BUILD='$(BUILD)/fuzz' CC='$(FUZZ_CC)' CFLAGS='$(FUZZED)' \
		CPPFLAGS=-DRESTRUCT_ARENA_MALLOC fuzz-programs

test-programs: all $(TEST_PROGRAMS) ## what the tests need built, and no more

# What tests/run takes: what a test finds in its environment, then the tests of a build.
tested = BUILD='$(abspath $(1))' RESTRUCT='$(abspath $(1))/restruct' TEST_CFLAGS='$(2)' \
	$(TEST_SCRIPTS) $(TEST_PROGRAMS:$(BUILD)/%=$(1)/%)
SANITIZED = BUILD=$(BUILD)/sanitized CFLAGS='$(SANITIZE)' CPPFLAGS=-DRESTRUCT_ARENA_MALLOC
RUN_TESTS = CORPUS='$(CORPUS)' CC='$(CC)' tests/run

test: test-deps ## every test, then again under ASan and UBSan; CORPUS=DIR, ONLY=PATTERN, VERBOSE=1
	@$(MAKE) --no-print-directory test-both
test-both: test-programs
	$(MAKE) $(SANITIZED) test-programs
	@$(RUN_TESTS) $(call tested,$(BUILD),) $(call tested,$(BUILD)/sanitized,$(SANITIZE))
test-fast: test-programs ## the normal build's tests alone, nothing installed
	@$(RUN_TESTS) $(call tested,$(BUILD),)
SECONDS = 60
fuzz: test-deps ## each fuzzer for a while, found inputs kept in $(BUILD)/fuzz/corpus; SECONDS=N, ONLY="NAME…"
	@BUILD='$(BUILD)' CC='$(CC)' FUZZ_SECONDS='$(SECONDS)' FUZZ_CORPUS='$(BUILD)/fuzz/corpus' tests/fuzz/run $(ONLY)
# What has to do with a server; tests/matrix runs it on each. A new script is among it.
NO_SERVER = corpus disk documents fuzz golden harness install outside packages portable readme rooms static static/installed threads version_table
MATRIX_TESTS = $(filter-out $(NO_SERVER:%=tests/%/run),$(TEST_SCRIPTS)) $(filter $(BUILD)/tests/live/%,$(TEST_PROGRAMS))
SERVERS = 13 14 15 16 17 18
test-matrix: test-deps ## what has to do with a server, on several PostgreSQLs, fetched by npm (SERVERS="13 18", SERVERS_CACHE=DIR)
	@$(MAKE) --no-print-directory test-programs
	@CORPUS='$(CORPUS)' CC='$(CC)' BUILD='$(abspath $(BUILD))' RESTRUCT='$(abspath $(BUILD))/restruct' SERVERS='$(SERVERS)' \
		tests/matrix TEST_CFLAGS= $(MATRIX_TESTS)
torture: SERVERS = 13 15 18
torture: test-deps $(if $(TORTURE),,fuzz) ## the fuzzers, then every fault after every message of a start, on several PostgreSQLs, an hour each; SERVERS="18", TORTURE="--only=WORD --every=N"
	@$(MAKE) --no-print-directory all
	@unset PGHOST; BUILD='$(abspath $(BUILD))' CC='$(CC)' SERVERS='$(SERVERS)' tests/torture/run --thorough $(TORTURE)
LIBCLANG = 13 19
test-libclang: test-programs ## unit and golden tests with other libclangs than this one (LIBCLANG="13 19"), fetched from apt
	BUILD='$(BUILD)' CC='$(CC)' ONLY='$(ONLY)' tests/libclang/try $(LIBCLANG)
bless: all ## writes what the golden cases produce now as what they expect; review the difference
	RESTRUCT='$(abspath $(BUILD)/restruct)' BLESS=1 tests/golden/run
	RESTRUCT='$(abspath $(BUILD)/restruct)' BLESS=1 tests/version_table/run
corpus: test-deps ## other tools' pairs of schemas and real programs' histories, all; CORPUS=DIR, ONLY=PATTERN, OUT=DIR, EVERY=N FROM=M
	@$(MAKE) --no-print-directory all
	@unset PGHOST; CC='$(CC)' CORPUS='$(CORPUS)' BUILD='$(abspath $(BUILD))' RESTRUCT='$(abspath $(BUILD))/restruct' \
		OUT='$(or $(OUT),$(BUILD)/corpus)' tests/corpus/run $(if $(EVERY),--every=$(EVERY) --from=$(or $(FROM),1),--all) '$(ONLY)' || test $$? -eq 77
bench: test-deps ## ratios against psql, Alembic, dbmate, clang and a bare connection; ONLY="start revisions distance race generator static"
	@$(MAKE) --no-print-directory all
	@CC='$(CC)' tests/bench/run $(BUILD) $(ONLY)
documents: $(BUILD)/documents.stamp ## manual pages and completion, in $(BUILD)/man and $(BUILD)/completion
$(BUILD)/documents.stamp: $(BUILD)/restruct $(BUILD)/migrate $(wildcard gen/documents/*) runtime/restruct.h \
		models/restruct_model.h runtime/restruct.mk
	@rm -rf $(BUILD)/man $(BUILD)/completion
	gen/documents/man $(BUILD)/restruct $(BUILD)/migrate $(BUILD)/man
	gen/documents/completion $(BUILD)/restruct $(BUILD)/migrate $(BUILD)/completion
	@touch $@
# The ready-made program without a revision: its --help is a page, too.
$(BUILD)/migrate: $(BUILD)/restruct $(BUILD)/runtime/migrate.o $(BUILD)/librestruct.a
	@rm -rf $(BUILD)/nothing && mkdir $(BUILD)/nothing
	@$(BUILD)/restruct table --migrations $(BUILD)/nothing -o $(BUILD)/nothing/table.c
	$(call say,LD)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -Iruntime $(PQ_CFLAGS) -o $@ $(BUILD)/nothing/table.c \
		$(filter-out %/restruct,$^) $(PQ_LIBS)
deb: deb-deps ## Debian's packages, in $(BUILD)/deb
	@$(MAKE) --no-print-directory all
	gen/packages/deb $(BUILD) $(BUILD)/deb
demo: demo-deps ## the whole way in under a minute, on a private server
	@$(MAKE) --no-print-directory all
	BUILD='$(abspath $(BUILD))' examples/collector/demo

# ---- the rest ----

deps: ## installs what the build needs and is missing (Debian, as root)
	@.ci/deps build
deb-deps:
	@.ci/deps deb
demo-deps:
	@.ci/deps demo
test-deps: ## installs what the tests need
	@.ci/deps test

# A prefix may hold spaces, and an installed tree may be moved: its files say where they are from each
# other. The system's own are not, and pkg-config knows their folders by their plain names.
up = $(shell echo $(1) | sed 's|[^/][^/]*|..|g')
PC_PREFIX = $(or $(filter /usr /usr/local,$(FULL_PREFIX)),$${pcfiledir}/$(call up,$(LIBDIR)/pkgconfig))
# LIBDIR is within it: what begins with it is taken so, too.
override LIBDIR := $(subst $(if $(filter /%,$(PREFIX)),$(PREFIX),$(CURDIR)/$(PREFIX))/,,$(LIBDIR))
ifneq ($(filter /%,$(LIBDIR)),)
$(error LIBDIR is "$(LIBDIR)"; it is to be within PREFIX ($(PREFIX)): lib, lib/x86_64-linux-gnu)
endif
FULL_PREFIX = $(if $(filter /%,$(PREFIX)),$(PREFIX),$(CURDIR)/$(PREFIX))
INSTALL_ROOT = $(DESTDIR)$(FULL_PREFIX)
BASH_COMPLETION = share/bash-completion/completions
ZSH_COMPLETION = share/zsh/site-functions
FISH_COMPLETION = share/fish/vendor_completions.d
install: all ## into PREFIX (/usr/local), LIBDIR (lib) within it, under DESTDIR
	install -d "$(INSTALL_ROOT)/bin" "$(INSTALL_ROOT)/$(LIBDIR)/pkgconfig" "$(INSTALL_ROOT)/include" \
		"$(INSTALL_ROOT)/share/restruct"
	install -m 755 $(BUILD)/restruct "$(INSTALL_ROOT)/bin"
	install -m 644 $(BUILD)/librestruct.a $(BUILD)/librestruct.so.$(VERSION) "$(INSTALL_ROOT)/$(LIBDIR)"
	ln -sf librestruct.so.$(VERSION) "$(INSTALL_ROOT)/$(LIBDIR)/librestruct.so.$(SOVERSION)"
	ln -sf librestruct.so.$(SOVERSION) "$(INSTALL_ROOT)/$(LIBDIR)/librestruct.so"
	install -m 644 runtime/restruct.h models/restruct_model.h "$(INSTALL_ROOT)/include"
	install -d "$(INSTALL_ROOT)/share/restruct/runtime"
	install -m 644 $(wildcard runtime/*.[ch] runtime/*.inc) "$(INSTALL_ROOT)/share/restruct/runtime"
	install -m 755 runtime/static-libpq "$(INSTALL_ROOT)/share/restruct/runtime"
	for section in 1 3 7; do \
		install -d "$(INSTALL_ROOT)/share/man/man$$section" && \
		install -m 644 $(BUILD)/man/man$$section/* "$(INSTALL_ROOT)/share/man/man$$section" || exit; \
	done
	install -d "$(INSTALL_ROOT)/$(BASH_COMPLETION)" "$(INSTALL_ROOT)/$(ZSH_COMPLETION)" \
		"$(INSTALL_ROOT)/$(FISH_COMPLETION)"
	install -m 644 $(BUILD)/completion/bash/* "$(INSTALL_ROOT)/$(BASH_COMPLETION)"
	install -m 644 $(BUILD)/completion/zsh/* "$(INSTALL_ROOT)/$(ZSH_COMPLETION)"
	install -m 644 $(BUILD)/completion/fish/* "$(INSTALL_ROOT)/$(FISH_COMPLETION)"
	sed -e 's|^restruct_libdir =$$|restruct_libdir = $(LIBDIR)|' runtime/restruct.mk >"$(INSTALL_ROOT)/share/restruct/restruct.mk"
	sed -e 's|@PREFIX@|$(PC_PREFIX)|' \
		-e 's|@LIBDIR@|$(LIBDIR)|; s|@VERSION@|$(VERSION)|' \
		runtime/restruct.pc.in >"$(INSTALL_ROOT)/$(LIBDIR)/pkgconfig/restruct.pc"
	install -d "$(INSTALL_ROOT)/$(LIBDIR)/cmake/Restruct"
	sed -e 's|@UP@|$(call up,$(LIBDIR)/cmake/Restruct)|' \
		-e 's|@LIBDIR@|$(LIBDIR)|' \
		runtime/RestructConfig.cmake.in >"$(INSTALL_ROOT)/$(LIBDIR)/cmake/Restruct/RestructConfig.cmake"
	sed -e 's|@VERSION@|$(VERSION)|' runtime/RestructConfigVersion.cmake.in \
		>"$(INSTALL_ROOT)/$(LIBDIR)/cmake/Restruct/RestructConfigVersion.cmake"
	$(told_loader)
	$(told_user)
ifeq ($(V),)
.SILENT: install uninstall
endif
# Where it is, and what else has to know; packagers (DESTDIR) know.
told_user = @test -n "$(DESTDIR)$(silent)" || { echo "  Restruct $(VERSION) is in $(FULL_PREFIX)"; \
	pkg-config --exists restruct 2>/dev/null || \
	echo "  pkg-config does not look there: export PKG_CONFIG_PATH=\"$(FULL_PREFIX)/$(LIBDIR)/pkgconfig\""; }
# Root's own system is to find the shared library from now on.
told_loader = @test -n "$(DESTDIR)" || test "$$(id -u)" -ne 0 || PATH="$$PATH:/sbin:/usr/sbin" ldconfig 2>/dev/null || true
uninstall: ## takes it away again
	rm -f "$(INSTALL_ROOT)/bin/restruct" "$(INSTALL_ROOT)/include/restruct.h" \
		"$(INSTALL_ROOT)/include/restruct_model.h" "$(INSTALL_ROOT)/$(LIBDIR)"/librestruct.* \
		"$(INSTALL_ROOT)/$(LIBDIR)/pkgconfig/restruct.pc" \
		"$(INSTALL_ROOT)/$(BASH_COMPLETION)"/restruct "$(INSTALL_ROOT)/$(BASH_COMPLETION)"/migrate \
		"$(INSTALL_ROOT)/$(ZSH_COMPLETION)"/_restruct "$(INSTALL_ROOT)/$(ZSH_COMPLETION)"/_migrate \
		"$(INSTALL_ROOT)/$(FISH_COMPLETION)"/restruct.fish "$(INSTALL_ROOT)/$(FISH_COMPLETION)"/migrate.fish \
		"$(INSTALL_ROOT)"/share/man/man1/restruct.1 "$(INSTALL_ROOT)"/share/man/man1/restruct-*.1 \
		"$(INSTALL_ROOT)"/share/man/man3/restruct.3 "$(INSTALL_ROOT)"/share/man/man7/restruct[._]*.7
	rm -rf "$(INSTALL_ROOT)/share/restruct" "$(INSTALL_ROOT)/$(LIBDIR)/cmake/Restruct"
	$(told_loader)

# The models that a person has laid out are left alone.
FORMATTED = $(sort $(filter-out tests/powerdns/%,$(wildcard gen/*.[ch] gen/*/*.[ch] runtime/*.[ch] \
	tests/*/*.[ch] tests/unit/*/*.[ch] examples/*/*.[ch])))
format: ## lays out the sources as .clang-format says
	clang-format -i $(FORMATTED)
format-check: ## fails when a source is not laid out so
	clang-format --dry-run -Werror $(FORMATTED)
clean: ## removes what was built
	rm -rf $(BUILD)
help: ## this list
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/\1\t\2/p' Makefile | expand -t 16

.PHONY: all documents deb demo bench bless corpus torture fuzz fuzzers fuzz-programs test-programs test test-both \
	test-fast test-matrix test-libclang deps deb-deps demo-deps test-deps install uninstall format format-check clean help
.SECONDARY:
.DELETE_ON_ERROR:
-include $(patsubst %.o,%.d,$(GEN_OBJECTS) $(RUNTIME_OBJECTS) $(SUPPORT_OBJECTS)) \
	$(BUILD)/runtime/migrate.d $(TEST_PROGRAMS:=.d) $(FUZZ_PROGRAMS:=.d)
