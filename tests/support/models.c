/* Schemas for tests, from annotated C in a string. */
#include "support/models.h"

#include "base/file.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct schema *models_from_text(struct arena *arena, const char *text)
{
	char path[] = "/tmp/restruct-models-XXXXXX.h";
	int fd = mkstemps(path, 2);
	if (fd < 0)
		return NULL;
	close(fd);
	struct text file = {0};
	text_printf(&file, "#include <restruct_model.h>\n#include <time.h>\n%s", text);
	enum file_result written = file_write(path, &file);
	text_finish(&file);

	struct schema *schema = arena_new(arena, struct schema);
	struct diag diag;
	struct flags flags = {0};
	struct names own = {0}, files = {0};
	list_push(arena, &own, "-Imodels");
	list_push(arena, &files, arena_strdup(arena, path));
	diag_init(&diag, arena);
	schema_init(schema, arena);
	bool understood = written != FILE_FAILED &&
			  read_flags(arena, &own, NULL, &files, &flags, &diag) &&
			  read_headers(arena, &files, &flags, schema, &diag) &&
			  schema_check(schema, &diag) && diag.errors == 0;
	diag_print(&diag, stderr);
	unlink(path);
	return understood ? schema : NULL;
}
