# A text in which what is indented stays as it stands.
NR == 1 { print ".SH DESCRIPTION" }
/^$/ { blank(); if (kept) print ""; next }
/^ / { keep($0); next }
/^(Options|Sets|Targets)/ { finish_block(); keep($0); next }
{ paragraph($0) }
END { finish_block() }
