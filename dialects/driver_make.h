/* driver_make.h: objects that are no tables, made by a statement each: what a driver has to say of its views,
 * functions, types ... is one ObjectMaker a kind of block; comparing and planning them is the same for all.
 *
 *     view "v" changed  ->  CREATE OR REPLACE VIEW, or DROP VIEW and CREATE VIEW, as `replaceable` says
 */
#ifndef ATLAS_DIALECTS_DRIVER_MAKE_H
#define ATLAS_DIALECTS_DRIVER_MAKE_H

#include "dialects/driver.h"

typedef struct ObjectMaker {
  const char *kind;  /* block: "view" */
  const char *words; /* "VIEW", as in DROP VIEW and CREATE VIEW */
  /* The statement that makes it; `replace`: in the place of the old one. Empty: it cannot be, which it says. */
  Str (*create)(Planner *, const Object *, bool replace);
  /* NULL: DROP words "s"."name". Empty: it cannot be. */
  Str (*drop)(Planner *, const Object *);
  /* Can the new one take the place of the old one by one statement? NULL: never. */
  bool (*replaceable)(const Object *from, const Object *to);
  /* The one statement that changes old to new when it is not `create`; NULL: it is. */
  Str (*alter)(Planner *, const Object *from, const Object *to);
  /* The statement that sets the comment; `fresh`: there is none yet. NULL: there are none, or `create` writes them. */
  Str (*comment)(Planner *, const Object *, Str old_text, Str text);
  /* Further statements after it was made (indexes of a view), by planner_add. NULL: none. */
  void (*extras)(Planner *, const Change *, const Object *);
  bool needs_definition; /* without its SQL there is nothing to make */
  bool creates_comment;  /* `create` and `alter` write the comment */
} ObjectMaker;

/* Of the list that a maker without a kind ends; NULL: there is none. */
const ObjectMaker *object_maker(const ObjectMaker *makers, const Object *object);
/* As Driver.object. */
bool makers_compare(const ObjectMaker *makers, Comparison *cmp, const Object *from, const Object *to, Changes *out);
/* ADD_OBJECT, DROP_OBJECT, MODIFY_OBJECT. */
void makers_plan(const ObjectMaker *makers, Planner *planner, const Change *change);

/* CREATE words "s"."name" */
Ddl ddl_create(Planner *planner, Str words, const Object *object);
/* The definition without blanks and semicolons at its end. */
Str object_sql(const Object *object);
/* ("a", "b") of the columns that the object declares; nothing without. */
void ddl_object_columns(Ddl *out, const Object *object);
/* Same columns of the same types, and at least one. */
bool object_same_columns(const Object *a, const Object *b);
/* $$body$$, with another tag when the body has that. */
Str object_dollar_quoted(Arena *arena, Str body);
#endif
