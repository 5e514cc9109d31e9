# A command's --help: "usage:", text, "commands:", "options:" and "example:" become sections.
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
	listing = /^(commands|options):/
	next
}
/^Status: / {
	heading("exit status")
	sub(/^Status: /, "")
}
/^$/ { listing = 0; blank(); if (kept) print ""; next }
# What it is called, two spaces, and what it does, which may go on in the next line.
listing && /^          / { sub(/^ +/, ""); print escaped($0); next }
listing {
	sub(/^ +/, "")
	print ".TP\n.B " escaped(match($0, /.*[^ ]  /) ? substr($0, 1, RLENGTH - 2) : $0)
	if (RSTART) {
		text = substr($0, RLENGTH)
		sub(/^ +/, "", text)
		print escaped(text)
	}
	next
}
/^ / { keep(substr($0, 3)); next }
{ paragraph($0) }
END { finish_block() }
