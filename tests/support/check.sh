# shellcheck shell=bash
# For test scripts: . tests/support/check.sh; check WHAT COMMAND…; at the end finish.
passed=0 failed=0

# check WHAT COMMAND…: the command is to succeed; what it said is shown when it does not.
check() {
	local what=$1
	shift
	if "$@" >"$TMPDIR/check.out" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "failed: $what"
		head -n 40 "$TMPDIR/check.out" | sed 's/^/    /'
	fi
}

# same WANTED GOT: whether two texts are equal; says how they differ.
same() {
	diff <(printf '%s\n' "$1") <(printf '%s\n' "$2")
}

finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}
