/* gen.h: random schemas as a flat list of elements, so that they can be mutated, mended and shrunk in the same way
 * whatever the dialect. An element is rendered as the HCL block or line that it stands for.
 *
 *     TABLE t1            table "t1" {
 *     COLUMN c2 int         column "c2" {
 *     PROP "null = true"      type = int
 *                             null = true ... */
#ifndef ATLAS_TESTS_CONVERGE_GEN_H
#define ATLAS_TESTS_CONVERGE_GEN_H

#include "base/array.h"
#include "base/buf.h"
#include "dialects/dialect.h"
#include "tests/property/random.h"

typedef enum ElemKind {
  ELEM_SCHEMA,
  ELEM_ENUM,   /* text: values as HCL, `"a", "b"` */
  ELEM_TABLE,  /* parent: schema */
  ELEM_COLUMN, /* parent: table. text: type as HCL */
  ELEM_KEY,    /* primary key; its columns are PARTs */
  ELEM_INDEX,
  ELEM_CONSTRAINT, /* unique, exclude: text is the keyword */
  ELEM_PART,       /* of a key or index: refs[0] the column, or text an expression */
  ELEM_FK,         /* refs: columns, then the same number of target columns */
  ELEM_CHECK,      /* text: expression */
  ELEM_PROP,       /* a line or block in its parent. name: what it is, one of each */
  ELEM_OBJECT      /* a block at the top: name, text */
} ElemKind;

enum { GEN_REFS = 8 };

/* Texts may hold $0 ... (name of refs[0] as SQL), #0 ... (the same with its schema) and @0 ... (reference to it as
 * HCL); of the element itself: $9 (name as SQL), #9, @9 (label of its block) and @8 (reference to its parent). */
typedef struct Elem {
  uint32_t id, parent; /* 0: at the top */
  uint8_t kind;        /* ElemKind */
  Str name, text;
  Str group; /* of a column: kind of its type; of an object: what it is */
  uint32_t refs[GEN_REFS];
  uint32_t ref_count;
} Elem;

typedef struct Profile Profile;

typedef struct Gen {
  Arena *arena;
  Random *random;
  const Profile *profile;
  const Dialect *dialect;
  uint32_t *next_id; /* shared by the two schemas of a pair */
  ARRAY(Elem) elems; /* parents before children */
} Gen;

/* What a dialect adds: its types, defaults and options, and what its server does not accept. */
struct Profile {
  Str dialect;
  char quote;            /* around names in SQL */
  Profile (*wide)(void); /* the same with more kinds of things, for every second pair. May be NULL */
  void (*schemas)(Gen *);
  const char *const *odd_names;              /* NULL: a few */
  void (*objects)(Gen *);                    /* enums, after the schemas. May be NULL */
  void (*change_object)(Gen *, uint32_t id); /* another text for one of them */
  void (*later)(Gen *);                      /* views, triggers ..., after the tables. May be NULL */
  void (*table)(Gen *, uint32_t table);      /* properties, before its columns */
  void (*type)(Gen *, Elem *column);         /* text and group */
  void (*column)(Gen *, uint32_t column);    /* properties */
  void (*index)(Gen *, uint32_t table);      /* one index or constraint */
  void (*expression)(Gen *, Elem *owner, uint32_t table, bool condition); /* text and refs */
  void (*foreign_key)(Gen *, uint32_t key);                               /* properties */
  void (*check)(Gen *, uint32_t check);                                   /* properties. May be NULL */
  void (*mutate)(Gen *);                                                  /* a change of its own. May be NULL */
  bool (*key_column)(const Gen *, const Elem *column);                    /* may be part of a primary key */
  bool (*invalid)(const Gen *, const Elem *); /* is to be removed: the server would refuse it */
  bool (*refuses)(const Gen *, const Elem *); /* the same of one release of the server. May be NULL */
  bool (*may_become)(const Gen *from, const Elem *a, const Gen *to, const Elem *b); /* column changed in place */
};

extern const Profile sqlite_profile, postgresql_profile, mariadb_profile;
extern const Profile postgresql_all_profile; /* also what is no table */
Profile mariadb_wide(void), sqlite_wide(void);

/* --- gen.c: elements */
uint32_t gen_add(Gen *self, ElemKind kind, uint32_t parent, Str name, Str text);
Elem *gen_get(const Gen *self, uint32_t id); /* NULL: not there */
Elem *gen_last(Gen *self);
void gen_ref(Gen *self, uint32_t id, uint32_t ref);
/* name = text, replacing one of the name. */
void gen_prop(Gen *self, uint32_t parent, const char *name, Str text);
const Elem *gen_find_prop(const Gen *self, uint32_t parent, const char *name);
void gen_remove(Gen *self, uint32_t id); /* with its children */
void gen_remove_children(Gen *self, uint32_t id);
/* The ids of the children of a kind; count. */
typedef ARRAY(uint32_t) Ids;
void gen_children(const Gen *self, uint32_t parent, ElemKind kind, Ids *out);
uint32_t gen_pick_child(Gen *self, uint32_t parent, ElemKind kind); /* 0: none */
uint32_t gen_pick(Gen *self, ElemKind kind);
Gen gen_clone(const Gen *self);
/* Removes what leads nowhere and what the profile calls invalid, until nothing changes. */
void gen_repair(Gen *self);
/* Columns that may not become what they are in `to` get another name there. */
void gen_transition(const Gen *from, Gen *to);
/* Does a foreign key lead to a primary key or unique index of exactly its target columns, and are the types the same?
 */
bool gen_has_target(const Gen *self, const Elem *key);
/* Is @9 in its text, so that it may get another name? */
bool gen_names_itself(const Elem *elem);
/* Does an expression (check, condition, index part, generated column) read the column? */
bool gen_is_read(const Gen *self, uint32_t column);
/* Is it a column of a foreign key, on either side? */
bool gen_is_linked(const Gen *self, uint32_t column);
/* Has another constraint of the table the same columns? Servers make one of the two then. */
bool gen_repeats_key(const Gen *self, const Elem *constraint);
/* The primary key of a table; NULL: none. */
const Elem *gen_key_of(const Gen *self, uint32_t table);
void gen_render(const Gen *self, Buf *out);
void gen_free(Gen *self);

/* --- chance.c */
bool gen_chance(Gen *self, unsigned percent);
uint32_t gen_below(Gen *self, uint32_t limit);
/* One of the texts; NULL ends them. */
const char *gen_one(Gen *self, const char *const *texts);
#define GEN_ONE(self, ...) gen_one((self), (const char *const[]){__VA_ARGS__, NULL})
/* A type of the dialect's tables with arguments, as HCL; *spec tells which. Words in `without` are not taken. */
Str gen_type(Gen *self, const char *const *without, const TypeSpec **spec);

/* A property `name` whose text is a condition over the columns of the table, in quotes. */
void gen_condition_prop(Gen *self, uint32_t parent, const char *name, uint32_t table);

/* --- generate.c */
/* "c12"; sometimes one that needs quotes. */
Str gen_name(Gen *self, const char *plain);
void gen_schema(Gen *self);
void gen_table(Gen *self, uint32_t schema);
uint32_t gen_column(Gen *self, uint32_t table);
void gen_key(Gen *self, uint32_t table);
void gen_foreign_key(Gen *self, uint32_t table);
void gen_check(Gen *self, uint32_t table);
/* --- mutate.c: a few random changes. */
void gen_mutate(Gen *self);

#endif
