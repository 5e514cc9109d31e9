# The results of a run as a table: reads kind, case and subset; OUT is the folder of the results.
function add(row, what) {
	if (!(row in total))
		rows[++count] = row
	total[row]++
	number[row, what]++
}
{
	file = OUT "/" $2 "/result"
	result = "wrong\tno result: the case itself failed"
	if ((getline line < file) > 0)
		result = line
	close(file)
	split(result, part, "\t")
	if (part[1] == "skipped") {
		print "left out: " $2 ": " part[2]
		next
	}
	suite = $2
	sub(/\/.*/, "", suite)
	add(suite " " $3, part[1])
	add(($1 == "pair" ? "all pairs, " : "all, ") $3, part[1])
	if (part[1] == "wrong")
		wrongs[++wrong] = $2 ": " part[2]
	if (part[1] == "unsupported") {
		reason = part[2]
		gsub(/"[^"]*"/, "\"…\"", reason)
		if (!(reason in reasons))
			order[++different] = reason
		reasons[reason]++
		example[reason] = $2
	}
	if (part[1] != "wrong")
		fine++
}
END {
	for (i = 1; i <= wrong; i++)
		print "wrong: " wrongs[i]
	if (different)
		print "\nunsupported:"
	for (i = 1; i <= different; i++)
		printf "%5d %s (%s)\n", reasons[order[i]], order[i], example[order[i]]
	printf "\n%-28s %6s %10s %12s %6s %7s\n", "", "cases", "converged", "unsupported", "wrong", "%"
	for (pass = 0; pass < 2; pass++)
		for (i = 1; i <= count; i++) {
			row = rows[i]
			if ((row ~ /^all/) != pass)
				continue
			printf "%-28s %6d %10d %12d %6d %6.1f%%\n", row, total[row], number[row, "converged"],
				number[row, "unsupported"], number[row, "wrong"],
				100 * number[row, "converged"] / total[row]
		}
	printf "%d passed, %d failed\n", fine, wrong
	exit wrong != 0
}
