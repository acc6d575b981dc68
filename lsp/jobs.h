/* jobs.h: what the thread pool does for the server: reading files and parsing them. A job owns all that it reads and
 * brings its result back on the main thread. */
#ifndef ATLAS_LSP_JOBS_H
#define ATLAS_LSP_JOBS_H

#include "lsp/session.h"

/* Looks for the project file above the document; ends in workspace_discovered. */
void job_discover(LspServer *self, LspDoc *doc);
/* Names the files of the module of `path`; ends in group_listed. */
void job_list(LspServer *self, LspGroup *group, Str path);
/* Reads and parses a closed file of the group; ends in group_parsed. */
void job_parse(LspServer *self, LspGroup *group, Str path);
/* Looks what is at the paths; ends in paths_arrived. The list is copied. */
void job_paths(LspServer *self, const StrList *paths);
/* Reads what lies around a schema; ends in around_collected. */
void job_around(LspServer *self, LspGroup *group, Str path);
/* Reads the text of a file; ends in texts_arrived. */
void job_text(LspServer *self, Str path);

#endif
