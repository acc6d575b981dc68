/* scratch.h: a database to try SQL on: SQLite in memory, or the one that a person named with --dev-url. It must be
 * empty before, and is empty again afterwards, whatever happened in between.
 *
 *     Scratch *scratch = scratch_open(arena, dialect, options, &error);
 *     scratch_run(scratch, STR("CREATE TABLE t (a int)"), &error);
 *     Realm *realm = scratch_inspect(scratch, &error);
 *     scratch_close(scratch, &error);
 *
 * Where the database can take back definitions, all of it happens in one transaction that is never committed: even when
 * the program is killed, nothing stays. A statement that refuses to run in a transaction makes the scratch database
 * leave it; what was made is then dropped by name, as in databases that commit every definition. */
#ifndef ATLAS_STATES_SCRATCH_H
#define ATLAS_STATES_SCRATCH_H

#include "states/state.h"

typedef struct Scratch Scratch;

/* `dialect` may be NULL when options->dev_url tells it. NULL with *error in the arena: no database for the dialect, no
 * connection, "found table "t" in connected schema". The arena must live as long as the result. */
Scratch *scratch_open(Arena *arena, const Dialect *dialect, const StateOptions *options, Str *error);
/* Is the dev URL one that this program can open? Containers are not started. */
bool scratch_can_open(Str url);
/* Can one be opened for the dialect: by the dev URL, or in memory? */
bool scratch_is_possible(const Dialect *dialect, const StateOptions *options);
/* One statement, or a script of several. A failure is of the SQL; the scratch database can be used on, as if the
 * statement had not been there, where it can take back definitions. */
bool scratch_run(Scratch *self, Str sql, Str *error);
/* The same of a statement that stands at `offset` of a file, which scratch_source named before. *error_at: its place in
 * the statement, 0 when it is not known. */
bool scratch_run_at(Scratch *self, Str sql, uint32_t offset, Str *error, uint32_t *error_at);
Str scratch_source(Scratch *self, Str path, Str text); /* gives the text to split into statements */
/* Is it no database, but a reading of the SQL alone? */
bool scratch_is_read(const Scratch *self);
/* The schema as it is now; the caller's. */
Realm *scratch_inspect(Scratch *self, Str *error);
/* Empties it, for another replay. */
bool scratch_reset(Scratch *self, Str *error);
/* Bound to one schema (its URL names one)? Its name, else empty. */
Str scratch_schema(const Scratch *self);
/* Of its database: what the server says it is. */
const Dialect *scratch_dialect(const Scratch *self);
/* What it held when it was opened: schemas without anything in them. */
const Realm *scratch_before(const Scratch *self);
/* Leaves the database as it was found and closes it. False: could not be cleaned, *error says what is left. NULL is
 * allowed. */
bool scratch_close(Scratch *self, Str *error);

#endif
