# What all pages share: text as roff takes it, paragraphs and blocks that are kept as they stand.

function escaped(text) {
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	return text ~ /^[.']/ ? "\\&" text : text
}
function paragraph(text) {
	if (kept) {
		print ".fi\n.RE"
		kept = 0
	}
	if (!filled)
		print ".PP"
	filled = 1
	sub(/^ +/, "", text)
	print escaped(text)
}
function keep(text) {
	if (!kept)
		print ".PP\n.RS 2\n.nf"
	kept = 1
	filled = 0
	print escaped(text)
}
function blank() {
	filled = 0
	blanks = 1
}
# Ends what is open.
function finish_block() {
	if (kept)
		print ".fi\n.RE"
	kept = filled = 0
}
function heading(text) {
	finish_block()
	printf ".SH \"%s\"\n", toupper(text)
}
