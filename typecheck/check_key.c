/* check_key.c: what is found when blocks become a schema: keys without columns, foreign keys whose columns do not fit,
 * objects whose schema is another than their label says. */
#include "typecheck/check_internal.h"

/* ---- keys ---- */

static void check_empty(CheckBlock *b) {
  const CheckAttr *attr = check_role(b, ATTR_COLUMNS);
  if (attr == NULL || attr->value == NULL || attr->value->kind != VAL_LIST || attr->value->count > 0) return;
  b->wrong = true;
  if (b->spec->role == BLOCK_FOREIGN_KEY) {
    check_report(b->check, DIAG_KEY_SHAPE, attr->syn->value->span,
                 "missing [\"child columns\"] for foreign key: \"%.*s\"", STR_FMT(check_label(b)));
  } else {
    check_report(b->check, DIAG_KEY_SHAPE, attr->syn->value->span, "missing definition for index \"%.*s\"",
                 STR_FMT(check_label(b)));
  }
}

/* ---- foreign keys ---- */

/* Number of elements of a list; false when that is not known. */
static bool list_length(const CheckAttr *attr, uint32_t *length) {
  if (attr == NULL || attr->value == NULL || attr->value->kind != VAL_LIST) return false;
  *length = attr->value->count;
  return true;
}

static bool check_length(CheckBlock *b, const CheckAttr *attr) {
  if (attr->spec == NULL || str_empty(attr->spec->same_length)) return true;
  const CheckAttr *other = check_attr(b, attr->spec->same_length);
  uint32_t mine, theirs;
  if (!list_length(attr, &mine) || !list_length(other, &theirs) || mine == theirs) return true;
  Diagnostic *d;
  if (b->spec->role == BLOCK_FOREIGN_KEY) {
    d = check_report(b->check, DIAG_FOREIGN_KEY, attr->syn->value->span,
                     "sqlspec: number of referencing and referenced columns do not match for foreign-key \"%.*s\"",
                     STR_FMT(check_label(b)));
  } else {
    d = check_report(b->check, DIAG_FOREIGN_KEY, attr->syn->value->span, "%.*s and %.*s must have the same length",
                     STR_FMT(other->syn->name), STR_FMT(attr->syn->name));
  }
  check_relate(b->check, d, NULL, other->syn->value->span, "%u here, %u there", theirs, mine);
  return false;
}

static bool check_single_table(CheckBlock *b, const CheckAttr *attr) {
  uint32_t count;
  if (attr->spec == NULL || (attr->spec->flags & SPEC_SINGLE_TABLE) == 0 || !list_length(attr, &count)) return true;
  const Val *first = check_ref(attr, 0);
  for (uint32_t i = 1; first != NULL && i < count; i++) {
    const Val *ref = check_ref(attr, i);
    if (ref == NULL || check_owner(ref->as.ref.def) == check_owner(first->as.ref.def)) continue;
    check_report(b->check, DIAG_FOREIGN_KEY, attr->syn->value->span,
                 "sqlspec: more than 1 table was referenced for foreign-key \"%.*s\"", STR_FMT(check_label(b)));
    return false;
  }
  return true;
}

/* A table whose plain name is given to tables of several schemas cannot be told apart. */
static bool check_ambiguous(CheckBlock *b, const CheckAttr *attr) {
  const Val *ref = check_ref(attr, 0);
  const SymDef *table = ref != NULL ? check_owner(ref->as.ref.def) : NULL;
  if (table == NULL || table == check_top(b)->def || !str_empty(table->qualifier) || table->repeated) return true;
  size_t count;
  const ModuleDef *defs = module_defs(b->check->module, table->type, table->name, &count);
  for (size_t i = 0; i < count; i++) {
    const SymDef *other = defs[i].def;
    if (other == table || !str_empty(other->qualifier) || other->repeated) continue;
    if (defs[i].unit->file->part != ref->as.ref.unit->file->part) continue;
    if (str_empty(sym_schema(other)) || str_empty(sym_schema(table)) || str_eq(sym_schema(other), sym_schema(table)))
      continue;
    Diagnostic *d = check_report(b->check, DIAG_AMBIGUOUS_REFERENCE, check_place(attr, ref),
                                 "multiple reference tables found for \"%.*s\"", STR_FMT(table->name));
    check_relate(b->check, d, ref->as.ref.unit, table->name_span, "in schema %.*s", STR_FMT(sym_schema(table)));
    check_relate(b->check, d, defs[i].unit, other->name_span, "in schema %.*s", STR_FMT(sym_schema(other)));
    return false;
  }
  return true;
}

/* ---- types of the columns of a foreign key ---- */

/* Categories of types whose values compare with each other in some database. */
static const char *family(Str category) {
  static const char *const numbers[] = {"integer", "serial", "decimal", "float", "boolean", "bit", "money"};
  static const char *const texts[] = {"string", "enum", "binary", "network", "uuid"};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    if (str_eq(category, str_from(numbers[i]))) return "number";
  }
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (str_eq(category, str_from(texts[i]))) return "text";
  }
  return str_eq(category, STR("time")) ? "time" : NULL;
}

/* "varchar(255)" -> the family of varchar; NULL when it is not certain. */
static const char *type_family(const Dialect *dialect, Str text) {
  const TypeSpec *type = dialect_type(dialect, str_sub(text, 0, str_find(text, '(', 0)));
  return type != NULL ? family(type->category) : NULL;
}

static void check_pair(CheckBlock *b, const CheckAttr *attr, const Val *from, const Val *to) {
  const SymDef *a = from->as.ref.def, *z = to->as.ref.def;
  const char *one = type_family(b->check->dialect, a->type_text), *two = type_family(b->check->dialect, z->type_text);
  if (one == NULL || two == NULL || strcmp(one, two) == 0) return;
  Diagnostic *d = check_report(b->check, DIAG_FOREIGN_KEY_TYPE, check_place(attr, to),
                               "column \"%.*s\" is of type %.*s, but the referenced column \"%.*s\" is of type %.*s",
                               STR_FMT(a->name), STR_FMT(a->type_text), STR_FMT(z->name), STR_FMT(z->type_text));
  check_relate(b->check, d, from->as.ref.unit, a->name_span, "the referencing column");
  check_relate(b->check, d, to->as.ref.unit, z->name_span, "the referenced column");
}

static void check_foreign_key(CheckBlock *b) {
  const CheckAttr *columns = check_role(b, ATTR_COLUMNS), *refs = check_role(b, ATTR_REF_COLUMNS);
  uint32_t count;
  if (columns == NULL || refs == NULL || !list_length(refs, &count) || b->wrong) return;
  if (!check_ambiguous(b, refs)) return;
  for (uint32_t i = 0; i < count; i++) {
    const Val *from = check_ref(columns, i), *to = check_ref(refs, i);
    if (from != NULL && to != NULL) check_pair(b, refs, from, to);
  }
}

/* ---- schemas ---- */

/* table "a" "t" { schema = schema.b } */
static void check_qualifier(CheckBlock *b) {
  CheckAttr *attr = check_role(b, ATTR_SCHEMA);
  const Val *ref = attr != NULL ? check_ref(attr, 0) : NULL;
  if (ref == NULL || b->syn->label_count != 2) return;
  const SymDef *schema = ref->as.ref.def;
  const SynLabel *label = &b->syn->labels[0];
  if (schema->repeated || str_eq(schema->name, label->text) || str_eq(sym_real_name(schema), label->text)) return;
  Diagnostic *d = check_report(b->check, DIAG_SCHEMA_NAME, label->span,
                               "schema \"%.*s\" not found for %.*s \"%.*s\": the %.*s attribute names \"%.*s\"",
                               STR_FMT(label->text), STR_FMT(b->syn->type), STR_FMT(check_label(b)),
                               STR_FMT(attr->syn->name), STR_FMT(schema->name));
  d->severity = SEVERITY_WARNING;
  check_relate(b->check, d, NULL, attr->syn->span, "the schema is given here");
}

void check_conversion(CheckBlock *b) {
  if (b->syn == NULL) return;
  uint32_t before = b->check->reported;
  if (b->parent->syn == NULL) check_qualifier(b);
  check_empty(b);
  for (uint32_t i = 0; i < b->attr_count && !b->wrong; i++) {
    if (!check_length(b, &b->attrs[i]) || !check_single_table(b, &b->attrs[i])) b->wrong = true;
  }
  if (b->spec->role == BLOCK_FOREIGN_KEY) check_foreign_key(b);
  if (b->check->reported > before) b->wrong = true;
}
