/* around.h: closed files whose SQL is about a schema: tests, plans, scripts, project files and migrations. They are
 * indexed, so that references of a table are found in them, and not checked. */
#ifndef ATLAS_LSP_AROUND_H
#define ATLAS_LSP_AROUND_H

#include "lsp/session.h"

/* Reads what lies around the schema file `path` of the group and its project; on the pool. */
void around_read(LspServer *self, LspGroup *group, Str path);
/* The same again for all groups, after files changed. */
void around_again(LspServer *self);
/* A document is open now: what the editor says counts. */
void around_forget(LspServer *self, Str path);
void around_free(LspGroup *group);

/* What the job does: files with names of this database in their SQL. Lists and reads the disk. The list is from malloc,
 * as are the files. */
typedef ARRAY(File *) AroundFiles;
void around_collect(Arena *arena, const Project *project, Str path, const Dialect *database, AroundFiles *out);
/* What the job brings back; takes over the files. */
void around_collected(LspServer *self, LspGroup *group, AroundFiles *files);

#endif
