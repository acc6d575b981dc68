/* types.c: column types of MySQL and MariaDB in the one spelling that statements use:
 *
 *     int(11) -> int   tinyint(1), boolean -> bool   numeric(10,0) -> decimal(10)   real -> double
 */
#include <stdlib.h>

#include "dialects/mysql/driver.h"

typedef struct Family {
  uint8_t family;
  const char *words[12];
} Family;

static const Family families[] = {
    {TYPE_BOOL, {"bool", "boolean"}},
    {TYPE_INTEGER, {"tinyint", "smallint", "mediumint", "int", "integer", "bigint"}},
    {TYPE_DECIMAL, {"decimal", "numeric"}},
    {TYPE_FLOAT, {"float", "double", "real", "double precision"}},
    {TYPE_BIT, {"bit"}},
    {TYPE_BINARY, {"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"}},
    {TYPE_STRING, {"char", "varchar", "tinytext", "text", "mediumtext", "longtext"}},
    {TYPE_ENUM, {"enum"}},
    {TYPE_SET, {"set"}},
    {TYPE_TIME, {"date", "time", "datetime", "timestamp", "year"}},
    {TYPE_JSON, {"json"}},
    {TYPE_SPATIAL,
     {"geometry", "point", "multipoint", "linestring", "multilinestring", "polygon", "multipolygon",
      "geometrycollection", "geomcollection"}},
    {TYPE_UUID, {"uuid"}},
    {TYPE_NETWORK, {"inet4", "inet6"}},
};

static uint8_t family_of(Str word) {
  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    if (driver_word_in(word, families[i].words)) return families[i].family;
  return TYPE_OTHER;
}

static long number(Str text) {
  char digits[20] = {0};
  if (text.len == 0 || text.len >= sizeof digits) return -1;
  memcpy(digits, text.ptr, text.len);
  return strtol(digits, NULL, 10);
}

static Str with_size(Arena *arena, Str word, long size) {
  return size >= 0 ? arena_printf(arena, "%.*s(%ld)", STR_FMT(word), size) : word;
}

static Str decimal_text(Arena *arena, const TypeText *type) {
  long precision = type->arg_count > 0 ? number(type->args[0]) : 0, scale = number(type->args[1]);
  if (scale > 0) return arena_printf(arena, "decimal(%ld,%ld)", precision, scale);
  return arena_printf(arena, "decimal(%ld)", precision > 0 ? precision : 10);
}

/* ('a', 'b') -> ('a','b'); `escape`: backslashes are characters of the values, and are doubled. */
static Str values_text(Arena *arena, const TypeText *type, bool escape) {
  Str inside = type->inside;
  char *out = arena_alloc(arena, inside.len * 2 + 1), quote = '\0';
  size_t len = 0;
  for (size_t i = 0; i < inside.len; i++) {
    char c = inside.ptr[i];
    if (quote == '\0' && (c == ' ' || c == '\n')) continue;
    if (c == '\\' && escape) out[len++] = c;
    out[len++] = c;
    if (c == '\'' || c == '"') quote = quote == '\0' ? c : quote == c ? '\0' : quote;
  }
  return arena_printf(arena, "%.*s(%.*s)", STR_FMT(type->word), STR_FMT(str_make(out, len)));
}

static Str type_text(Arena *arena, const TypeText *type, uint8_t family, bool escape) {
  long first = type->arg_count > 0 ? number(type->args[0]) : -1;
  Str word = type->word;
  switch (family) {
  case TYPE_BOOL: return STR("bool");
  case TYPE_INTEGER: return str_eq(word, STR("integer")) ? STR("int") : word;
  case TYPE_DECIMAL: return decimal_text(arena, type);
  case TYPE_FLOAT: return str_eq(word, STR("float")) && first <= 24 ? word : STR("double");
  case TYPE_BIT: return first == 1 ? word : with_size(arena, word, first);
  case TYPE_BINARY:
    if (str_eq(word, STR("binary"))) return first == 1 ? word : with_size(arena, word, first);
    return str_eq(word, STR("varbinary")) ? with_size(arena, word, first) : word;
  case TYPE_STRING:
    return str_eq(word, STR("char")) || str_eq(word, STR("varchar")) ? with_size(arena, word, first) : word;
  case TYPE_ENUM:
  case TYPE_SET: return values_text(arena, type, escape);
  case TYPE_TIME: return first > 0 ? with_size(arena, word, first) : word;
  default: return word;
  }
}

void mysql_type(Arena *arena, const Column *column, DbType *out) {
  Str source = driver_type_source(arena, column);
  TypeText type = driver_split_type(arena, source);
  if (str_ends(type.word, STR(" unsigned"))) {
    type.word = str_sub(type.word, 0, type.word.len - 9);
    type.rest = STR("unsigned");
  }
  *out = (DbType){.family = family_of(type.word), .word = type.word, .text = source};
  if (out->family == TYPE_OTHER) {
    out->error = arena_printf(arena, "unknown type \"%.*s\"", STR_FMT(source));
    return;
  }
  bool is_bool = out->family == TYPE_INTEGER && type.arg_count == 1 && number(type.args[0]) == 1;
  if (is_bool) out->family = TYPE_BOOL;
  out->text = type_text(arena, &type, out->family, column->type.name.len > 0);
  out->is_unsigned = str_starts(type.rest, STR("unsigned"));
  if (out->is_unsigned && out->family != TYPE_BOOL)
    out->text = arena_printf(arena, "%.*s unsigned", STR_FMT(out->text));
}
