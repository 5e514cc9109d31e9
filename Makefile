# Restruct: builds the generator (build/restruct) and the runtime (build/librestruct.a), tests them.
# make help lists the targets.

BUILD ?= build
CC ?= cc
CFLAGS ?= -O2 -g
WARNINGS = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wwrite-strings -Werror
LLVM_CONFIG ?= $(firstword $(wildcard /usr/bin/llvm-config /usr/bin/llvm-config-14 /usr/lib/llvm-*/bin/llvm-config))
LLVM_PREFIX ?= $(lastword $(sort $(wildcard /usr/lib/llvm-*/include/clang-c)))
CLANG_CFLAGS ?= -I$(patsubst %/clang-c,%,$(LLVM_PREFIX))
CLANG_LIBS ?= -L$(patsubst %/include/clang-c,%/lib,$(LLVM_PREFIX)) -lclang
PQ_CFLAGS ?= -I$(shell pg_config --includedir)
PQ_LIBS ?= -L$(shell pg_config --libdir) -lpq

GEN_SOURCES = $(sort $(wildcard gen/*.c gen/*/*.c))
GEN_OBJECTS = $(GEN_SOURCES:%.c=$(BUILD)/%.o)
RUNTIME_SOURCES = $(sort $(wildcard runtime/*.c))
RUNTIME_OBJECTS = $(RUNTIME_SOURCES:%.c=$(BUILD)/%.o)

all: $(BUILD)/restruct $(BUILD)/librestruct.a

$(BUILD)/restruct: $(GEN_OBJECTS)
	$(CC) $(LDFLAGS) -o $@ $^ $(CLANG_LIBS) -lpg_query
$(BUILD)/librestruct.a: $(RUNTIME_OBJECTS)
	$(AR) rcs $@ $^

$(BUILD)/gen/%.o: gen/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Igen $(CLANG_CFLAGS) -D_GNU_SOURCE $(WARNINGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/runtime/%.o: runtime/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Iruntime $(PQ_CFLAGS) $(WARNINGS) $(CFLAGS) -fPIC -MMD -MP -c -o $@ $<

clean:
	rm -rf $(BUILD)

.PHONY: all clean
-include $(GEN_OBJECTS:.o=.d) $(RUNTIME_OBJECTS:.o=.d)
