/* mariadb.h: what the files of the MariaDB schemas share. mariadb.c has tables as other engines know them;
 * mariadb_all.c adds odd names, options and what mariadb_objects.c and mariadb_parts.c make. */
#ifndef ATLAS_TESTS_CONVERGE_MARIADB_H
#define ATLAS_TESTS_CONVERGE_MARIADB_H

#include "tests/converge/gen.h"

/* --- mariadb.c */
bool my_is_int(const Elem *column);
bool my_is_text(const Elem *column);
/* Types that an index takes only in part, or not at all. */
bool my_is_long(const Elem *column);
bool my_is_spatial(const Elem *column);

/* --- mariadb_columns.c: further properties of tables and columns, and which of them the server refuses. */
void my_wide_table(Gen *self, uint32_t table);
void my_wide_column(Gen *self, uint32_t column);
bool my_bad_prop(const Gen *self, const Elem *prop, bool *known);

/* --- mariadb_parts.c: further indexes, and partitions. */
void my_wide_index(Gen *self, uint32_t table);
void my_partition(Gen *self, uint32_t table);
bool my_bad_partition(const Gen *self, const Elem *prop);
/* Is `known` set to true, it tells whether the server refuses the part. */
bool my_bad_part(const Gen *self, const Elem *part, bool *known);
bool my_is_partitioned(const Gen *self, uint32_t table);

/* --- mariadb_objects.c: views, routines, triggers. */
void my_objects(Gen *self);
void my_change_object(Gen *self, uint32_t object);
bool my_bad_object(const Gen *self, const Elem *object);

#endif
