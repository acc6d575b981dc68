/* check_value.c: evaluates the attributes of a block and compares each value with what the attribute takes. */
#include "typecheck/check_internal.h"

/* ---- evaluation ---- */

typedef struct Reporter {
  CheckBlock *block;
  const SynAttr *attr;
  bool lenient; /* the names that the attribute takes are not known */
} Reporter;

/* The suggestion at the end of `... Did you mean "x"?`; empty without one. */
static Str suggested(Str message) {
  Str mark = STR(" Did you mean \"");
  for (size_t at = 0; at + mark.len < message.len; at++) {
    if (!str_eq(str_sub(message, at, at + mark.len), mark)) continue;
    size_t start = at + mark.len;
    return str_sub(message, start, str_find(message, '"', start));
  }
  return STR("");
}

static void report(void *context, DiagCode code, Span span, Str message) {
  const Reporter *self = context;
  bool word = code == DIAG_UNKNOWN_VARIABLE || code == DIAG_UNKNOWN_WORD || code == DIAG_UNKNOWN_TYPE;
  if (self->lenient && word) return;
  bool lost = code == DIAG_UNKNOWN_REFERENCE || code == DIAG_UNKNOWN_VARIABLE || code == DIAG_INVALID_INDEX;
  if (lost && check_is_follow_on(self->block, self->attr, span)) return;
  Diagnostic *d = check_report(self->block->check, code, span, "%.*s", STR_FMT(message));
  Str better = suggested(message);
  if (!str_empty(better)) check_fix(self->block->check, d, span, better);
  if (code == DIAG_UNKNOWN_REFERENCE) check_offer_step(self->block, self->attr, span, d);
  if (lost) check_nearby(self->block, self->attr, span, d);
}

static void evaluate(CheckBlock *b, CheckAttr *attr) {
  bool lenient = attr->spec == NULL ? b->spec->role != BLOCK_LOCALS : (attr->spec->flags & SPEC_UNCERTAIN) != 0;
  Reporter reporter = {b, attr->syn, lenient};
  Scope scope = check_scope(b, attr->spec, attr->syn->name);
  scope.report = report;
  scope.report_context = &reporter;
  attr->value = eval_expr(&scope, attr->syn->value);
  if (scope.errors == 0) return;
  attr->value = NULL;
  b->wrong = true;
}

const Val *check_evaluate(CheckBlock *b, CheckAttr *attr) {
  if (attr->value != NULL || attr->syn->broken) return attr->value;
  Scope scope = check_scope(b, attr->spec, attr->syn->name);
  const Val *value = eval_expr(&scope, attr->syn->value);
  if (scope.errors == 0) attr->value = value;
  return attr->value;
}

/* ---- does a value fit? ---- */

static bool is_whole(const Val *value) { return value->kind == VAL_NUMBER && value->whole; }

/* `SET NULL` and `set_null` stand for SET_NULL in quoted words. */
static bool same_word(Str a, Str b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++) {
    char x = a.ptr[i] == ' ' ? '_' : a.ptr[i], y = b.ptr[i] == ' ' ? '_' : b.ptr[i];
    if (!str_eq_nocase(str_make(&x, 1), str_make(&y, 1))) return false;
  }
  return true;
}

static bool enum_fits(const EnumSpec *words, const Val *value) {
  if (value->kind != VAL_STRING) return false;
  if (value->word || words == NULL || words->open) return true;
  for (uint32_t i = 0; i < words->count; i++) {
    if (same_word(words->words[i].name, value->as.string)) return true;
  }
  return false;
}

static bool type_fits(const Val *value) {
  if (value->kind == VAL_TYPE) return value->as.type.spec != NULL;
  if (value->kind != VAL_REF) return value->kind == VAL_RAW;
  const SymDef *def = value->as.ref.def;
  return def == NULL || def->spec == NULL || def->spec->names_type;
}

static bool fits(const ValueSpec *spec, const Val *value);

static bool all_fit(const ValueSpec *spec, const Val *value) {
  for (uint32_t i = 0; i < value->count; i++) {
    const Val *item = value->kind == VAL_LIST ? value->as.items[i] : value->as.fields[i].value;
    if (!fits(spec, item)) return false;
  }
  return true;
}

static bool any_fits(const ValueSpec *spec, const Val *value) {
  for (uint32_t i = 0; i < spec->count; i++) {
    if (fits(&spec->elems[i], value)) return true;
  }
  return spec->count == 0;
}

static bool fits(const ValueSpec *spec, const Val *value) {
  if (value->kind == VAL_UNKNOWN || value->kind == VAL_NULL) return true;
  switch ((ValueKind)spec->kind) {
  case VALUE_VERBATIM:
  case VALUE_ANY: return true;
  case VALUE_TYPEEXPR: return value->kind == VAL_TYPE;
  case VALUE_STRING: return value->kind == VAL_STRING;
  case VALUE_INT: return is_whole(value);
  case VALUE_NUMBER: return value->kind == VAL_NUMBER;
  case VALUE_BOOL: return value->kind == VAL_BOOL;
  case VALUE_SQL: return value->kind == VAL_STRING || (spec->sql_call && value->kind == VAL_RAW);
  case VALUE_EXPR:
    return value->kind == VAL_STRING || value->kind == VAL_NUMBER || value->kind == VAL_BOOL || value->kind == VAL_RAW;
  case VALUE_RAW: return value->kind == VAL_RAW;
  case VALUE_TYPE: return type_fits(value);
  case VALUE_ENUM: return enum_fits(spec->words, value);
  case VALUE_REF: return value->kind == VAL_REF && check_ref_fits(spec, value->as.ref.def);
  case VALUE_LIST: return value->kind == VAL_LIST && all_fit(spec->elems, value);
  case VALUE_MAP: return value->kind == VAL_OBJECT && all_fit(spec->elems, value);
  case VALUE_ANY_OF: return any_fits(spec, value);
  }
  return true;
}

/* ---- what to say when it does not ---- */

const char *check_word(const Val *value) {
  switch (value->kind) {
  case VAL_BOOL: return "bool";
  case VAL_NUMBER: return "number";
  case VAL_STRING: return "string";
  case VAL_LIST: return "list";
  case VAL_OBJECT: return "object";
  case VAL_REF:
  case VAL_KIND: return "ref";
  case VAL_TYPE: return "type";
  case VAL_RAW: return "sql";
  case VAL_UNKNOWN:
  case VAL_NULL: break;
  }
  return "value";
}

/* Values of locals and variables have their span elsewhere: then the attribute's own value is underlined. */
Span check_place(const CheckAttr *attr, const Val *value) {
  Span whole = attr->syn->value->span;
  return value->span.start >= whole.start && value->span.end <= whole.end && value->span.end > value->span.start
             ? value->span
             : whole;
}

static void cannot_read(CheckBlock *b, const CheckAttr *attr, const Val *value, const char *as, const char *why) {
  check_report(b->check, DIAG_VALUE_KIND, check_place(attr, value), "value of attr \"%.*s\" cannot be read as %s: %s",
               STR_FMT(attr->syn->name), as, why);
}

/* on_delete = "CASCAD": the text of a bare word, with the nearest word. */
static void unknown_word(CheckBlock *b, const CheckAttr *attr, const EnumSpec *words, const Val *value) {
  Check *check = b->check;
  Nearest nearest = nearest_start(value->as.string);
  for (uint32_t i = 0; i < words->count; i++) nearest_offer(&nearest, words->words[i].name);
  Str name = attr->syn->name, hint = STR("");
  if (!str_empty(nearest.best)) {
    hint = arena_printf(check->scratch, " Did you mean \"%.*s\"?", STR_FMT(nearest.best));
  }
  Span span = check_place(attr, value);
  Diagnostic *d =
      check_report(check, DIAG_UNKNOWN_WORD, span, "Unknown %.*s.%.*s; There is no %.*s named \"%.*s\".%.*s",
                   STR_FMT(b->syn->type), STR_FMT(name), STR_FMT(name), STR_FMT(value->as.string), STR_FMT(hint));
  if (str_empty(nearest.best)) return;
  check_fix(check, d, span,
            words->strings ? arena_printf(check->scratch, "\"%.*s\"", STR_FMT(nearest.best)) : nearest.best);
}

static void wrong_type(CheckBlock *b, const CheckAttr *attr, const Val *value) {
  Span span = check_place(attr, value);
  Str name = attr->syn->name;
  if (value->kind == VAL_TYPE) {
    check_report(b->check, DIAG_VALUE_KIND, span,
                 "set field \"%.*s\": converting cty.Value to *schemahcl.Type: incorrect type type", STR_FMT(name));
  } else {
    check_report(b->check, value->kind == VAL_REF ? DIAG_WRONG_REFERENCE : DIAG_VALUE_KIND, span,
                 "set field \"%.*s\": unexpected type %s", STR_FMT(name), check_word(value));
  }
}

static void wrong_expr(CheckBlock *b, const CheckAttr *attr, const Val *value) {
  Span span = check_place(attr, value);
  if (attr->spec->role != ATTR_DEFAULT) {
    cannot_read(b, attr, value, "expression", "string, number, bool or sql value is required");
  } else if (value->kind == VAL_TYPE) {
    check_report(b->check, DIAG_DEFAULT_VALUE, span, "invalid default value \"%s\"", check_word(value));
  } else {
    check_report(b->check, DIAG_DEFAULT_VALUE, span, "unsupported type for default value: %s", check_word(value));
  }
}

static void explain(CheckBlock *b, const CheckAttr *attr, const ValueSpec *spec, const Val *value);

static void wrong_item(CheckBlock *b, const CheckAttr *attr, const ValueSpec *spec, const Val *list, const Val *item) {
  Str name = attr->syn->name;
  Span span = check_place(attr, item);
  if (spec->kind == VALUE_REF && item->kind != VAL_REF) {
    check_report(b->check, DIAG_VALUE_KIND, span, "schemahcl: unsupported type %s in slice", check_word(item));
  } else if (spec->kind == VALUE_STRING || spec->kind == VALUE_SQL) {
    check_report(b->check, DIAG_VALUE_KIND, span,
                 "cannot read attribute \"%.*s\" of type \"%.*s\" as string list: string value is required",
                 STR_FMT(name), STR_FMT(val_type_name(list, b->check->scratch)));
  } else if (spec->kind == VALUE_BOOL) {
    check_report(b->check, DIAG_VALUE_KIND, span, "cannot read attribute \"%.*s\" as bool list: bool value is required",
                 STR_FMT(name));
  } else {
    explain(b, attr, spec, item);
  }
}

/* References and texts in one list. Elements of several kinds are fine where the attribute takes several. */
static bool is_mixed(const ValueSpec *elem, const Val *list) {
  if (elem->kind == VALUE_ANY_OF || elem->kind == VALUE_ANY || elem->kind == VALUE_EXPR) return false;
  const Val *first = NULL;
  for (uint32_t i = 0; i < list->count; i++) {
    const Val *item = list->as.items[i];
    if (item->kind == VAL_UNKNOWN || item->kind == VAL_NULL) continue;
    if (first != NULL && item->kind != first->kind) return true;
    first = item;
  }
  return false;
}

static void wrong_list(CheckBlock *b, const CheckAttr *attr, const ValueSpec *spec, const Val *value) {
  Str name = attr->syn->name;
  if (value->kind != VAL_LIST) {
    Diagnostic *d = check_report(b->check, DIAG_VALUE_KIND, check_place(attr, value),
                                 "schemahcl: field is of type slice but attr \"%.*s\" is type: %s", STR_FMT(name),
                                 check_word(value));
    Span span = attr->syn->value->span;
    Str text = arena_printf(b->check->scratch, "[%.*s]", STR_FMT(span_of(span, b->unit->text)));
    if (fits(spec->elems, value)) check_fix(b->check, d, span, text);
    return;
  }
  if (is_mixed(spec->elems, value)) {
    check_report(b->check, DIAG_MIXED_LIST, attr->syn->span, "mixed list types used in \"%.*s\" attribute",
                 STR_FMT(name));
    return;
  }
  for (uint32_t i = 0; i < value->count; i++) {
    const Val *item = value->as.items[i];
    if (!fits(spec->elems, item)) wrong_item(b, attr, spec->elems, value, item);
  }
}

static void wrong_map(CheckBlock *b, const CheckAttr *attr, const ValueSpec *spec, const Val *value) {
  if (value->kind != VAL_OBJECT) {
    cannot_read(b, attr, value, "map", "map value is required");
    return;
  }
  for (uint32_t i = 0; i < value->count; i++) {
    if (!fits(spec->elems, value->as.fields[i].value)) explain(b, attr, spec->elems, value->as.fields[i].value);
  }
}

/* Of the alternatives, the one that the value resembles most. */
static const ValueSpec *likely(const ValueSpec *spec, const Val *value) {
  for (uint32_t i = 0; i < spec->count; i++) {
    const ValueSpec *alternative = &spec->elems[i];
    uint8_t kind = alternative->kind;
    bool like = value->kind == VAL_LIST     ? kind == VALUE_LIST
                : value->kind == VAL_OBJECT ? kind == VALUE_MAP
                : value->kind == VAL_REF    ? kind == VALUE_REF
                : value->kind == VAL_STRING ? kind == VALUE_ENUM
                : value->kind == VAL_NUMBER ? kind == VALUE_INT
                                            : false;
    if (like) return alternative;
  }
  return &spec->elems[0];
}

/* type = "int" in a variable */
static void wrong_constraint(CheckBlock *b, const CheckAttr *attr, const Val *value) {
  Str text = value->kind == VAL_STRING ? value->as.string : span_of(attr->syn->value->span, b->unit->text);
  check_report(b->check, DIAG_VARIABLE, attr->syn->value->span,
               "invalid type \"%.*s\" for variable \"%.*s\". Valid types are: string, number, bool, list, map, or set",
               STR_FMT(text), STR_FMT(check_label(b)));
}

static void explain(CheckBlock *b, const CheckAttr *attr, const ValueSpec *spec, const Val *value) {
  switch ((ValueKind)spec->kind) {
  case VALUE_STRING:
  case VALUE_SQL: cannot_read(b, attr, value, "string", "string value is required"); break;
  case VALUE_INT:
    cannot_read(b, attr, value, "integer",
                value->kind == VAL_NUMBER ? "value must be a whole number" : "number value is required");
    break;
  case VALUE_NUMBER: cannot_read(b, attr, value, "number", "number value is required"); break;
  case VALUE_BOOL: cannot_read(b, attr, value, "bool", "bool value is required"); break;
  case VALUE_EXPR: wrong_expr(b, attr, value); break;
  case VALUE_RAW:
    check_report(b->check, DIAG_VALUE_KIND, check_place(attr, value), "unexpected type %s for attribute \"%.*s\"",
                 check_word(value), STR_FMT(attr->syn->name));
    break;
  case VALUE_TYPE: wrong_type(b, attr, value); break;
  case VALUE_ENUM:
    if (value->kind == VAL_STRING && spec->words != NULL) {
      unknown_word(b, attr, spec->words, value);
    } else {
      cannot_read(b, attr, value, "string", "string value is required");
    }
    break;
  case VALUE_REF: check_not_ref(b, attr, spec, value); break;
  case VALUE_LIST: wrong_list(b, attr, spec, value); break;
  case VALUE_MAP: wrong_map(b, attr, spec, value); break;
  case VALUE_ANY_OF: explain(b, attr, likely(spec, value), value); break;
  case VALUE_TYPEEXPR: wrong_constraint(b, attr, value); break;
  case VALUE_VERBATIM:
  case VALUE_ANY: break;
  }
}

/* ---- one attribute ---- */

/* columns = column: the object of a whole kind. */
static bool is_kind(const Val *value) {
  if (value->kind == VAL_KIND) return true;
  for (uint32_t i = 0; value->kind == VAL_LIST && i < value->count; i++) {
    if (value->as.items[i]->kind == VAL_KIND) return true;
  }
  return false;
}

static void check_bounds(CheckBlock *b, const CheckAttr *attr) {
  const Val *value = attr->value;
  int64_t min = attr->spec->min, max = attr->spec->max;
  if (value->kind != VAL_NUMBER || (min == INT64_MIN && max == INT64_MAX)) return;
  if (value->as.number >= (double)min && value->as.number <= (double)max) return;
  Str name = attr->syn->name;
  Span span = check_place(attr, value);
  if (max == INT64_MAX) {
    check_report(b->check, DIAG_VALUE_RANGE, span, "value of attr \"%.*s\" must be at least %lld", STR_FMT(name),
                 (long long)min);
  } else if (min == INT64_MIN) {
    check_report(b->check, DIAG_VALUE_RANGE, span, "value of attr \"%.*s\" must be at most %lld", STR_FMT(name),
                 (long long)max);
  } else {
    check_report(b->check, DIAG_VALUE_RANGE, span, "value of attr \"%.*s\" must be between %lld and %lld",
                 STR_FMT(name), (long long)min, (long long)max);
  }
}

static void check_for_each(CheckBlock *b, const CheckAttr *attr) {
  const Val *value = attr->value;
  bool list = value->kind == VAL_LIST && !value->flag && !value->set;
  bool scalar = value->kind != VAL_LIST && value->kind != VAL_OBJECT && value->kind != VAL_UNKNOWN;
  if (!list && !scalar) return;
  check_report(b->check, DIAG_ITERATION, attr->syn->value->span, "schemahcl: for_each does not support %.*s type",
               STR_FMT(val_type_name(value, b->check->scratch)));
}

/* Words that a text may be, of a value that takes any text too. */
static const EnumSpec *known_words(const AttrSpec *spec) {
  if (spec->suggest != NULL || spec->value->kind != VALUE_ANY_OF) return spec->suggest;
  for (uint32_t i = 0; i < spec->value->count; i++) {
    if (spec->value->elems[i].kind == VALUE_ENUM) return spec->value->elems[i].words;
  }
  return NULL;
}

/* charset = "utf8mb5": any text is taken, but one so close to a known word is hardly meant. */
static void check_known_word(CheckBlock *b, const CheckAttr *attr) {
  const Val *value = attr->value;
  const EnumSpec *words = value->kind == VAL_STRING && !value->word ? known_words(attr->spec) : NULL;
  if (words == NULL) return;
  Nearest nearest = nearest_start(value->as.string);
  for (uint32_t i = 0; i < words->count; i++) {
    if (same_word(words->words[i].name, value->as.string)) return;
    nearest_offer(&nearest, words->words[i].name);
  }
  if (str_empty(nearest.best)) return;
  Span span = check_place(attr, value);
  Diagnostic *d = check_report(b->check, DIAG_MAYBE_UNKNOWN, span, "%.*s \"%.*s\" is not known (Did you mean %.*s?)",
                               STR_FMT(attr->syn->name), STR_FMT(value->as.string), STR_FMT(nearest.best));
  check_fix(b->check, d, span, arena_printf(b->check->scratch, "\"%.*s\"", STR_FMT(nearest.best)));
}

/* Plain literals of the right kind need no evaluation. */
static bool is_plainly_right(const CheckAttr *attr) {
  const ValueSpec *spec = attr->spec->value;
  if (spec->kind == VALUE_VERBATIM) return true;
  if (attr->spec->role == ATTR_FOR_EACH || attr->spec->suggest != NULL) return false;
  switch ((SynExprKind)attr->syn->value->kind) {
  case SYN_BOOL: return spec->kind == VALUE_BOOL || spec->kind == VALUE_EXPR || spec->kind == VALUE_ANY;
  case SYN_NUMBER: return spec->kind == VALUE_EXPR || spec->kind == VALUE_ANY;
  case SYN_STRING:
    return spec->kind == VALUE_STRING || spec->kind == VALUE_SQL || spec->kind == VALUE_EXPR || spec->kind == VALUE_ANY;
  default: return false;
  }
}

/* The own text of an attribute: "unknown execution order: \"{value}\"". */
static void explain_own(CheckBlock *b, const CheckAttr *attr) {
  const Val *value = attr->value;
  bool word = value->kind == VAL_STRING;
  const struct {
    Str mark, text;
  } parts[] = {{STR("{value}"), word ? value->as.string : STR("")},
               {STR("{type}"), val_type_name(value, b->check->scratch)},
               {STR("{label}"), check_label(b)}};
  Str text = attr->spec->message, out = STR("");
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, '{', at), used = 1;
    Str put = str_sub(text, end, end + 1);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
      if (!str_starts(str_sub(text, end, text.len), parts[i].mark)) continue;
      put = parts[i].text;
      used = parts[i].mark.len;
    }
    Str before = str_sub(text, at, end);
    out = arena_printf(b->check->scratch, "%.*s%.*s%.*s", STR_FMT(out), STR_FMT(before), STR_FMT(put));
    at = end + used;
  }
  bool wrong_word = word && attr->spec->value->kind == VALUE_ENUM;
  check_report(b->check, wrong_word ? DIAG_UNKNOWN_WORD : DIAG_VALUE_KIND, check_place(attr, value), "%.*s",
               STR_FMT(out));
}

static void check_known(CheckBlock *b, CheckAttr *attr) {
  if ((attr->spec->flags & SPEC_UNCERTAIN) != 0 || attr->spec->value == NULL) return;
  if (is_kind(attr->value) && attr->spec->value->kind != VALUE_ANY) {
    check_report(b->check, DIAG_WRONG_REFERENCE, attr->syn->span, "invalid reference used in %.*s",
                 STR_FMT(attr->syn->name));
  } else if (attr->spec->role == ATTR_FOR_EACH) {
    check_for_each(b, attr);
  } else if (!fits(attr->spec->value, attr->value)) {
    if (!str_empty(attr->spec->message))
      explain_own(b, attr);
    else
      explain(b, attr, attr->spec->value, attr->value);
  } else {
    check_bounds(b, attr);
    check_known_word(b, attr);
    check_type(b, attr, attr->value);
  }
}

static void check_value(CheckBlock *b, CheckAttr *attr) {
  if (attr->syn->broken) return;
  if (attr->spec != NULL && attr->spec->value != NULL) {
    if (is_plainly_right(attr)) return;
  } else if (attr->spec == NULL && (!b->spec->open_attrs || b->spec->verbatim)) {
    return;
  }
  if (!check_default_names(b, attr)) return;
  evaluate(b, attr);
  if (attr->value == NULL || attr->spec == NULL) return;
  uint32_t before = b->check->reported;
  check_known(b, attr);
  if (b->check->reported == before) return;
  attr->value = NULL;
  attr->wrong = true;
  b->wrong = true;
}

void check_values(CheckBlock *b) {
  for (uint32_t i = 0; i < b->attr_count; i++) check_value(b, &b->attrs[i]);
  if (b->spec->role == BLOCK_VARIABLE) check_variable(b);
  if (b->spec->role == BLOCK_LOCALS) check_locals(b);
  check_refs(b);
  check_urls(b);
}
