/* complete_refs.c: references: `table.users.column.id` from its beginning or step by step, those that fit first. */
#include "lsp/complete_internal.h"

/* The type that a column should have at this place: in a foreign key, that of its partner. Empty: no wish. */
typedef struct Wish {
  Str type;     /* "bigint" */
  Str column;   /* name of the partner: "user_id" */
  bool foreign; /* a column of another table is wanted */
  bool own;     /* only own columns fit */
} Wish;

static bool kind_last(Str ref, Str *head, Str *last) {
  size_t dot = str_find(ref, '.', 0);
  *head = str_sub(ref, 0, dot);
  *last = dot < ref.len ? str_sub(ref, dot + 1, ref.len) : *head;
  return dot < ref.len;
}

/* Does the place take a reference whose last part is of this kind? */
static bool takes_kind(const Complete *self, Str kind) {
  if (self->any) return true;
  for (uint32_t i = 0; i < self->accepted_count; i++) {
    const ValueSpec *value = self->accepted[i];
    for (uint16_t k = 0; value->kind == VALUE_REF && k < value->count; k++) {
      Str head, last;
      kind_last(value->refs[k], &head, &last);
      if (str_eq(last, kind) || str_eq(head, kind) || str_eq(last, STR("any"))) return true;
    }
  }
  return false;
}

static bool is_role(const SymDef *def, BlockRole role) { return def->spec != NULL && def->spec->role == role; }

/* May a reference to `def` stand here, for what it is or for what is inside it? */
static bool takes_def(const Complete *self, const SymDef *def) {
  if (takes_kind(self, def->type)) return true;
  return complete_accepts(self, VALUE_TYPE) && def->spec != NULL && def->spec->names_type;
}

/* The element of the attribute with the role, in the block that is being written. */
static const SynExpr *partner_expr(const Complete *self, AttrRole role, uint32_t index) {
  const AttrSpec *spec = self->block != NULL ? dialect_attr_role(self->block, role) : NULL;
  const SynAttr *attr = spec != NULL && self->body != NULL ? syn_attr(self->body, spec->name) : NULL;
  if (attr == NULL || attr->value->kind != SYN_TUPLE || index >= attr->value->count) return NULL;
  const SynExpr *expr = attr->value->as.tuple.elems[index];
  return expr->kind == SYN_PATH ? expr : NULL;
}

static const SymDef *resolve_expr(const Complete *self, const SynExpr *expr) {
  Str steps[CURSOR_STEPS];
  uint32_t count = 0;
  for (; count < expr->count && count < CURSOR_STEPS; count++) {
    const SynStep *step = &expr->as.path.steps[count];
    bool key = step->kind == SYN_STEP_INDEX && step->key->kind == SYN_STRING;
    if (step->kind != SYN_STEP_ATTR && !key) break;
    steps[count] = key ? step->key->as.text : step->name;
  }
  RefTarget target;
  bool found = module_resolve(self->module, self->unit, self->inside, expr->as.path.name, steps, count, &target);
  return found && target.step == count ? target.def : NULL;
}

static Wish find_wish(const Complete *self) {
  Wish wish = {0};
  if (self->attr == NULL) return wish;
  wish.own = (self->attr->flags & SPEC_OWN) != 0;
  wish.foreign = self->attr->role == ATTR_REF_COLUMNS;
  if (self->attr->role != ATTR_COLUMNS && !wish.foreign) return wish;
  uint32_t index = self->cursor.frame_count > 0 ? self->cursor.frames[0].index : 0;
  const SynExpr *expr = partner_expr(self, wish.foreign ? ATTR_COLUMNS : ATTR_REF_COLUMNS, index);
  const SymDef *partner = expr != NULL ? resolve_expr(self, expr) : NULL;
  if (partner == NULL) return wish;
  wish.type = partner->type_text;
  wish.column = partner->name;
  return wish;
}

static unsigned column_rank(const Wish *wish, const SymDef *def) {
  if (str_empty(wish->type)) return 0;
  return str_eq(def->type_text, wish->type) ? 0 : 30;
}

static CompleteItem *add_def(Complete *self, const ModuleDef *target, Str label, unsigned rank) {
  CompleteItem *item = complete_add(self, COMPLETE_DEF, label, rank);
  if (item == NULL) return NULL;
  item->def = target->def;
  item->unit = target->unit;
  item->detail = !str_empty(target->def->type_text) ? target->def->type_text : target->def->type;
  Snippet snippet = {0};
  snippet_text(&snippet, label);
  item->snippet = arena_str(self->arena, buf_str(&snippet.buf));
  buf_free(&snippet.buf);
  return item;
}

/* table.users, table.public.users, schema["a b"] */
static Str def_path(const Complete *self, const SymDef *def) {
  Arena *arena = self->arena;
  Str name = complete_step(arena, def->name);
  if (str_empty(def->qualifier)) return arena_printf(arena, "%.*s%.*s", STR_FMT(def->type), STR_FMT(name));
  Str qualifier = complete_step(arena, def->qualifier);
  return arena_printf(arena, "%.*s%.*s%.*s", STR_FMT(def->type), STR_FMT(qualifier), STR_FMT(name));
}

/* Children of the enclosing blocks: column.id, index.by_name. */
static void add_inner(Complete *self, const Wish *wish) {
  for (const SymDef *def = self->inside; def != NULL; def = def->parent) {
    for (const SymDef *child = def->children; child != NULL; child = child->next) {
      if (str_empty(child->name) || !takes_kind(self, child->type) || child == self->inside) continue;
      ModuleDef target = {child, (Unit *)(uintptr_t)self->unit};
      Str step = complete_step(self->arena, child->name);
      Str label = arena_printf(self->arena, "%.*s%.*s", STR_FMT(child->type), STR_FMT(step));
      unsigned rank = self->any ? RANK_USUAL : RANK_BEST + 10;
      unsigned late = wish->foreign ? RANK_WEAK : 0;
      unsigned place = child->ordinal < 25 ? child->ordinal : 25;
      add_def(self, &target, label, rank + late + column_rank(wish, child) + place);
    }
  }
}

/* Is `table` probably what a column `column` refers to? user_id -> user, users. */
static bool names_table(Str column, Str table) {
  size_t n = 0;
  while (n < column.len && n < table.len && column.ptr[n] == table.ptr[n]) n++;
  bool stem = n >= 3 && (n == column.len || column.ptr[n] == '_' || (n + 2 >= table.len && n + 1 < column.len));
  return stem && table.len <= n + 3;
}

/* The column of a table that a foreign key is likely to name: the first of the wished type. */
static const SymDef *likely_column(const Wish *wish, const SymDef *table) {
  const SymDef *first = NULL;
  for (const SymDef *child = table->children; child != NULL; child = child->next) {
    if (!is_role(child, BLOCK_COLUMN)) continue;
    if (first == NULL) first = child;
    if (str_empty(wish->type) || str_eq(child->type_text, wish->type)) return child;
  }
  return first;
}

/* table.users.column.id for a place that wants a column of another table. */
static void add_foreign_column(Complete *self, const Wish *wish, const ModuleDef *table) {
  const SymDef *column = likely_column(wish, table->def);
  if (column == NULL || table->def == self->inside) return;
  Str path = def_path(self, table->def);
  Str step = complete_step(self->arena, column->name);
  Str label = arena_printf(self->arena, "%.*s.%.*s%.*s", STR_FMT(path), STR_FMT(column->type), STR_FMT(step));
  unsigned rank = RANK_GOOD + column_rank(wish, column);
  if (!str_empty(wish->column) && names_table(wish->column, table->def->name))
    rank = RANK_BEST + column_rank(wish, column);
  ModuleDef target = {column, table->unit};
  add_def(self, &target, label, rank);
}

/* How well a name fits the word, cheaply: 0 prefix, 1 contained letters, 2 not at all. */
static unsigned quick_fit(const Complete *self, const SymDef *def) {
  Str word = self->word;
  if (str_empty(word)) return 0;
  if (def->name.len >= word.len && str_eq_nocase(str_sub(def->name, 0, word.len), word)) return 0;
  if (complete_fits(self, def->name)) return 1;
  return str_starts(def->type, word) ? 0 : 2;
}

typedef void (*AddFn)(Complete *self, const Wish *wish, const ModuleDef *def);

static void add_plain(Complete *self, const Wish *wish, const ModuleDef *def) {
  (void)wish;
  if (def->def == self->inside && !self->any) return;
  unsigned rank = self->any ? RANK_WEAK : complete_accepts(self, VALUE_TYPE) ? RANK_GOOD : RANK_BEST + 20;
  add_def(self, def, def_path(self, def->def), rank);
}

/* All definitions of a kind: those whose name begins with the word first, until the list is full. */
static void add_kind(Complete *self, const Wish *wish, Str kind, AddFn add) {
  size_t count = 0;
  const ModuleDef *defs = module_kind(self->module, kind, &count);
  for (unsigned pass = 0; pass < 2; pass++) {
    size_t taken = 0;
    for (size_t i = 0; i < count && taken <= COMPLETE_MAX; i++) {
      if (str_empty(defs[i].def->name) || quick_fit(self, defs[i].def) != pass) continue;
      if (taken++ < COMPLETE_MAX) add(self, wish, &defs[i]);
    }
    if (taken > COMPLETE_MAX) {
      self->out->incomplete = true;
      return;
    }
  }
}

/* Tables that the name of the column speaks of, wherever they stand among thousands: user_id -> user, users. */
static void add_named_tables(Complete *self, const Wish *wish, Str kind) {
  static const char *const endings[] = {"", "s", "es"};
  if (str_empty(wish->column)) return;
  size_t end = wish->column.len;
  while (end > 0 && wish->column.ptr[end - 1] != '_') end--;
  Str stem = end > 1 ? str_sub(wish->column, 0, end - 1) : wish->column;
  for (size_t i = 0; i < 3; i++) {
    Str name = arena_printf(self->arena, "%.*s%s", STR_FMT(stem), endings[i]);
    size_t count = 0;
    const ModuleDef *defs = module_defs(self->module, kind, name, &count);
    for (size_t k = 0; k < count && k < 8; k++) add_foreign_column(self, wish, &defs[k]);
  }
}

static Str table_kind(const Complete *self) {
  for (const SymDef *def = self->inside; def != NULL; def = def->parent)
    if (def->parent == NULL) return def->type;
  return (Str){0};
}

static void add_ref_kind(Complete *self, const Wish *wish, Str ref) {
  Str head, last;
  bool nested = kind_last(ref, &head, &last);
  if (str_eq(ref, STR("any"))) return;
  bool top = dialect_child(self->dialect->root, head) != NULL;
  if (wish->foreign) {
    Str kind = top && nested ? head : table_kind(self);
    add_named_tables(self, wish, kind);
    add_kind(self, wish, kind, add_foreign_column);
  } else if (top && !nested) {
    add_kind(self, wish, head, add_plain);
  } else if (!wish->own && top) {
    add_kind(self, wish, head, add_foreign_column);
  }
}

static void add_kind_word(void *context, Str type) {
  Complete *self = context;
  CompleteItem *item = complete_add(self, COMPLETE_KIND, type, self->any ? RANK_OTHER : RANK_GOOD);
  if (item != NULL) item->snippet = type;
}

static bool takes_any_ref(const Complete *self) {
  for (uint32_t i = 0; i < self->accepted_count; i++)
    for (uint16_t k = 0; self->accepted[i]->kind == VALUE_REF && k < self->accepted[i]->count; k++)
      if (str_eq(self->accepted[i]->refs[k], STR("any"))) return true;
  return false;
}

/* var.x and local.x fit everywhere; data sources by their kind first. */
static void add_variables(Complete *self) {
  const Str roots[] = {dialect_root(BLOCK_VARIABLE)->root, dialect_root(BLOCK_LOCALS)->root};
  for (size_t i = 0; i < 2; i++) {
    size_t count = 0;
    const ModuleDef *defs = module_kind(self->module, sym_type(roots[i]), &count);
    for (size_t k = 0; k < count && k < COMPLETE_MAX; k++) {
      Str step = complete_step(self->arena, defs[k].def->name);
      add_def(self, &defs[k], arena_printf(self->arena, "%.*s%.*s", STR_FMT(roots[i]), STR_FMT(step)),
              self->any ? RANK_GOOD : RANK_OTHER);
    }
  }
  if (self->inside == NULL) return;
  const SymDef *outer = self->inside;
  while (outer->parent != NULL) outer = outer->parent;
  if (!outer->repeated) return;
  static const Str each[] = {STR_INIT("each.key"), STR_INIT("each.value")};
  for (size_t i = 0; i < 2; i++) {
    CompleteItem *item = complete_add(self, COMPLETE_WORD, each[i], self->any ? RANK_GOOD : RANK_OTHER);
    if (item != NULL) item->snippet = each[i];
  }
}

/* Types that are defined in the module: enum.status, domain.email. */
static void add_named_types(Complete *self, const Wish *wish) {
  for (uint16_t i = 0; i < self->dialect->root->child_count; i++) {
    const BlockSpec *block = self->dialect->root->children[i].block;
    if (block->names_type && block->role != BLOCK_TABLE) add_kind(self, wish, block->name, add_plain);
  }
}

void complete_roots(Complete *self) {
  Wish wish = find_wish(self);
  add_inner(self, &wish);
  for (uint32_t i = 0; i < self->accepted_count; i++) {
    const ValueSpec *value = self->accepted[i];
    for (uint16_t k = 0; value->kind == VALUE_REF && k < value->count; k++) add_ref_kind(self, &wish, value->refs[k]);
  }
  if (complete_accepts(self, VALUE_TYPE)) add_named_types(self, &wish);
  if (self->any || takes_any_ref(self)) module_kinds(self->module, add_kind_word, self);
  if (!complete_accepts(self, VALUE_TYPE)) add_variables(self);
}

/* One name behind a dot. */
static CompleteItem *add_step(Complete *self, const ModuleDef *target, Str name, unsigned rank) {
  CompleteItem *item = complete_add(self, target != NULL ? COMPLETE_DEF : COMPLETE_KIND, name, rank);
  if (item == NULL) return NULL;
  if (target != NULL) {
    item->def = target->def;
    item->unit = target->unit;
    item->detail = !str_empty(target->def->type_text) ? target->def->type_text : target->def->type;
  }
  Str step = complete_step(self->arena, name);
  item->eats_dot = step.ptr[0] == '[';
  Snippet snippet = {0};
  snippet_text(&snippet, item->eats_dot ? step : name);
  item->snippet = arena_str(self->arena, buf_str(&snippet.buf));
  buf_free(&snippet.buf);
  return item;
}

static void steps_children(Complete *self, const Wish *wish, const RefTarget *parent, Str kind) {
  for (const SymDef *child = parent->def->children; child != NULL; child = child->next) {
    if (!str_eq(child->type, kind) || str_empty(child->name)) continue;
    unsigned place = child->ordinal < 25 ? child->ordinal : 25;
    add_step(self, &(ModuleDef){child, parent->unit}, child->name, RANK_GOOD + column_rank(wish, child) + place);
  }
}

/* What may follow a definition: kinds of its children that have names, and the attributes that can be read. */
static void steps_members(Complete *self, const RefTarget *parent) {
  for (const SymDef *child = parent->def->children; child != NULL; child = child->next)
    if (!str_empty(child->name))
      add_step(self, NULL, child->type, takes_kind(self, child->type) ? RANK_GOOD : RANK_LAST);
  unsigned rank = self->any ? RANK_USUAL : RANK_LAST;
  if (!str_empty(parent->def->name)) add_step(self, NULL, STR("name"), rank);
  for (uint32_t i = 0; i < parent->def->attr_count; i++) add_step(self, NULL, parent->def->attrs[i], rank);
}

/* Names of a kind at top level, or the names below a qualifier. */
static void steps_kind(Complete *self, Str kind, Str qualifier) {
  size_t count = 0, taken = 0;
  const ModuleDef *defs = module_kind(self->module, kind, &count);
  for (unsigned pass = 0; pass < 2 && taken <= COMPLETE_MAX; pass++) {
    for (size_t i = 0; i < count && taken <= COMPLETE_MAX; i++) {
      const SymDef *def = defs[i].def;
      bool below = !str_empty(qualifier);
      if (str_empty(def->name) || (below && !str_eq(def->qualifier, qualifier))) continue;
      if (quick_fit(self, def) != pass) continue;
      if (taken++ == COMPLETE_MAX)
        self->out->incomplete = true;
      else if (below || str_empty(def->qualifier))
        add_step(self, &defs[i], def->name, takes_def(self, def) ? RANK_GOOD : RANK_OTHER);
      else
        add_step(self, NULL, def->qualifier, RANK_USUAL);
    }
  }
}

static bool steps_inner(Complete *self, const Wish *wish, Str kind) {
  for (const SymDef *def = self->inside; def != NULL; def = def->parent)
    for (const SymDef *child = def->children; child != NULL; child = child->next)
      if (str_eq(child->type, kind) && !str_empty(child->name)) {
        steps_children(self, wish, &(RefTarget){.def = def, .unit = (Unit *)(uintptr_t)self->unit}, kind);
        return true;
      }
  return false;
}

void complete_steps(Complete *self) {
  const CursorContext *cursor = &self->cursor;
  Wish wish = find_wish(self);
  Str root = cursor->path[0];
  uint32_t count = cursor->path_count - 1;
  if (count == 0) {
    if (str_eq(root, STR("each"))) {
      add_step(self, NULL, STR("key"), RANK_GOOD);
      add_step(self, NULL, STR("value"), RANK_GOOD);
    } else if (!steps_inner(self, &wish, root)) {
      steps_kind(self, sym_type(root), (Str){0});
    }
    return;
  }
  RefTarget target = {0};
  module_resolve(self->module, self->unit, self->inside, root, cursor->path + 1, count, &target);
  if (target.def == NULL) {
    if (count == 1) steps_kind(self, sym_type(root), cursor->path[1]);
  } else if (target.step == count) {
    steps_members(self, &target);
  } else if (target.step + 1 == count) {
    steps_children(self, &wish, &target, cursor->path[count]);
  }
}
