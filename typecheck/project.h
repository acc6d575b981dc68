/* project.h: what belongs together: dialect of a file, files of a module, atlas.hcl. */
#ifndef ATLAS_TYPECHECK_PROJECT_H
#define ATLAS_TYPECHECK_PROJECT_H

#include "base/path.h"
#include "dialects/dialect.h"
#include "grammar/syntax.h"

/* What one env (or a data source that no env uses) of an atlas.hcl names as its schema files. */
typedef struct ProjectSource {
  Str env;          /* label of the env, or of the data source */
  StrList paths;    /* absolute, from `src` values that are known: files and directories */
  StrList patterns; /* absolute, of fileset(): their files are looked up where paths are, and only below the project */
  const Dialect *dialect; /* from dev or url; NULL: unknown */
  Str dialect_reason;     /* "by dev of env \"local\" in atlas.hcl" */
  uint32_t set; /* sources with the same number see each other's blocks: those of one env, and those that share files */
} ProjectSource;

/* An atlas.hcl; owned by its arena. */
typedef struct Project {
  Str path;
  ProjectSource *sources;
  size_t source_count;
  bool has_gaps;             /* some source is not of HCL files, or its value is not known without a run */
  ProjectSource *migrations; /* directories of migrations, with the dialect of their SQL */
  size_t migration_count;
} Project;

/* Reads the literal src, url and dev values of an atlas.hcl text, also through references to its data blocks, locals
 * and defaults of variables. Which attributes these are is data: facts "project_sources" of the dialect of the file.
 * Pure; opens nothing. */
Project *project_parse(Arena *arena, Str path, Str text);

/* A function, or a call of one, that lists the files of a pattern? */
bool project_lists(Str function);
bool project_lists_files(const SynExpr *expr);
/* Files and directories that the source names; absolute. Lists the disk for its patterns. */
void project_source_files(Arena *arena, const ProjectSource *source, StrList *out);
/* Does the source name the file, itself, by its directory or by a pattern? */
bool project_names(const ProjectSource *source, Str path);
/* The source that names a file, itself or by its directory; NULL when none does. */
const ProjectSource *project_source(const Project *project, Str path);

/* Which source names a file: its number from 1 on; 0: none does. Names may be given once in each. */
uint32_t project_part(const Project *project, Str path);

/* The same for a file in a directory of migrations. */
const ProjectSource *project_migrations(const Project *project, Str path);
/* Is a text, whose name could also be that of any SQL file, one of a project? Because of its directory, or of a
 * directive of ours in it. */
bool project_owns_text(const Project *project, Str path, Str text);

/* The database that the SQL of a file is for, when its language is not that of a database: a migration has that of its
 * directory; tests, plans, rules, scripts and atlas.hcl that of their first lines, `# atlas-lsp: database=sqlite`, else
 * the one that all sources of the project share. NULL: not known. */
const Dialect *project_database(const Project *project, Str path, const Dialect *dialect, Str text);
/* The database of the schema files beside a file, as far as they are certain and agree; reads them. NULL: not known. */
const Dialect *project_nearby(Str path);

typedef struct DialectGuess {
  const Dialect *dialect;     /* NULL: not a language of ours, or ambiguous */
  Str reason;                 /* for people, e.g. "by its suffix .pg.hcl" */
  bool ambiguous;             /* candidates remain; `dialect` is the likeliest */
  const Dialect **candidates; /* when ambiguous: all of them, the likeliest first */
  size_t candidate_count;
} DialectGuess;

/* The dialect that a comment in the first lines names, `# atlas-lsp: dialect=postgresql`; NULL: none. */
const Dialect *project_directive(Str text);
/* CONTRACT.md, "Which dialect": forced (may be NULL), directive, language id (may be empty), suffix, project (may be
 * NULL), content. */
DialectGuess project_dialect(Arena *arena, const Dialect *forced, Str language_id, Str path, Str text,
                             const Project *project);

/* Takes the dialect of another file of the schema, of which it is certain, when the content allows it. */
bool project_follow(Arena *arena, DialectGuess *guess, const Dialect *dialect, Str path);

/* Text of the hint on a file whose dialect stays ambiguous. */
Str project_uncertain(Arena *arena, const Dialect *likeliest);

/* Name of the module a file belongs to: files with the same key form one schema. */
Str project_module_key(Arena *arena, Str path, const Dialect *dialect, const Project *project);
/* Files that belong to the module of `path` besides itself: those of the project's sources of its set, else the files
 * of its directory (by name only; the caller checks that they share the dialect). */
void project_siblings(Arena *arena, Str path, const Dialect *dialect, const Project *project, StrList *out);

/* Schema files and directories that a file of another language names in its own text. Looks at the disk. */
void project_named_files(Arena *arena, const Dialect *dialect, Str path, Str text, StrList *out);

/* The schema files that the SQL of another language is about: those of all sources of the project, else those in the
 * directory of the file; and those that its text names. They may form several schemas. Lists the disk. */
typedef struct ProjectSchema {
  StrList files; /* absolute; strings in the arena, the list from malloc */
  bool complete; /* there is no more to the schema */
} ProjectSchema;
void project_schema(Arena *arena, const Project *project, Str path, const Dialect *dialect, Str text,
                    ProjectSchema *out);
/* May a schema file among them be one of this database, as far as its name and the project tell? */
bool project_may_be(const Project *project, Str file, const Dialect *database);

#endif
