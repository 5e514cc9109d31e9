# restruct.mk: Restruct in an application's Makefile. Set what applies, then include it:
#
#   RESTRUCT_MODELS     = models/shop.h     the headers that hold the models
#   RESTRUCT_MIGRATIONS = migrations        the folder of the revisions
#   include $(or $(shell pkg-config --variable=mk restruct),\
#   	$(error pkg-config finds no restruct: set PKG_CONFIG_PATH to PREFIX/lib/pkgconfig))
#
#   shop: shop.o $(RESTRUCT_OBJECTS)
#   	$(CC) $(LDFLAGS) -o $@ $^ $(RESTRUCT_LIBS)
#
# Works installed and from the source tree (include ../restruct/runtime/restruct.mk), where it builds
# the generator and the library when they are missing or older than their sources.
#
# Options                                          default
#   RESTRUCT_CHECK    error: the build stops when the models hold a change that no revision has;
#                     warn: it only says so          error
#   RESTRUCT_FLAGS    more options for make revision ("--allow loses-data", "--rename a.b=a.c")
#   RESTRUCT_BUILD    where it puts what it makes    build/restruct
#   RESTRUCT_TABLE    the table's name in C: a library with revisions of its own gives another
#                                                    restruct_revisions
#   RESTRUCT_MIGRATE  name of the ready-made program migrate
#   RESTRUCT_MODEL_FLAGS  compiler flags to read the models with
#                                                    CPPFLAGS, and -I, -D, -U, -std= of CFLAGS
#   RESTRUCT_STATIC   1: the programs become static executables, see below
#                                                    empty
# Sets
#   RESTRUCT_OBJECTS  the revisions and their table, to be linked in
#   RESTRUCT_CFLAGS   where <restruct.h>, <restruct_model.h> and <libpq-fe.h> are; added to CPPFLAGS
#   RESTRUCT_LIBS     librestruct.a and libpq
# Targets
#   make revision m="add phone"   writes the next revision
#   make check                    whether the models and the revisions agree (also part of each build)
#   make migrate                  a program of the revisions alone: ./migrate upgrade head
#
# A static executable: make RESTRUCT_STATIC=1. Restruct's library and a libpq are built from source
# with the program's own CC and CFLAGS, once, into RESTRUCT_BUILD, and RESTRUCT_LIBS links all of it
# with -static. Wants libssl-dev; with another C library (CC=musl-gcc) say RESTRUCT_TLS=0.
#   RESTRUCT_TLS      0: libpq without TLS and without OpenSSL                     1
#   RESTRUCT_LIBPQ_SOURCE  a folder or an archive with PostgreSQL's source         Debian's package
#   RESTRUCT_HOST     what a cross compiler builds for (aarch64-linux-gnu): CC and AR are then
#                     HOST-gcc and HOST-ar unless they are given; the generator stays this machine's
# Such an executable cannot do Kerberos (GSSAPI), look up servers by LDAP, or ask name services other
# than /etc/hosts and DNS.

# Where the library is within the prefix, filled in by make install; empty in the source tree.
restruct_libdir =

# Rules stand below, and the first target of the including Makefile is still to be its default.
restruct_goal := $(.DEFAULT_GOAL)

RESTRUCT_MIGRATIONS ?= migrations
RESTRUCT_BUILD ?= build/restruct
RESTRUCT_MIGRATE ?= migrate
RESTRUCT_TABLE ?= restruct_revisions
RESTRUCT_CHECK ?= error
RESTRUCT_MODEL_FLAGS ?= $(CPPFLAGS) $(filter -I% -D% -U% -std=%,$(CFLAGS))

ifeq ($(strip $(RESTRUCT_MODELS)),)
$(error set RESTRUCT_MODELS to the headers that hold the models before including restruct.mk)
endif
ifeq ($(filter error warn,$(RESTRUCT_CHECK)),)
$(error RESTRUCT_CHECK is "$(RESTRUCT_CHECK)"; it may be error or warn)
endif

# ---- where Restruct is: where this file is. A prefix may hold spaces ----

ifeq ($(restruct_libdir),)
restruct_tree := $(patsubst %/runtime/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
RESTRUCT_TREE_BUILD ?= $(restruct_tree)/build
restruct_tool := $(RESTRUCT_TREE_BUILD)/restruct
restruct_library := $(RESTRUCT_TREE_BUILD)/librestruct.a
restruct_includes := -I"$(restruct_tree)/runtime" -I"$(restruct_tree)/models"
restruct_runtime := $(restruct_tree)/runtime
else
# Names of makefiles stand in one list with spaces between them: this one's is the longest end of the
# list that is a file.
restruct_hash := \#
restruct_prefix := $(shell file='$(MAKEFILE_LIST)'; \
	until test -e "$$file"; do case $$file in (*' '*) file=$${file$(restruct_hash)* } ;; (*) break ;; esac; done; \
	CDPATH= cd "$${file%/share/restruct/restruct.mk}" && test -x bin/restruct && pwd)
ifeq ($(restruct_prefix),)
$(error the generator is missing: bin/restruct, in the prefix of the share/restruct/restruct.mk that is included)
endif
restruct_tool := $(restruct_prefix)/bin/restruct
restruct_library := $(restruct_prefix)/$(restruct_libdir)/librestruct.a
restruct_includes := -I"$(restruct_prefix)/include"
restruct_runtime := $(restruct_prefix)/share/restruct/runtime
endif
restruct_migrate_c := $(restruct_runtime)/migrate.c
restruct_empty :=
restruct_name = $(subst $(restruct_empty) ,\ ,$(1))

ifeq ($(RESTRUCT_STATIC),)
RESTRUCT_CFLAGS := $(restruct_includes) $(shell pkg-config --cflags libpq 2>/dev/null || \
	echo "-I$$(pg_config --includedir)")
RESTRUCT_LIBS := "$(restruct_library)" $(shell pkg-config --libs libpq 2>/dev/null || \
	echo "-L$$(pg_config --libdir) -lpq")
else
RESTRUCT_TLS ?= 1
restruct_pq := $(RESTRUCT_BUILD)/libpq
restruct_library := $(RESTRUCT_BUILD)/librestruct.a
# An installed copy's headers may stand beside another C library's: only they are wanted.
restruct_headers := $(if $(restruct_libdir),$(restruct_prefix)/include)
RESTRUCT_CFLAGS := $(if $(restruct_headers),-I$(RESTRUCT_BUILD)/include,$(restruct_includes)) -I$(restruct_pq)/include
RESTRUCT_LIBS := -static -Wl,--gc-sections $(restruct_library) $(restruct_pq)/lib/libpq.a \
	$(if $(filter 0,$(RESTRUCT_TLS)),,-lssl -lcrypto) -pthread
endif
override CPPFLAGS += $(RESTRUCT_CFLAGS)

ifneq ($(RESTRUCT_HOST),)
ifeq ($(origin CC),default)
CC = $(RESTRUCT_HOST)-gcc
endif
ifeq ($(origin AR),default)
AR = $(RESTRUCT_HOST)-ar
endif
endif

restruct_sources = $(wildcard $(RESTRUCT_MIGRATIONS)/*.c)
RESTRUCT_OBJECTS = $(restruct_sources:$(RESTRUCT_MIGRATIONS)/%.c=$(RESTRUCT_BUILD)/%.o) \
	$(RESTRUCT_BUILD)/restruct_revisions.o
restruct_compile = $(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@

# ---- the source tree: built when it is older than its sources, with its own flags ----

ifeq ($(restruct_libdir),)
restruct_make = +env -u CFLAGS -u CPPFLAGS -u LDFLAGS $(if $(RESTRUCT_STATIC)$(RESTRUCT_HOST),-u CC -u AR) MAKEFLAGS="$${MAKEFLAGS%% -- *}" \
	$(MAKE) --no-print-directory -s -C $(restruct_tree) BUILD=$(RESTRUCT_TREE_BUILD) $@
$(restruct_tool): $(wildcard $(addprefix $(restruct_tree)/,gen/*.[ch] gen/*/*.[ch]))
	$(restruct_make)
ifeq ($(RESTRUCT_STATIC),)
$(restruct_library): $(wildcard $(addprefix $(restruct_tree)/,runtime/*.[ch] runtime/*.inc))
	$(restruct_make)
endif
endif

# ---- a static executable: libpq first, since everything that is compiled needs its headers ----

ifneq ($(RESTRUCT_STATIC),)
# What is not used is left out, and what is used is small: it waits for the server.
restruct_small = -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables \
	-fno-inline-functions -falign-functions=1 -fno-pie
$(restruct_pq)/lib/libpq.a: $(call restruct_name,$(restruct_runtime)/static-libpq)
	@echo "libpq is built from PostgreSQL's source, once"
	CC="$(CC)" AR="$(AR)" TLS=$(RESTRUCT_TLS) HOST="$(RESTRUCT_HOST)" \
		"$(restruct_runtime)/static-libpq" $(restruct_pq) $(RESTRUCT_LIBPQ_SOURCE)
$(restruct_library): $(restruct_pq)/lib/libpq.a $(if $(restruct_libdir),\
		$(call restruct_name,$(restruct_runtime)/restruct.h),$(wildcard $(restruct_runtime)/*.[ch]))
	@mkdir -p $(@D)/runtime && rm -f $@ $(@D)/runtime/*.o
	for source in "$(restruct_runtime)"/*.c; do \
		$(CC) -Os $(CFLAGS) -std=c11 $(restruct_small) $(RESTRUCT_CFLAGS) -c \
			-o $(@D)/runtime/"$$(basename "$$source" .c)".o "$$source" || exit; \
	done
	@rm $(@D)/runtime/migrate.o
	$(AR) rcs $@ $(@D)/runtime/*.o
$(RESTRUCT_BUILD)/static.mk: $(restruct_pq)/lib/libpq.a \
		$(if $(restruct_headers),$(call restruct_name,$(restruct_headers)/restruct.h) \
			$(call restruct_name,$(restruct_headers)/restruct_model.h))
	$(if $(restruct_headers),@mkdir -p $(@D)/include && \
		cp "$(restruct_headers)/restruct.h" "$(restruct_headers)/restruct_model.h" $(@D)/include)
	@touch $@
ifeq ($(filter clean,$(MAKECMDGOALS)),)
include $(RESTRUCT_BUILD)/static.mk
endif
endif

# ---- the table: the folder itself is a prerequisite, for files that come and go ----

$(RESTRUCT_BUILD)/table.stamp: $(wildcard $(RESTRUCT_MIGRATIONS) $(RESTRUCT_MIGRATIONS)/*.[ch]) \
		$(call restruct_name,$(restruct_tool)) \
		$(if $(wildcard $(RESTRUCT_BUILD)/restruct_revisions.c),,restruct_missing)
	@mkdir -p $(@D)
	"$(restruct_tool)" table --migrations $(RESTRUCT_MIGRATIONS) --name $(RESTRUCT_TABLE) \
		-o $(@D)/restruct_revisions.c
	@touch $@
# Written only when its content changes, so its age tells whether to compile it.
$(RESTRUCT_BUILD)/restruct_revisions.c: $(RESTRUCT_BUILD)/table.stamp ;

$(RESTRUCT_BUILD)/restruct_revisions.o: $(RESTRUCT_BUILD)/restruct_revisions.c \
		$(call restruct_name,$(restruct_library)) | $(RESTRUCT_BUILD)/check.stamp
	$(restruct_compile) $<
$(RESTRUCT_BUILD)/%.o: $(RESTRUCT_MIGRATIONS)/%.c
	@mkdir -p $(@D)
	$(restruct_compile) $<

# ---- the check: again when a model, a header it includes, or a revision has changed ----

restruct_check = "$(restruct_tool)" check --migrations $(RESTRUCT_MIGRATIONS) $(RESTRUCT_MODELS) \
	-- $(RESTRUCT_MODEL_FLAGS)
# Status 1 are findings, which may pass with a warning; without a stamp they are told again.
restruct_checked_error = test $$status -eq 0
restruct_checked_warn = test $$status -le 1
$(RESTRUCT_BUILD)/check.stamp: $(RESTRUCT_MODELS) $(RESTRUCT_BUILD)/table.stamp
	@status=0; $(restruct_check) || status=$$?; \
	if test $$status -eq 0; then \
		$(CC) $(RESTRUCT_MODEL_FLAGS) -MM -MP -MT $@ -MF $(@D)/check.d \
			$(foreach model,$(RESTRUCT_MODELS),-include $(model)) -x c /dev/null && touch $@; \
	else \
		$(restruct_checked_$(RESTRUCT_CHECK)); \
	fi
check: $(RESTRUCT_BUILD)/check.stamp

# ---- for people ----

# m as one word of the shell, whatever it holds.
restruct_message = '$(subst ','\'',$(value m))'
revision: $(RESTRUCT_MODELS) | $(call restruct_name,$(restruct_tool))
	@test -n $(restruct_message) || { echo 'say what changes: make revision m="add phone"' >&2; exit 2; }
	"$(restruct_tool)" revision -m $(restruct_message) --migrations $(RESTRUCT_MIGRATIONS) \
		$(RESTRUCT_FLAGS) $(RESTRUCT_MODELS) -- $(RESTRUCT_MODEL_FLAGS)

$(RESTRUCT_BUILD)/migrate.o: $(call restruct_name,$(restruct_migrate_c))
	@mkdir -p $(@D)
	$(restruct_compile) -Drestruct_revisions=$(RESTRUCT_TABLE) "$(restruct_migrate_c)"
$(RESTRUCT_MIGRATE): $(RESTRUCT_BUILD)/migrate.o $(RESTRUCT_OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(RESTRUCT_LIBS)

.PHONY: check revision restruct_missing
-include $(RESTRUCT_OBJECTS:.o=.d) $(RESTRUCT_BUILD)/migrate.d $(wildcard $(RESTRUCT_BUILD)/check.d)
.DEFAULT_GOAL := $(restruct_goal)
