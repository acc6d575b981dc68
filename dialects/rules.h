/* rules.h: the rules that are written in C. language.hcl names them: `rules = ["postgresql_column"]`. Each is called
 * for a block of the path where it is named, see rule.h. What only the server would refuse has the code server-limit.
 */
#ifndef ATLAS_DIALECTS_RULES_H
#define ATLAS_DIALECTS_RULES_H

#include "dialects/rule.h"

/* Helpers of several dialects (common/rules.c). */

/* Is the column generated (`as` attribute or block)? */
bool rule_is_generated(RuleBlock *column);
/* Column of `table` that the key or index `b` names first; false when it names none or it is unknown. */
bool rule_first_column(RuleBlock *b, RuleBlock **column);
/* Calls fn for each own column of a key: those of `columns` and of the `on` blocks. */
typedef void (*RuleColumnFn)(RuleBlock *key, RuleBlock *column, Span at, void *context);
void rule_key_columns(RuleBlock *key, RuleColumnFn fn, void *context);
/* NOT NULL: neither null = true nor unknown. */
bool rule_not_null(RuleBlock *column);
/* Is the type of the column one of these words? */
bool rule_type_is(RuleBlock *column, const char *const *words, size_t count);
/* Is the type of the column of one of these categories? false for raw types and references. */
bool rule_category_is(RuleBlock *column, const char *const *categories, size_t count);
/* A default, identity or the like beside a generation expression. */
void common_generated_default(RuleBlock *column);
/* decimal(5, 10): the parameters are called precision and scale. */
void common_decimal_scale(RuleBlock *column);
/* Two identity columns in a table. */
void common_single_identity(RuleBlock *table);
/* An identity column with a default, or one that may be null. */
void common_identity_column(RuleBlock *column);
/* on_delete = SET_NULL with a column that is NOT NULL. */
void common_set_null(RuleBlock *key, Str attr);

void sqlite_table(RuleBlock *table);
void sqlite_column(RuleBlock *column);
void sqlite_trigger(RuleBlock *trigger);

void mysql_table(RuleBlock *table);
void mysql_column(RuleBlock *column);
void mysql_literal_default(RuleBlock *column);
void mysql_index(RuleBlock *index);
void mysql_primary_key(RuleBlock *key);
void mysql_foreign_key(RuleBlock *key);
void mysql_name_length(RuleBlock *block);

void postgresql_column(RuleBlock *column);
void postgresql_index(RuleBlock *index);
void postgresql_enum(RuleBlock *block);
void postgresql_exclude_part(RuleBlock *part);
void postgresql_trigger(RuleBlock *trigger);
void postgresql_sequence(RuleBlock *sequence);
void postgresql_permission(RuleBlock *permission);

void redshift_column(RuleBlock *column);
void redshift_distribution(RuleBlock *block);
void redshift_sort(RuleBlock *block);

void sqlserver_table(RuleBlock *table);
void sqlserver_column(RuleBlock *column);
void sqlserver_identity(RuleBlock *identity);
void sqlserver_primary_key(RuleBlock *key);
void sqlserver_index(RuleBlock *index);
void sqlserver_foreign_key(RuleBlock *key);
void sqlserver_view(RuleBlock *view);
void sqlserver_trigger(RuleBlock *trigger);
void sqlserver_function(RuleBlock *function);
void sqlserver_arg(RuleBlock *arg);
void sqlserver_type_alias(RuleBlock *alias);
void sqlserver_sequence(RuleBlock *sequence);
void sqlserver_partition_scheme(RuleBlock *scheme);

void clickhouse_table(RuleBlock *table);
void clickhouse_column(RuleBlock *column);
void clickhouse_materialized(RuleBlock *view);

void oracle_table(RuleBlock *table);
void oracle_column(RuleBlock *column);
void oracle_index(RuleBlock *index);

void spanner_column(RuleBlock *column);
void spanner_sequence(RuleBlock *sequence);
void spanner_interleave(RuleBlock *interleave);

void snowflake_column(RuleBlock *column);
void snowflake_hybrid_table(RuleBlock *table);
void snowflake_task(RuleBlock *task);
void snowflake_storage_lifecycle_policy(RuleBlock *policy);
void snowflake_tag(RuleBlock *tag);

void databricks_column(RuleBlock *column);

void rule_predicate_kind(RuleBlock *block);
void rule_predicate_vars(RuleBlock *block);
void config_env(RuleBlock *block);
void config_not_null(RuleBlock *block);
void config_runtimevar(RuleBlock *block);
void config_external(RuleBlock *block);

#endif
