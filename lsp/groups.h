/* groups.h: the modules of the server: files that form one schema, open and closed. A group is made by the first open
 * document of its module and goes with the last one; as the schema of a test or a migration it lives as long as that.
 */
#ifndef ATLAS_LSP_GROUPS_H
#define ATLAS_LSP_GROUPS_H

#include "lsp/session.h"

/* The group with this key, made when absent. `project` may be NULL. */
LspGroup *group_get(LspServer *self, Str key, const Dialect *dialect, LspProject *project);
/* Adds an open document's file; a closed file with the same path is replaced. */
LspSource *group_add(LspServer *self, LspGroup *group, File *file, LspDoc *doc);
/* Removes and frees a file. */
void group_remove(LspServer *self, LspSource *source);
/* Looks up the other files of the module, next to `path`. */
void group_list(LspServer *self, LspGroup *group, Str path);
/* The project was read again; the files are looked up again when it changed. */
void group_set_project(LspServer *self, LspGroup *group, LspProject *project, Str path);
/* Are its files, or those of its schemas, still being looked up or read? */
bool group_loading(const LspGroup *group);
/* Has it open documents, or is it the schema of a group that has? */
bool group_live(const LspGroup *group);
/* Makes the groups of these schemas those that its SQL is about, see module_link. */
void group_link(LspServer *self, LspGroup *group, const LspGroups *schemas, bool complete);
/* The settings changed: all diagnostics are to be sent again, those of closed files perhaps taken back. */
void group_show_again(LspServer *self, LspGroup *group);
/* The file with this path; NULL when the group has none. */
LspSource *group_find(const LspGroup *group, Str path);
/* Frees the group when nobody needs it any more. */
void group_release(LspServer *self, LspGroup *group);
void groups_free(LspServer *self);

/* What jobs bring back. */
void group_listed(LspServer *self, LspGroup *group, const StrList *paths);
/* `file` NULL: it is gone, or of another dialect. */
void group_parsed(LspServer *self, LspGroup *group, Str path, File *file);

/* progress.c: shows how far the indexing of a group is. */
void progress_begin(LspServer *self, LspGroup *group);
void progress_report(LspServer *self, LspGroup *group);
void progress_end(LspServer *self, LspGroup *group);

#endif
