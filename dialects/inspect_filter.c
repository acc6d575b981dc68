/* inspect_filter.c: patterns that leave out parts of what was read.
 *
 *     public.users            the table users of schema public
 *     *.*_log[type=table]     tables whose name ends in _log
 *     public.t.tmp_*          columns, indexes, keys and checks of t; [type=column] only columns
 *     "a.b".t                 a part with a dot is quoted */
#include "dialects/inspect.h"

enum { PARTS = 3 };

typedef struct Part {
  Str glob;
  Str types; /* "table|view"; empty: all */
} Part;

typedef struct Pattern {
  Part parts[PARTS];
  size_t count;
} Pattern;

typedef struct Wanted {
  const Pattern *items;
  size_t count;
} Wanted;

typedef bool (*KeepFn)(const Wanted *wanted, Str schema, Str type, Str name);

/* "a|b" of the selector, or no selector. */
static bool has_type(const Part *part, Str type) {
  if (str_empty(part->types)) return true;
  for (size_t at = 0; at <= part->types.len;) {
    size_t end = str_find(part->types, '|', at);
    if (str_eq(str_sub(part->types, at, end), type)) return true;
    at = end + 1;
  }
  return false;
}

/* [a-z], [^a-z]; *at moves behind it. */
static bool match_class(Str glob, size_t *at, char c) {
  size_t i = *at + 1;
  bool negated = i < glob.len && glob.ptr[i] == '^', found = false;
  if (negated) i++;
  for (bool first = true; i < glob.len && (first || glob.ptr[i] != ']'); first = false) {
    char low = glob.ptr[i++], high = low;
    if (i + 1 < glob.len && glob.ptr[i] == '-' && glob.ptr[i + 1] != ']') {
      high = glob.ptr[i + 1];
      i += 2;
    }
    if (c >= low && c <= high) found = true;
  }
  *at = i + 1;
  return found != negated;
}

/* Shell pattern: * ? [a-z] \x. Goes back to the last star only: O(glob * text). */
static bool matches(Str glob, Str text) {
  size_t g = 0, t = 0, star = SIZE_MAX, mark = 0;
  while (t < text.len || g < glob.len) {
    size_t next = g;
    bool one = false;
    if (g < glob.len && glob.ptr[g] == '*') {
      star = g++;
      mark = t;
      continue;
    }
    if (g < glob.len && t < text.len) {
      char c = glob.ptr[g];
      next = g + 1;
      if (c == '[')
        one = match_class(glob, (next = g, &next), text.ptr[t]);
      else if (c == '\\' && g + 1 < glob.len)
        one = glob.ptr[next++] == text.ptr[t];
      else
        one = c == '?' || c == text.ptr[t];
    }
    if (one) {
      g = next;
      t++;
    } else if (star != SIZE_MAX && mark < text.len) {
      g = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  return true;
}

/* "*[type=table]" -> "*", "table" */
static void split_selector(Part *part) {
  static const Str mark = STR_INIT("[type=");
  for (size_t i = 0; str_ends(part->glob, STR("]")) && i + mark.len < part->glob.len; i++) {
    if (!str_starts(str_sub(part->glob, i, part->glob.len), mark)) continue;
    part->types = str_sub(part->glob, i + mark.len, part->glob.len - 1);
    part->glob = str_sub(part->glob, 0, i);
    return;
  }
}

static bool too_many(Arena *arena, Str text, Str *error) {
  *error = arena_printf(arena, "too many parts in pattern: \"%.*s\"", STR_FMT(text));
  return false;
}

static bool malformed(Arena *arena, Str text, Str *error) {
  *error = arena_printf(arena, "syntax error in pattern: \"%.*s\"", STR_FMT(text));
  return false;
}

/* Does a class end, and does something stand behind a backslash? */
static bool is_sound(Str glob) {
  for (size_t i = 0; i < glob.len; i++) {
    if (glob.ptr[i] == '\\' && ++i == glob.len) return false;
    if (glob.ptr[i] != '[') continue;
    size_t from = i + 1;
    while (i < glob.len && (glob.ptr[i] != ']' || i == from)) i += glob.ptr[i] == '\\' ? 2 : 1;
    if (i >= glob.len) return false;
  }
  return true;
}

/* "users.id" -> "*.users.id" inside of a schema. Where it is only a guess that the schema is left away, "public.users"
 * and "*.users.id" stay as they are. */
static bool add_schema(Arena *arena, Str text, const InspectOptions *options, Str scope, Pattern *out, Str *error) {
  bool whole = out->count == PARTS || (out->count == 2 && str_eq(out->parts[0].glob, scope));
  if (str_empty(scope) || (options->scope_guessed && whole)) return true;
  if (out->count == PARTS) return too_many(arena, text, error);
  for (size_t i = out->count++; i > 0; i--) out->parts[i] = out->parts[i - 1];
  out->parts[0] = (Part){.glob = STR("*")};
  return true;
}

static bool read_pattern(Arena *arena, Str text, const InspectOptions *options, Str scope, Pattern *out, Str *error) {
  *out = (Pattern){0};
  for (size_t at = 0; at <= text.len;) {
    size_t end;
    Part part = {0};
    if (out->count == PARTS) return too_many(arena, text, error);
    if (at < text.len && text.ptr[at] == '"') {
      size_t close = str_find(text, '"', at + 1);
      part.glob = str_sub(text, at + 1, close);
      end = close < text.len ? close + 1 : close;
      if (end < text.len && text.ptr[end] == '[') {
        size_t from = end;
        end = str_find(text, '.', end);
        part.glob = arena_printf(arena, "%.*s%.*s", STR_FMT(part.glob), STR_FMT(str_sub(text, from, end)));
      }
    } else {
      end = str_find(text, '.', at);
      part.glob = str_sub(text, at, end);
    }
    split_selector(&part);
    if (!is_sound(part.glob)) return malformed(arena, text, error);
    out->parts[out->count++] = part;
    at = end + 1;
  }
  return add_schema(arena, text, options, scope, out, error);
}

/* ---- what to remove ---- */

static bool index_uses(const Index *index, const Column *column) {
  for (size_t i = 0; i < index->parts.len; i++)
    if (index->parts.items[i].column == column) return true;
  return false;
}

static bool key_uses(const ForeignKey *key, const Column *column) {
  for (size_t i = 0; i < key->columns.len; i++)
    if (key->columns.items[i] == column) return true;
  return false;
}

static bool uses_removed(const Table *table, const Part *part, const Index *index, const ForeignKey *key) {
  if (!has_type(part, STR("column"))) return false;
  for (size_t i = 0; i < table->columns.len; i++) {
    const Column *column = table->columns.items[i];
    if (!matches(part->glob, column->name)) continue;
    if (index != NULL ? index_uses(index, column) : key_uses(key, column)) return true;
  }
  return false;
}

static void drop_columns(Table *table, const Part *part) {
  size_t kept = 0;
  if (!has_type(part, STR("column"))) return;
  for (size_t i = 0; i < table->columns.len; i++) {
    Column *column = table->columns.items[i];
    if (matches(part->glob, column->name)) {
      array_free(&column->attrs);
      continue;
    }
    column->index = (uint32_t)kept;
    table->columns.items[kept++] = column;
  }
  table->columns.len = kept;
}

static void drop_indexes(Table *table, const Part *part) {
  size_t kept = 0;
  if (!has_type(part, STR("index"))) return;
  for (size_t i = 0; i < table->indexes.len; i++) {
    Index *index = table->indexes.items[i];
    if (matches(part->glob, index->name) || uses_removed(table, part, index, NULL))
      model_index_free(index);
    else
      table->indexes.items[kept++] = index;
  }
  table->indexes.len = kept;
}

static void drop_keys(Table *table, const Part *part) {
  size_t kept = 0;
  if (!has_type(part, STR("fk"))) return;
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    ForeignKey *key = table->foreign_keys.items[i];
    if (matches(part->glob, key->name) || uses_removed(table, part, NULL, key))
      foreign_key_free(key);
    else
      table->foreign_keys.items[kept++] = key;
  }
  table->foreign_keys.len = kept;
}

static void drop_checks(Table *table, const Part *part) {
  size_t kept = 0;
  if (!has_type(part, STR("check"))) return;
  for (size_t i = 0; i < table->checks.len; i++) {
    Check *check = table->checks.items[i];
    if (matches(part->glob, check->name))
      array_free(&check->attrs);
    else
      table->checks.items[kept++] = check;
  }
  table->checks.len = kept;
}

static void drop_children(Schema *schema, const Pattern *pattern) {
  for (size_t i = 0; i < schema->tables.len; i++) {
    Table *table = schema->tables.items[i];
    if (!matches(pattern->parts[1].glob, table->name) || !has_type(&pattern->parts[1], STR("table"))) continue;
    drop_indexes(table, &pattern->parts[2]);
    drop_keys(table, &pattern->parts[2]);
    drop_checks(table, &pattern->parts[2]);
    drop_columns(table, &pattern->parts[2]);
  }
}

static bool hits(const Pattern *pattern, Str type, Str name) {
  return has_type(&pattern->parts[1], type) && matches(pattern->parts[1].glob, name);
}

static void drop_members(Schema *schema, KeepFn keep, const Wanted *wanted) {
  size_t kept = 0;
  for (size_t i = 0; i < schema->tables.len; i++) {
    Table *table = schema->tables.items[i];
    if (keep(wanted, schema->name, STR("table"), table->name))
      schema->tables.items[kept++] = table;
    else
      table_free(table);
  }
  schema->tables.len = kept;
  kept = 0;
  for (size_t i = 0; i < schema->objects.len; i++) {
    Object *object = schema->objects.items[i];
    if (keep(wanted, schema->name, object->kind, object->name))
      schema->objects.items[kept++] = object;
    else
      object_free(object);
  }
  schema->objects.len = kept;
}

/* Keeps what the pattern does not hit. */
static bool keep_others(const Wanted *wanted, Str schema, Str type, Str name) {
  (void)schema;
  return !hits(&wanted->items[0], type, name);
}

static void exclude(Realm *realm, const Pattern *pattern) {
  size_t kept = 0;
  Wanted one = {pattern, 1};
  for (size_t i = 0; i < realm->schemas.len; i++) {
    Schema *schema = realm->schemas.items[i];
    bool hit = matches(pattern->parts[0].glob, schema->name) && has_type(&pattern->parts[0], STR("schema"));
    if (hit && pattern->count == 2) drop_members(schema, keep_others, &one);
    if (hit && pattern->count == 3) drop_children(schema, pattern);
    if (hit && pattern->count == 1)
      schema_free(schema);
    else
      realm->schemas.items[kept++] = schema;
  }
  realm->schemas.len = kept;
}

/* Foreign keys to tables that are gone lead outside. */
static bool is_left(const Realm *realm, const Table *table) {
  const Schema *schema = realm_schema(realm, table->schema->name);
  return schema != NULL && schema_table(schema, table->name) == table;
}

static void detach(const Realm *realm) {
  for (size_t i = 0; i < realm->schemas.len; i++) {
    const Schema *schema = realm->schemas.items[i];
    for (size_t k = 0; k < schema->tables.len; k++) {
      const Table *table = schema->tables.items[k];
      for (size_t n = 0; n < table->foreign_keys.len; n++) {
        ForeignKey *key = table->foreign_keys.items[n];
        if (key->ref != NULL && !is_left(realm, key->ref)) key->ref = NULL;
      }
    }
    for (size_t k = 0; k < schema->objects.len; k++) {
      Object *object = schema->objects.items[k];
      size_t kept = 0;
      for (size_t n = 0; n < object->depends_on_tables.len; n++)
        if (is_left(realm, object->depends_on_tables.items[n]))
          object->depends_on_tables.items[kept++] = object->depends_on_tables.items[n];
      object->depends_on_tables.len = kept;
    }
  }
}

/* ---- what to keep ---- */

static bool keep_wanted(const Wanted *wanted, Str schema, Str type, Str name) {
  for (size_t i = 0; i < wanted->count; i++) {
    const Pattern *pattern = &wanted->items[i];
    if (!matches(pattern->parts[0].glob, schema)) continue;
    if (pattern->count == 1 || hits(pattern, type, name)) return true;
  }
  return false;
}

bool inspect_filter(Arena *arena, Realm *realm, Str scope, const InspectOptions *options, Str *error) {
  Pattern pattern;
  ARRAY(Pattern) wanted = {0};
  bool ok = true;
  for (size_t i = 0; ok && i < options->include_count; i++) {
    ok = read_pattern(arena, options->include[i], options, scope, &pattern, error);
    if (ok) array_push(&wanted, pattern);
  }
  Wanted all = {wanted.items, wanted.len};
  for (size_t i = 0; ok && wanted.len > 0 && i < realm->schemas.len; i++)
    drop_members(realm->schemas.items[i], keep_wanted, &all);
  for (size_t i = 0; ok && i < options->exclude_count; i++) {
    ok = read_pattern(arena, options->exclude[i], options, scope, &pattern, error);
    if (ok) exclude(realm, &pattern);
  }
  if (options->include_count + options->exclude_count > 0) detach(realm);
  array_free(&wanted);
  return ok;
}
