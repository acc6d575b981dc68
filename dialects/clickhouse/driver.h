/* driver.h: what the parts of ClickHouse's driver share: types.c reads types, compare.c compares, ddl_parts.c writes
 * columns, keys and indexes, sql.c statements of databases and tables, sql_object.c views, dictionaries, functions. */
#ifndef ATLAS_DIALECTS_CLICKHOUSE_DRIVER_H
#define ATLAS_DIALECTS_CLICKHOUSE_DRIVER_H

#include "dialects/driver_make.h"
#include "dialects/driver_steps.h"

void clickhouse_type(Arena *arena, const Column *column, DbType *out);

/* ---- ddl_parts.c */
/* 'it\'s' */
Str clickhouse_quote(Arena *arena, Str text);
/* "DEFAULT", "MATERIALIZED", "EPHEMERAL", "ALIAS"; empty: the column has none. */
Str clickhouse_default_kind(Arena *arena, const Column *column);
/* The value as SQL; empty: none. */
Str clickhouse_default(Arena *arena, const Column *column);
Str clickhouse_codec(const Column *column);
void clickhouse_ddl_column(Ddl *out, const Column *column);
/* i expr TYPE minmax GRANULARITY 4 */
void clickhouse_ddl_index(Ddl *out, const Index *index);
void clickhouse_ddl_check(Ddl *out, const Check *check);
/* p (SELECT ...) */
void clickhouse_ddl_projection(Ddl *out, const Object *projection);

/* Parts of a key as SQL: `id`, toDate(at). */
typedef ARRAY(Str) KeyParts;
KeyParts clickhouse_key_of_index(Arena *arena, const Index *key);
/* Of a sort or partition block; NULL: no parts. */
KeyParts clickhouse_key_of_block(Arena *arena, const Object *block);
/* (`id`, toDate(at)); empty: no parts. */
Str clickhouse_key_text(Arena *arena, const KeyParts *key);

/* One setting of a map as the model keeps it: {index_granularity = 8192, storage = 'x'} */
typedef struct Setting {
  Str name, value; /* the value as SQL */
} Setting;
typedef ARRAY(Setting) Settings;
Settings clickhouse_settings(Arena *arena, Str map);
/* SETTINGS a = 1, b = 'x' */
void clickhouse_ddl_settings(Ddl *out, const Settings *settings);
/* ENGINE = x PARTITION BY ... SETTINGS ... of a table or materialized view. */
typedef struct Storage {
  Str engine, ttl, settings;
  KeyParts partition, primary, sort;
} Storage;
void clickhouse_ddl_storage(Ddl *out, const Storage *storage);
bool clickhouse_is_merge_tree(Str engine);

/* ---- sql_object.c */
extern const ObjectMaker clickhouse_makers[];
bool clickhouse_object(Comparison *cmp, const Object *from, const Object *to, Changes *out);
int clickhouse_rank(const Object *object);

void clickhouse_plan(Planner *planner, const Change *change);

#endif
