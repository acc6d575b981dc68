/* check.c: walks the blocks of a unit and calls the checks in their order of precedence. */
#include "typecheck/check_internal.h"
#include "typecheck/migration.h"

static bool is_null(const SynExpr *value) {
  while (value->kind == SYN_PAREN) value = value->as.op.a;
  return value->kind == SYN_NULL;
}

void check_collect(CheckBlock *b) {
  if (b->collected) return;
  b->collected = true;
  b->attrs = arena_array(b->check->scratch, CheckAttr, b->body->attr_count + 1);
  b->present = arena_array(b->check->scratch, bool, (b->spec != NULL ? b->spec->attr_count : 0) + 1u);
  for (const SynAttr *attr = b->body->attrs; attr != NULL; attr = attr->next) {
    const AttrSpec *spec = b->spec != NULL ? dialect_attr(b->spec, attr->name) : NULL;
    if (spec != NULL) b->present[spec - b->spec->attrs] = true;
    if (is_null(attr->value)) continue;
    if (spec != NULL && spec->role == ATTR_FOR_EACH) b->has_each = true;
    b->attrs[b->attr_count++] = (CheckAttr){.syn = attr, .spec = spec};
  }
}

/* The spec of a child block; of several with one keyword the one that its first label selects. */
static const BlockSpec *child_spec(const BlockSpec *parent, const SynBlock *syn) {
  const ChildSpec *child = parent != NULL ? dialect_child(parent, syn->type) : NULL;
  if (child == NULL) return NULL;
  return syn->label_count > 0 ? dialect_variant(child->block, syn->labels[0].text) : child->block;
}

/* The definition that starts at the keyword of a block; searched from `*at` on, for definitions stand in order. */
static const SymDef *find_def(const SymDef **at, const SynBlock *syn) {
  for (const SymDef *def = *at; def != NULL; def = def->next) {
    if (def->keyword.start != syn->type_span.start) continue;
    *at = def->next;
    return def;
  }
  return NULL;
}

/* Number of the next block of a type; the one before it of that type is rarely far. */
static uint32_t ordinal(const CheckBlock *b, Str type) {
  uint32_t i = b->child_count;
  while (i > 0 && !str_eq(b->children[i - 1].syn->type, type)) i--;
  return i > 0 ? b->children[i - 1].ordinal + 1 : 0;
}

void check_open(CheckBlock *b) {
  if (b->opened) return;
  b->opened = true;
  b->children = arena_array(b->check->scratch, CheckBlock, b->body->block_count + 1);
  const SymDef *at = b->syn == NULL ? b->unit->sym->defs : b->def != NULL ? b->def->children : NULL;
  for (const SynBlock *syn = b->body->blocks; syn != NULL; syn = syn->next) {
    CheckBlock *child = &b->children[b->child_count];
    child->check = b->check;
    child->parent = b;
    child->unit = b->unit;
    child->syn = syn;
    child->body = syn->body;
    child->spec = child_spec(b->spec, syn);
    child->def = find_def(&at, syn);
    child->has_each = b->has_each;
    child->ordinal = ordinal(b, syn->type);
    b->child_count++;
  }
}

uint32_t check_count(const CheckBlock *b, Str type) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < b->child_count; i++) count += str_eq(b->children[i].syn->type, type);
  return count;
}

CheckAttr *check_attr(CheckBlock *b, Str name) {
  check_collect(b);
  for (uint32_t i = 0; i < b->attr_count; i++) {
    if (str_eq(b->attrs[i].syn->name, name)) return &b->attrs[i];
  }
  return NULL;
}

CheckAttr *check_role(CheckBlock *b, AttrRole role) {
  check_collect(b);
  for (uint32_t i = 0; i < b->attr_count; i++) {
    if (b->attrs[i].spec != NULL && b->attrs[i].spec->role == role) return &b->attrs[i];
  }
  return NULL;
}

Str check_label(const CheckBlock *b) {
  if (b->syn == NULL || b->syn->label_count == 0) return STR("");
  return b->syn->labels[b->syn->label_count - 1].text;
}

CheckBlock *check_top(CheckBlock *b) {
  while (b->parent != NULL && b->parent->syn != NULL) b = b->parent;
  return b;
}

Scope check_scope(CheckBlock *b, const AttrSpec *spec, Str name) {
  Check *check = b->check;
  CheckBlock *around = b;
  while (around->def == NULL && around->parent != NULL) around = around->parent;
  return (Scope){.module = check->module,
                 .unit = b->unit,
                 .dialect = check->dialect,
                 .inside = around->def,
                 .expected = spec != NULL ? spec->value : NULL,
                 .parent_type = b->syn != NULL ? b->syn->type : STR(""),
                 .attr_name = name,
                 .has_each = b->has_each,
                 .config = check->dialect->config_functions,
                 .arena = check->scratch};
}

static bool in_child(const CheckBlock *b, uint32_t at) {
  for (uint32_t i = 0; i < b->child_count; i++) {
    if (span_has(b->children[i].syn->span, at)) return true;
  }
  return false;
}

enum { MANY_ERRORS = 1000 }; /* with more, a unit is no use checking */

/* Does a syntax error stand in the block itself, outside of the blocks in it? */
static bool is_broken(const CheckBlock *b) {
  if (b->syn == NULL) return false;
  uint32_t count = 0;
  for (const SynError *error = b->unit->syn->errors; error != NULL; error = error->next) {
    uint32_t at = error->span.start;
    if (++count > MANY_ERRORS) return true;
    if (span_touches(b->syn->span, at) && !in_child(b, at)) return true;
  }
  for (const SynAttr *attr = b->body->attrs; attr != NULL; attr = attr->next)
    if (attr->broken) return true;
  return b->syn->broken;
}

/* A block with a syntax error is silent itself; the blocks in it are checked. */
static void check_block(CheckBlock *b) {
  check_collect(b);
  check_open(b);
  bool broken = is_broken(b);
  if (broken) {
    b->faulty = true;
  } else {
    check_names(b);
    check_sets(b, false);
    check_values(b);
    check_sql(b);
  }
  for (uint32_t i = 0; i < b->child_count; i++) {
    if (b->children[i].spec != NULL) check_block(&b->children[i]);
  }
  if (broken) return;
  if (b->syn != NULL && b->parent->syn == NULL) check_duplicate(b);
  if (!b->faulty) check_sets(b, true);
  if (!b->faulty) check_conversion(b);
  if (!b->faulty && !b->wrong) check_rules(b);
}

static void check_file(Check *check) {
  const SynAttr *attr = check->unit->syn->body.attrs;
  if (attr != NULL && check_redefined(check, attr)) return;
  CheckBlock *file = arena_new(check->scratch, CheckBlock);
  file->check = check;
  file->unit = check->unit;
  file->body = &check->unit->syn->body;
  file->spec = check->dialect->root;
  check_block(file);
}

/* Moves what was found out of the scratch memory. */
static void copy_found(const Check *check, Arena *arena, DiagList *out) {
  if (check->found.len == 0) return;
  Diagnostic *items = arena_array(arena, Diagnostic, out->len + check->found.len);
  if (out->len > 0) memcpy(items, out->items, out->len * sizeof *items);
  for (size_t i = 0; i < check->found.len; i++) {
    Diagnostic d = check->found.items[i];
    d.message = arena_str(arena, d.message);
    if (d.related_count > 0) {
      DiagRelated *related = arena_copy(arena, d.related, d.related_count, sizeof *related);
      for (uint32_t k = 0; k < d.related_count; k++) related[k].message = arena_str(arena, related[k].message);
      d.related = related;
    }
    if (d.fix != NULL) {
      DiagFix *fix = arena_copy(arena, d.fix, 1, sizeof *fix);
      fix->title = arena_str(arena, fix->title);
      fix->text = arena_str(arena, fix->text);
      d.fix = fix;
    }
    items[out->len + i] = d;
  }
  out->items = items;
  out->len = out->cap = out->len + check->found.len;
}

void check_unit_with(const Module *module, const Unit *unit, const CheckOptions *options, Arena *arena, DiagList *out) {
  if (unit->syn == NULL) return;
  Arena scratch;
  arena_init(&scratch, 0);
  Check check = {.module = module, .unit = unit, .options = options, .scratch = &scratch};
  check.dialect = options != NULL && options->dialect != NULL ? options->dialect : unit->file->dialect;
  check_syntax(&check);
  if (check.dialect != NULL && check.dialect->is_text)
    check_text(&check);
  else if (check.dialect != NULL && check.dialect->root != NULL && !unit->cut)
    check_file(&check);
  diag_sort(&check.found);
  copy_found(&check, arena, out);
  arena_free(&scratch);
}

void check_unit(const Module *module, const Unit *unit, Arena *arena, DiagList *out) {
  check_unit_with(module, unit, NULL, arena, out);
}
