/* driver.h: what the parts of the driver of MySQL and MariaDB share: types.c reads types, compare.c compares,
 * compare_default.c compares defaults, sql.c writes whole objects, alter.c changes of tables. */
#ifndef ATLAS_DIALECTS_MYSQL_DRIVER_H
#define ATLAS_DIALECTS_MYSQL_DRIVER_H

#include "dialects/driver.h"

void mysql_type(Arena *arena, const Column *column, DbType *out);
bool mysql_default_changed(Comparison *self, const Column *from, const Column *to);
/* Character set that a collation belongs to: "utf8mb4_bin" -> "utf8mb4"; empty: it cannot be told. */
Str mysql_charset_of(Str collation);
/* The collation that a character set has when none is said; empty: unknown. */
Str mysql_collation_of(const Driver *driver, Str charset);
/* Attribute of the column as it is written: empty when the table, or else its schema, has the same. */
Str mysql_own_charset(const Column *column);
Str mysql_own_collate(const Driver *driver, const Column *column);
/* The collation of a column, also where it says its character set alone; empty: it says neither. */
Str mysql_collation_said(const Driver *driver, const Column *column);
/* The collation of a schema, under either of its names. */
Str mysql_collate(const ModelAttrs *attrs);

void mysql_plan(Planner *planner, const Change *change);
void mysql_modify_table(Planner *planner, const Change *modify);

/* ---- parts of statements: ddl_parts.c ---- */
void mysql_ddl_column(Ddl *out, const Column *column);
/* INDEX `i` (`a`, `b` (10) DESC) COMMENT "..." */
void mysql_ddl_index(Ddl *out, const Index *index);
void mysql_ddl_primary_key(Ddl *out, const Index *key);
void mysql_ddl_foreign_key(Ddl *out, const ForeignKey *key);
void mysql_ddl_check(Ddl *out, const Check *check);
/* Is the schema as a server gave it back, or normalised there? Its clauses come in the order of the server. */
bool mysql_is_from_server(const Planner *planner);
/* One option of a table: CHARSET x, ENGINE x. */
void mysql_ddl_option(Ddl *out, Str name, Str value);

/* The driver's operations, for both databases. */
#define MYSQL_DRIVER(name, rules, at_once, apart)                                                                      \
  {                                                                                                                    \
    .dialect = STR_INIT(name), .quote = '`', .has_schemas = true, .sorted = true, .triggers_apart = true,              \
    .columns_fold = true, .key_types_fixed = true, .keys_at_once = at_once, .checks_apart = apart,                     \
    .key_attr = STR_INIT("engine"), .schema = mysql_compare_schema, .table = mysql_compare_table,                      \
    .column = mysql_compare_column, .index = mysql_compare_index, .part = mysql_compare_part,                          \
    .check = mysql_compare_check, .same_action = mysql_same_action, .generated_name = mysql_generated_name,            \
    .type = mysql_type, .same_purpose = mysql_same_purpose, .keeps_index = mysql_keeps_index,                          \
    .table_key = mysql_table_key, .object = mysql_compare_object, .recreate = mysql_recreate,                          \
    .object_key = mysql_account_key, .child = mysql_compare_child, .same_expr = mysql_same_expr,                       \
    .late_body = mysql_late_body, .rank = mysql_rank, .known_attrs = mysql_known_attrs,                                \
    .unplanned_attrs = mysql_unplanned_attrs, .plan = mysql_plan, .lint = &(rules),                                    \
  }

extern const char *const mysql_known_attrs[];
extern const char *const mysql_unplanned_attrs[];
void mysql_compare_schema(Comparison *self, const Schema *from, const Schema *to, Change *modify);
void mysql_compare_table(Comparison *self, const Table *from, const Table *to, Change *modify);
unsigned mysql_compare_column(Comparison *self, const Column *from, const Column *to);
bool mysql_compare_index(Comparison *self, const Index *from, const Index *to);
bool mysql_compare_part(Comparison *self, const Index *from_index, const IndexPart *from, const Index *to_index,
                        const IndexPart *to);
bool mysql_compare_check(const Check *from, const Check *to);
bool mysql_same_action(Str from, Str to);
bool mysql_same_expr(Comparison *self, Str a, Str b);
bool mysql_generated_name(const Table *table, const Index *index);
bool mysql_same_purpose(Comparison *self, const Index *from, const Index *to);
bool mysql_keeps_index(Comparison *self, const Table *to, const Index *from);
Str mysql_table_key(Comparison *self, Str name);

/* ---- objects: compare_object.c, sql_object.c, sql_account.c ---- */
bool mysql_recreate(Comparison *self, const Change *change, const Object *object);
bool mysql_compare_object(Comparison *self, const Object *from, const Object *to, Changes *out);
bool mysql_compare_child(Comparison *self, const Object *from, const Object *to, Change *modify);
bool mysql_late_body(const Object *object);
int mysql_rank(const Object *object);
void mysql_plan_object(Planner *planner, const Change *change);
/* Roles, users and permissions: false when the object is none. */
bool mysql_compare_account(Comparison *self, const Object *from, const Object *to, Changes *out);
bool mysql_plan_account(Planner *planner, const Change *change);
Str mysql_account_key(Arena *arena, const Object *object);
/* A type that stands as text in an attribute, in the spelling of statements. */
Str mysql_type_text(Arena *arena, Str text);
/* AFTER INSERT */
Str mysql_trigger_event(Arena *arena, const Object *trigger);
/* The trigger that this one comes behind (*follows) or before; empty: none. */
Str mysql_trigger_place(Arena *arena, const Object *trigger, bool *follows);

/* ---- partitions: `partition` blocks of a table ---- */
/* RANGE (year(`d`)) */
Str mysql_partition_key(Arena *arena, const Object *partition);
bool mysql_same_partition_key(Arena *arena, const Object *from, const Object *to);
/* VALUES LESS THAN (2020), or nothing, of one partition; `whole` NULL: to be compared. */
Str mysql_partition_values(Arena *arena, const Object *partition, const Object *whole);
/* The partition at that place; NULL: there are fewer. */
const Object *mysql_partition_at(const Object *object, size_t index);
/* How many partitions from the first on are the same. */
size_t mysql_common_partitions(Arena *arena, const Object *from, const Object *to);
/* PARTITION BY ... with its partitions; (PARTITION ...) of those from `first` on. */
void mysql_ddl_partitioning(Ddl *out, const Object *whole);
void mysql_ddl_partitions(Ddl *out, const Object *whole, size_t first);

#endif
