# shellcheck shell=bash
# The evolutions that a script tries: . tests/support/cases.sh; choose_cases [NAME…]; "${cases[@]}" are
# their folders.
#
# EVERY=N: every Nth (1; under sanitizers 12: they look for faults of memory, which the cases share).
# A file "since" in a folder names the PostgreSQL that its models need: an older one has not got what
# they say. The case is skipped there, aloud.
choose_cases() {
	local all number=0 server folder every=${EVERY:-1}
	[ -z "${TEST_CFLAGS:-}" ] || every=12
	if [ $# -gt 0 ]; then
		all=("${@/#/$top/tests/evolution/}")
		every=1
	else
		all=("$top"/tests/evolution/*/)
	fi
	server=$(($(psql -X -At -d postgres -c 'SHOW server_version_num') / 10000))
	cases=()
	for folder in "${all[@]%/}"; do
		[ $((number++ % every)) -eq 0 ] || continue
		if [ -e "$folder/since" ] && [ "$server" -lt "$(cat "$folder/since")" ]; then
			echo "skipped: ${folder##*/} needs PostgreSQL $(cat "$folder/since")"
		else
			cases+=("$folder")
		fi
	done
}
