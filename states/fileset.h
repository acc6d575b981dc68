/* fileset.h: the calls in a project file that look at the disk, replaced by what they find. */
#ifndef ATLAS_STATES_FILESET_H
#define ATLAS_STATES_FILESET_H

#include "typecheck/file.h"

/* Text of the project file, with the files below `dir` in the place of calls that list them:
 *     paths = glob("schema-*.hcl")   ->   paths = ["schema-1.hcl", "schema-2.hcl"]
 * Calls whose pattern is no plain text stay. In the arena. */
Str fileset_expand(Arena *arena, Str dir, const File *file);

#endif
