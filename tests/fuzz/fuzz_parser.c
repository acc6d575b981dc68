/* libFuzzer target: any text is split into units and parsed, and the trees hold together. The first byte of the input
 * picks the offset that is looked up. */
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "tests/fuzz/tree_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(const char *problem) {
  if (problem == NULL) return;
  fprintf(stderr, "%s\n", problem);
  abort();
}

/* Errors of a tree other than attributes that are set twice, which may lie in two units. */
static bool has_errors(const SynUnit *unit) {
  for (const SynError *error = unit->errors; error != NULL; error = error->next) {
    if (!str_eq(str_from(error->summary), STR("Attribute redefined"))) return true;
  }
  return false;
}

static bool parse_unit(Arena *arena, Str text, UnitSpan unit, bool first, uint32_t offset) {
  SynUnit *syn = syn_parse(arena, str_sub(text, unit.start, unit.start + unit.len), first);
  SynAt at;
  require(tree_check_unit(syn));
  syn_at(syn, offset % (unit.len + 1), &at);
  if (unit.cut && syn->errors == NULL) require("a unit that does not close has no error");
  if (syn->errors == NULL && syn->body.attr_count + syn->body.block_count > 1) require("a unit has two items");
  return has_errors(syn);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  Str text = str_make((const char *)data + 1, size - 1);
  UnitSpans units = {0};
  Arena arena;
  arena_init(&arena, 0);
  unit_scan(text, &units);
  require(tree_check_units(text, &units));
  bool bad = false;
  for (size_t i = 0; i < units.len; i++) bad |= parse_unit(&arena, text, units.items[i], i == 0, data[0]);
  SynUnit *whole = syn_parse(&arena, text, true);
  require(tree_check_unit(whole));
  if (bad != has_errors(whole)) require("the units and the whole text disagree about errors");
  array_free(&units);
  arena_free(&arena);
  return 0;
}
