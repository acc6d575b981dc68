/* emit_words.c: enumerations, column types and fact tables. */
#include "dialects/dialectc/emit.h"

static int compare_words(const void *a, const void *b) {
  return str_cmp(((const MWord *)a)->name, ((const MWord *)b)->name);
}

static int compare_types(const void *a, const void *b) {
  return str_cmp(((const MType *)a)->name, ((const MType *)b)->name);
}

static int compare_facts(const void *a, const void *b) {
  return str_cmp(((const MFacts *)a)->name, ((const MFacts *)b)->name);
}

static int compare_rows(const void *a, const void *b) {
  return str_cmp(((const MRow *)a)->cells.items[0], ((const MRow *)b)->cells.items[0]);
}

void emit_enums(Emit *self, Buf *out) {
  for (size_t i = 0; i < self->enums.len; i++) {
    const MEnum *one = self->enums.items[i];
    ARRAY(MWord) sorted = {0};
    for (size_t j = 0; j < one->words.len; j++) {
      array_push(&sorted, one->words.items[j]);
    }
    emit_sort(sorted, compare_words);
    buf_put(out, STR("  {.name = "));
    emit_str(out, one->name);
    emit_field(out, "doc", one->doc);
    emit_slice(out, "words", "words", self->word_count, "count", sorted.len);
    emit_flag(out, "strings", one->strings);
    emit_flag(out, "open", one->open);
    buf_put(out, STR("},\n"));
    for (size_t j = 0; j < sorted.len; j++) {
      buf_put(&self->words, STR("  {"));
      emit_str(&self->words, sorted.items[j].name);
      buf_put(&self->words, STR(", "));
      emit_str(&self->words, sorted.items[j].doc);
      buf_put(&self->words, STR("},\n"));
      self->word_count++;
    }
    array_free(&sorted);
  }
}

static void put_param(Emit *self, const MParam *param) {
  Buf *out = &self->params;
  buf_put(out, STR("  {.name = "));
  emit_str(out, param->spec.name);
  buf_printf(out, ", .kind = %u", param->spec.kind);
  emit_flag(out, "required", param->spec.required);
  emit_flag(out, "variadic", param->spec.variadic);
  emit_limits(out, param->spec.min, param->spec.max);
  buf_printf(out, ", .min_items = %u, .max_items = %u", param->spec.min_items, param->spec.max_items);
  emit_enum_ref(self, out, "allowed", param->allowed);
  emit_enum_ref(self, out, "keywords", param->keywords);
  emit_field(out, "default_text", param->spec.default_text);
  emit_field(out, "note", param->spec.note);
  emit_field(out, "message", param->spec.message);
  emit_flag(out, "server_limit", param->spec.server_limit);
  buf_put(out, STR("},\n"));
  self->param_count++;
}

static void put_type(Emit *self, const MType *type, Buf *out) {
  size_t required = 0;
  buf_put(out, STR("  {.name = "));
  emit_str(out, type->name);
  emit_field(out, "sql", type->sql);
  emit_field(out, "doc", type->doc);
  emit_field(out, "alias_of", type->alias_of);
  emit_field(out, "category", type->category);
  emit_slice(out, "params", "params", self->param_count, "param_count", type->params.len);
  for (size_t i = 0; i < type->params.len; i++) {
    required += type->params.items[i].spec.required;
    put_param(self, &type->params.items[i]);
  }
  if (required > 0) {
    buf_printf(out, ", .param_min = %zu", required);
  }
  if (type->args_after > 0) buf_printf(out, ", .args_after = %d", (int)type->args_after);
  emit_flag(out, "raw_only", type->raw_only);
  emit_flag(out, "server_lacks", type->server_lacks);
  emit_flag(out, "deprecated", type->deprecated);
  emit_flag(out, "uncertain", type->uncertain);
  emit_field(out, "extension", type->extension);
  emit_slice(out, "column_attrs", "names", emit_names(self, &type->column_attrs, 0), "column_attr_count",
             type->column_attrs.len);
  buf_put(out, STR("},\n"));
}

void emit_types(Emit *self, Buf *out) {
  ARRAY(MType) sorted = {0};
  for (size_t i = 0; i < self->model->types.len; i++) {
    array_push(&sorted, self->model->types.items[i]);
  }
  emit_sort(sorted, compare_types);
  for (size_t i = 0; i < sorted.len; i++) {
    put_type(self, &sorted.items[i], out);
  }
  array_free(&sorted);
}

void emit_facts(Emit *self, Buf *rows, size_t *row_count, Buf *out) {
  ARRAY(MFacts) tables = {0};
  for (size_t i = 0; i < self->model->facts.len; i++) {
    array_push(&tables, self->model->facts.items[i]);
  }
  emit_sort(tables, compare_facts);
  for (size_t i = 0; i < tables.len; i++) {
    const MFacts *table = &tables.items[i];
    emit_sort(table->rows, compare_rows);
    buf_put(out, STR("  {.name = "));
    emit_str(out, table->name);
    emit_field(out, "doc", table->doc);
    emit_slice(out, "columns", "names", emit_names(self, &table->columns, 0), "column_count", table->columns.len);
    emit_slice(out, "rows", "fact_rows", *row_count, "row_count", table->rows.len);
    buf_put(out, STR("},\n"));
    for (size_t j = 0; j < table->rows.len; j++) {
      buf_put(rows, STR("  {"));
      emit_str(rows, table->rows.items[j].cells.items[0]);
      buf_printf(rows, ", names + %zu},\n", emit_names(self, &table->rows.items[j].cells, 1));
      ++*row_count;
    }
  }
  array_free(&tables);
}
