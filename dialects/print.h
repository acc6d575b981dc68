/* print.h: the model as text: HCL the way that inspection of a database writes it, and JSON.
 *
 *     Table users(id)  ->  table "users" {
 *                            schema = schema.public
 *                            column "id" { ...
 *
 * The names of attributes come from the roles of the dialect. */
#ifndef ATLAS_DIALECTS_PRINT_H
#define ATLAS_DIALECTS_PRINT_H

#include "base/buf.h"
#include "dialects/dialect.h"
#include "model/model.h"

/* All of the realm. false with *error (in the arena) when something has no HCL: a foreign key that leads to a table
 * outside. O(size of the realm). */
bool print_hcl(const Realm *realm, const Dialect *dialect, Buf *out, Arena *arena, Str *error);
/* One line of JSON; with an indent ("  ") several. */
void print_json(const Realm *realm, const Dialect *dialect, Str indent, Buf *out);

#endif
