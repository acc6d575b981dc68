/* sandbox.h: what it takes to try SQL on a database and leave it as it was found. A database that can take back
 * definitions runs everything in one transaction; what is left of statements that cannot run in one, and of other
 * databases, is dropped by name.
 *
 *     leftovers of schema "dev"  ->  DROP VIEW ..., DROP TABLE ..., in an order that works */
#ifndef ATLAS_DIALECTS_SANDBOX_H
#define ATLAS_DIALECTS_SANDBOX_H

#include "db/db.h"

typedef struct Sandbox {
  const Str *schemes; /* of its URLs; an empty one ends the list */
  /* Keeps other runs out until the connection ends; both NULL: nothing does. `lock` is a query with one parameter, the
   * schema (empty for the whole server), that gives 1 when the lock was free. `lock_script` fails with the code `busy`
   * when it was not. Neither waits. */
  const char *lock, *lock_script, *busy;
  /* Around everything; NULL: definitions cannot be taken back. */
  const char *begin, *rollback;
  /* Around one statement inside of that. `release` fails when the statement ended the transaction. */
  const char *save, *release, *undo;
  /* Codes of failures (db_code) of statements that may only fail because they are inside of a transaction. */
  const char *const *outside; /* NULL ends it */
  const char *prepare;        /* runs before anything is dropped; may be NULL */
  /* One parameter: the schema, empty for the whole server. Each row has a statement that drops something, the name
   * by which who made it must have called it, and "schema" when that is one. */
  const char *leftovers;
  /* What is made outside of a transaction is written down there first, in a table called SANDBOX_MARK, so that the next
   * run knows what an interrupted one has left. NULL: nothing is. %s: the schema of that table, quoted. */
  const char *mark_home, *unmark_home; /* make and drop its schema, which a run of the whole server has for itself */
  const char *mark, *unmark;           /* make and drop the table */
  const char *note;                    /* one parameter: a statement that is about to run */
  const char *notes;                   /* the statements in their order */
  /* One parameter, the schema: names, and `foreign` for what an interrupted run cannot have made, `late` for what only
   * its last statement can have made. */
  const char *strange;
  const char *const *quiet; /* first words of statements that make nothing; NULL ends it */
  char quote;               /* around names */
  const char *finish;       /* runs after that; may be NULL */
  Str kept_schema;          /* may exist in an empty database; empty: none */
  /* Does the URL name a database that only this connection sees? Then nothing needs to be left clean. May be NULL. */
  bool (*is_private)(const DbUrl *url);
  /* File of the database; an empty Str: it is none. May be NULL. */
  Str (*file)(const DbUrl *url);
  Str private_url; /* of such a database; empty: there is none */
} Sandbox;

extern const Sandbox sqlite_sandbox, postgresql_sandbox, mysql_sandbox;

/* Name of the table, and of its schema when it has one for itself. */
#define SANDBOX_MARK "atlas_lsp_scratch"

/* NULL: nothing is known of the URL's database. */
const Sandbox *sandbox_for(const DbUrl *url);

#endif
