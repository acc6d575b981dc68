/* rules.c: what a dialect's own rules may ask about a block (dialects/rule.h), and how they are called. */
#include <stdarg.h>
#include <stdio.h>

#include "base/path.h"
#include "typecheck/check_internal.h"

void check_rules(CheckBlock *b) {
  const Dialect *dialect = b->check->dialect;
  Str path = b->syn == NULL ? STR("") : b->spec->path;
  for (uint16_t i = 0; i < dialect->rule_count; i++) {
    if (str_eq(dialect->rules[i].path, path)) dialect->rules[i].check(b);
  }
}

RuleBlock *rule_parent(RuleBlock *b) { return b->parent; }

bool rule_child(RuleBlock *b, Str type, uint32_t nth, RuleBlock **child) {
  check_open(b);
  for (uint32_t i = 0; i < b->child_count; i++) {
    if (!str_eq(b->children[i].syn->type, type) || b->children[i].spec == NULL || nth-- > 0) continue;
    *child = &b->children[i];
    return true;
  }
  return false;
}

Str rule_label(RuleBlock *b) { return check_label(b); }

Str rule_file(RuleBlock *b) { return path_base(b->unit->file->path); }

Span rule_keyword(RuleBlock *b) { return b->syn != NULL ? b->syn->type_span : span_make(0, 0); }

const BlockSpec *rule_spec(RuleBlock *b) { return b->spec; }

bool rule_has(RuleBlock *b, Str attr) { return check_attr(b, attr) != NULL; }

Span rule_value_span(RuleBlock *b, Str attr) {
  const CheckAttr *found = check_attr(b, attr);
  return found != NULL ? found->syn->value->span : rule_keyword(b);
}

/* The value of an attribute, NULL when absent or wrong. */
static const Val *value_of(RuleBlock *b, Str attr) {
  CheckAttr *found = check_attr(b, attr);
  return found != NULL ? check_evaluate(b, found) : NULL;
}

bool rule_bool(RuleBlock *b, Str attr, bool *out) {
  const Val *value = value_of(b, attr);
  if (value == NULL || value->kind != VAL_BOOL) return false;
  *out = value->flag;
  return true;
}

bool rule_int(RuleBlock *b, Str attr, int64_t *out) {
  const Val *value = value_of(b, attr);
  if (value == NULL || value->kind != VAL_NUMBER || !value->whole) return false;
  *out = value->integer;
  return true;
}

bool rule_string(RuleBlock *b, Str attr, Str *out) {
  const Val *value = value_of(b, attr);
  if (value == NULL || value->kind != VAL_STRING) return false;
  *out = value->as.string;
  return true;
}

bool rule_raw(RuleBlock *b, Str attr, Str *out) {
  const Val *value = value_of(b, attr);
  if (value == NULL || value->kind != VAL_RAW) return false;
  *out = value->as.string;
  return true;
}

static Str lower(Arena *arena, Str text) {
  char *copy = arena_copy(arena, text.ptr, text.len, 1);
  for (size_t i = 0; i < text.len; i++) {
    if (copy[i] >= 'A' && copy[i] <= 'Z') copy[i] = (char)(copy[i] - 'A' + 'a');
  }
  return str_make(copy, text.len);
}

bool rule_type(RuleBlock *b, Str attr, RuleType *out) {
  const Val *value = value_of(b, attr);
  if (value == NULL) return false;
  *out = (RuleType){.span = check_place(check_attr(b, attr), value), .args_ = value};
  if (value->kind == VAL_TYPE && value->as.type.spec != NULL) {
    out->spec = value->as.type.spec;
    out->name = out->spec->name;
    out->arg_count = value->as.type.call != NULL ? value->count : 0;
  } else if (value->kind == VAL_RAW) {
    out->raw = true;
    out->name = lower(b->check->scratch, str_trim(value->as.string));
  } else if (value->kind == VAL_REF && value->as.ref.def != NULL) {
    out->reference = true;
    out->name = value->as.ref.def->name;
  } else {
    return false;
  }
  return true;
}

bool rule_type_int(const RuleType *type, uint32_t arg, int64_t *out) {
  const Val *value = type->args_;
  if (arg >= type->arg_count) return false;
  const Val *item = value->as.type.args[arg];
  if (item->kind != VAL_NUMBER || !item->whole) return false;
  *out = item->integer;
  return true;
}

bool rule_type_string(const RuleType *type, uint32_t arg, Str *out, Span *span) {
  const Val *value = type->args_;
  if (arg >= type->arg_count || value->as.type.args[arg]->kind != VAL_STRING) return false;
  const Val *item = value->as.type.args[arg];
  *out = item->as.string;
  bool inside = item->span.start >= type->span.start && item->span.end <= type->span.end;
  *span = inside ? item->span : type->span;
  return true;
}

/* The block of a definition of a kept unit, with its parents, for rules; NULL when it cannot be read. */
static CheckBlock *open_definition(Check *check, const Unit *unit, const SymDef *def) {
  if (unit->syn == NULL) return NULL;
  CheckBlock *parent;
  if (def->parent != NULL) {
    parent = open_definition(check, unit, def->parent);
  } else {
    parent = arena_new(check->scratch, CheckBlock);
    parent->check = check;
    parent->unit = unit;
    parent->body = &unit->syn->body;
    parent->spec = check->dialect->root;
  }
  if (parent == NULL) return NULL;
  check_open(parent);
  for (uint32_t i = 0; i < parent->child_count; i++) {
    if (parent->children[i].def == def && parent->children[i].spec != NULL) return &parent->children[i];
  }
  return NULL;
}

/* The block in the unit being checked, of which rules have read values already. */
static CheckBlock *own_block(CheckBlock *file, const SymDef *def) {
  CheckBlock *parent = def->parent != NULL ? own_block(file, def->parent) : file;
  for (uint32_t i = 0; parent != NULL && i < parent->child_count; i++) {
    if (parent->children[i].def == def && parent->children[i].spec != NULL) return &parent->children[i];
  }
  return NULL;
}

bool rule_ref(RuleBlock *b, Str attr, uint32_t nth, RuleBlock **target, Span *span) {
  CheckAttr *found = check_attr(b, attr);
  if (found == NULL || check_evaluate(b, found) == NULL) return false;
  const Val *ref = check_ref(found, nth);
  if (ref == NULL) return false;
  const Unit *unit = ref->as.ref.unit != NULL ? ref->as.ref.unit : b->unit;
  CheckBlock *top = check_top(b);
  CheckBlock *block =
      unit == b->unit ? own_block(top->parent, ref->as.ref.def) : open_definition(b->check, unit, ref->as.ref.def);
  if (block == NULL) return false;
  *target = block;
  *span = check_place(found, ref);
  return true;
}

uint32_t rule_list_length(RuleBlock *b, Str attr) {
  const Val *value = value_of(b, attr);
  return value != NULL && value->kind == VAL_LIST ? value->count : 0;
}

bool rule_list_empty(RuleBlock *b, Str attr) {
  const Val *value = value_of(b, attr);
  return value != NULL && value->kind == VAL_LIST && value->count == 0;
}

bool rule_map_key(RuleBlock *b, Str attr, uint32_t nth, Str *out) {
  const Val *value = value_of(b, attr);
  if (value == NULL || value->kind != VAL_OBJECT || nth >= value->count) return false;
  *out = value->as.fields[nth].name;
  return true;
}

bool rule_list_string(RuleBlock *b, Str attr, uint32_t nth, Str *out, Span *span) {
  const Val *value = value_of(b, attr);
  if (value == NULL || value->kind != VAL_LIST || nth >= value->count) return false;
  const Val *item = value->as.items[nth];
  if (item->kind != VAL_STRING) return false;
  *out = item->as.string;
  *span = check_place(check_attr(b, attr), item);
  return true;
}

void rule_report(RuleBlock *b, Span at, const char *code, const char *format, ...) {
  char text[1024];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  DiagCode named = diag_named(str_from(code));
  check_report(b->check, named < DIAG_COUNT ? named : DIAG_SERVER_LIMIT, at, "%s", text);
}
