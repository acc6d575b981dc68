/* change.h: what differs between two models: the vocabulary of the diff engine. A change points into the models that
 * were compared, so both must live as long as it does. Changes live in the arena of their Diff.
 *
 *     column "a" { type = int }  ->  column "a" { type = bigint }   MODIFY_TABLE { MODIFY_COLUMN, bits = CHANGED_TYPE }
 */
#ifndef ATLAS_MODEL_CHANGE_H
#define ATLAS_MODEL_CHANGE_H

#include "model/model.h"

typedef enum ChangeKind {
  ADD_SCHEMA,
  DROP_SCHEMA,
  MODIFY_SCHEMA, /* members: attributes */
  ADD_TABLE,
  DROP_TABLE,
  MODIFY_TABLE, /* members: everything from ADD_COLUMN on */
  RENAME_TABLE,
  ADD_OBJECT, /* enum ... */
  DROP_OBJECT,
  MODIFY_OBJECT,
  RENAME_OBJECT,
  ADD_COLUMN,
  DROP_COLUMN,
  MODIFY_COLUMN,
  RENAME_COLUMN,
  ADD_INDEX, /* also unique and exclusion constraints: Index.kind */
  DROP_INDEX,
  MODIFY_INDEX,
  RENAME_INDEX,
  ADD_PRIMARY_KEY,
  DROP_PRIMARY_KEY,
  MODIFY_PRIMARY_KEY,
  ADD_FOREIGN_KEY,
  DROP_FOREIGN_KEY,
  MODIFY_FOREIGN_KEY,
  ADD_CHECK,
  DROP_CHECK,
  MODIFY_CHECK,
  ADD_ATTR, /* attribute of a schema or table: `attr` tells which */
  DROP_ATTR,
  MODIFY_ATTR,
  ADD_UNIQUE_USING, /* a constraint made of the existing index `to`; `attr` names the constraint, or is empty */
  ADD_PRIMARY_KEY_USING
} ChangeKind;

/* What of a modified member differs. */
enum {
  CHANGED_ATTR = 1,
  CHANGED_CHARSET = 2,
  CHANGED_COLLATE = 4,
  CHANGED_COMMENT = 8,
  CHANGED_NULL = 16,
  CHANGED_TYPE = 32,
  CHANGED_DEFAULT = 64,
  CHANGED_GENERATED = 128,
  CHANGED_UNIQUE = 256,
  CHANGED_PARTS = 512,
  CHANGED_COLUMN = 1024,
  CHANGED_REF_COLUMN = 2048,
  CHANGED_REF_TABLE = 4096,
  CHANGED_UPDATE_ACTION = 8192,
  CHANGED_DELETE_ACTION = 16384
};

/* How a change is to be made. */
enum {
  CLAUSE_IF_EXISTS = 1,
  CLAUSE_IF_NOT_EXISTS = 2,
  CLAUSE_CONCURRENTLY = 4,
  CLAUSE_NOT_VALID = 8,
  CLAUSE_CASCADE = 16,
  CLAUSE_SELF_KEYS =
      32,              /* of the table's foreign keys only those to itself: the others come in a change of their own */
  CLAUSE_NO_KEYS = 64, /* none of its foreign keys */
  CLAUSE_EARLY = 128,  /* drops foreign keys, before what they hold on to changes */
  CLAUSE_LATE = 256,   /* adds foreign keys, behind all other changes of both tables */
  CLAUSE_LEFT = 512,   /* the foreign keys into schemas that are dropped are gone already */
  CLAUSE_DETACH = 1024, /* drops parts of a table that call a routine, before that is made anew */
  CLAUSE_ATTACH = 2048  /* behind it: the rest of the changes of that table */
};

typedef union ChangeSide {
  const void *any;
  const Schema *schema;
  const Table *table;
  const Object *object;
  const Column *column;
  const Index *index;
  const ForeignKey *foreign_key;
  const Check *check;
} ChangeSide;

typedef struct Change Change;
typedef ARRAY(Change *) Changes;

struct Change {
  uint8_t kind;       /* ChangeKind */
  uint16_t clauses;   /* CLAUSE_* */
  uint16_t bits;      /* CHANGED_* of a MODIFY_ */
  ChangeSide from;    /* NULL: an addition */
  ChangeSide to;      /* NULL: a removal. Of an attribute: the schemas or tables that have it */
  Changes members;    /* of MODIFY_SCHEMA and MODIFY_TABLE */
  Str attr;           /* ADD_ATTR ...: name as in the schema language */
  Str old_text, text; /* its values */
  Str using_expr;     /* MODIFY_COLUMN: how old values are converted */
  size_t order;       /* place of its table among the tables, while a plan is sorted */
};

#endif
