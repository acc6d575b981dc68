/* types.c: column types of Redshift in the one spelling that statements use; most are PostgreSQL's:
 *
 *     text, varchar -> character varying(256)   numeric -> numeric(18,0)   varbinary -> varbyte
 */
#include <stdlib.h>

#include "dialects/redshift/driver.h"

typedef struct Word {
  const char *word, *text;
  uint8_t family;
  const char *size; /* when none is given; NULL: stays away */
} Word;

static const Word words[] = {
    {"character varying", "character varying", TYPE_STRING, "256"},
    {"varchar", "character varying", TYPE_STRING, "256"},
    {"nvarchar", "character varying", TYPE_STRING, "256"},
    {"text", "character varying", TYPE_STRING, "256"},
    {"bpchar", "character", TYPE_STRING, "256"},
    {"nchar", "character", TYPE_STRING, "1"},
    {"varbyte", "varbyte", TYPE_BINARY, "64000"},
    {"varbinary", "varbyte", TYPE_BINARY, "64000"},
    {"binary varying", "varbyte", TYPE_BINARY, "64000"},
    {"super", "super", TYPE_JSON, NULL},
    {"hllsketch", "hllsketch", TYPE_OTHER, NULL},
    {"geometry", "geometry", TYPE_SPATIAL, NULL},
    {"geography", "geography", TYPE_SPATIAL, NULL},
};

static Str decimal_text(Arena *arena, const TypeText *type) {
  Str precision = type->arg_count > 0 ? type->args[0] : STR("18"), scale = STR("0");
  if (type->arg_count > 1) scale = type->args[1];
  return arena_printf(arena, "numeric(%.*s,%.*s)", STR_FMT(precision), STR_FMT(scale));
}

static bool own_type(Arena *arena, const TypeText *type, DbType *out) {
  if (type->rest.len > 0) return false;
  if (str_eq(type->word, STR("numeric")) || str_eq(type->word, STR("decimal"))) {
    *out = (DbType){.family = TYPE_DECIMAL, .word = STR("numeric"), .text = decimal_text(arena, type)};
    return true;
  }
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!str_eq(type->word, str_from(words[i].word))) continue;
    Str text = str_from(words[i].text), size = str_from(words[i].size);
    if (type->arg_count == 1) size = expr_lower(arena, type->args[0]);
    if (str_eq(size, STR("max"))) size = words[i].family == TYPE_STRING ? STR("65535") : STR("1024000");
    *out = (DbType){.family = words[i].family, .word = text, .text = text};
    if (size.len > 0 && words[i].size != NULL)
      out->text = arena_printf(arena, "%.*s(%.*s)", STR_FMT(text), STR_FMT(size));
    return true;
  }
  return false;
}

void redshift_type(Arena *arena, const Column *column, DbType *out) {
  TypeText type = driver_split_type(arena, driver_type_source(arena, column));
  if (str_eq(column->type.raw, STR("bpchar"))) type.word = column->type.raw; /* not a character(1), as its model says */
  if (column->type.object != NULL || !own_type(arena, &type, out)) pg_type(arena, column, out);
}

long redshift_varchar_size(Arena *arena, const Column *column) {
  DbType type;
  redshift_type(arena, column, &type);
  if (!str_eq(type.word, STR("character varying"))) return 0;
  TypeText text = driver_split_type(arena, type.text);
  char digits[12] = {0};
  if (text.arg_count != 1 || text.args[0].len >= sizeof digits) return 0;
  memcpy(digits, text.args[0].ptr, text.args[0].len);
  return strtol(digits, NULL, 10);
}
