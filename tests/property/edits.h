/* edits.h: random schemas and random edits, the same for the same seed. */
#ifndef ATLAS_TESTS_PROPERTY_EDITS_H
#define ATLAS_TESTS_PROPERTY_EDITS_H

#include "base/buf.h"
#include "tests/property/random.h"

/* A table with keys that lead to other tables. */
static inline void put_table(Buf *out, uint32_t number, uint32_t count, Random *random) {
  buf_printf(out, "\n# table %u\ntable \"t%u\" {\n  schema = schema.public\n  column \"id\" {\n    type = int\n  }\n",
             number, number);
  uint32_t columns = random_below(random, 4);
  for (uint32_t i = 0; i < columns; i++)
    buf_printf(
        out,
        "  column \"c%u\" {\n    type    = varchar(%u)\n    null    = true\n    comment = \"${local.note} %u\"\n  }\n",
        i, random_below(random, 300), i);
  buf_printf(out, "  primary_key {\n    columns = [column.id]\n  }\n");
  if (random_below(random, 2) == 0) {
    uint32_t other = random_below(random, count);
    buf_printf(out,
               "  foreign_key \"fk\" {\n    columns     = [column.id]\n    ref_columns = [table.t%u.column.id]\n"
               "    on_delete   = CASCADE\n  }\n",
               other);
  }
  if (random_below(random, 3) == 0)
    buf_printf(out, "  check \"c\" {\n    expr = <<EOT\n    id > 0 -- ${var.low}\n    EOT\n  }\n");
  buf_printf(out, "}\n");
}

static inline void put_schema(Buf *out, uint32_t tables, Random *random) {
  buf_printf(out, "schema \"public\" {\n}\nvariable \"low\" {\n  type    = number\n  default = 1\n}\n"
                  "locals {\n  note  = \"a\"\n  other = local.note\n}\n");
  for (uint32_t i = 0; i < tables; i++) put_table(out, i, tables, random);
}

typedef struct RandomEdit {
  uint32_t start, end;
  Buf insert; /* freed by the caller */
} RandomEdit;

static const char *const edit_pieces[] = {"\"",
                                          "{",
                                          "}",
                                          "(",
                                          ")",
                                          "[",
                                          "]",
                                          "${",
                                          "%{",
                                          "<<EOT\n",
                                          "EOT\n",
                                          "/*",
                                          "*/",
                                          "#",
                                          "//",
                                          "\n",
                                          "\r\n",
                                          "\r",
                                          " ",
                                          "a",
                                          "=",
                                          "\\",
                                          "table \"t1\" {\n",
                                          "}\n",
                                          "table \"t2\" {\n  schema = schema.public\n}\n",
                                          "column \"id\" {\n",
                                          "x = 1\n",
                                          "locals {\n  note = 1\n}\n",
                                          "schema \"public\" {}\n",
                                          "\xef\xbb\xbf",
                                          "\xff",
                                          "\"t3\"",
                                          "t4",
                                          "  ",
                                          "\n\n",
                                          ".",
                                          "<<-X\n",
                                          "enum \"e\" {\n  schema = schema.public\n  values = [\"a\"]\n}\n",
                                          "index \"i\" {\n  columns = [column.id]\n  }\n"};

static inline void random_place(Random *random, uint32_t size, RandomEdit *out) {
  uint32_t most = random_below(random, 8) == 0 ? 2000 : 4;
  out->start = random_below(random, size + 1);
  uint32_t room = size - out->start;
  out->end = out->start;
  if (random_below(random, 2) == 0) out->end += random_below(random, (room < most ? room : most) + 1);
  if (random_below(random, 200) == 0) *out = (RandomEdit){0, size, {0}};
}

/* Some edit of a text: openers, deletions over several lines, pasted pieces of the text itself. */
static inline RandomEdit random_edit(Random *random, Str text) {
  RandomEdit out = {0};
  random_place(random, (uint32_t)text.len, &out);
  uint32_t kind = random_below(random, 10);
  if (kind < 7) {
    const char *piece = edit_pieces[random_below(random, sizeof edit_pieces / sizeof edit_pieces[0])];
    buf_put(&out.insert, str_from(piece));
  } else if (kind < 9 && text.len > 0) {
    uint32_t from = random_below(random, (uint32_t)text.len);
    buf_put(&out.insert, str_sub(text, from, from + random_below(random, 400)));
  }
  return out;
}

#endif
