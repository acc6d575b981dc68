/* build_column.c: a column from its block. */
#include "typecheck/build_parts.h"

typedef struct Filling {
  Column *column;
  Schema *schema;
} Filling;

static void read_null(const BuildBlock *b, Column *column) {
  const AttrSpec *spec = b->spec != NULL ? dialect_attr_role(b->spec, ATTR_NULL) : NULL;
  BuildValue value = build_role(b, ATTR_NULL);
  int flag = build_bool(&value);
  column->null_known = spec != NULL && (!value.present || flag >= 0);
  column->null = value.present ? flag == 1 : spec != NULL && str_eq(spec->default_text, STR("true"));
}

static void read_default(const BuildBlock *b, Column *column) {
  BuildValue value = build_role(b, ATTR_DEFAULT);
  if (!value.present) return;
  switch (value.val->kind) {
  case VAL_STRING:
  case VAL_NUMBER:
  case VAL_BOOL: column->default_kind = DEFAULT_LITERAL; break;
  case VAL_RAW: column->default_kind = DEFAULT_EXPR; break;
  default: column->default_kind = DEFAULT_UNKNOWN; break;
  }
  bool known = column->default_kind != DEFAULT_UNKNOWN;
  column->default_string = value.val->kind == VAL_STRING && !value.val->word;
  column->default_text = build_keep(b->build, known                  ? build_text(b->build, value.val)
                                              : str_empty(value.why) ? STR("not a default value")
                                                                     : value.why);
}

static Str word_of(const BuildBlock *b, AttrRole role) {
  BuildValue value = build_role(b, role);
  return value.val->kind == VAL_STRING ? build_keep(b->build, value.val->as.string) : (Str){0};
}

static void read_generated(const BuildBlock *b, Column *column) {
  BuildValue expr = build_role(b, ATTR_EXPR);
  column->generated = build_model_text(b, &expr);
  column->generated_type = word_of(b, ATTR_STORAGE);
}

static void read_identity(const BuildBlock *b, Column *column) {
  column->identity = true;
  column->identity_generated = word_of(b, ATTR_GENERATED);
  BuildValue start = build_role(b, ATTR_START), increment = build_role(b, ATTR_INCREMENT);
  column->identity_start = build_model_text(b, &start);
  column->identity_increment = build_model_text(b, &increment);
}

static void read_child(const BuildBlock *child, void *context) {
  Filling *self = context;
  if (child->spec == NULL) return;
  if (child->spec->role == BLOCK_GENERATED)
    read_generated(child, self->column);
  else if (child->spec->role == BLOCK_IDENTITY)
    read_identity(child, self->column);
}

/* Roles that the model has members for; the others are kept as attributes. */
static bool has_member(AttrRole role) {
  return role == ATTR_TYPE || role == ATTR_NULL || role == ATTR_DEFAULT || role == ATTR_EXPR || role == ATTR_COMMENT ||
         role == ATTR_AUTO_INCREMENT || role == ATTR_NAME;
}

void build_column(const BuildBlock *b, Column *column, Schema *schema) {
  Filling filling = {column, schema};
  column->pos = build_pos(b->build, b->item->unit, b->syn);
  BuildValue type = build_role(b, ATTR_TYPE), comment = build_role(b, ATTR_COMMENT);
  BuildValue expr = build_role(b, ATTR_EXPR), counter = build_role(b, ATTR_AUTO_INCREMENT);
  build_type(b, &type, schema, &column->type);
  read_null(b, column);
  read_default(b, column);
  column->comment = build_model_text(b, &comment);
  column->generated = build_model_text(b, &expr);
  column->auto_increment = build_bool(&counter) == 1;
  for (const SynAttr *attr = b->syn->body->attrs; attr != NULL; attr = attr->next) {
    const AttrSpec *spec = b->spec != NULL ? dialect_attr(b->spec, attr->name) : NULL;
    if (spec != NULL && !has_member((AttrRole)spec->role)) build_plain(b, spec, attr, &column->attrs);
  }
  build_children(b, read_child, &filling);
}
