/* symbols.c: what a unit defines: blocks down to the third level, locals, top-level attributes. */
#include "typecheck/sql_region.h"
#include "typecheck/symbols_internal.h"

enum { MAX_DEPTH = 3 };

/* A reference starts with the type of what it names, except for the few that the dialects' data name. */
Str sym_root(Str type) {
  for (size_t i = 0; i < dialect_root_count; i++)
    if (str_eq(dialect_roots[i].type, type)) return dialect_roots[i].root;
  return type;
}

Str sym_type(Str root) {
  for (size_t i = 0; i < dialect_root_count; i++) {
    if (str_eq(dialect_roots[i].root, root)) return dialect_roots[i].type;
    if (str_eq(dialect_roots[i].type, root)) return STR("");
  }
  return root;
}

uint64_t sym_key(Str root, Str name) {
  uint64_t hash = str_hash(root) * 0x9e3779b97f4a7c15u;
  hash ^= str_hash(name) + (hash >> 29);
  return hash * 0xbf58476d1ce4e5b9u;
}

uint64_t sym_kinds_key(void) { return sym_key(STR(""), STR("")); }

void sym_free_builder(SymBuilder *self) {
  array_free(&self->refs);
  array_free(&self->keys);
  array_free(&self->bound);
  array_free(&self->made);
}

void sym_strings_free(SymStrings *self) { map_free(&self->known); }

Str sym_keep(SymBuilder *self, Str s) {
  if (self->strings == NULL) return s;
  if (s.len == 0) return STR("");
  const char *known = map_get(&self->strings->known, s);
  if (known != NULL) return str_make(known, s.len);
  Str copy = arena_str(self->strings->arena, s);
  char *value = (char *)(uintptr_t)copy.ptr; /* the map takes pointers to what may change */
  map_set(&self->strings->known, copy, value);
  return copy;
}

static bool is_literal(const SynExpr *expr);

static bool is_literal_object(const SynExpr *expr) {
  for (uint32_t i = 0; i < expr->count; i++) {
    const SynItem *item = &expr->as.object.items[i];
    if ((!item->bare_key && !is_literal(item->key)) || !is_literal(item->value)) return false;
  }
  return true;
}

/* A value without names and calls: 5, "x", -1, [1, 2]. Nothing, as `null` is the same as no attribute: not literal. */
static bool is_literal(const SynExpr *expr) {
  if (expr == NULL) return false;
  switch ((SynExprKind)expr->kind) {
  case SYN_BOOL:
  case SYN_NUMBER:
  case SYN_STRING: return true;
  case SYN_UNARY:
  case SYN_PAREN: return is_literal(expr->as.op.a);
  case SYN_TUPLE:
    for (uint32_t i = 0; i < expr->count; i++)
      if (!is_literal(expr->as.tuple.elems[i])) return false;
    return true;
  case SYN_OBJECT: return is_literal_object(expr);
  default: return false;
  }
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* `decimal(10, 2)` -> `decimal(10,2)`. */
static Str type_text(SymBuilder *self, const SynExpr *value) {
  Str source = span_of(value->span, self->unit->text);
  size_t blanks = 0, len = 0;
  for (size_t i = 0; i < source.len; i++) blanks += is_blank(source.ptr[i]);
  if (blanks == 0) return sym_keep(self, source);
  char *text = arena_array(self->arena, char, source.len - blanks + 1);
  for (size_t i = 0; i < source.len; i++)
    if (!is_blank(source.ptr[i])) text[len++] = source.ptr[i];
  return str_make(text, len);
}

/* `schema.public` -> "public"; anything else: empty. */
static Str schema_name(SymBuilder *self, const SynExpr *value) {
  if (value->kind != SYN_PATH || value->count != 1) return STR("");
  const SynStep *step = &value->as.path.steps[0];
  if (step->kind == SYN_STEP_ATTR) return sym_keep(self, step->name);
  if (step->kind == SYN_STEP_INDEX && step->key != NULL && step->key->kind == SYN_STRING)
    return sym_keep(self, step->key->as.text);
  return STR("");
}

static void set_own(SymBuilder *self, SymDef *def, Str real_name, Str schema) {
  if (real_name.len == 0 && schema.len == 0) return;
  SymOwn *own = arena_new(self->arena, SymOwn);
  own->real_name = real_name.len > 0 ? real_name : sym_real_name(def);
  own->schema = schema.len > 0 ? schema : sym_schema(def);
  def->own = own;
}

static void read_attr(SymBuilder *self, SymDef *def, const SynAttr *attr) {
  const AttrSpec *spec = def->spec != NULL ? dialect_attr(def->spec, attr->name) : NULL;
  if (spec == NULL) return;
  switch ((AttrRole)spec->role) {
  case ATTR_NAME:
    if (attr->value->kind == SYN_STRING) set_own(self, def, sym_keep(self, attr->value->as.text), STR(""));
    break;
  case ATTR_TYPE: def->type_text = type_text(self, attr->value); break;
  case ATTR_SCHEMA: set_own(self, def, STR(""), schema_name(self, attr->value)); break;
  case ATTR_FOR_EACH: def->repeated = true; break;
  default: break;
  }
}

static bool same_names(const SymDef *def, const Str *names, uint32_t count) {
  if (def->attr_count != count) return false;
  for (uint32_t i = 0; i < count; i++)
    if (!str_eq(def->attrs[i], names[i])) return false;
  return true;
}

/* Sets def->attrs. Blocks of a kind often set the same attributes: such share one list. */
static void set_readable(SymBuilder *self, SymDef *def, const SynBody *body) {
  Str few[16], *names = few;
  uint32_t count = 0;
  if (body->attr_count > 16) names = mem_alloc(sizeof(Str) * body->attr_count);
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next)
    if (is_literal(attr->value)) names[count++] = attr->name;
  const SymDef *last = self->last_with_attrs;
  if (count > 0 && last != NULL && same_names(last, names, count)) {
    def->attrs = last->attrs;
  } else if (count > 0) {
    def->attrs = arena_array(self->arena, Str, count);
    for (uint32_t i = 0; i < count; i++) def->attrs[i] = sym_keep(self, names[i]);
  }
  def->attr_count = count;
  if (count > 0) self->last_with_attrs = def;
  if (names != few) free(names);
}

static SymDef *new_def(SymBuilder *self, Str type, const BlockSpec *spec, SymDef *parent) {
  SymDef *def = arena_new(self->arena, SymDef);
  def->type = spec != NULL ? spec->name : sym_keep(self, type);
  def->spec = spec;
  def->parent = parent;
  def->qualifier = def->name = def->type_text = STR("");
  return def;
}

static void set_labels(SymBuilder *self, SymDef *def, const SynBlock *block) {
  uint32_t count = block->label_count;
  if (count == 0) return;
  def->name = sym_keep(self, block->labels[count - 1].text);
  def->name_span = block->labels[count - 1].span;
  if (count > 1) def->qualifier = sym_keep(self, block->labels[count - 2].text);
}

static void walk_body(SymBuilder *self, const SynBody *body, const BlockSpec *spec, SymDef *def, unsigned depth,
                      SymDef ***tail);

static SymDef *build_block(SymBuilder *self, const SynBlock *block, const BlockSpec *spec, SymDef *parent,
                           unsigned depth) {
  SymDef *def = new_def(self, block->type, spec, parent);
  def->keyword = block->type_span;
  def->span = block->span;
  set_labels(self, def, block);
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) read_attr(self, def, attr);
  set_readable(self, def, block->body);
  SymDef **children = &def->children;
  walk_body(self, block->body, spec, def, depth, &children);
  return def;
}

/* Number of earlier blocks of the type in the same body. */
static uint32_t next_ordinal(Map *seen, Str type) {
  void **slot = map_slot(seen, type);
  uintptr_t count = (uintptr_t)*slot;
  *slot = (void *)(count + 1); /* a count in place of a pointer: 0, which is NULL, means absent */
  return (uint32_t)count;
}

static void append(SymDef ***tail, SymDef *def) {
  **tail = def;
  *tail = &def->next;
}

/* Each attribute of a `locals` block, and each one at top level, is a definition of its own. */
static SymDef *build_attr(SymBuilder *self, const SynAttr *attr, Str type) {
  SymDef *def = new_def(self, type, NULL, NULL);
  def->name = sym_keep(self, attr->name);
  def->keyword = def->name_span = attr->name_span;
  def->span = attr->span;
  return def;
}

static void walk_attrs(SymBuilder *self, const SynBody *body, const SymDef *inside) {
  const SymDef *outer = self->inside;
  self->inside = inside;
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next) {
    sym_collect_refs(self, attr->value);
    sym_collect_sql(self, attr);
  }
  self->inside = outer;
}

static void build_named_attrs(SymBuilder *self, const SynBody *body, Str type, SymDef ***tail) {
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next) {
    SymDef *def = build_attr(self, attr, type);
    append(tail, def);
    self->inside = type.len > 0 ? def : NULL; /* a top-level attribute is no scope */
    sym_collect_refs(self, attr->value);
    self->inside = NULL;
  }
}

/* The blocks of a body as definitions, appended at `tail`; those below the third level only give references. */
static void walk_body(SymBuilder *self, const SynBody *body, const BlockSpec *spec, SymDef *def, unsigned depth,
                      SymDef ***tail) {
  Map seen = {0};
  if (def != NULL) walk_attrs(self, body, def);
  for (const SynBlock *block = body->blocks; block != NULL; block = block->next) {
    const BlockSpec *block_spec = sql_child_spec(spec, block);
    SqlFrame frame = {self->frame, block, block_spec};
    self->frame = &frame;
    if (depth == 0 && block_spec != NULL && block_spec->role == BLOCK_LOCALS) {
      build_named_attrs(self, block->body, dialect_root(BLOCK_LOCALS)->type, tail);
    } else if (depth < MAX_DEPTH) {
      SymDef *child = build_block(self, block, block_spec, def, depth + 1);
      child->ordinal = next_ordinal(&seen, child->type);
      append(tail, child);
    } else if (depth < 256) {
      walk_body(self, block->body, block_spec, def, depth + 1, tail);
    }
    self->frame = frame.outer;
  }
  map_free(&seen);
}

/* Hash of the source of the definitions: from the first to the last. */
static uint64_t signature_of(const SynUnit *unit, const SymDef *defs) {
  if (defs == NULL) return 0;
  Span all = defs->span;
  for (const SymDef *def = defs->next; def != NULL; def = def->next) {
    if (def->span.start < all.start) all.start = def->span.start;
    if (def->span.end > all.end) all.end = def->span.end;
  }
  return str_hash(span_of(all, unit->text));
}

SymUnit *sym_build_shared(Arena *arena, const SynUnit *unit, const Dialect *dialect, const Dialect *database,
                          SymStrings *strings) {
  SymBuilder builder = {.arena = arena, .unit = unit, .dialect = dialect, .strings = strings};
  builder.database = dialect != NULL && dialect->sql != NULL ? dialect : database;
  SymUnit *out = arena_new(arena, SymUnit);
  SymDef **tail = &out->defs;
  build_named_attrs(&builder, &unit->body, STR(""), &tail);
  walk_body(&builder, &unit->body, dialect != NULL ? dialect->root : NULL, NULL, 0, &tail);
  for (const SymDef *def = out->defs; def != NULL; def = def->next)
    out->relays = out->relays || str_eq(def->type, dialect_root(BLOCK_LOCALS)->type);
  out->signature = signature_of(unit, out->defs);
  sym_finish_refs(&builder, out);
  sym_free_builder(&builder);
  return out;
}

SymUnit *sym_build(Arena *arena, const SynUnit *unit, const Dialect *dialect, const Dialect *database, bool copy) {
  SymStrings strings = {.arena = arena};
  SymUnit *out = sym_build_shared(arena, unit, dialect, database, copy ? &strings : NULL);
  sym_strings_free(&strings);
  return out;
}

static bool is_ordinal(const SymDef *def, Str name) {
  uint64_t number = 0;
  if (def->name_span.end > def->name_span.start || name.len == 0 || name.len > 9) return false;
  for (size_t i = 0; i < name.len; i++) {
    if (name.ptr[i] < '0' || name.ptr[i] > '9') return false;
    number = number * 10 + (uint64_t)(name.ptr[i] - '0');
  }
  return number == def->ordinal;
}

bool sym_hides(const SymDef *def, Str type, Str name) {
  const ChildSpec *child = def->spec != NULL ? dialect_child(def->spec, type) : NULL;
  bool number = name.len > 0 && name.ptr[0] >= '0' && name.ptr[0] <= '9';
  return child == NULL || child->block->label_count > 0 || number;
}

const SymDef *sym_child(const SymDef *def, Str type, Str name) {
  for (const SymDef *child = def->children; child != NULL; child = child->next)
    if (str_eq(child->type, type) && (str_eq(child->name, name) || is_ordinal(child, name))) return child;
  return NULL;
}
