/* micro_parse [FILE]: speed of the scan for units and of the parser, and the memory of their trees, over a file or over
 * 10 MB of made-up tables. */
#include <stdio.h>
#include <time.h>

#include "base/buf.h"
#include "base/path.h"
#include "grammar/syntax.h"
#include "grammar/unit.h"

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static const char table[] = "table \"orders_%zu\" {\n"
                            "  schema = schema.public\n"
                            "  column \"id\" {\n"
                            "    null = false\n"
                            "    type = bigint\n"
                            "    identity {\n"
                            "      generated = ALWAYS\n"
                            "      start     = 1\n"
                            "    }\n"
                            "  }\n"
                            "  column \"customer_id\" {\n"
                            "    null    = false\n"
                            "    type    = bigint\n"
                            "    comment = \"who has placed the order\"\n"
                            "  }\n"
                            "  column \"status\" {\n"
                            "    null    = false\n"
                            "    type    = character_varying(32)\n"
                            "    default = \"new\"\n"
                            "  }\n"
                            "  column \"created_at\" {\n"
                            "    null    = true\n"
                            "    type    = timestamptz(6)\n"
                            "    default = sql(\"CURRENT_TIMESTAMP\")\n"
                            "  }\n"
                            "  primary_key {\n"
                            "    columns = [column.id]\n"
                            "  }\n"
                            "  foreign_key \"orders_customer_fk\" {\n"
                            "    columns     = [column.customer_id]\n"
                            "    ref_columns = [table.customers_%zu.column.id]\n"
                            "    on_update   = NO_ACTION\n"
                            "    on_delete   = CASCADE\n"
                            "  }\n"
                            "  index \"orders_status_created\" {\n"
                            "    columns = [column.status, column.created_at]\n"
                            "  }\n"
                            "}\n";

/* Parses all units, each into the same arena; returns the bytes of all trees. */
static size_t parse_all(Str text, const UnitSpans *units) {
  size_t total = 0;
  Arena arena;
  arena_init(&arena, 64 << 10);
  for (size_t i = 0; i < units->len; i++) {
    UnitSpan unit = units->items[i];
    syn_parse(&arena, str_sub(text, unit.start, unit.start + unit.len), i == 0);
    if (arena.total > (8U << 20)) {
      total += arena.total;
      arena_free(&arena);
    }
  }
  total += arena.total;
  arena_free(&arena);
  return total;
}

int main(int argc, char **argv) {
  Arena arena;
  Buf made = {0};
  Str text = {0}, error = {0};
  arena_init(&arena, 0);
  if (argc > 1) {
    if (!file_read(&arena, str_from(argv[1]), &text, &error)) return 1;
  } else {
    for (size_t i = 0; made.len < 10000000; i++) buf_printf(&made, table, i, i);
    text = buf_str(&made);
  }
  UnitSpans units = {0};
  double best_scan = 1e9, best_parse = 1e9, mb = (double)text.len / 1e6;
  size_t bytes = 0;
  for (int run = 0; run < 7; run++) {
    units.len = 0;
    double start = now();
    unit_scan(text, &units);
    double scanned = now();
    bytes = parse_all(text, &units);
    double parsed = now();
    if (scanned - start < best_scan) best_scan = scanned - start;
    if (parsed - scanned < best_parse) best_parse = parsed - scanned;
  }
  printf("%.1f MB, %zu units: scan %.0f MB/s, parse %.0f MB/s, %.2f bytes of tree per byte\n", mb, units.len,
         mb / best_scan, mb / best_parse, (double)bytes / (double)text.len);
  array_free(&units);
  buf_free(&made);
  arena_free(&arena);
  return 0;
}
