/* workspace.h: which documents are open, which files form a module with them, and what is read from disk for that.
 *
 * The life of a document: it is opened with its text; a job looks for the project above it; then its dialect and its
 * module are known and it is "placed": parsed and added to the group of its module. The first document of a group
 * makes jobs that list and read the other files. A change of the project places documents again. */
#ifndef ATLAS_LSP_WORKSPACE_H
#define ATLAS_LSP_WORKSPACE_H

#include "lsp/session.h"

/* The open document with this URI (or with the path that it names); NULL when it is not open. */
LspDoc *workspace_doc(const LspServer *self, Str uri);
LspDoc *workspace_doc_at(const LspServer *self, Str path);

/* A new document; its text is copied. Replaces one that is open already. */
LspDoc *workspace_open(LspServer *self, Str uri, Str language, int64_t version, Str text);
/* Gives a document a new text; returns the part of it that differs from the old one. */
Span workspace_set_text(LspServer *self, LspDoc *doc, Str text);
/* Makes sure that the document is placed, with what is known now. False: it has no place (dropped, or no dialect). */
bool workspace_place(LspServer *self, LspDoc *doc);
/* Takes the document out of its module until it gets a new text. */
void workspace_drop(LspServer *self, LspDoc *doc);
/* Places it again if its dialect or its module is another one now. */
void workspace_reconsider(LspServer *self, LspDoc *doc);
void workspace_close(LspServer *self, LspDoc *doc);
/* Looks up projects again, after a pause. */
void workspace_rediscover(LspServer *self);
/* Reconsiders the doubtful documents after a pause. */
void workspace_later(LspServer *self);
/* Is this the name of a project file (atlas.hcl)? */
bool workspace_is_project(Str path);
void workspace_free(LspServer *self);

/* Notifications. */
void workspace_folders(LspServer *self, const json_t *params);
void workspace_files(LspServer *self, const json_t *params);
void workspace_add_folder(LspServer *self, Str uri);

/* What jobs bring back. `project` is a reference that is taken over. */
void workspace_discovered(LspServer *self, Str uri, LspProject *project);

LspProject *project_keep(LspProject *project);
void project_drop(LspProject *project);
void folders_free(LspServer *self);

#endif
