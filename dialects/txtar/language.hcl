# The files of migration directories that are no HCL, as data: see docs/reference/dialect.md for the language of this file.
dialect "txtar" {
  title       = "Atlas migration"
  language_id = "atlas-txtar"
  suffix      = ".sql"
  engine      = "txtar"
  text        = true
  scope       = []
}

facts "directives" {
  doc     = "Directives in comments of SQL files, `-- atlas:name arguments`. place: first, the first line of the file; line, the first line of a file or section; file, the comments at the top with an empty line behind them; part, the top of a section; statement and schema, right above a statement. arguments: none, any, text (must not be empty), words (those listed), codes (words, or codes of checks). message: for wrong arguments; once: for a second one in the file."
  columns = ["name", "place", "arguments", "words", "message", "once", "doc"]
  rows = [
    ["assert", "part", "codes", "oneof", "", "", "How the statements of a check are read: all must be true, or one (oneof). Codes say which findings it answers."],
    ["checkpoint", "file", "any", "", "", "", "The file holds the whole schema up to here; the argument is a tag."],
    ["delimiter", "line", "text", "", "empty delimiter", "", "What separates statements, in place of a semicolon; \\n, \\r and \\t are escapes."],
    ["import", "schema", "text", "", "atlas:import needs the path of a file", "", "Path of another SQL file of the schema, which is read before this one."],
    ["nolint", "file statement", "codes", "destructive data_depend incompatible condrop naming concurrent_index blocking_change column_alignment nestedtx non_linear ownership statement", "", "", "Leaves out findings of the analyzers or with the codes named, all without arguments."],
    ["renamed_from", "schema", "text", "", "atlas:renamed_from needs the old name", "", "The old name of what the statement creates."],
    ["sum", "line", "words", "ignore", "atlas:sum takes ignore, not \"{args}\"", "", "ignore: the content of the file is not part of atlas.sum."],
    ["txmode", "file", "words", "file none", "unknown txmode \"{args}\" found in file directive \"{file}\"", "multiple txmode values found in file \"{file}\": [{first} {args}]", "Whether the file runs in a transaction: file or none."],
    ["txtar", "first", "none", "", "atlas:txtar takes no arguments", "", "The file has sections: checks, the migration and its way back."],
  ]
}

facts "refused_arguments" {
  doc     = "Arguments of directives with a text of their own, and what to write instead."
  columns = ["directive", "argument", "instead", "message"]
  rows = [
    ["txmode", "all", "file", "txmode \"all\" is not allowed in file directive \"{file}\". Use \"file\" instead"],
  ]
}

facts "sections" {
  doc     = "Sections of a txtar migration, `-- name --`. A name that ends in / stands for all SQL files below it. need: it must be there."
  columns = ["name", "need", "doc"]
  rows = [
    ["checks.sql", "", "Statements that must all be true before the migration runs."],
    ["checks/", "", "More checks, each section on its own."],
    ["down.sql", "", "Statements that undo the migration."],
    ["migration.sql", "required", "Statements of the migration."],
  ]
}

facts "checksums" {
  doc     = "Name of the list of checksums of a migration directory."
  columns = ["name", "doc"]
  rows    = [["atlas.sum", "Checksums of the files of the directory."]]
}
