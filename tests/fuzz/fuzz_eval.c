/* fuzz_eval.c: evaluates any text as an expression, with the names of a small schema in scope: no crash, no endless
 * work, and a value for everything. */
#include <stdlib.h>

#include "typecheck/eval.h"

static const char definitions[] =
    "schema \"s\" {}\n"
    "variable \"v\" {\n  type = list(string)\n  default = [\"a\", \"b\"]\n}\n"
    "variable \"u\" {\n  type = string\n}\n"
    "locals {\n  a = { x = [1, 2], y = \"t\" }\n  b = [local.a, local.a]\n  c = local.c\n}\n"
    "table \"t\" {\n  schema = schema.s\n  column \"id\" {\n    type = int\n  }\n}\n";

/* Lives for the whole run. */
static Module *module;
static File *file;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  ModuleOptions options = {NULL, 0};
  module = module_new(&options);
  file = file_parse(STR("schema.hcl"), str_from(definitions), dialect_named(STR("postgresql")), true, 1);
  module_add(module, file);
  return 0;
}

static void ignore(void *context, DiagCode code, Span span, Str message) {
  size_t *total = context;
  (void)code;
  if (span.end < span.start) abort();
  *total += message.len;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena;
  arena_init(&arena, 0);
  Str source = arena_printf(&arena, "probe = %.*s\n", (int)size, (const char *)data);
  SynUnit *unit = syn_parse(&arena, source, true);
  size_t total = 0;
  const BlockSpec *column = dialect_block(file->dialect, STR("table.column"));
  for (const SynAttr *attr = unit->body.attrs; attr != NULL; attr = attr->next) {
    for (int typed = 0; typed < 2; typed++) {
      const AttrSpec *spec = typed == 1 && column != NULL ? dialect_attr_role(column, ATTR_TYPE) : NULL;
      Scope scope = {.module = module,
                     .unit = file->units[0],
                     .dialect = file->dialect,
                     .arena = &arena,
                     .expected = spec != NULL ? spec->value : NULL,
                     .parent_type = STR("column"),
                     .attr_name = STR("type"),
                     .report = ignore,
                     .report_context = &total};
      const Val *value = eval_expr(&scope, attr->value);
      if (value == NULL) abort();
      val_type_name(value, &arena);
      val_equal(value, value);
    }
  }
  arena_free(&arena);
  return 0;
}
