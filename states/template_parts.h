/* template_parts.h: what the files of templates share: template.c (text, blocks, directories), template_expr.c (the
 * values between the braces). */
#ifndef ATLAS_STATES_TEMPLATE_PARTS_H
#define ATLAS_STATES_TEMPLATE_PARTS_H

#include "states/template.h"
#include "typecheck/val.h"

/* $name of a range or an assignment; the innermost first. */
typedef struct TemplateVar {
  Str name;
  const Val *value;
  struct TemplateVar *next;
} TemplateVar;

typedef struct TemplateScope {
  Arena *arena;
  const Val *dot, *root;
  TemplateVar *vars;
} TemplateScope;

/* Value of a pipe, .a | printf "%s"; NULL with *error. */
const Val *template_value(const TemplateScope *scope, Str text, Str *error);
/* As Go counts: false, 0, "", nothing and what is empty are not. */
bool template_truth(const Val *value);
void template_print(Arena *arena, const Val *value, Buf *out);

/* template_render with definitions that the text can use. */
bool template_render_with(Arena *arena, Str definitions, Str text, const Val *values, Buf *out, Str *error);

#endif
