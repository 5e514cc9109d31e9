CREATE TABLE restruct_version (
	schema text NOT NULL,
	revision text NOT NULL,
	parent text,
	second_parent text,
	checksum text NOT NULL,
	format smallint NOT NULL DEFAULT 1,
	applied_at timestamptz NOT NULL DEFAULT now(),
	CONSTRAINT restruct_version_pkey PRIMARY KEY (schema, revision),
	CONSTRAINT restruct_version_parent_fkey FOREIGN KEY (schema, parent) REFERENCES restruct_version (schema, revision),
	CONSTRAINT restruct_version_second_parent_fkey FOREIGN KEY (schema, second_parent) REFERENCES restruct_version (schema, revision)
);
