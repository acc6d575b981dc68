/* emit_lookup.c: tables that find blocks by path and keyword, and rules by path. */
#include "dialects/dialectc/emit.h"

/* Indexes of instances that a look-up table points to, sorted by `key`. */
typedef struct Named {
  Str key;
  unsigned rank; /* of several with one key the lowest comes first */
  size_t index;
} Named;
typedef ARRAY(Named) NamedList;

static int compare_named(const void *a, const void *b) {
  const Named *x = a, *y = b;
  int order = str_cmp(x->key, y->key);
  if (order == 0) order = (x->rank > y->rank) - (x->rank < y->rank);
  return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

/* `column` alone means a top-level block of that keyword, else one inside a table, else the outermost. */
static unsigned keyword_rank(Str path) {
  if (str_find(path, '.', 0) == path.len) return 0;
  return str_starts(path, STR("table.")) ? 1 : 2;
}

static size_t put_lookup(Buf *out, NamedList *list, const char *name) {
  size_t count = 0;
  emit_sort(*list, compare_named);
  if (list->len == 0) {
    return 0;
  }
  buf_printf(out, "static const BlockSpec *const %s[] = {\n", name);
  for (size_t i = 0; i < list->len; i++) {
    if (i == 0 || !str_eq(list->items[i].key, list->items[i - 1].key)) {
      buf_printf(out, "  blocks + %zu, /* %.*s */\n", list->items[i].index, STR_FMT(list->items[i].key));
      count++;
    }
  }
  buf_put(out, STR("};\n\n"));
  return count;
}

typedef struct RuleUse {
  Str path, function;
} RuleUse;
typedef ARRAY(RuleUse) RuleUses;

static int compare_rules(const void *a, const void *b) {
  return str_cmp(((const RuleUse *)a)->path, ((const RuleUse *)b)->path);
}

static void collect_rules(const StrList *functions, Str path, RuleUses *out) {
  for (size_t i = 0; i < functions->len; i++) {
    array_push(out, ((RuleUse){path, functions->items[i]}));
  }
}

static size_t put_rules(const Emit *self, Buf *out) {
  RuleUses uses = {0};
  collect_rules(&self->model->rules, STR(""), &uses);
  const Map *paths = &self->model->paths;
  for (size_t i = map_next(paths, 0); i < paths->cap; i = map_next(paths, i + 1)) {
    const MBlock *block = paths->entries[i].value;
    collect_rules(&block->rules, block->path, &uses);
  }
  emit_sort(uses, compare_rules);
  if (uses.len > 0) {
    buf_put(out, STR("static const RuleSpec rules[] = {\n"));
  }
  for (size_t i = 0; i < uses.len; i++) {
    buf_put(out, STR("  {"));
    emit_str(out, uses.items[i].path);
    buf_printf(out, ", %.*s},\n", STR_FMT(uses.items[i].function));
  }
  if (uses.len > 0) {
    buf_put(out, STR("};\n\n"));
  }
  size_t count = uses.len;
  array_free(&uses);
  return count;
}

void emit_lookups(const Emit *self, size_t counts[3], Buf *out) {
  NamedList paths = {0}, keywords = {0};
  for (size_t i = 1; i < self->instances.len; i++) {
    array_push(&paths, ((Named){self->instances.items[i].block->path, 0, i}));
    array_push(&keywords,
               ((Named){self->instances.items[i].keyword, keyword_rank(self->instances.items[i].block->path), i}));
  }
  counts[0] = put_lookup(out, &paths, "paths");
  counts[1] = put_lookup(out, &keywords, "keywords");
  counts[2] = put_rules(self, out);
  array_free(&paths);
  array_free(&keywords);
}
