/* rows.h: a few rows in the tables of a database, for plans that only work on empty tables. */
#ifndef ATLAS_TESTS_CONVERGE_ROWS_H
#define ATLAS_TESTS_CONVERGE_ROWS_H

#include "tests/converge/site.h"

/* Puts rows where it can: where a foreign key or check takes none, the table stays empty. Number of rows. */
size_t rows_insert(Site *site, const Realm *realm, Arena *arena);
/* Rows of the tables that are in both realms under one name; -1: cannot be counted. */
long rows_count(Site *site, const Realm *realm, const Realm *other, Arena *arena);
/* Did the statement that failed last do so because of the rows alone: a NULL, a duplicate, a value that does not fit?
 */
bool rows_refuse(const Site *site);

#endif
