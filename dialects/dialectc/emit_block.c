/* emit_block.c: blocks with their labels, attributes, sets and values. */
#include "dialects/dialectc/emit.h"

static int compare_attrs(const void *a, const void *b) {
  return str_cmp(((const MAttr *)a)->name, ((const MAttr *)b)->name);
}

static int compare_children(const void *a, const void *b) {
  return str_cmp(((const MChild *)a)->name, ((const MChild *)b)->name);
}

static int compare_variants(const void *a, const void *b) {
  return str_cmp((*(const MBlock *const *)a)->variant, (*(const MBlock *const *)b)->variant);
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
  emit_flag(out, "sql_call", value->sql_call);
  if (value->kind == VALUE_ENUM) {
    emit_flag(out, "quoted", self->enums.items[emit_enum_index(self, value->words)]->strings);
    emit_enum_ref(self, out, "words", value->words);
  }
  emit_slice(out, "elems", "values", elems, "count", value->elems.len);
  if (value->kind == VALUE_REF) {
    emit_slice(out, "refs", "names", emit_names(self, &value->refs, 0), "count", value->refs.len);
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

static void put_attr(Emit *self, const MAttr *attr) {
  size_t value = put_top_value(self, attr->value);
  Buf *out = &self->attrs;
  buf_put(out, STR("  {.name = "));
  emit_str(out, attr->name);
  emit_field(out, "doc", attr->doc);
  buf_printf(out, ", .value = values + %zu, .flags = %u, .role = %d", value, attr->flags, (int)attr->role);
  emit_field(out, "default_text", attr->default_text);
  emit_field(out, "required_unless", attr->required_unless);
  emit_field(out, "same_length", attr->same_length);
  emit_enum_ref(self, out, "suggest", attr->suggest);
  emit_limits(out, attr->min, attr->max);
  emit_field(out, "injected", attr->injected);
  emit_field(out, "url", attr->url);
  emit_field(out, "message", attr->message);
  if (attr->shape != SQL_FRAGMENT) {
    buf_printf(out, ", .sql_shape = %d", (int)attr->shape);
  }
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
    emit_str(&self->labels, label->name);
    emit_flag(&self->labels, "required", label->required);
    emit_enum_ref(self, &self->labels, "words", label->words);
    buf_put(&self->labels, STR("},\n"));
  }
  emit_slice(out, "labels", "labels", self->label_count, "label_count", block->labels.len);
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
  emit_sort(sorted, compare_attrs);
  emit_slice(out, "attrs", "attrs", self->attr_count, "attr_count", sorted.len);
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
  emit_sort(sorted, compare_children);
  emit_slice(out, "children", "children", self->child_count, "child_count", sorted.len);
  for (size_t i = 0; i < sorted.len; i++) {
    const MChild *child = &sorted.items[i];
    buf_printf(&self->children, "  {blocks + %zu, %u, %u},\n", instance(self, child->block, child->name, child->doc),
               child->min, child->max);
    self->child_count++;
  }
  array_free(&sorted);
}

static void put_sets(Emit *self, const MBlock *block, Buf *out) {
  emit_slice(out, "sets", "sets", self->set_count, "set_count", block->sets.len);
  for (size_t i = 0; i < block->sets.len; i++) {
    const MSet *set = &block->sets.items[i];
    buf_printf(&self->sets, "  {.kind = %d", (int)set->kind);
    emit_flag(&self->sets, "late", set->late);
    emit_slice(&self->sets, "names", "names", emit_names(self, &set->names, 0), "count", set->names.len);
    emit_field(&self->sets, "message", set->message);
    buf_put(&self->sets, STR("},\n"));
    self->set_count++;
  }
}

static void put_variants(Emit *self, const MBlock *block, Buf *out) {
  ARRAY(const MBlock *) sorted = {0};
  for (size_t i = 0; i < block->variants.len; i++) {
    array_push(&sorted, block->variants.items[i]);
  }
  emit_sort(sorted, compare_variants);
  emit_slice(out, "variants", "variants", self->variant_count, "variant_count", sorted.len);
  for (size_t i = 0; i < sorted.len; i++) {
    buf_printf(&self->variants, "  blocks + %zu,\n", instance(self, sorted.items[i], block->name, STR("")));
    self->variant_count++;
  }
  array_free(&sorted);
}

static void put_block(Emit *self, Instance one, Buf *out) {
  const MBlock *block = one.block;
  buf_put(out, STR("  {.name = "));
  emit_str(out, one.keyword);
  emit_field(out, "path", block->path);
  emit_field(out, "doc", str_empty(one.doc) ? block->doc : one.doc);
  emit_field(out, "example", block->example);
  emit_field(out, "referenced_as", block->referenced_as);
  emit_field(out, "variant", block->variant);
  put_labels(self, block, out);
  put_attrs(self, block, out);
  put_children(self, block, out);
  put_sets(self, block, out);
  put_variants(self, block, out);
  buf_printf(out, ", .role = %d, .flags = %u", (int)block->role, block->flags);
  emit_flag(out, "open_attrs", block->open_attrs);
  emit_flag(out, "open_blocks", block->open_blocks);
  emit_flag(out, "open_hints", block->open_hints);
  emit_flag(out, "repeatable", block->repeatable);
  emit_flag(out, "names_type", block->names_type);
  emit_flag(out, "ordered", block->ordered);
  emit_flag(out, "types_only", block->types_only);
  emit_flag(out, "verbatim", block->verbatim);
  buf_put(out, STR("},\n"));
}

void emit_blocks(Emit *self, Buf *out) {
  instance(self, self->model->top, STR(""), STR(""));
  for (size_t i = 0; i < self->instances.len; i++) { /* grows while blocks are written */
    put_block(self, self->instances.items[i], out);
  }
}
