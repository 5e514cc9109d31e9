# shellcheck shell=bash
# What the procedures of tests/corpus share. They run with $case, the case's name, and leave what
# they made in $dir; $log takes what the programs say.

dir=$OUT/$case
rm -rf "$dir"
mkdir -p "$dir"
log=$dir/log
: >"$log"
database=${PREFIX}_$$
databases=()

# create DATABASE: how, for psql.
create() {
	databases+=("$1")
	printf 'CREATE DATABASE "%s" TEMPLATE template0%s;\n' "$1" "${STRATEGY:-}"
}
create_database() {
	create "$1" | psql -X -q -v ON_ERROR_STOP=1 -d postgres >>"$log" 2>&1 || verdict wrong "no database: $(why)"
}

drop_databases() {
	printf 'DROP DATABASE IF EXISTS "%s" WITH (FORCE);\n' "${databases[@]}" |
		psql -X -q -d postgres >/dev/null 2>&1
}
trap drop_databases EXIT

# verdict converged|unsupported|wrong [WHY]: ends the case.
verdict() {
	printf '%s\t%s\n' "$1" "${2:-}" >"$dir/result"
	exit 0
}

# run_sql DATABASE FILE: all of it, up to the first error.
run_sql() {
	psql -X -q -v ON_ERROR_STOP=1 -d "$1" -f "$2" >>"$log" 2>&1
}

# facts_after DATABASE FACTS SQL…: runs SQL (lines and files for psql) and then writes the facts of the
# database. One psql, since there are thousands of them.
facts_after() {
	{
		printf '%s\n' "${@:3}"
		printf '\\connect -reuse-previous=on "dbname=%s"\n\\o %s.all\n\\i %s\n' "$1" "$2" "$CORPUS/canon.sql"
	} >"$2.psql"
	psql -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -d postgres -f "$2.psql" >>"$log" 2>&1 || return
	filter "$2.all" >"$2" && rm "$2.all" "$2.psql"
}
load_once() {
	facts_after "$1" "$3" "CREATE DATABASE \"$1\" TEMPLATE template0${STRATEGY:-};" \
		"\\connect -reuse-previous=on \"dbname=$1\"" "\\i $2"
}
# Roles that the index does not name are made when they are missed.
load() { # load DATABASE SQL FACTS
	local missing
	databases+=("$1")
	until load_once "$@"; do
		missing=$(tail -n 1 "$log" | sed -n 's/.*ERROR:  role \("[^"]*"\) does not exist$/\1/p')
		[ -n "$missing" ] || return
		psql -X -q -d postgres -c "DROP DATABASE \"$1\"" -c "CREATE ROLE $missing" >>"$log" 2>&1
		# Another case may have made it meanwhile.
		psql -X -q -d postgres -c "SET ROLE $missing" >>"$log" 2>&1 || return
	done
}
change() { # change DATABASE SQL FACTS
	facts_after "$1" "$3" "\\connect -reuse-previous=on \"dbname=$1\"" "\\i $2"
}
canon() { # canon DATABASE FACTS
	facts_after "$1" "$2" || verdict wrong "the catalogs cannot be read: $(why)"
}

# The last error that the log tells, on one line.
why() {
	grep -aE 'ERROR:|error:|FATAL:|SQLSTATE|AddressSanitizer|runtime error' "$log" | tail -n 1 |
		sed -E 's/^psql:[^ ]*:[0-9]+: //; s/^[^ ]*:[0-9]+:[0-9]+: //; s/^([^ ]*: )?error: //' | tr '\t' ' ' | cut -c1-180
}

# The facts that same_schema.sh -o compares, without those of the version table's schema. PostgreSQL
# 15.20 notes in each column's options where in the log it was last altered (pg_attver): that differs
# between any two databases, even of the same script, and says nothing of the schema.
filter() {
	awk -F'\t' -v OFS='\t' -v grants="${GRANTS:-}" '
		$1 == "column_order" || $1 == "owner" || $1 == "default_acl" { next }
		$1 == "grant" && !grants { next }
		$2 ~ /(^| )restruct_versions(\.|$)/ { next }
		$1 == "column" && $3 == "options" {
			gsub(/(^|,)pg_attver=[0-9]*/, "", $4); sub(/^,/, "", $4)
			if ($4 == "") next
		}
		{ print }' "$1"
}

# same WHAT FILE FILE: ends the case when the facts differ.
same() {
	diff "$2" "$3" >"$dir/difference" && return
	{
		echo "$1 differs:"
		cat "$dir/difference"
	} >>"$log"
	verdict "${4:-wrong}" "$1: $(grep -a '^[<>]' "$dir/difference" | head -n 1 | tr '\t' ' ' | cut -c1-180)"
}

# restruct ARGUMENT…: its messages go to the log, its output to the caller.
restruct() {
	echo "restruct $*" >>"$log"
	"$RESTRUCT" "$@" 2>"$dir/said"
	local status=$?
	cat "$dir/said" >>"$log"
	return $status
}

# import DATABASE HEADER: what it cannot say is in $named and in HEADER.named, and it goes on with the rest.
named=
import() {
	restruct import --database "dbname=$1" --include-schemas -o "$2" >>"$log"
	local status=$?
	[ $status -le 1 ] || verdict wrong "import, status $status: $(why)"
	[ $status -ne 1 ] || named=${named:-$(reason)}
	sed -n 's/^.*\(warning\|error\): //p' "$dir/said" | tr '\t' ' ' | cut -c1-180 | sort -u >"$2.named"
	[ -f "$2" ] || verdict "$([ $status -eq 1 ] && echo unsupported || echo wrong)" "import: $(why)"
}

# What the last command named.
reason() {
	grep -aE '(warning|error): ' "$dir/said" | head -n 1 |
		sed -E 's/^.*(warning|error): //' | tr '\t' ' ' | cut -c1-180
}

# difference FROM TO FILE: the SQL between two headers.
difference() {
	restruct diff --no-rename --allow loses-data,rewrites-table,blocks-writes,blocks-reads "$1" "$2" >"$3"
	local status=$?
	[ $status -ne 0 ] || return 0
	[ $status -eq 1 ] || verdict wrong "diff, status $status: $(why)"
	local said
	said=$(reason)
	local header
	for header in "$1" "$2"; do
		restruct diff "$header" "$header" >/dev/null || verdict wrong "the header cannot be read: $(reason)"
	done
	verdict unsupported "diff: $said"
}

statements() { grep -vE '^(--.*)?$' "$1"; }
