/* postgresql.h: what the files of the PostgreSQL schemas share. postgresql.c has tables alone, as the SQL reader and
 * other engines know them; postgresql_all.c adds what postgresql_types.c and postgresql_objects.c make. */
#ifndef ATLAS_TESTS_CONVERGE_POSTGRESQL_H
#define ATLAS_TESTS_CONVERGE_POSTGRESQL_H

#include "tests/converge/gen.h"

/* One kind of object. `group` is what Elem.group says of it. */
typedef struct PgenMaker {
  const char *group, *prefix; /* of its name */
  unsigned weight;
  bool early;                       /* made before the tables, which may use it */
  bool database;                    /* in no schema */
  bool (*make)(Gen *, uint32_t id); /* text and references of an empty element; false: there is nothing to lean on */
  bool (*invalid)(const Gen *, const Elem *); /* may be NULL */
} PgenMaker;

extern const PgenMaker pgen_type_makers[], pgen_object_makers[]; /* a NULL group ends them */

/* --- postgresql_all.c */
bool pgen_in_group(const Elem *elem, const char *group);
/* An object of the group; 0: none. */
uint32_t pgen_pick_object(Gen *self, const char *group);
/* Its number among the references of `id`. */
unsigned pgen_refer(Gen *self, uint32_t id, uint32_t to);
/* The text of an element so far; pgen_done puts it there. */
void pgen_done(Gen *self, uint32_t id, Buf *text);
/* A column of a table that the test takes; 0: none. */
uint32_t pgen_pick_column(Gen *self, uint32_t table, bool (*takes)(Str type));
/* Is the table partitioned? The column that it is partitioned by; 0: no. */
uint32_t pgen_partition_key(const Gen *self, uint32_t table);
/* "int", "text", ...: sometimes a comment = line. */
void pgen_put_comment(Gen *self, Buf *out);

/* --- postgresql.c */
void pgen_add_index(Gen *self, uint32_t table_id);
void pgen_foreign_key(Gen *self, uint32_t id);
bool pgen_may_become(const Gen *from, const Elem *a, const Gen *to, const Elem *b);
bool pgen_is_int(Str type_text);
bool pgen_is_text(Str type_text);

#endif
