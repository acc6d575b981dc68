/* head.h: the files that a schema had at a commit. */
#ifndef ATLAS_LSP_HEAD_H
#define ATLAS_LSP_HEAD_H

#include "dialects/dialect.h"
#include "states/files.h"

/* Those of the files `paths` (absolute) that are there, and the schema files of the dialect in the same folders that
 * have been deleted since. Reads the disk. */
void head_files(Arena *arena, GitCommit *commit, const StrList *paths, const Dialect *dialect, StrList *out);
/* Does the path lie in a repository? Looks for the folder or file .git only, without loading a library. */
bool head_has_repository(Arena *arena, Str path);
/* A folder to look for the repository from: that of the path, or what is left of it on the disk. */
Str head_near(Str path);

#endif
