/* ddl.h: writing a statement word by word, with the spacing of the Atlas engine: phrases are one space apart, a comma
 * and a closing parenthesis take the place of a space before them.
 *
 *     ddl_phrase(&d, STR("DROP TABLE")); ddl_ident(&d, STR("t"));   ->  DROP TABLE "t"
 */
#ifndef ATLAS_DIALECTS_DDL_H
#define ATLAS_DIALECTS_DDL_H

#include "base/arena.h"
#include "base/buf.h"

typedef struct Planner Planner;

typedef struct Ddl {
  Buf buf;
  Planner *planner; /* indentation, quotes, qualifier; its arena keeps the text */
  unsigned level;
} Ddl;

Ddl ddl_start(Planner *planner);
/* The text without blanks at its end, in the planner's arena. Ends the writer. */
Str ddl_done(Ddl *self);

void ddl_phrase(Ddl *self, Str text);
/* The same of a string literal. */
#define ddl_word(self, text) ddl_phrase((self), STR(text))
/* Text with nothing before or after it. */
void ddl_raw(Ddl *self, Str text);
/* A name in the dialect's quotes. */
void ddl_ident(Ddl *self, Str name);
/* `schema`.`name`, the schema as the plan's qualifier says. */
void ddl_name(Ddl *self, Str schema, Str name);
void ddl_comma(Ddl *self);
/* A comma before every item but the first. */
void ddl_item(Ddl *self, size_t index);
/* "(" and ")" of a list on one line. */
void ddl_open(Ddl *self);
void ddl_close(Ddl *self);
/* A new line, when the plan is indented. */
void ddl_line(Ddl *self);
/* A comma and a new line. */
void ddl_next_line(Ddl *self);
/* "(" and ")" of a list that has its items on lines of their own, when the plan is indented; each starts by ddl_line.
 */
void ddl_open_lines(Ddl *self);
void ddl_close_lines(Ddl *self);

#endif
