/* types.c: column types of SQL Server in the one spelling that statements use:
 *
 *     integer -> int   datetime2 -> datetime2(7)   float(10) -> real   nvarchar -> nvarchar(1)   dec(5) -> decimal(5,0)
 */
#include <stdlib.h>

#include "dialects/sqlserver/driver.h"

typedef struct Word {
  const char *word, *text;
  uint8_t family;
  const char *size; /* when none is given; NULL: it takes none */
} Word;

static const Word words[] = {
    {"bit", "bit", TYPE_BOOL, NULL},
    {"tinyint", "tinyint", TYPE_INTEGER, NULL},
    {"smallint", "smallint", TYPE_INTEGER, NULL},
    {"int", "int", TYPE_INTEGER, NULL},
    {"integer", "int", TYPE_INTEGER, NULL},
    {"bigint", "bigint", TYPE_INTEGER, NULL},
    {"decimal", "decimal", TYPE_DECIMAL, "18,0"},
    {"dec", "decimal", TYPE_DECIMAL, "18,0"},
    {"numeric", "numeric", TYPE_DECIMAL, "18,0"},
    {"money", "money", TYPE_MONEY, NULL},
    {"smallmoney", "smallmoney", TYPE_MONEY, NULL},
    {"real", "real", TYPE_FLOAT, NULL},
    {"double precision", "float", TYPE_FLOAT, NULL},
    {"date", "date", TYPE_TIME, NULL},
    {"time", "time", TYPE_TIME, "7"},
    {"datetime", "datetime", TYPE_TIME, NULL},
    {"datetime2", "datetime2", TYPE_TIME, "7"},
    {"datetimeoffset", "datetimeoffset", TYPE_TIME, "7"},
    {"smalldatetime", "smalldatetime", TYPE_TIME, NULL},
    {"char", "char", TYPE_STRING, "1"},
    {"character", "char", TYPE_STRING, "1"},
    {"varchar", "varchar", TYPE_STRING, "1"},
    {"character varying", "varchar", TYPE_STRING, "1"},
    {"text", "text", TYPE_STRING, NULL},
    {"nchar", "nchar", TYPE_STRING, "1"},
    {"national char", "nchar", TYPE_STRING, "1"},
    {"national character", "nchar", TYPE_STRING, "1"},
    {"nvarchar", "nvarchar", TYPE_STRING, "1"},
    {"national char varying", "nvarchar", TYPE_STRING, "1"},
    {"national character varying", "nvarchar", TYPE_STRING, "1"},
    {"ntext", "ntext", TYPE_STRING, NULL},
    {"national text", "ntext", TYPE_STRING, NULL},
    {"sysname", "sysname", TYPE_STRING, NULL},
    {"binary", "binary", TYPE_BINARY, "1"},
    {"varbinary", "varbinary", TYPE_BINARY, "1"},
    {"binary varying", "varbinary", TYPE_BINARY, "1"},
    {"image", "image", TYPE_BINARY, NULL},
    {"rowversion", "rowversion", TYPE_BINARY, NULL},
    {"timestamp", "rowversion", TYPE_BINARY, NULL},
    {"uniqueidentifier", "uniqueidentifier", TYPE_UUID, NULL},
    {"xml", "xml", TYPE_XML, NULL},
    {"json", "json", TYPE_JSON, NULL},
    {"geometry", "geometry", TYPE_SPATIAL, NULL},
    {"geography", "geography", TYPE_SPATIAL, NULL},
};

static Str sized(Arena *arena, const Word *word, const TypeText *type) {
  Str text = str_from(word->text);
  if (word->size == NULL) return text;
  if (type->arg_count == 0) return arena_printf(arena, "%s(%s)", word->text, word->size);
  Str first = expr_upper(arena, type->args[0]);
  if (word->family != TYPE_DECIMAL) return arena_printf(arena, "%s(%.*s)", word->text, STR_FMT(first));
  Str scale = type->arg_count > 1 ? type->args[1] : STR("0");
  return arena_printf(arena, "%s(%.*s,%.*s)", word->text, STR_FMT(first), STR_FMT(scale));
}

/* 1 to 24 bits are a real. */
static Str float_text(const TypeText *type) {
  char digits[4] = {0};
  if (type->arg_count != 1 || type->args[0].len >= sizeof digits) return STR("float");
  memcpy(digits, type->args[0].ptr, type->args[0].len);
  long bits = strtol(digits, NULL, 10);
  return bits >= 1 && bits <= 24 ? STR("real") : STR("float");
}

void sqlserver_type_text(Arena *arena, Str source, DbType *out) {
  TypeText type = driver_split_type(arena, source);
  *out = (DbType){.family = TYPE_OTHER, .word = type.word, .text = str_trim(source)};
  if (type.rest.len > 0) return;
  if (str_eq(type.word, STR("float"))) {
    *out = (DbType){.family = TYPE_FLOAT, .text = float_text(&type)};
    out->word = out->text;
    return;
  }
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!str_eq(type.word, str_from(words[i].word))) continue;
    *out = (DbType){.family = words[i].family, .word = str_from(words[i].text)};
    out->text = sized(arena, &words[i], &type);
    return;
  }
}

void sqlserver_type(Arena *arena, const Column *column, DbType *out) {
  const Object *object = column->type.object;
  if (object != NULL)
    *out = (DbType){.family = TYPE_USER, .word = object->name, .text = object->name, .object = object};
  else
    sqlserver_type_text(arena, driver_type_source(arena, column), out);
}

/* decimal and numeric are one type. */
bool sqlserver_type_changed(Arena *arena, const Column *from, const Column *to) {
  DbType a, b;
  if (!from->type.known || !to->type.known) return false;
  sqlserver_type(arena, from, &a);
  sqlserver_type(arena, to, &b);
  if (a.object != NULL && b.object != NULL)
    return !str_eq(a.object->name, b.object->name) ||
           !str_eq(object_schema_name(a.object), object_schema_name(b.object));
  if (a.family != b.family) return true;
  if (a.family == TYPE_DECIMAL)
    return !str_eq(str_sub(a.text, a.word.len, a.text.len), str_sub(b.text, b.word.len, b.text.len));
  return !str_eq_nocase(a.text, b.text);
}
