/* emit.c: writes a model as C source: one array per kind of table, slices of it where something has a list.
 *
 *     static const AttrSpec attrs[59] = { {.name = {"schema", 6}, ...}, ... };
 *     static const BlockSpec blocks[17] = { {.name = {"table", 5}, .attrs = attrs + 2, .attr_count = 6}, ... };
 *     const Dialect dialect_sqlite = { ... };
 */
#include <stdio.h>
#include <stdlib.h>

#include "dialects/dialectc/model.h"

/* A block as it stands in the tables: a shared block is written once for each keyword it is used under. */
typedef struct Instance {
  const MBlock *block;
  Str keyword, doc;
} Instance;

typedef struct Emit {
  const Model *model;
  ARRAY(Instance) instances;
  ARRAY(const MEnum *) enums; /* sorted by name */
  Buf names, words, values, labels, attrs, children, sets, variants, params;
  size_t name_count, word_count, value_count, label_count, attr_count, child_count, set_count, variant_count,
      param_count;
} Emit;

/* As a C string literal with its length: {"table", 5} */
static void put_str(Buf *out, Str s) {
  if (str_empty(s)) {
    buf_put(out, STR("{\"\", 0}"));
    return;
  }
  buf_put(out, STR("{\""));
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (c == '"' || c == '\\') {
      buf_printf(out, "\\%c", c);
    } else if (c == '\n') {
      buf_put(out, STR("\\n"));
    } else if (c < ' ' || c > '~' || c == '?') {
      buf_printf(out, "\\%03o", c);
    } else {
      buf_putc(out, (char)c);
    }
  }
  buf_printf(out, "\", %zu}", s.len);
}

static void put_field(Buf *out, const char *field, Str s) {
  if (!str_empty(s)) {
    buf_printf(out, ", .%s = ", field);
    put_str(out, s);
  }
}

static void put_flag(Buf *out, const char *field, bool value) {
  if (value) {
    buf_printf(out, ", .%s = true", field);
  }
}

static void put_slice(Buf *out, const char *field, const char *array, size_t at, const char *counter, size_t count) {
  if (count > 0) {
    buf_printf(out, ", .%s = %s + %zu, .%s = %zu", field, array, at, counter, count);
  }
}

static size_t put_names(Emit *self, const StrList *names, size_t from) {
  size_t at = self->name_count;
  for (size_t i = from; i < names->len; i++) {
    buf_put(&self->names, STR("  "));
    put_str(&self->names, names->items[i]);
    buf_put(&self->names, STR(",\n"));
    self->name_count++;
  }
  return at;
}

static int compare_words(const void *a, const void *b) {
  return str_cmp(((const MWord *)a)->name, ((const MWord *)b)->name);
}
static int compare_attrs(const void *a, const void *b) {
  return str_cmp(((const MAttr *)a)->name, ((const MAttr *)b)->name);
}
static int compare_children(const void *a, const void *b) {
  return str_cmp(((const MChild *)a)->name, ((const MChild *)b)->name);
}
static int compare_types(const void *a, const void *b) {
  return str_cmp(((const MType *)a)->name, ((const MType *)b)->name);
}
static int compare_funcs(const void *a, const void *b) {
  return str_cmp(((const MFunc *)a)->name, ((const MFunc *)b)->name);
}
static int compare_facts(const void *a, const void *b) {
  return str_cmp(((const MFacts *)a)->name, ((const MFacts *)b)->name);
}
static int compare_rows(const void *a, const void *b) {
  return str_cmp(((const MRow *)a)->cells.items[0], ((const MRow *)b)->cells.items[0]);
}
static int compare_enums(const void *a, const void *b) {
  return str_cmp((*(const MEnum *const *)a)->name, (*(const MEnum *const *)b)->name);
}
static int compare_variants(const void *a, const void *b) {
  return str_cmp((*(const MBlock *const *)a)->variant, (*(const MBlock *const *)b)->variant);
}

#define sort(list, compare)                                                                                            \
  do {                                                                                                                 \
    if ((list).len > 1) {                                                                                              \
      qsort((list).items, (list).len, sizeof *(list).items, (compare));                                                \
    }                                                                                                                  \
  } while (0)

static size_t enum_index(const Emit *self, Str name) {
  size_t i = 0;
  while (i < self->enums.len && !str_eq(self->enums.items[i]->name, name)) {
    i++;
  }
  return i;
}

static void put_enum_ref(const Emit *self, Buf *out, const char *field, Str name) {
  if (!str_empty(name)) {
    buf_printf(out, ", .%s = enums + %zu", field, enum_index(self, name));
  }
}

/* Adds a value and what it holds; returns its index. Elements of one value stand together, after those of others. */
static void put_value(Emit *self, const MValue *value, Buf *out, unsigned depth);

static size_t put_elems(Emit *self, const MValue *value, unsigned depth) {
  Buf slice = {0};
  for (size_t i = 0; i < value->elems.len; i++) {
    put_value(self, value->elems.items[i], &slice, depth + 1);
  }
  size_t at = self->value_count;
  buf_put(&self->values, buf_str(&slice));
  self->value_count += value->elems.len;
  buf_free(&slice);
  return at;
}

static void put_value(Emit *self, const MValue *value, Buf *out, unsigned depth) {
  size_t elems = depth < 50 ? put_elems(self, value, depth) : 0;
  buf_printf(out, "  {.kind = %d", (int)value->kind);
  put_flag(out, "sql_call", value->sql_call);
  if (value->kind == VALUE_ENUM) {
    put_flag(out, "quoted", self->enums.items[enum_index(self, value->words)]->strings);
    put_enum_ref(self, out, "words", value->words);
  }
  put_slice(out, "elems", "values", elems, "count", value->elems.len);
  if (value->kind == VALUE_REF) {
    put_slice(out, "refs", "names", put_names(self, &value->refs, 0), "count", value->refs.len);
  }
  buf_put(out, STR("},\n"));
}

static size_t put_top_value(Emit *self, const MValue *value) {
  Buf one = {0};
  put_value(self, value, &one, 0);
  buf_put(&self->values, buf_str(&one));
  buf_free(&one);
  return self->value_count++;
}

static void put_limits(Buf *out, int64_t min, int64_t max) {
  if (min == INT64_MIN) {
    buf_put(out, STR(", .min = INT64_MIN"));
  } else {
    buf_printf(out, ", .min = %lld", (long long)min);
  }
  if (max == INT64_MAX) {
    buf_put(out, STR(", .max = INT64_MAX"));
  } else {
    buf_printf(out, ", .max = %lld", (long long)max);
  }
}

static void put_attr(Emit *self, const MAttr *attr) {
  size_t value = put_top_value(self, attr->value);
  Buf *out = &self->attrs;
  buf_put(out, STR("  {.name = "));
  put_str(out, attr->name);
  put_field(out, "doc", attr->doc);
  buf_printf(out, ", .value = values + %zu, .flags = %u, .role = %d", value, attr->flags, (int)attr->role);
  put_field(out, "default_text", attr->default_text);
  put_field(out, "required_unless", attr->required_unless);
  put_field(out, "same_length", attr->same_length);
  put_enum_ref(self, out, "suggest", attr->suggest);
  put_limits(out, attr->min, attr->max);
  put_field(out, "injected", attr->injected);
  buf_put(out, STR("},\n"));
  self->attr_count++;
}

/* Index of the block under a keyword; it is added when it is new. */
static size_t instance(Emit *self, const MBlock *block, Str keyword, Str doc) {
  for (size_t i = 0; i < self->instances.len; i++) {
    const Instance *known = &self->instances.items[i];
    if (known->block == block && str_eq(known->keyword, keyword) && str_eq(known->doc, doc)) {
      return i;
    }
  }
  array_push(&self->instances, ((Instance){block, keyword, doc}));
  return self->instances.len - 1;
}

static void put_labels(Emit *self, const MBlock *block, Buf *out) {
  size_t required = 0;
  for (size_t i = 0; i < block->labels.len; i++) {
    const MLabel *label = &block->labels.items[i];
    required += label->required;
    buf_put(&self->labels, STR("  {.name = "));
    put_str(&self->labels, label->name);
    put_flag(&self->labels, "required", label->required);
    put_enum_ref(self, &self->labels, "words", label->words);
    buf_put(&self->labels, STR("},\n"));
  }
  put_slice(out, "labels", "labels", self->label_count, "label_count", block->labels.len);
  if (required > 0) {
    buf_printf(out, ", .label_min = %zu", required);
  }
  self->label_count += block->labels.len;
}

static void put_attrs(Emit *self, const MBlock *block, Buf *out) {
  MAttrs sorted = {0};
  for (size_t i = 0; i < block->attrs.len; i++) {
    array_push(&sorted, block->attrs.items[i]);
  }
  sort(sorted, compare_attrs);
  put_slice(out, "attrs", "attrs", self->attr_count, "attr_count", sorted.len);
  for (size_t i = 0; i < sorted.len; i++) {
    put_attr(self, &sorted.items[i]);
  }
  array_free(&sorted);
}

static void put_children(Emit *self, const MBlock *block, Buf *out) {
  ARRAY(MChild) sorted = {0};
  for (size_t i = 0; i < block->children.len; i++) {
    array_push(&sorted, block->children.items[i]);
  }
  sort(sorted, compare_children);
  put_slice(out, "children", "children", self->child_count, "child_count", sorted.len);
  for (size_t i = 0; i < sorted.len; i++) {
    const MChild *child = &sorted.items[i];
    buf_printf(&self->children, "  {blocks + %zu, %u, %u},\n", instance(self, child->block, child->name, child->doc),
               child->min, child->max);
    self->child_count++;
  }
  array_free(&sorted);
}

static void put_sets(Emit *self, const MBlock *block, Buf *out) {
  put_slice(out, "sets", "sets", self->set_count, "set_count", block->sets.len);
  for (size_t i = 0; i < block->sets.len; i++) {
    const MSet *set = &block->sets.items[i];
    buf_printf(&self->sets, "  {.kind = %d", (int)set->kind);
    put_flag(&self->sets, "late", set->late);
    put_slice(&self->sets, "names", "names", put_names(self, &set->names, 0), "count", set->names.len);
    put_field(&self->sets, "message", set->message);
    buf_put(&self->sets, STR("},\n"));
    self->set_count++;
  }
}

static void put_variants(Emit *self, const MBlock *block, Buf *out) {
  ARRAY(const MBlock *) sorted = {0};
  for (size_t i = 0; i < block->variants.len; i++) {
    array_push(&sorted, block->variants.items[i]);
  }
  sort(sorted, compare_variants);
  put_slice(out, "variants", "variants", self->variant_count, "variant_count", sorted.len);
  for (size_t i = 0; i < sorted.len; i++) {
    buf_printf(&self->variants, "  blocks + %zu,\n", instance(self, sorted.items[i], block->name, STR("")));
    self->variant_count++;
  }
  array_free(&sorted);
}

static void put_block(Emit *self, Instance one, Buf *out) {
  const MBlock *block = one.block;
  buf_put(out, STR("  {.name = "));
  put_str(out, one.keyword);
  put_field(out, "path", block->path);
  put_field(out, "doc", str_empty(one.doc) ? block->doc : one.doc);
  put_field(out, "example", block->example);
  put_field(out, "referenced_as", block->referenced_as);
  put_field(out, "variant", block->variant);
  put_labels(self, block, out);
  put_attrs(self, block, out);
  put_children(self, block, out);
  put_sets(self, block, out);
  put_variants(self, block, out);
  buf_printf(out, ", .role = %d, .flags = %u", (int)block->role, block->flags);
  put_flag(out, "open_attrs", block->open_attrs);
  put_flag(out, "open_blocks", block->open_blocks);
  put_flag(out, "open_hints", block->open_hints);
  put_flag(out, "repeatable", block->repeatable);
  put_flag(out, "names_type", block->names_type);
  put_flag(out, "ordered", block->ordered);
  put_flag(out, "types_only", block->types_only);
  put_flag(out, "verbatim", block->verbatim);
  buf_put(out, STR("},\n"));
}

static void put_enums(Emit *self, Buf *out) {
  for (size_t i = 0; i < self->enums.len; i++) {
    const MEnum *one = self->enums.items[i];
    ARRAY(MWord) sorted = {0};
    for (size_t j = 0; j < one->words.len; j++) {
      array_push(&sorted, one->words.items[j]);
    }
    sort(sorted, compare_words);
    buf_put(out, STR("  {.name = "));
    put_str(out, one->name);
    put_field(out, "doc", one->doc);
    put_slice(out, "words", "words", self->word_count, "count", sorted.len);
    put_flag(out, "strings", one->strings);
    put_flag(out, "open", one->open);
    buf_put(out, STR("},\n"));
    for (size_t j = 0; j < sorted.len; j++) {
      buf_put(&self->words, STR("  {"));
      put_str(&self->words, sorted.items[j].name);
      buf_put(&self->words, STR(", "));
      put_str(&self->words, sorted.items[j].doc);
      buf_put(&self->words, STR("},\n"));
      self->word_count++;
    }
    array_free(&sorted);
  }
}

static void put_param(Emit *self, const MParam *param) {
  Buf *out = &self->params;
  buf_put(out, STR("  {.name = "));
  put_str(out, param->spec.name);
  buf_printf(out, ", .kind = %u", param->spec.kind);
  put_flag(out, "required", param->spec.required);
  put_flag(out, "variadic", param->spec.variadic);
  put_limits(out, param->spec.min, param->spec.max);
  buf_printf(out, ", .min_items = %u, .max_items = %u", param->spec.min_items, param->spec.max_items);
  put_enum_ref(self, out, "allowed", param->allowed);
  put_enum_ref(self, out, "keywords", param->keywords);
  put_field(out, "default_text", param->spec.default_text);
  put_field(out, "note", param->spec.note);
  put_field(out, "message", param->spec.message);
  put_flag(out, "server_limit", param->spec.server_limit);
  buf_put(out, STR("},\n"));
  self->param_count++;
}

static void put_type(Emit *self, const MType *type, Buf *out) {
  size_t required = 0;
  buf_put(out, STR("  {.name = "));
  put_str(out, type->name);
  put_field(out, "sql", type->sql);
  put_field(out, "doc", type->doc);
  put_field(out, "alias_of", type->alias_of);
  put_field(out, "category", type->category);
  put_slice(out, "params", "params", self->param_count, "param_count", type->params.len);
  for (size_t i = 0; i < type->params.len; i++) {
    required += type->params.items[i].spec.required;
    put_param(self, &type->params.items[i]);
  }
  if (required > 0) {
    buf_printf(out, ", .param_min = %zu", required);
  }
  put_flag(out, "raw_only", type->raw_only);
  put_flag(out, "server_lacks", type->server_lacks);
  put_flag(out, "deprecated", type->deprecated);
  put_flag(out, "uncertain", type->uncertain);
  put_field(out, "extension", type->extension);
  put_slice(out, "column_attrs", "names", put_names(self, &type->column_attrs, 0), "column_attr_count",
            type->column_attrs.len);
  buf_put(out, STR("},\n"));
}

static void put_facts(Emit *self, Buf *rows, size_t *row_count, Buf *out) {
  ARRAY(MFacts) tables = {0};
  for (size_t i = 0; i < self->model->facts.len; i++) {
    array_push(&tables, self->model->facts.items[i]);
  }
  sort(tables, compare_facts);
  for (size_t i = 0; i < tables.len; i++) {
    const MFacts *table = &tables.items[i];
    sort(table->rows, compare_rows);
    buf_put(out, STR("  {.name = "));
    put_str(out, table->name);
    put_field(out, "doc", table->doc);
    put_slice(out, "columns", "names", put_names(self, &table->columns, 0), "column_count", table->columns.len);
    put_slice(out, "rows", "fact_rows", *row_count, "row_count", table->rows.len);
    buf_put(out, STR("},\n"));
    for (size_t j = 0; j < table->rows.len; j++) {
      buf_put(rows, STR("  {"));
      put_str(rows, table->rows.items[j].cells.items[0]);
      buf_printf(rows, ", names + %zu},\n", put_names(self, &table->rows.items[j].cells, 1));
      ++*row_count;
    }
  }
  array_free(&tables);
}

/* static const T name[count] = { items }; nothing when it is empty. */
static void put_array(Buf *out, const char *type, const char *name, size_t count, const Buf *items) {
  if (count > 0) {
    buf_printf(out, "static const %s %s[%zu] = {\n", type, name, count);
    buf_put(out, buf_str(items));
    buf_put(out, STR("};\n\n"));
  }
}

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
  sort(*list, compare_named);
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
  sort(uses, compare_rules);
  if (uses.len > 0) {
    buf_put(out, STR("static const RuleSpec rules[] = {\n"));
  }
  for (size_t i = 0; i < uses.len; i++) {
    buf_put(out, STR("  {"));
    put_str(out, uses.items[i].path);
    buf_printf(out, ", %.*s},\n", STR_FMT(uses.items[i].function));
  }
  if (uses.len > 0) {
    buf_put(out, STR("};\n\n"));
  }
  size_t count = uses.len;
  array_free(&uses);
  return count;
}

static void put_dialect(Emit *self, size_t top, size_t facts, const size_t counts[3], Buf *out) {
  const Model *m = self->model;
  buf_printf(out, "const Dialect dialect_%.*s = {.name = ", STR_FMT(m->name));
  put_str(out, m->name);
  put_field(out, "title", m->title);
  put_field(out, "language_id", m->language_id);
  put_field(out, "suffix", m->suffix);
  put_field(out, "file_name", m->file_name);
  put_field(out, "engine", m->engine);
  size_t schemes = self->name_count - m->url_schemes.len - m->docker_hosts.len - m->scope.len;
  put_slice(out, "url_schemes", "names", schemes, "url_scheme_count", m->url_schemes.len);
  put_slice(out, "docker_hosts", "names", schemes + m->url_schemes.len, "docker_host_count", m->docker_hosts.len);
  put_slice(out, "scope_names", "names", self->name_count - m->scope.len, "scope_count", m->scope.len);
  buf_printf(out, ", .root = blocks + %zu", top);
  put_slice(out, "types", "types", 0, "type_count", m->types.len);
  put_slice(out, "enums", "enums", 0, "enum_count", m->enums.len);
  put_slice(out, "facts", "facts", 0, "fact_count", facts);
  put_slice(out, "paths", "paths", 0, "path_count", counts[0]);
  put_slice(out, "keywords", "keywords", 0, "keyword_count", counts[1]);
  put_slice(out, "rules", "rules", 0, "rule_count", counts[2]);
  put_flag(out, "is_schema", m->is_schema);
  put_flag(out, "config_functions", m->config_functions);
  put_flag(out, "open_types", m->open_types);
  buf_printf(out, ", .uncertain = %u};\n", model_uncertain(m));
}

/* All tables but the blocks, which are known once every instance has been written. */
static void put_tables(Emit *self, const Buf *blocks, const Buf *enums, Buf *out) {
  put_array(out, "Str", "names", self->name_count, &self->names);
  put_array(out, "WordSpec", "words", self->word_count, &self->words);
  put_array(out, "EnumSpec", "enums", self->enums.len, enums);
  put_array(out, "ValueSpec", "values", self->value_count, &self->values);
  put_array(out, "LabelSpec", "labels", self->label_count, &self->labels);
  put_array(out, "AttrSpec", "attrs", self->attr_count, &self->attrs);
  put_array(out, "SetSpec", "sets", self->set_count, &self->sets);
  buf_printf(out, "static const BlockSpec blocks[%zu];\n\n", self->instances.len);
  put_array(out, "ChildSpec", "children", self->child_count, &self->children);
  put_array(out, "BlockSpec *const", "variants", self->variant_count, &self->variants);
  put_array(out, "BlockSpec", "blocks", self->instances.len, blocks);
  put_array(out, "TypeParam", "params", self->param_count, &self->params);
}

static void emit_free(Emit *self) {
  Buf *all[] = {&self->names, &self->words,    &self->values,   &self->labels, &self->attrs,
                &self->sets,  &self->children, &self->variants, &self->params};
  for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
    buf_free(all[i]);
  }
  array_free(&self->instances);
  array_free(&self->enums);
}

static void put_lookups(const Emit *self, size_t counts[3], Buf *out) {
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

static void put_blocks(Emit *self, Buf *out) {
  instance(self, self->model->top, STR(""), STR(""));
  for (size_t i = 0; i < self->instances.len; i++) { /* grows while blocks are written */
    put_block(self, self->instances.items[i], out);
  }
}

static void put_types(Emit *self, Buf *out) {
  ARRAY(MType) sorted = {0};
  for (size_t i = 0; i < self->model->types.len; i++) {
    array_push(&sorted, self->model->types.items[i]);
  }
  sort(sorted, compare_types);
  for (size_t i = 0; i < sorted.len; i++) {
    put_type(self, &sorted.items[i], out);
  }
  array_free(&sorted);
}

void emit_dialect(const Model *model, Buf *out) {
  Emit self = {.model = model};
  Buf blocks = {0}, enums = {0}, types = {0}, facts = {0}, rows = {0};
  size_t row_count = 0, counts[3];
  for (size_t i = 0; i < model->enums.len; i++) {
    array_push(&self.enums, &model->enums.items[i]);
  }
  sort(self.enums, compare_enums);
  put_enums(&self, &enums);
  put_blocks(&self, &blocks);
  put_types(&self, &types);
  put_facts(&self, &rows, &row_count, &facts);
  put_names(&self, &model->url_schemes, 0);
  put_names(&self, &model->docker_hosts, 0);
  put_names(&self, &model->scope, 0);
  buf_printf(out, "/* Made by dialectc from dialects/%.*s; do not edit. */\n", STR_FMT(model->name));
  buf_put(out, STR("#include \"dialects/rules.h\"\n\nextern const Dialect dialect_"));
  buf_put(out, model->name);
  buf_put(out, STR(";\n\n"));
  put_tables(&self, &blocks, &enums, out);
  put_array(out, "TypeSpec", "types", model->types.len, &types);
  put_array(out, "FactRow", "fact_rows", row_count, &rows);
  put_array(out, "FactTable", "facts", model->facts.len, &facts);
  put_lookups(&self, counts, out);
  put_dialect(&self, 0, model->facts.len, counts, out);
  Buf *all[] = {&blocks, &enums, &types, &facts, &rows};
  for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
    buf_free(all[i]);
  }
  emit_free(&self);
}

static void put_function(const MFunc *func, size_t param, Buf *out) {
  buf_put(out, STR("  {.name = "));
  put_str(out, func->name);
  put_field(out, "doc", func->doc);
  put_field(out, "returns", func->returns);
  put_slice(out, "params", "params", param, "param_count", func->params.len);
  put_flag(out, "config_only", func->config_only);
  put_flag(out, "pro", func->pro);
  put_flag(out, "deprecated", func->deprecated);
  buf_put(out, STR("},\n"));
}

static void put_functions(const Model *common, Buf *out) {
  ARRAY(MFunc) sorted = {0};
  Buf params = {0}, funcs = {0};
  size_t count = 0;
  for (size_t i = 0; i < common->funcs.len; i++) {
    array_push(&sorted, common->funcs.items[i]);
  }
  sort(sorted, compare_funcs);
  for (size_t i = 0; i < sorted.len; i++) {
    put_function(&sorted.items[i], count, &funcs);
    for (size_t j = 0; j < sorted.items[i].params.len; j++) {
      const FuncParam *param = &sorted.items[i].params.items[j];
      buf_put(&params, STR("  {"));
      put_str(&params, param->name);
      buf_put(&params, STR(", "));
      put_str(&params, param->type);
      buf_printf(&params, ", %s, %s},\n", param->required ? "true" : "false", param->variadic ? "true" : "false");
      count++;
    }
  }
  put_array(out, "FuncParam", "params", count, &params);
  buf_put(out, STR("const FuncSpec dialect_functions[] = {\n"));
  buf_put(out, buf_str(&funcs));
  buf_printf(out, "};\nconst size_t dialect_function_count = %zu;\n", sorted.len);
  buf_free(&params);
  buf_free(&funcs);
  array_free(&sorted);
}

void emit_index(const Model *common, const StrList *names, Buf *out) {
  buf_put(out, STR("/* Made by dialectc; do not edit. */\n#include \"dialects/dialect.h\"\n\n"));
  for (size_t i = 0; i < names->len; i++) {
    buf_printf(out, "extern const Dialect dialect_%.*s;\n", STR_FMT(names->items[i]));
  }
  buf_put(out, STR("\nconst Dialect *const dialect_all[] = {\n"));
  for (size_t i = 0; i < names->len; i++) {
    buf_printf(out, "  &dialect_%.*s,\n", STR_FMT(names->items[i]));
  }
  buf_printf(out, "};\nconst size_t dialect_count = %zu;\n\n", names->len);
  put_functions(common, out);
}
