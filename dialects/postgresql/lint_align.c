/* lint_align.c: columns of a new table in an order that wastes space: values start at multiples of their alignment.
 *
 *     bigint, boolean, integer, smallint    8 + 1 (+3) + 4 + 2 -> 24 bytes
 *     bigint, integer, smallint, boolean    8 + 4 + 2 + 1      -> 16 bytes */
#include "dialects/postgresql/driver.h"
#include "dialects/postgresql/lint.h"

typedef struct Slot {
  const Column *column;
  unsigned size, align;
} Slot;

typedef struct Width {
  const char *word;
  unsigned size, align;
} Width;

/* Sizes of types of a fixed size; those of other types vary and count as 4 bytes. */
static const Width widths[] = {
    {"boolean", 1, 1},
    {"smallint", 2, 2},
    {"smallserial", 2, 2},
    {"integer", 4, 4},
    {"serial", 4, 4},
    {"real", 4, 4},
    {"date", 4, 4},
    {"oid", 4, 4},
    {"bigint", 8, 8},
    {"bigserial", 8, 8},
    {"double precision", 8, 8},
    {"timestamp", 8, 8},
    {"timestamptz", 8, 8},
    {"time", 8, 8},
    {"money", 8, 8},
    {"interval", 16, 8},
    {"timetz", 12, 8},
    {"uuid", 16, 1},
    {"macaddr", 6, 4},
    {"macaddr8", 8, 4},
    {"point", 16, 8},
    {"line", 24, 8},
    {"lseg", 32, 8},
    {"box", 32, 8},
    {"circle", 24, 8},
    {"int8range", 4, 8},
    {"tsrange", 4, 8},
    {"tstzrange", 4, 8},
    {"path", 4, 8},
    {"polygon", 4, 8},
    {"\"char\"", 1, 1},
    {"name", 64, 1},
};

static void measure(const DbType *type, Slot *slot) {
  slot->size = slot->align = 4;
  Str word = type->word;
  if (type->family == TYPE_INTERVAL) word = STR("interval");
  if (type->family == TYPE_ARRAY) word = (Str){0};
  for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
    if (str_eq(word, str_from(widths[i].word))) {
      slot->size = widths[i].size;
      slot->align = widths[i].align;
    }
}

static unsigned aligned(unsigned at, unsigned align) { return (at + align - 1) / align * align; }

static unsigned row_size(const Slot *slots, size_t count) {
  unsigned at = 0;
  for (size_t i = 0; i < count; i++) at = aligned(at, slots[i].align) + slots[i].size;
  return aligned(at, 8);
}

/* The larger alignment first; else the order stays. */
static int by_alignment(const void *a, const void *b) {
  const Slot *x = a, *y = b;
  if (x->align != y->align) return x->align > y->align ? -1 : 1;
  return x->column->index < y->column->index ? -1 : x->column->index > y->column->index;
}

void pg_lint_alignment(LintSight *sight, const Table *table) {
  size_t count = table->columns.len;
  Slot *slots = arena_array(sight->arena, Slot, count + 1);
  for (size_t i = 0; i < count; i++) {
    const Column *column = table->columns.items[i];
    DbType type;
    if (!column->type.known) return;
    pg_type(sight->arena, column, &type);
    if (type.family == TYPE_USER || type.family == TYPE_OTHER) return; /* nothing is known of its alignment */
    slots[i].column = column;
    measure(&type, &slots[i]);
  }
  unsigned before = row_size(slots, count);
  if (count > 1) qsort(slots, count, sizeof *slots, by_alignment);
  unsigned after = row_size(slots, count);
  if (after >= before) return;
  Buf names = {0};
  for (size_t i = 0; i < count; i++)
    buf_printf(&names, "%s\"%.*s\"", i > 0 ? ", " : "", STR_FMT(slots[i].column->name));
  sight->report(
      sight, "PG110", sight->change,
      arena_printf(sight->arena,
                   "Table \"%.*s\" has %u redundant bytes of padding per row. To reduce disk space, the optimal "
                   "order of the columns is as follows: %.*s",
                   STR_FMT(table->name), before - after, STR_FMT(buf_str(&names))));
  buf_free(&names);
}
