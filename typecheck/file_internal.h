/* file_internal.h: what file.c, file_edit.c and file_position.c share. */
#ifndef ATLAS_TYPECHECK_FILE_INTERNAL_H
#define ATLAS_TYPECHECK_FILE_INTERNAL_H

#include "typecheck/file.h"

/* A kept unit of `span`, parsed. `text` is copied. It stands in no file yet: start, line, index and id are 0.
 * `ratio` guesses its size, see File, and is corrected. */
Unit *file_make_unit(File *self, Str text, UnitSpan span, bool first, float *ratio);
void file_free_unit(Unit *unit);
/* Corrects the places of all units from `first` on. */
void file_renumber(File *self, size_t first);
/* A byte order mark is skipped at the start of a file and is an error elsewhere: may the unit stand at `at`? */
bool file_may_stand(const Unit *unit, uint32_t at);
/* Is the file no HCL, but one piece of text? Then it has one unit. */
bool file_is_text(const File *self);
/* The only unit of such a file. */
UnitSpan file_whole(Str text);

#endif
