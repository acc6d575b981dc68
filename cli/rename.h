/* rename.h: --rename: answers to the question whether what was dropped and what was added are the same.
 *
 *     people=users               table people is users now
 *     users.first_name=name      column first_name of users is name now
 *     index:users.i=users_name   an index
 *     users.a!=b                 they are two columns: the question is not asked again */
#ifndef ATLAS_CLI_RENAME_H
#define ATLAS_CLI_RENAME_H

#include "diff/diff.h"

/* Names with dots or signs in them stand in double quotes; a schema may stand in front: public.users.a=b says so with
 * "column:", table:public.people=users with "table:". false: it cannot be read. Texts point into `text` or the arena.
 */
bool rename_read(Arena *arena, Str text, DiffRename *out);

#endif
