/* emit.c: writes a model as C source: one array per kind of table, slices of it where something has a list.
 *
 *     static const AttrSpec attrs[59] = { {.name = {"schema", 6}, ...}, ... };
 *     static const BlockSpec blocks[17] = { {.name = {"table", 5}, .attrs = attrs + 2, .attr_count = 6}, ... };
 *     const Dialect dialect_sqlite = { ... };
 */
#include "dialects/dialectc/emit.h"

static int compare_enums(const void *a, const void *b) {
  return str_cmp((*(const MEnum *const *)a)->name, (*(const MEnum *const *)b)->name);
}

static void put_dialect(Emit *self, size_t top, size_t facts, const size_t counts[3], Buf *out) {
  const Model *m = self->model;
  buf_printf(out, "const Dialect dialect_%.*s = {.name = ", STR_FMT(m->name));
  emit_str(out, m->name);
  emit_field(out, "title", m->title);
  emit_field(out, "language_id", m->language_id);
  emit_field(out, "suffix", m->suffix);
  emit_field(out, "file_name", m->file_name);
  emit_field(out, "engine", m->engine);
  if (m->has_sql) {
    buf_put(out, STR(", .sql = &sql_flavor"));
  }
  size_t schemes = self->name_count - m->url_schemes.len - m->docker_hosts.len - m->scope.len;
  emit_slice(out, "url_schemes", "names", schemes, "url_scheme_count", m->url_schemes.len);
  emit_slice(out, "docker_hosts", "names", schemes + m->url_schemes.len, "docker_host_count", m->docker_hosts.len);
  emit_slice(out, "scope_names", "names", self->name_count - m->scope.len, "scope_count", m->scope.len);
  buf_printf(out, ", .root = blocks + %zu", top);
  emit_slice(out, "types", "types", 0, "type_count", m->types.len);
  emit_slice(out, "enums", "enums", 0, "enum_count", m->enums.len);
  emit_slice(out, "facts", "facts", 0, "fact_count", facts);
  emit_slice(out, "paths", "paths", 0, "path_count", counts[0]);
  emit_slice(out, "keywords", "keywords", 0, "keyword_count", counts[1]);
  emit_slice(out, "rules", "rules", 0, "rule_count", counts[2]);
  emit_flag(out, "is_schema", m->is_schema);
  emit_flag(out, "config_functions", m->config_functions);
  emit_flag(out, "open_types", m->open_types);
  emit_flag(out, "is_text", m->is_text);
  buf_printf(out, ", .uncertain = %u};\n", model_uncertain(m));
}

/* All tables but the blocks, which are known once every instance has been written. */
static void put_tables(Emit *self, const Buf *blocks, const Buf *enums, Buf *out) {
  emit_array(out, "Str", "names", self->name_count, &self->names);
  emit_array(out, "WordSpec", "words", self->word_count, &self->words);
  emit_array(out, "EnumSpec", "enums", self->enums.len, enums);
  emit_array(out, "ValueSpec", "values", self->value_count, &self->values);
  emit_array(out, "LabelSpec", "labels", self->label_count, &self->labels);
  emit_array(out, "AttrSpec", "attrs", self->attr_count, &self->attrs);
  emit_array(out, "SetSpec", "sets", self->set_count, &self->sets);
  buf_printf(out, "static const BlockSpec blocks[%zu];\n\n", self->instances.len);
  emit_array(out, "ChildSpec", "children", self->child_count, &self->children);
  emit_array(out, "BlockSpec *const", "variants", self->variant_count, &self->variants);
  emit_array(out, "BlockSpec", "blocks", self->instances.len, blocks);
  emit_array(out, "TypeParam", "params", self->param_count, &self->params);
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

void emit_dialect(const Model *model, Buf *out) {
  Emit self = {.model = model};
  Buf blocks = {0}, enums = {0}, types = {0}, facts = {0}, rows = {0};
  size_t row_count = 0, counts[3];
  for (size_t i = 0; i < model->enums.len; i++) {
    array_push(&self.enums, &model->enums.items[i]);
  }
  emit_sort(self.enums, compare_enums);
  emit_enums(&self, &enums);
  emit_blocks(&self, &blocks);
  emit_types(&self, &types);
  emit_facts(&self, &rows, &row_count, &facts);
  size_t system = emit_names(&self, &model->sql_system, 0);
  emit_names(&self, &model->url_schemes, 0);
  emit_names(&self, &model->docker_hosts, 0);
  emit_names(&self, &model->scope, 0);
  buf_printf(out, "/* Made by dialectc from dialects/%.*s; do not edit. */\n", STR_FMT(model->name));
  buf_put(out, STR("#include \"dialects/rules.h\"\n\nextern const Dialect dialect_"));
  buf_put(out, model->name);
  buf_put(out, STR(";\n\n"));
  put_tables(&self, &blocks, &enums, out);
  emit_array(out, "TypeSpec", "types", model->types.len, &types);
  emit_array(out, "FactRow", "fact_rows", row_count, &rows);
  emit_array(out, "FactTable", "facts", model->facts.len, &facts);
  emit_lookups(&self, counts, out);
  emit_sql_flavor(model, system, out);
  put_dialect(&self, 0, model->facts.len, counts, out);
  Buf *all[] = {&blocks, &enums, &types, &facts, &rows};
  for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
    buf_free(all[i]);
  }
  emit_free(&self);
}
