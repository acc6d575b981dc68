/* deviation.c: takes what we do on purpose out of both plans, or out of both schemas, and looks whether they are the
 * same then. */
#include "tests/oracle/diff/deviation.h"

enum { NOT_ENFORCED, DROP_CHECK, QUOTED_VALUE, ON_UPDATE, IDENTITY, TARGET };

const char *const deviation_names[DEVIATIONS] = {
    "enforced = false is NOT ENFORCED (row 9)",
    "MariaDB drops a check by DROP CONSTRAINT",
    "quotes in values of enums are doubled",
    "ON UPDATE and AUTO_INCREMENT are compared (row 8)",
    "a column becomes an identity, or is none any more",
    "a foreign key leads to another table (E75)",
};

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

/* Are the statements that only we have about foreign keys? */
static bool only_keys_more(const Answer *theirs, const Answer *ours) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < ours->count; i++) {
    Str sql = ours->lines[i].sql;
    if (at < theirs->count && str_eq(theirs->lines[at].sql, sql))
      at++;
    else if (!holds(sql, "ADD CONSTRAINT") || !holds(sql, "FOREIGN KEY"))
      if (!holds(sql, "DROP FOREIGN KEY") || holds(sql, ",")) return false;
  }
  return !theirs->failed && ours->count > at && at == theirs->count;
}

unsigned deviation_find(Engine *engine, const Question *question, const Answer *theirs, const Answer *ours,
                        Arena *arena) {
  static const char *const updates[] = {"auto_increment", "on_update = sql", NULL};
  unsigned found = 0;
  if (is_rewritten(arena, theirs, ours, &found)) return found;
  found = 1U << IDENTITY;
  if (theirs->failed && holds(theirs->error, "expect IDENTITY")) return found;
  found = 1U << ON_UPDATE;
  if (same_without(engine, question, updates, arena, &found)) return found;
  return only_keys_more(theirs, ours) ? 1U << TARGET : 0;
}
