/* deviation.c: takes what we do on purpose out of both plans, or out of both schemas, and looks whether they are the
 * same then. */
#include "tests/oracle/diff/deviation.h"

#include "base/map.h"
#include "tests/oracle/diff/outline.h"

enum {
  NOT_ENFORCED,
  DROP_CHECK,
  QUOTED_VALUE,
  ON_UPDATE,
  IDENTITY,
  TARGET,
  SAME_NAMES,
  BOOL_DEFAULT,
  ENUM_VALUE,
  FREED_KEY,
  TAKEN_NAME
};

const char *const deviation_names[DEVIATIONS] = {
    "enforced = false is NOT ENFORCED (row 9)",
    "MariaDB drops a check by DROP CONSTRAINT",
    "quotes in values of enums are doubled",
    "ON UPDATE and AUTO_INCREMENT are compared (row 8)",
    "a column becomes an identity, or is none any more",
    "a foreign key leads to another table (row 4, E75)",
    "tables of two schemas have one name (row 5)",
    "an unknown default of a boolean is compared as text (row 16)",
    "a value of an enum cannot be dropped (row 2)",
    "MySQL: a foreign key is dropped before what it leads to",
    "MySQL: a table is dropped before another takes the name of its key or check",
};

const unsigned deviation_listed =
    1U << NOT_ENFORCED | 1U << ON_UPDATE | 1U << TARGET | 1U << SAME_NAMES | 1U << BOOL_DEFAULT | 1U << ENUM_VALUE;

static Str replaced(Arena *arena, Str text, Str from, Str to) {
  Buf out = {0};
  for (size_t i = 0; i < text.len;) {
    if (str_starts(str_sub(text, i, text.len), from)) {
      buf_put(&out, to);
      i += from.len;
    } else {
      buf_putc(&out, text.ptr[i++]);
    }
  }
  Str result = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return result;
}

static bool holds(Str text, const char *part) {
  for (size_t i = 0; i < text.len; i++)
    if (str_starts(str_sub(text, i, text.len), str_from(part))) return true;
  return false;
}

/* The statement as the other engine writes it; what was taken out is added to *found. */
static Str as_theirs(Arena *arena, Str sql, const Answer *theirs, unsigned *found) {
  static const struct {
    unsigned number;
    Str from, to;
  } rules[] = {{NOT_ENFORCED, STR_INIT(" NOT ENFORCED"), STR_INIT(" ENFORCED")},
               {DROP_CHECK, STR_INIT("DROP CONSTRAINT"), STR_INIT("DROP CHECK")},
               {QUOTED_VALUE, STR_INIT("''"), STR_INIT("'")}};
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    for (uint32_t k = 0; k < theirs->count; k++)
      if (str_eq(theirs->lines[k].sql, sql)) return sql;
    Str other = replaced(arena, sql, rules[i].from, rules[i].to);
    if (other.len != sql.len || !str_eq(other, sql)) *found |= 1U << rules[i].number;
    sql = other;
  }
  return sql;
}

static bool is_rewritten(Arena *arena, const Answer *theirs, const Answer *ours, unsigned *found) {
  if (theirs->failed || ours->failed || theirs->count != ours->count) return false;
  for (uint32_t i = 0; i < ours->count; i++)
    if (!str_eq(as_theirs(arena, ours->lines[i].sql, theirs, found), theirs->lines[i].sql)) return false;
  return true;
}

/* ---- other schemas ---- */

/* Without the lines that hold the word. */
static Str without(Arena *arena, Str hcl, Str word) {
  Buf out = {0};
  for (size_t start = 0; start < hcl.len;) {
    size_t end = str_find(hcl, '\n', start);
    Str line = str_sub(hcl, start, end < hcl.len ? end + 1 : hcl.len);
    if (!str_starts(str_trim(line), word)) buf_put(&out, line);
    start += line.len;
  }
  Str result = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return result;
}

static bool same_lines(const Answer *a, const Answer *b) {
  if (a->failed || b->failed || a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (!str_eq(a->lines[i].sql, b->lines[i].sql)) return false;
  return true;
}

/* Are the plans the same for schemas without these lines? */
static bool same_without(Engine *engine, const Question *question, const char *const *words, Arena *arena,
                         unsigned *found) {
  Question other = *question;
  for (size_t i = 0; words[i] != NULL; i++) {
    other.from = without(arena, other.from, str_from(words[i]));
    other.to = without(arena, other.to, str_from(words[i]));
  }
  Answer theirs = engine_ask(engine, &other, arena), ours = ours_ask(&other, arena);
  return !theirs.refused && (same_lines(&theirs, &ours) || is_rewritten(arena, &theirs, &ours, found));
}

/* ---- foreign keys that lead elsewhere ---- */

/* Name in quotes behind `words` at the start of the clause; empty: it starts otherwise. */
static Str named_by(Str clause, const char *words) {
  size_t len = strlen(words);
  if (!str_starts(clause, str_from(words)) || clause.len <= len) return (Str){NULL, 0};
  return str_sub(clause, len, str_find(clause, clause.ptr[len], len + 1) + 1);
}

/* Is the clause about dropping or adding a foreign key? `dropped`: name of one that was dropped before. */
static bool is_key_clause(Str clause, Str *dropped) {
  static const char *const drops[] = {"DROP FOREIGN KEY ", "DROP CONSTRAINT ", NULL};
  for (size_t i = 0; drops[i] != NULL; i++) {
    Str name = named_by(clause, drops[i]);
    if (name.len == 0) continue;
    *dropped = name;
    return true;
  }
  Str index = named_by(clause, "DROP INDEX "), added = named_by(clause, "ADD CONSTRAINT ");
  if (index.len > 0) return str_eq(index, *dropped);
  return added.len > 0 && holds(clause, ") REFERENCES ");
}

static size_t clause_end(Str sql, size_t at) {
  unsigned depth = 0;
  char quote = '\0';
  for (; at < sql.len; at++) {
    char c = sql.ptr[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
      continue;
    }
    if (c == '\'' || c == '"' || c == '`') quote = c;
    depth += c == '(';
    depth -= c == ')' && depth > 0;
    if (c == ',' && depth == 0) return at;
  }
  return sql.len;
}

/* The ALTER TABLE without clauses of foreign keys; empty: nothing is left. */
static Str without_keys(Arena *arena, Str sql, Str *dropped) {
  static const Str start = STR_INIT("ALTER TABLE ");
  Buf out = {0};
  if (!str_starts(sql, start)) return sql;
  size_t at = start.len;
  char quote = sql.ptr[at];
  do at = str_find(sql, quote, str_find(sql, quote, at) + 1) + 1;
  while (at + 1 < sql.len && sql.ptr[at] == '.');
  buf_put(&out, str_sub(sql, 0, at));
  size_t head = out.len;
  while (at < sql.len) {
    size_t end = clause_end(sql, at);
    Str clause = str_trim(str_sub(sql, at, end));
    if (!is_key_clause(clause, dropped)) buf_printf(&out, "%s %.*s", out.len > head ? "," : "", STR_FMT(clause));
    at = end + 1;
  }
  Str result = out.len > head ? arena_str(arena, buf_str(&out)) : (Str){NULL, 0};
  buf_free(&out);
  return result;
}

/* Do the keys of a name lead to other columns in the two schemas? */
static bool is_led_elsewhere(Arena *arena, const Question *question, Str name) {
  Outline sides[] = {outline_read(arena, question->from), outline_read(arena, question->to)};
  Str targets[2] = {{NULL, 0}, {NULL, 0}};
  for (size_t side = 0; side < 2; side++)
    for (size_t i = 0; i < sides[side].items.len; i++) {
      const Item *item = &sides[side].items.items[i];
      bool own = str_eq(item->path, STR("table/foreign_key/ref_columns")) &&
                 str_eq(sides[side].items.items[item->parent].label, name);
      if (own) targets[side] = outline_text(&sides[side], item->inside);
    }
  return targets[0].len > 0 && targets[1].len > 0 && !str_eq(targets[0], targets[1]);
}

/* Are clauses of foreign keys that lead elsewhere all that only we have? */
static bool only_keys_more(Arena *arena, const Question *question, const Answer *theirs, const Answer *ours) {
  uint32_t at = 0;
  Str dropped = {NULL, 0}, other = {NULL, 0};
  for (uint32_t i = 0; i < ours->count; i++) {
    if (at < theirs->count && str_eq(theirs->lines[at].sql, ours->lines[i].sql)) {
      at++;
      continue;
    }
    Str rest = without_keys(arena, ours->lines[i].sql, &dropped);
    if (rest.len == 0) continue;
    if (at == theirs->count || !str_eq(without_keys(arena, theirs->lines[at++].sql, &other), rest)) return false;
  }
  if (theirs->failed || ours->failed || at < theirs->count || dropped.len < 2) return false;
  return is_led_elsewhere(arena, question, str_sub(dropped, 1, dropped.len - 1));
}

/* ---- what MySQL refuses, and MariaDB does not ---- */

/* The statements of both without clauses of foreign keys, which one or the other has none of left. */
static bool same_but_keys(Arena *arena, const Answer *theirs, const Answer *ours) {
  Str dropped = {NULL, 0};
  uint32_t i = 0, k = 0;
  if (theirs->failed || ours->failed) return false;
  while (true) {
    Str a = {NULL, 0}, b = {NULL, 0};
    while (a.len == 0 && i < theirs->count) a = without_keys(arena, theirs->lines[i++].sql, &dropped);
    while (b.len == 0 && k < ours->count) b = without_keys(arena, ours->lines[k++].sql, &dropped);
    if (!str_eq(a, b)) return false;
    if (a.len == 0) return dropped.len > 0;
  }
}

/* Has another table the name of a key or check in the other schema? */
static bool takes_name(Arena *arena, const Question *question) {
  Outline from = outline_read(arena, question->from), to = outline_read(arena, question->to);
  for (size_t i = 0; i < from.items.len; i++)
    for (size_t k = 0; k < to.items.len; k++) {
      const Item *a = &from.items.items[i], *b = &to.items.items[k];
      bool named = str_eq(a->path, STR("table/check")) || str_eq(a->path, STR("table/foreign_key"));
      if (named && str_eq(a->path, b->path) && str_eq(a->label, b->label) &&
          !str_eq(from.items.items[a->parent].label, to.items.items[b->parent].label))
        return true;
    }
  return false;
}

static bool same_set(const Answer *theirs, const Answer *ours) {
  uint32_t known = 0;
  for (uint32_t i = 0; i < ours->count; i++)
    for (uint32_t k = 0; k < theirs->count; k++) known += str_eq(theirs->lines[k].sql, ours->lines[i].sql);
  return !theirs->failed && !ours->failed && theirs->count == ours->count && known >= ours->count;
}

/* ---- tables of one name ---- */

/* Do tables of two schemas have one name? */
static bool has_same_names(Arena *arena, Str from, Str to) {
  Outline sides[] = {outline_read(arena, from), outline_read(arena, to)};
  Map schemas = {0}; /* name of a table -> its schema as written */
  bool found = false;
  for (size_t side = 0; side < 2; side++)
    for (size_t i = 0; i < sides[side].items.len; i++) {
      const Item *item = &sides[side].items.items[i];
      if (!str_eq(item->path, STR("table/schema"))) continue;
      Str *own = arena_new(arena, Str);
      *own = outline_text(&sides[side], item->inside);
      void **known = map_slot(&schemas, sides[side].items.items[item->parent].label);
      found = found || (*known != NULL && !str_eq(*(Str *)*known, *own));
      *known = own;
    }
  map_free(&schemas);
  return found;
}

/* The same statements in another order, or foreign keys made apart. */
static bool same_in_other_order(const Answer *theirs, const Answer *ours) {
  uint32_t missing = 0;
  for (uint32_t i = 0; i < ours->count; i++) {
    bool known = false;
    for (uint32_t k = 0; k < theirs->count; k++) known = known || str_eq(theirs->lines[k].sql, ours->lines[i].sql);
    missing += !known && !holds(ours->lines[i].sql, "FOREIGN KEY");
  }
  return !theirs->failed && !ours->failed && missing == 0;
}

unsigned deviation_find(Engine *engine, const Question *question, const Answer *theirs, const Answer *ours,
                        Arena *arena) {
  static const char *const updates[] = {"auto_increment", "on_update = sql", NULL};
  static const char *const defaults[] = {"default", NULL};
  unsigned found = 0;
  if (is_rewritten(arena, theirs, ours, &found)) return found;
  found = 1U << IDENTITY;
  if (theirs->failed && holds(theirs->error, "expect IDENTITY")) return found;
  if (ours->failed && holds(ours->error, "dropping value")) return 1U << ENUM_VALUE;
  if (has_same_names(arena, question->from, question->to) && same_in_other_order(theirs, ours)) return 1U << SAME_NAMES;
  if (only_keys_more(arena, question, theirs, ours)) return 1U << TARGET;
  bool mysql = question->dialect != NULL && str_eq(question->dialect->name, STR("mysql"));
  if (mysql && same_set(theirs, ours) && takes_name(arena, question)) return 1U << TAKEN_NAME;
  if (mysql && same_but_keys(arena, theirs, ours)) return 1U << FREED_KEY;
  found = 1U << ON_UPDATE;
  if (same_without(engine, question, updates, arena, &found)) return found;
  found = 1U << BOOL_DEFAULT;
  for (uint32_t i = 0; i < ours->count; i++)
    if (holds(ours->lines[i].sql, "MODIFY COLUMN") && holds(ours->lines[i].sql, " bool "))
      return same_without(engine, question, defaults, arena, &found) ? found : 0;
  return 0;
}
