/* emit_index.c: the list of all dialects and the functions that they share. */
#include "dialects/dialectc/emit.h"

static int compare_funcs(const void *a, const void *b) {
  return str_cmp(((const MFunc *)a)->name, ((const MFunc *)b)->name);
}

static void put_function(const MFunc *func, size_t param, Buf *out) {
  buf_put(out, STR("  {.name = "));
  emit_str(out, func->name);
  emit_field(out, "doc", func->doc);
  emit_field(out, "returns", func->returns);
  emit_slice(out, "params", "params", param, "param_count", func->params.len);
  emit_flag(out, "config_only", func->config_only);
  emit_flag(out, "pro", func->pro);
  emit_flag(out, "deprecated", func->deprecated);
  buf_put(out, STR("},\n"));
}

static void put_functions(const Model *common, Buf *out) {
  ARRAY(MFunc) sorted = {0};
  Buf params = {0}, funcs = {0};
  size_t count = 0;
  for (size_t i = 0; i < common->funcs.len; i++) {
    array_push(&sorted, common->funcs.items[i]);
  }
  emit_sort(sorted, compare_funcs);
  for (size_t i = 0; i < sorted.len; i++) {
    put_function(&sorted.items[i], count, &funcs);
    for (size_t j = 0; j < sorted.items[i].params.len; j++) {
      const FuncParam *param = &sorted.items[i].params.items[j];
      buf_put(&params, STR("  {"));
      emit_str(&params, param->name);
      buf_put(&params, STR(", "));
      emit_str(&params, param->type);
      buf_printf(&params, ", %s, %s},\n", param->required ? "true" : "false", param->variadic ? "true" : "false");
      count++;
    }
  }
  emit_array(out, "FuncParam", "params", count, &params);
  buf_put(out, STR("const FuncSpec dialect_functions[] = {\n"));
  buf_put(out, buf_str(&funcs));
  buf_printf(out, "};\nconst size_t dialect_function_count = %zu;\n", sorted.len);
  buf_free(&params);
  buf_free(&funcs);
  array_free(&sorted);
}

/* block "variable", referenced as "var.<name>" -> {BLOCK_VARIABLE, "variable", "var"} */
static void put_roots(const Model *common, Buf *out) {
  static const struct {
    BlockRole role;
    const char *name;
  } roles[] = {{BLOCK_VARIABLE, "BLOCK_VARIABLE"}, {BLOCK_LOCALS, "BLOCK_LOCALS"}, {BLOCK_DATA, "BLOCK_DATA"}};
  size_t count = 0;
  buf_put(out, STR("const DialectRoot dialect_roots[] = {\n"));
  for (size_t i = 0; common->top != NULL && i < common->top->children.len; i++) {
    const MBlock *block = common->top->children.items[i].block;
    for (size_t k = 0; k < sizeof roles / sizeof *roles; k++) {
      if (block == NULL || block->role != roles[k].role) continue;
      Str root = str_sub(block->referenced_as, 0, str_find(block->referenced_as, '.', 0));
      buf_printf(out, "  {%s, ", roles[k].name);
      emit_str(out, block->role == BLOCK_LOCALS ? root : block->name);
      buf_put(out, STR(", "));
      emit_str(out, root);
      buf_put(out, STR("},\n"));
      count++;
    }
  }
  buf_printf(out, "};\nconst size_t dialect_root_count = %zu;\n\n", count);
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
  put_roots(common, out);
  put_functions(common, out);
}
