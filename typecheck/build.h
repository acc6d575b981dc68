/* build.h: from the files of a module to the schema that they describe: evaluates every block and fills a Realm.
 *
 *     table "users" {                               Table users in Schema public,
 *       schema = schema.public                      Column id: integer, not null
 *       column "id" { type = int }            ->
 *     }
 *
 * What the blocks and attributes mean is read from the roles of the dialect. Blocks with mistakes are built as far as
 * they can be read. What cannot be known without running a program or a database is unknown, with a reason; whole
 * objects of which that is true are listed in Realm.gaps. */
#ifndef ATLAS_TYPECHECK_BUILD_H
#define ATLAS_TYPECHECK_BUILD_H

#include "model/model.h"
#include "typecheck/eval.h"

typedef struct BuildOptions {
  const ValField *inputs; /* values of input variables; they come before those of the module and before defaults */
  size_t input_count;
  const EvalRun *run; /* the env that is built for; NULL: none is known */
  /* Options of the files of each part, by File.part, where they differ; NULL: for all of them the above. */
  const struct BuildOptions *parts;
  size_t part_count;
} BuildOptions;

/* Units with `bare` hold tables that are the same in two schemas that are compared: Table.bare.
 *
 * Builds a module whose files keep their text (file_parse with `keep`); files without text are left out, with a gap.
 * `options` may be NULL. Only reads the module. The result does not point into it and belongs to the caller
 * (realm_free). O(size of the module). */
Realm *build_realm(const Module *module, const BuildOptions *options);
/* The same, added to a realm: schemas of one name become one. Foreign keys may lead to tables that are there already.
 */
void build_add(Realm *realm, const Module *module, const BuildOptions *options);

#endif
