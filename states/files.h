/* files.h: where the files of a source lie: on the disk, in a commit, or in memory. */
#ifndef ATLAS_STATES_FILES_H
#define ATLAS_STATES_FILES_H

#include "base/path.h"

/* The functions are those of base/path.h, with a context. */
typedef struct Files {
  void *context;
  FileKind (*kind)(void *context, Str path);
  bool (*read)(void *context, Arena *arena, Str path, Str *text, Str *error);
  bool (*list)(void *context, Arena *arena, Str path, StrList *names, Str *error);
} Files;

extern const Files files_disk;
/* The same; what an editor has open does not count. */
extern const Files files_saved;

/* A text as a source: a file of that name, which says what it is by its ending. */
typedef struct FilesText {
  Str name, text;
} FilesText;
/* Must live as long. */
Files files_text(FilesText *text);

/* git.c: the files of one commit. libgit2 is loaded when first used, no program is run. */
typedef struct GitCommit GitCommit;
/* The commit that a revision names ("HEAD", "v1.2~3") in the repository around the folder `near`. NULL with *error. */
GitCommit *git_open(Arena *arena, Str near, Str revision, Str *error);
void git_close(GitCommit *self); /* NULL is allowed */
/* Paths are as seen from the current folder; one that is not there is looked for from the top of the repository. */
Files git_files(GitCommit *self);
/* The id of what a file holds there, as text; empty: there is no such file. */
Str git_file_id(GitCommit *self, Arena *arena, Str path);

#endif
