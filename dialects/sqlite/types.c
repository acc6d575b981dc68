/* types.c: column types of SQLite. Only the kind of a type counts, and its parameters are not written:
 * varchar(255) -> varchar, a string. A type that is not known keeps its text. */
#include "dialects/sqlite/driver.h"

typedef struct Family {
  uint8_t family;
  const char *words[14];
} Family;

static const Family families[] = {
    {TYPE_BOOL, {"bool", "boolean"}},
    {TYPE_BINARY, {"blob"}},
    {TYPE_INTEGER,
     {"int2", "int8", "int", "integer", "tinyint", "smallint", "mediumint", "bigint", "unsigned big int", "uint64"}},
    {TYPE_FLOAT, {"real", "double", "double precision", "float"}},
    {TYPE_DECIMAL, {"numeric", "decimal"}},
    {TYPE_STRING,
     {"char", "character", "varchar", "varying character", "nchar", "native character", "nvarchar", "text", "clob"}},
    {TYPE_JSON, {"json", "jsonb"}},
    {TYPE_TIME, {"date", "datetime", "time", "timestamp"}},
    {TYPE_UUID, {"uuid"}},
};

void sqlite_type(Arena *arena, const Column *column, DbType *out) {
  Str source = driver_type_source(arena, column);
  TypeText type = driver_split_type(arena, source);
  *out = (DbType){.family = TYPE_OTHER, .word = type.word, .text = source};
  for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
    if (!driver_word_in(type.word, families[i].words)) continue;
    out->family = families[i].family;
    out->text = type.word;
    return;
  }
}
