# shellcheck shell=bash
# A program made of revisions, for the procedures of tests/corpus; after common.sh.

make_project() {
	cd "$dir" || exit
	cat >Makefile <<-END
		RESTRUCT_MODELS = models.h
		RESTRUCT_MIGRATIONS = migrations
		RESTRUCT_TREE_BUILD = $BUILD
		CFLAGS = -O0 ${TEST_CFLAGS:-}
		include $TOP/runtime/restruct.mk
	END
}

# add_revision HEADER MESSAGE: what the header holds and the head does not; a version without a
# difference makes no revision.
add_revision() {
	[ "$1" -ef "$dir/models.h" ] || cp "$1" "$dir/models.h"
	restruct revision -m "$2" --no-rename --allow loses-data,rewrites-table,blocks-writes,blocks-reads \
		models.h >>"$log" || verdict wrong "revision \"$2\": $(why)"
}

make_program() {
	env -u BUILD make -o "$BUILD/restruct" -o "$BUILD/librestruct.a" migrate >>"$log" 2>&1 ||
		verdict wrong "the program does not build: $(why)"
}

# The version table stands in a schema of its own, which the comparison leaves out.
version_schema() {
	psql -X -q -d "$1" -c 'CREATE SCHEMA restruct_versions' >>"$log" 2>&1
}

migrate() {
	"$dir/migrate" --database "dbname=$1" --version-table-schema restruct_versions "${@:2}" >>"$log" 2>&1
}
