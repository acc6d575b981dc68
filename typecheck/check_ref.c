/* check_ref.c: references: of which kind they are, and whether they stay in their own table. */
#include "typecheck/check_internal.h"

static bool kind_fits(Str kind, const SymDef *def) {
  if (str_eq(kind, STR("any")) || str_eq(kind, def->type)) return true;
  return def->spec != NULL && str_eq(kind, def->spec->path);
}

bool check_ref_fits(const ValueSpec *spec, const SymDef *def) {
  if (def == NULL || spec->count == 0) return true;
  for (uint32_t i = 0; i < spec->count; i++) {
    if (kind_fits(spec->refs[i], def)) return true;
  }
  return false;
}

static Str last_segment(Str path) {
  size_t start = path.len;
  while (start > 0 && path.ptr[start - 1] != '.') start--;
  return str_sub(path, start, path.len);
}

static void relate_definition(CheckBlock *b, Diagnostic *d, const Val *value) {
  const SymDef *def = value->kind == VAL_REF ? value->as.ref.def : NULL;
  if (def == NULL) return;
  Span span = def->name_span.end > def->name_span.start ? def->name_span : def->keyword;
  check_relate(b->check, d, value->as.ref.unit, span, "%.*s \"%.*s\" is defined here", STR_FMT(def->type),
               STR_FMT(def->name));
}

/* schema = "main" */
static void not_schema(CheckBlock *b, const CheckAttr *attr, const Val *value) {
  Check *check = b->check;
  Str why =
      value->kind == VAL_STRING
          ? arena_printf(check->scratch, "schemahcl: missing type in reference \"%.*s\"", STR_FMT(value->as.string))
          : arena_printf(check->scratch, "schemahcl: missing \"%.*s\" in reference", STR_FMT(attr->syn->name));
  Diagnostic *d = check_report(check, DIAG_SCHEMA_NAME, check_place(attr, value),
                               "cannot extract schema name for %.*s \"%.*s\": %.*s", STR_FMT(b->syn->type),
                               STR_FMT(check_label(b)), STR_FMT(why));
  relate_definition(b, d, value);
}

void check_not_ref(CheckBlock *b, const CheckAttr *attr, const ValueSpec *spec, const Val *value) {
  if (attr->spec->role == ATTR_SCHEMA) {
    not_schema(b, attr, value);
  } else if (value->kind == VAL_REF && spec->count > 0) {
    Diagnostic *d = check_report(b->check, DIAG_WRONG_REFERENCE, check_place(attr, value),
                                 "schemahcl: missing \"%.*s\" in reference", STR_FMT(last_segment(spec->refs[0])));
    relate_definition(b, d, value);
  } else {
    check_report(b->check, DIAG_VALUE_KIND, check_place(attr, value), "schema: cannot read attribute \"%.*s\" as ref",
                 STR_FMT(attr->syn->name));
  }
}

const Val *check_ref(const CheckAttr *attr, uint32_t nth) {
  const Val *value = attr->value;
  if (value == NULL || (value->kind != VAL_LIST && nth > 0)) return NULL;
  if (value->kind == VAL_LIST) value = nth < value->count ? value->as.items[nth] : NULL;
  return value != NULL && value->kind == VAL_REF && value->as.ref.def != NULL ? value : NULL;
}

const SymDef *check_owner(const SymDef *def) {
  while (def->parent != NULL) def = def->parent;
  return def;
}

static bool same_owner(const SymDef *a, const SymDef *b) {
  return a == b || (str_eq(a->type, b->type) && str_eq(a->name, b->name) && str_eq(a->qualifier, b->qualifier));
}

static void foreign(CheckBlock *b, const CheckAttr *attr, const Val *ref, const SymDef *own) {
  const SymDef *def = ref->as.ref.def, *owner = check_owner(def);
  Span span = check_place(attr, ref);
  if (sym_child(own, def->type, def->name) == NULL) {
    check_report(b->check, DIAG_FOREIGN_COLUMN, span, "%.*s \"%.*s\" was not found in %.*s %.*s", STR_FMT(def->type),
                 STR_FMT(def->name), STR_FMT(own->type), STR_FMT(own->name));
    return;
  }
  Diagnostic *d =
      check_report(b->check, DIAG_FOREIGN_COLUMN, span, "%.*s \"%.*s\" belongs to %.*s \"%.*s\", not to %.*s \"%.*s\"",
                   STR_FMT(def->type), STR_FMT(def->name), STR_FMT(owner->type), STR_FMT(owner->name),
                   STR_FMT(own->type), STR_FMT(own->name));
  d->severity = SEVERITY_WARNING; /* Atlas takes the own column of that name */
  const SynExpr *value = attr->syn->value;
  bool single = span.start > value->span.start || value->kind == SYN_PATH;
  if (single) {
    check_fix(b->check, d, span, arena_printf(b->check->scratch, "%.*s.%.*s", STR_FMT(def->type), STR_FMT(def->name)));
  }
}

static void check_own(CheckBlock *b, CheckAttr *attr) {
  const SymDef *own = check_top(b)->def;
  uint32_t count = attr->value->kind == VAL_LIST ? attr->value->count : 1;
  for (uint32_t i = 0; own != NULL && i < count; i++) {
    const Val *ref = check_ref(attr, i);
    if (ref == NULL || same_owner(check_owner(ref->as.ref.def), own)) continue;
    foreign(b, attr, ref, own);
    b->wrong = true;
  }
}

void check_refs(CheckBlock *b) {
  for (uint32_t i = 0; i < b->attr_count; i++) {
    CheckAttr *attr = &b->attrs[i];
    if (attr->spec != NULL && attr->value != NULL && (attr->spec->flags & SPEC_OWN) != 0) check_own(b, attr);
  }
}
