/* types.c: column types of PostgreSQL in the one spelling that statements use:
 *
 *     int4 -> integer   varchar(10) -> character varying(10)   timestamp(3) with time zone -> timestamptz(3)
 */
#include <stdlib.h>

#include "dialects/postgresql/driver.h"

typedef struct Word {
  const char *word, *text; /* text NULL: the word itself */
  uint8_t family;
} Word;

static const Word words[] = {
    {"smallint", NULL, TYPE_INTEGER},
    {"int2", "smallint", TYPE_INTEGER},
    {"integer", NULL, TYPE_INTEGER},
    {"int", "integer", TYPE_INTEGER},
    {"int4", "integer", TYPE_INTEGER},
    {"bigint", NULL, TYPE_INTEGER},
    {"int8", "bigint", TYPE_INTEGER},
    {"xid", NULL, TYPE_INTEGER},
    {"xid8", NULL, TYPE_INTEGER},
    {"smallserial", NULL, TYPE_SERIAL},
    {"serial2", "smallserial", TYPE_SERIAL},
    {"serial", NULL, TYPE_SERIAL},
    {"serial4", "serial", TYPE_SERIAL},
    {"bigserial", NULL, TYPE_SERIAL},
    {"serial8", "bigserial", TYPE_SERIAL},
    {"boolean", NULL, TYPE_BOOL},
    {"bool", "boolean", TYPE_BOOL},
    {"bit", NULL, TYPE_BIT},
    {"bit varying", NULL, TYPE_BIT},
    {"varbit", "bit varying", TYPE_BIT},
    {"char", "character", TYPE_STRING},
    {"character", NULL, TYPE_STRING},
    {"varchar", "character varying", TYPE_STRING},
    {"character varying", NULL, TYPE_STRING},
    {"text", NULL, TYPE_STRING},
    {"bpchar", NULL, TYPE_STRING},
    {"name", NULL, TYPE_STRING},
    {"real", NULL, TYPE_FLOAT},
    {"float4", "real", TYPE_FLOAT},
    {"double precision", NULL, TYPE_FLOAT},
    {"float8", "double precision", TYPE_FLOAT},
    {"float", NULL, TYPE_FLOAT},
    {"numeric", NULL, TYPE_DECIMAL},
    {"decimal", "numeric", TYPE_DECIMAL},
    {"date", NULL, TYPE_TIME},
    {"time", NULL, TYPE_TIME},
    {"time without time zone", "time", TYPE_TIME},
    {"timetz", NULL, TYPE_TIME},
    {"time with time zone", "timetz", TYPE_TIME},
    {"timestamp", NULL, TYPE_TIME},
    {"timestamp without time zone", "timestamp", TYPE_TIME},
    {"timestamptz", NULL, TYPE_TIME},
    {"timestamp with time zone", "timestamptz", TYPE_TIME},
    {"json", NULL, TYPE_JSON},
    {"jsonb", NULL, TYPE_JSON},
    {"uuid", NULL, TYPE_UUID},
    {"xml", NULL, TYPE_XML},
    {"money", NULL, TYPE_MONEY},
    {"bytea", NULL, TYPE_BINARY},
    {"inet", NULL, TYPE_NETWORK},
    {"cidr", NULL, TYPE_NETWORK},
    {"macaddr", NULL, TYPE_NETWORK},
    {"macaddr8", NULL, TYPE_NETWORK},
    {"point", NULL, TYPE_SPATIAL},
    {"line", NULL, TYPE_SPATIAL},
    {"lseg", NULL, TYPE_SPATIAL},
    {"box", NULL, TYPE_SPATIAL},
    {"path", NULL, TYPE_SPATIAL},
    {"polygon", NULL, TYPE_SPATIAL},
    {"circle", NULL, TYPE_SPATIAL},
    {"tsvector", NULL, TYPE_SEARCH},
    {"tsquery", NULL, TYPE_SEARCH},
    {"int4range", NULL, TYPE_RANGE},
    {"int4multirange", NULL, TYPE_RANGE},
    {"int8range", NULL, TYPE_RANGE},
    {"int8multirange", NULL, TYPE_RANGE},
    {"numrange", NULL, TYPE_RANGE},
    {"nummultirange", NULL, TYPE_RANGE},
    {"tsrange", NULL, TYPE_RANGE},
    {"tsmultirange", NULL, TYPE_RANGE},
    {"tstzrange", NULL, TYPE_RANGE},
    {"tstzmultirange", NULL, TYPE_RANGE},
    {"daterange", NULL, TYPE_RANGE},
    {"datemultirange", NULL, TYPE_RANGE},
    {"oid", NULL, TYPE_OID},
    {"regclass", NULL, TYPE_OID},
    {"regcollation", NULL, TYPE_OID},
    {"regconfig", NULL, TYPE_OID},
    {"regdictionary", NULL, TYPE_OID},
    {"regnamespace", NULL, TYPE_OID},
    {"regoper", NULL, TYPE_OID},
    {"regoperator", NULL, TYPE_OID},
    {"regproc", NULL, TYPE_OID},
    {"regprocedure", NULL, TYPE_OID},
    {"regrole", NULL, TYPE_OID},
    {"regtype", NULL, TYPE_OID},
};

static const char *const interval_fields[] = {"year",
                                              "month",
                                              "day",
                                              "hour",
                                              "minute",
                                              "second",
                                              "year to month",
                                              "day to hour",
                                              "day to minute",
                                              "day to second",
                                              "hour to minute",
                                              "hour to second",
                                              "minute to second",
                                              NULL};

static const Word *find_word(Str word) {
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_eq(word, str_from(words[i].word))) return &words[i];
  return NULL;
}

static long number(Str text) {
  char digits[20] = {0};
  if (text.len >= sizeof digits) return -1;
  memcpy(digits, text.ptr, text.len);
  return strtol(digits, NULL, 10);
}

static Str with_args(Arena *arena, Str word, const TypeText *type) {
  if (type->arg_count == 0) return word;
  if (type->arg_count == 1) return arena_printf(arena, "%.*s(%.*s)", STR_FMT(word), STR_FMT(type->args[0]));
  return arena_printf(arena, "%.*s(%.*s,%.*s)", STR_FMT(word), STR_FMT(type->args[0]), STR_FMT(type->args[1]));
}

static Str numeric_text(Arena *arena, const TypeText *type, DbType *out) {
  if (type->arg_count == 0) return out->word;
  long precision = number(type->args[0]), scale = type->arg_count > 1 ? number(type->args[1]) : 0;
  if (scale < 0 || (precision == 0 && scale > 0))
    out->error = arena_printf(arena,
                              "decimal type must have precision greater than 0 and scale not below 0: "
                              "numeric(%ld,%ld)",
                              precision, scale);
  if (precision == 0 && scale == 0) return out->word;
  if (scale == 0) return arena_printf(arena, "numeric(%ld)", precision);
  return with_args(arena, out->word, type);
}

/* The text of a built-in type with its parameters. */
static Str type_text(Arena *arena, const TypeText *type, DbType *out) {
  long first = type->arg_count > 0 ? number(type->args[0]) : -1;
  switch (out->family) {
  case TYPE_BIT:
    if (str_eq(out->word, STR("bit")) && first <= 1) return out->word;
    return with_args(arena, out->word, type);
  case TYPE_STRING:
    if (!str_eq(out->word, STR("character"))) return with_args(arena, out->word, type);
    return arena_printf(arena, "character(%ld)", first > 0 ? first : 1);
  case TYPE_FLOAT:
    if (!str_eq(out->word, STR("float"))) return out->word;
    return first >= 1 && first <= 24 ? STR("real") : STR("double precision");
  case TYPE_DECIMAL: return numeric_text(arena, type, out);
  case TYPE_TIME: return first < 0 || first == 6 ? out->word : with_args(arena, out->word, type);
  default: return out->word;
  }
}

static bool read_interval(Arena *arena, const TypeText *type, DbType *out) {
  Str field = type->word;
  bool prefixed = str_starts(field, STR("interval"));
  if (prefixed) field = str_trim(str_sub(field, 8, field.len));
  if (field.len == 0) field = type->rest;
  if (!(prefixed && field.len == 0) && !driver_word_in(field, interval_fields)) return false;
  out->family = TYPE_INTERVAL;
  out->word = field.len > 0 ? arena_printf(arena, "interval %.*s", STR_FMT(field)) : STR("interval");
  bool precise = type->arg_count > 0 && number(type->args[0]) != 6;
  out->text = precise ? with_args(arena, out->word, type) : out->word;
  return true;
}

static void read_type(Arena *arena, Str source, DbType *out) {
  TypeText type = driver_split_type(arena, source);
  Str word = type.word;
  *out = (DbType){.family = TYPE_OTHER, .word = word, .text = source};
  if (read_interval(arena, &type, out)) return;
  if (type.rest.len > 0) word = arena_printf(arena, "%.*s %.*s", STR_FMT(word), STR_FMT(type.rest));
  const Word *known = find_word(word);
  if (known == NULL) return;
  out->family = known->family;
  out->word = str_from(known->text != NULL ? known->text : known->word);
  out->text = type_text(arena, &type, out);
}

/* "int[3][]", "int ARRAY", "int ARRAY[3]" -> int; anything else is left as it is. */
Str pg_array_element(Str source) {
  static const Str word = STR_INIT("array");
  while (source.len > 0 && source.ptr[source.len - 1] == ']') {
    size_t open = source.len - 1;
    while (open > 0 && source.ptr[open] != '[') open--;
    source = str_trim(str_sub(source, 0, open));
  }
  size_t before = source.len > word.len ? source.len - word.len : 0;
  bool named = before > 0 && source.ptr[before - 1] == ' ';
  if (!named || !str_eq_nocase(str_sub(source, before, source.len), word)) return source;
  return str_trim(str_sub(source, 0, before));
}

void pg_type_of_text(Arena *arena, Str source, DbType *out) {
  source = str_trim(source);
  Str inner = pg_array_element(source);
  if (inner.len == source.len) {
    read_type(arena, source, out);
    return;
  }
  DbType element;
  read_type(arena, inner, &element);
  *out = (DbType){.family = TYPE_ARRAY, .word = element.word, .error = element.error};
  out->text = arena_printf(arena, "%.*s[]", STR_FMT(element.text));
}

void pg_type(Arena *arena, const Column *column, DbType *out) {
  const ColumnType *type = &column->type;
  if (type->object != NULL) {
    bool is_enum = type->object->values.len > 0 || str_eq(type->object->kind, STR("enum"));
    *out = (DbType){.family = is_enum ? TYPE_ENUM : TYPE_USER, .word = type->object->name, .object = type->object};
    out->text = out->word;
    return;
  }
  pg_type_of_text(arena, driver_type_source(arena, column), out);
}

Str pg_serial_integer(const DbType *type) {
  if (str_eq(type->text, STR("smallserial"))) return STR("smallint");
  return str_eq(type->text, STR("bigserial")) ? STR("bigint") : STR("integer");
}

/* The last part of a dotted name without quotes: "public"."state" -> state. */
Str pg_bare_name(Str name) {
  size_t start = 0;
  for (size_t at = model_find_sign(name, '.', 0); at < name.len; at = model_find_sign(name, '.', at + 1))
    start = at + 1;
  name = str_sub(name, start, name.len);
  bool quoted = name.len >= 2 && name.ptr[0] == '"' && name.ptr[name.len - 1] == '"';
  return quoted ? str_sub(name, 1, name.len - 1) : name;
}

Str pg_quoted(Arena *arena, Str name) {
  Buf out = {0};
  buf_putc(&out, '"');
  for (size_t i = 0; i < name.len; i++) {
    if (name.ptr[i] == '"') buf_putc(&out, '"');
    buf_putc(&out, name.ptr[i]);
  }
  buf_putc(&out, '"');
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

static Str object_schema(const Object *object) {
  return object->schema != NULL ? object->schema->name : (Str){NULL, 0};
}

static bool objects_differ(const Object *a, const Object *b) {
  Str schema_a = object_schema(a), schema_b = object_schema(b);
  if (!str_eq(a->name, b->name)) return true;
  return schema_a.len > 0 && schema_b.len > 0 && !str_eq(schema_a, schema_b);
}

/* Most types are written alike on both sides, and need not be read. */
static bool is_written_alike(const ColumnType *a, const ColumnType *b) {
  return a->object == NULL && b->object == NULL && str_eq(a->name, b->name) && str_eq(a->text, b->text);
}

bool pg_type_changed(Comparison *self, const Column *from, const Column *to) {
  DbType a, b;
  if (!from->type.known || !to->type.known || is_written_alike(&from->type, &to->type)) return false;
  pg_type(self->arena, from, &a);
  pg_type(self->arena, to, &b);
  if (a.object != NULL && b.object != NULL) return objects_differ(a.object, b.object);
  if (a.family != b.family) {
    bool named = (a.object != NULL && b.family == TYPE_OTHER) || (b.object != NULL && a.family == TYPE_OTHER);
    return !named || !str_eq_nocase(pg_bare_name(a.text), pg_bare_name(b.text));
  }
  return a.family == TYPE_OTHER ? !str_eq_nocase(pg_bare_name(a.text), pg_bare_name(b.text)) : !str_eq(a.text, b.text);
}
