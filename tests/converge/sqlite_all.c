/* sqlite_all.c: SQLite schemas with odd names, further expressions, and tables that become STRICT or WITHOUT ROWID. */
#include "dialects/driver.h"
#include "tests/converge/gen.h"

#define LONG60 "abcdefghijklmnopqrstabcdefghijklmnopqrstabcdefghijklmnopqrst"

static const char *const names[] = {"Upper",  "we ird", "na\xc3\xafve",
                                    "x-",     "order",  "a.b",
                                    "bt`k",   "q\"q",   "it's",
                                    "b\\n",   "${x}",   "%{d}",
                                    "SELECT", "a/b",    "\xd0\x9a\xd0\xbb\xd1\x8e\xd1\x87",
                                    "#h",     "--c",    "1st",
                                    "x,y",    "(p)",    "@a",
                                    "$b",     "[br]",   LONG60,
                                    "/*c",    "null",   "?",
                                    ")",      "'q",     "CHECK (",
                                    "new_t",  "temp",   NULL};

/* ---- columns ---- */

static bool is_free(const Gen *self, uint32_t id) {
  return gen_find_prop(self, id, "as") == NULL && gen_find_prop(self, id, "auto_increment") == NULL;
}

static void column(Gen *self, uint32_t id) {
  sqlite_profile.column(self, id);
  if (!is_free(self, id) || !gen_chance(self, 15)) return;
  gen_prop(self, id, "default",
           str_from(GEN_ONE(self, "sql(\"(strftime('%s', 'now'))\")", "sql(\"(1 + (2 * 3))\")", "sql(\"TRUE\")",
                            "sql(\"(x'00')\")", "sql(\"('it''s, (x')\")", "sql(\"-5\")", "sql(\"+1.5e3\")",
                            "sql(\"NULL\")", "\"a\\nb\"", "\"\\\\\"", "\"--\"", "\"/*\"", "\"$${\"")));
}

static void expression(Gen *self, Elem *owner, uint32_t table_id, bool condition) {
  if (gen_chance(self, 50)) {
    sqlite_profile.expression(self, owner, table_id, condition);
    return;
  }
  uint32_t id = owner->id, first = gen_pick_child(self, table_id, ELEM_COLUMN);
  uint32_t second = gen_pick_child(self, table_id, ELEM_COLUMN);
  if (condition)
    owner->text = str_from(GEN_ONE(self, "$0 LIKE '%a''b'", "$0 GLOB '[a-z]*'", "$0 IS NOT $1", "NOT ($0 = $1)",
                                   "$0 || '/*' <> '--'", "typeof($0) = 'text' AND $1 IS NULL", "($0, $1) <> (1, 2)",
                                   "$0 COLLATE NOCASE = 'x'", "CAST($0 AS TEXT) <> ''", "$0 <> 'a\\nb'",
                                   "$0 NOT IN ('(', ')')", "(($0))", "$0 <> '\\\"'", "$0 ISNULL"));
  else
    owner->text = str_from(GEN_ONE(self, "$0 COLLATE NOCASE", "CAST($0 AS INTEGER) % 3", "iif($0 > $1, 1, 0)",
                                   "substr($0, 1, (2))", "$0 || '''' || $1", "($0 IS NULL)", "-$0", "$0 || '/* x'"));
  gen_ref(self, id, first);
  gen_ref(self, id, second);
}

/* ---- changes ---- */

static void change_case(Gen *self) {
  static const uint8_t kinds[] = {ELEM_COLUMN, ELEM_COLUMN, ELEM_INDEX, ELEM_TABLE, ELEM_OBJECT};
  uint32_t id = gen_pick(self, (ElemKind)kinds[gen_below(self, sizeof kinds)]);
  if (id == 0) return;
  Elem *elem = gen_get(self, id);
  char *copy = arena_copy(self->arena, elem->name.ptr, elem->name.len, 1);
  for (size_t i = 0; i < elem->name.len; i++) {
    bool letter = (copy[i] | 32) >= 'a' && (copy[i] | 32) <= 'z';
    if (letter) copy[i] ^= 32;
  }
  elem->name = str_make(copy, elem->name.len);
}

static void toggle(Gen *self, const char *name) {
  uint32_t id = gen_pick(self, ELEM_TABLE);
  const Elem *prop = gen_find_prop(self, id, name);
  if (prop != NULL)
    gen_remove(self, prop->id);
  else if (id != 0)
    gen_prop(self, id, name, STR("true"));
}

/* All columns of a table at once. */
static void replace_columns(Gen *self) {
  uint32_t table = gen_pick(self, ELEM_TABLE), count = 1 + gen_below(self, 3);
  Ids ids = {0};
  if (table == 0) return;
  gen_children(self, table, ELEM_COLUMN, &ids);
  for (uint32_t i = 0; i < count; i++) gen_column(self, table);
  for (size_t i = 0; i < ids.len; i++) gen_remove(self, ids.items[i]);
  array_free(&ids);
}

static void mutate(Gen *self) {
  switch (gen_below(self, 5)) {
  case 0: change_case(self); break;
  case 1: toggle(self, "strict"); break;
  case 2: toggle(self, "without_rowid"); break;
  case 3: replace_columns(self); break;
  default: sqlite_profile.later(self); break;
  }
}

Profile sqlite_wide(void) {
  Profile wide = sqlite_profile;
  wide.odd_names = names;
  wide.column = column;
  wide.expression = expression;
  wide.mutate = mutate;
  return wide;
}
