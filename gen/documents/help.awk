# A command's --help: "usage:", text, "options:" and "example:" become sections.
{ gsub(/\t/, "        ") }
/^usage: / {
	print ".SH SYNOPSIS"
	text = $0
	sub(/^usage: /, "", text)
	keep(text)
	finish_block()
	print ".SH DESCRIPTION"
	next
}
/^[a-z ]+:$/ {
	heading(substr($0, 1, length($0) - 1))
	next
}
/^Status: / {
	heading("exit status")
	sub(/^Status: /, "")
}
/^$/ { blank(); if (kept) print ""; next }
/^ / { keep(substr($0, 3)); next }
{ paragraph($0) }
END { finish_block() }
