# A header as a manual page: its comments are the text, its declarations stand between them.

function title(text) {
	gsub(/^[ -]+|[ -]+$/, "", text)
	heading(text)
}
# A line of a comment without its stars.
function said(text) {
	if (text ~ /^-+$/)
		return
	if (ahead ~ /^-+$/) {
		heading(text)
		return
	}
	if (text == "" && kept && ahead ~ /^  /)
		print ""
	else if (text == "")
		blank()
	else if (text ~ /^  / || text ~ /^[A-Z]+  /) {
		keep(text)
		shown = 1
	} else
		paragraph(text)
}
function bare(line) {
	sub(/ *\*\/$/, "", line)
	sub(/^\/\*+ ?/, "", line)
	sub(/^ \* ?/, "", line)
	return line
}
{ line[NR] = $0 }
END {
	print ".SH DESCRIPTION"
	for (i = 1; i <= NR; i++) {
		text = line[i]
		if (text ~ /^\/\* -+ .* -+ *\*?\/?$/) {
			sub(/^\/\* /, "", text)
			sub(/ *\*+\/? *$/, "", text)
			title(text)
			inside = line[i] !~ /\*\/$/
			continue
		}
		if (!inside && text ~ /^\/\*/) {
			for (end = i; line[end] !~ /\*\/$/; end++)
				;
			if (i > 1 && line[end + 1] ~ /^#if/) { # how something is made, not what it is
				i = end
				continue
			}
			blank()
			inside = 1
		}
		if (inside) {
			ahead = bare(line[i + 1])
			ends = text ~ /\*\/$/
			text = bare(text)
			if (!(ends && text == ""))
				said(text)
			if (ends)
				inside = 0
			continue
		}
		if (text ~ /^#/ || continued) { # guards, includes, how the words are made
			continued = text ~ /\\$/
			continue
		}
		if (text ~ /^extern "C"|^}$/ || text == "") {
			if (kept && line[i + 1] != "")
				print ""
			continue
		}
		sub(/^RESTRUCT_API /, "", text)
		if (shown && kept) # an example, and then what it is an example of
			print ""
		shown = 0
		keep(text)
	}
	finish_block()
}
