/* inspect.h: from a live database to the model: its schemas, tables and further objects as if they had been read from
 * HCL. Each dialect that can do so has an Inspector in dialects/<name>/inspect.c.
 *
 *     sqlite://app.db    ->  Realm with schema main, its tables, ...
 *
 * Everything is read inside one read-only transaction by a constant number of queries. */
#ifndef ATLAS_DIALECTS_INSPECT_H
#define ATLAS_DIALECTS_INSPECT_H

#include "db/db.h"
#include "dialects/dialect.h"
#include "model/model.h"

typedef struct InspectOptions {
  const Str *schemas; /* only these; an empty name is the connection's current one */
  size_t schema_count;
  const Str *exclude; /* patterns: "public.users", "*.log_*[type=table]", see docs/inspect.md */
  size_t exclude_count;
  const Str *include; /* patterns: only tables and objects that one of them names */
  size_t include_count;
  bool scope_guessed; /* patterns may start with the schema all the same */
  bool tables_only;   /* no views, functions, triggers, ...: tables, and the types of their columns */
  bool missing_ok;    /* schemas that are not there are left out; else that is a failure */
  bool inside;        /* inspect_db: a transaction is open, and goes on afterwards */
  DbOptions db;
} InspectOptions;

typedef struct Inspector Inspector;

/* NULL: no inspector has this URL scheme. */
const Inspector *inspector_for(const DbUrl *url);
/* The schema that the URL names; empty: it stands for all schemas of its server or database, or has no inspector. */
Str inspect_scope(Arena *arena, const DbUrl *url);

/* Connects, reads, closes. NULL with *error (in the arena, without secrets) when anything fails. `options` may be NULL.
 * The realm belongs to the caller. */
Realm *inspect_url(Arena *arena, Str url, const InspectOptions *options, Str *error);
/* The same on an open connection, which is left as it was: `url` is what it was opened with. */
Realm *inspect_db(Arena *arena, Db *db, const DbUrl *url, const InspectOptions *options, Str *error);
/* Opens the URL's database for other uses. NULL with *error when it fails. */
Db *inspect_connect(Arena *arena, const DbUrl *url, const DbOptions *options, Str *error);

/* Keeps and removes what the patterns say; false with *error for a pattern that cannot be read. `scope`: the schema
 * that the patterns are in; empty: they start with a schema. (inspect_filter.c) */
bool inspect_filter(Arena *arena, Realm *realm, Str scope, const InspectOptions *options, Str *error);

#endif
