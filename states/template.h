/* template.h: migrations written as templates of Go, with values for them.
 *
 *     CREATE TABLE {{ .name }} (id int);     name = "users"  ->  CREATE TABLE users (id int); */
#ifndef ATLAS_STATES_TEMPLATE_H
#define ATLAS_STATES_TEMPLATE_H

#include "base/buf.h"
#include "states/files.h"
#include "typecheck/eval.h"

/* Appends what the text makes of the values (NULL: none). false with *error: "2: unknown function "now"". Of Go's
 * templates it knows fields, variables, if, range, with, define, template, block, pipes, comments, trimming, and the
 * functions that compare, combine, count, index and print. */
bool template_render(Arena *arena, Str text, const Val *values, Buf *out, Str *error);
/* The directory with its SQL files rendered, at the path "."; other files of it are templates that these can use. NULL
 * with *error. In the arena. */
const Files *template_directory(Arena *arena, Str dir, const Val *values, Str *error);

#endif
