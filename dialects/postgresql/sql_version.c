/* sql_version.c: what servers of old versions do not have. Nothing is known of schemas that come from no server: all is
 * planned for them. */
#include "dialects/postgresql/driver.h"

bool pg_lacks(const Planner *planner, long since) {
  long version = driver_version(planner->from, planner->to);
  return version != 0 && version < since * 10000;
}

/* version "12" does not support multiranges: they came with PostgreSQL 14 */
void pg_needs(Planner *planner, long since, const char *what) {
  if (!pg_lacks(planner, since)) return;
  long version = driver_version(planner->from, planner->to) / 10000;
  Str text = arena_printf(planner->arena, "version \"%ld\" does not support %s: they came with PostgreSQL %ld", version,
                          what, since);
  bool told =
      planner->failed && planner->errors.len > 0 && str_eq(planner->errors.items[planner->errors.len - 1].text, text);
  if (!told) planner_error(planner, text);
}

void pg_needs_type(Planner *planner, Str word) {
  static const struct {
    const char *word, *what;
    long since;
  } types[] = {{"jsonpath", "columns of type jsonpath", 12}, {"regcollation", "columns of type regcollation", 13},
               {"xid8", "columns of type xid8", 13},         {"pg_snapshot", "columns of type pg_snapshot", 13},
               {"int4multirange", "multiranges", 14},        {"int8multirange", "multiranges", 14},
               {"nummultirange", "multiranges", 14},         {"tsmultirange", "multiranges", 14},
               {"tstzmultirange", "multiranges", 14},        {"datemultirange", "multiranges", 14}};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (str_eq(word, str_from(types[i].word))) pg_needs(planner, types[i].since, types[i].what);
}

/* Before 11 a partitioned table had columns, defaults and checks alone. */
void pg_needs_partitioned(Planner *planner, const Table *table) {
  const Object *partition = table_child(table, STR("partition"));
  if (partition == NULL) return;
  if (str_eq_nocase(model_attr(&partition->attrs, STR("type")), STR("HASH")))
    pg_needs(planner, 11, "partitions by HASH");
  if (table->primary_key != NULL || table->indexes.len > 0) pg_needs(planner, 11, "indexes of partitioned tables");
  if (table->foreign_keys.len > 0) pg_needs(planner, 11, "foreign keys of partitioned tables");
}
