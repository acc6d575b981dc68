/* compare.c: how two schemas of MySQL or MariaDB are compared, and the driver of MySQL. */
#include <stdlib.h>

#include "dialects/dialect.h"
#include "dialects/expr_tree.h"
#include "dialects/lint.h"
#include "dialects/mysql/driver.h"

/* ---- character sets ---- */

Str mysql_charset_of(Str collation) {
  if (str_eq(collation, STR("binary"))) return collation;
  Str charset = str_sub(collation, 0, str_find(collation, '_', 0));
  const FactTable *known = dialect_facts(dialect_named(STR("mysql")), STR("charset_default_collation"));
  bool has = charset.len < collation.len && known != NULL && dialect_fact(known, charset) != NULL;
  return has ? charset : (Str){NULL, 0};
}

Str mysql_collation_of(const Driver *driver, Str charset) {
  const FactTable *table = dialect_facts(dialect_named(driver->dialect), STR("charset_default_collation"));
  const FactRow *row = table != NULL ? dialect_fact(table, charset) : NULL;
  return row != NULL ? row->cells[0] : (Str){NULL, 0};
}

Str mysql_collate(const ModelAttrs *attrs) {
  Str collate = model_attr(attrs, STR("collate"));
  return collate.len > 0 ? collate : model_attr(attrs, STR("collation"));
}

static Str charset_said(const ModelAttrs *attrs) { return model_attr(attrs, STR("charset")); }

static Str charset(const ModelAttrs *attrs) {
  Str given = model_attr(attrs, STR("charset"));
  return given.len > 0 ? given : mysql_charset_of(mysql_collate(attrs));
}

/* What columns of the table have when they say nothing. */
static Str table_charset(const Table *table) {
  if (table == NULL) return (Str){0};
  Str value = charset(&table->attrs);
  return value.len > 0 || table->schema == NULL ? value : charset(&table->schema->attrs);
}

/* The collation that is said, or comes with the character set; empty: neither is said. */
static Str said_collate(const Driver *driver, const ModelAttrs *attrs) {
  Str given = mysql_collate(attrs);
  return given.len > 0 ? given : mysql_collation_of(driver, model_attr(attrs, STR("charset")));
}

static Str table_collate(const Driver *driver, const Table *table) {
  if (table == NULL) return (Str){0};
  Str value = said_collate(driver, &table->attrs);
  return value.len > 0 || table->schema == NULL ? value : said_collate(driver, &table->schema->attrs);
}

Str mysql_own_charset(const Column *column) {
  Str own = model_attr(&column->attrs, STR("charset"));
  return str_eq(own, table_charset(column->table)) ? (Str){NULL, 0} : own;
}

/* The collation of the schema is not that of a table with a character set of its own. */
Str mysql_own_collate(const Driver *driver, const Column *column) {
  const Table *table = column->table;
  Str own = mysql_collate(&column->attrs), said = table != NULL ? mysql_collate(&table->attrs) : (Str){0};
  if (table != NULL && said.len == 0 && table->schema != NULL) {
    Str usual = mysql_collation_of(driver, model_attr(&table->attrs, STR("charset")));
    said = mysql_collate(&table->schema->attrs);
    if (usual.len > 0 && !str_eq(usual, said)) return own;
  }
  return str_eq(own, said) ? (Str){NULL, 0} : own;
}

/* Of a schema or table: `parent` is what holds when nothing is said. */
static void compare_option(Comparison *self, Change *modify, Str name, Str before, Str after, Str parent) {
  if (str_eq_nocase(before, after)) return;
  if (before.len == 0)
    change_attr(self->arena, modify, ADD_ATTR, name, before, after);
  else if (after.len > 0)
    change_attr(self->arena, modify, MODIFY_ATTR, name, before, after);
  else if (parent.len > 0 && !str_eq_nocase(before, parent))
    change_attr(self->arena, modify, MODIFY_ATTR, name, before, parent);
}

/* Two files are compared as they are written: what a server would make of one attribute without the other is not asked.
 */
static void compare_written_charset(Comparison *self, Change *modify, const ModelAttrs *from, const ModelAttrs *to,
                                    const ModelAttrs *parent) {
  Str outer = parent != NULL ? charset_said(parent) : (Str){0};
  Str outer_collate = parent != NULL ? mysql_collate(parent) : (Str){0};
  compare_option(self, modify, STR("charset"), charset_said(from), charset_said(to), outer);
  compare_option(self, modify, STR("collate"), mysql_collate(from), mysql_collate(to), outer_collate);
}

static void compare_inspected_charset(Comparison *self, Change *modify, const ModelAttrs *from, const ModelAttrs *to,
                                      const ModelAttrs *parent) {
  Str outer = parent != NULL ? charset(parent) : (Str){0};
  Str outer_collate = parent != NULL ? mysql_collate(parent) : (Str){0};
  Str before = model_attr(from, STR("charset")), after = model_attr(to, STR("charset"));
  if (before.len > 0) after = charset(to); /* a collation alone has that of the other side */
  compare_option(self, modify, STR("charset"), before, after, outer);
  Str usual = mysql_collation_of(self->driver, after);
  if (usual.len > 0) outer_collate = usual;
  compare_option(self, modify, STR("collate"), mysql_collate(from), mysql_collate(to), outer_collate);
}

/* The schema as it will be, when that is said. */
static const Schema *schema_around(const Schema *before, const Schema *after) {
  return after != NULL && charset(&after->attrs).len > 0 ? after : before;
}

/* `before` and `after` are the schemas around a table, of which the later counts when it says something; NULL: the
 * attributes are those of schemas. */
static void compare_charset(Comparison *self, Change *modify, const ModelAttrs *from, const ModelAttrs *to,
                            const Schema *before, const Schema *after) {
  if (!compare_is_inspected(self)) {
    compare_written_charset(self, modify, from, to, before != NULL ? &before->attrs : NULL);
    return;
  }
  const Schema *parent = schema_around(before, after);
  compare_inspected_charset(self, modify, from, to, parent != NULL ? &parent->attrs : NULL);
}

void mysql_compare_schema(Comparison *self, const Schema *from, const Schema *to, Change *modify) {
  compare_charset(self, modify, &from->attrs, &to->attrs, NULL, NULL);
}

/* ---- tables ---- */

static long long counter(const Table *table) {
  char digits[24] = {0};
  Str s = model_attr(&table->attrs, STR("auto_increment"));
  if (s.len == 0 || s.len >= sizeof digits) return 0;
  memcpy(digits, s.ptr, s.len);
  return strtoll(digits, NULL, 10);
}

/* Has the table a column that counts? A server keeps no start of another. */
static bool counts(const Table *table) {
  for (size_t i = 0; i < table->columns.len; i++)
    if (table->columns.items[i]->auto_increment) return true;
  return false;
}

static void compare_counter(Comparison *self, const Table *from, const Table *to, Change *modify) {
  long long before = counter(from), after = counter(to);
  if (after <= 1 || after <= before || (compare_is_inspected(self) && !counts(to))) return;
  change_attr(self->arena, modify, before == 0 ? ADD_ATTR : MODIFY_ATTR, STR("auto_increment"),
              model_attr(&from->attrs, STR("auto_increment")), model_attr(&to->attrs, STR("auto_increment")));
}

static void compare_engine(Comparison *self, const Table *from, const Table *to, Change *modify) {
  Str before = model_attr(&from->attrs, STR("engine")), after = model_attr(&to->attrs, STR("engine"));
  if (after.len == 0 && before.len > 0) after = STR("InnoDB");
  bool inspected = from->pos.source == UINT32_MAX; /* and so is of the engine that goes without saying */
  if (inspected && before.len == 0) before = STR("InnoDB");
  if (after.len == 0) return;
  if (str_eq_nocase(before, after)) return;
  change_attr(self->arena, modify, before.len > 0 ? MODIFY_ATTR : ADD_ATTR, STR("engine"), before, after);
}

static void compare_versioning(Comparison *self, const Table *from, const Table *to, Change *modify) {
  Str name = STR("system_versioned"), yes = STR("true");
  bool before = driver_true_attr(&from->attrs, name), after = driver_true_attr(&to->attrs, name);
  if (before && !after) change_attr(self->arena, modify, DROP_ATTR, name, yes, (Str){NULL, 0});
  if (!before && after) change_attr(self->arena, modify, ADD_ATTR, name, (Str){NULL, 0}, yes);
}

/* Before 8.0.16 and 10.2.1 checks were read over. */
static void refuse_checks(Comparison *self, const Table *to) {
  long version = driver_version(self->from, self->to);
  long needed = str_eq(self->driver->dialect, STR("mariadb")) ? 100201 : 80016;
  if (version == 0 || version >= needed || to->checks.len == 0) return;
  compare_error(self, self->to, to->checks.items[0]->pos,
                arena_printf(self->arena, "version \"%ld.%ld.%ld\" does not support CHECK constraints", version / 10000,
                             version / 100 % 100, version % 100));
}

void mysql_compare_table(Comparison *self, const Table *from, const Table *to, Change *modify) {
  refuse_checks(self, to);
  compare_counter(self, from, to, modify);
  compare_owner_comment(self, side_of(from), side_of(to), from->comment, to->comment, modify);
  compare_charset(self, modify, &from->attrs, &to->attrs, from->schema, to->schema);
  compare_engine(self, from, to, modify);
  compare_versioning(self, from, to, modify);
}

/* ---- columns ---- */

static bool has_own_format(const DbType *type) {
  return type->family == TYPE_SPATIAL || type->family == TYPE_NETWORK || type->family == TYPE_UUID;
}

static bool is_string(const DbType *type) {
  return type->family == TYPE_STRING || type->family == TYPE_BINARY || type->family == TYPE_ENUM ||
         type->family == TYPE_SET || type->family == TYPE_JSON;
}

/* MariaDB makes geometries, addresses and UUIDs of strings, but of nothing else. */
static bool can_convert(Comparison *self, const DbType *from, const DbType *to) {
  if (!str_eq(self->driver->dialect, STR("mariadb")) || is_string(from) || is_string(to)) return true;
  if (!has_own_format(from) && !has_own_format(to)) return true;
  return from->family == to->family && (from->family != TYPE_NETWORK || str_eq(from->word, to->word));
}

static bool type_changed(Comparison *self, const Column *from, const Column *to) {
  DbType a, b;
  if (!from->type.known || !to->type.known) return false;
  mysql_type(self->arena, from, &a);
  mysql_type(self->arena, to, &b);
  Str one = STR("char(1)");
  Str before = str_eq(a.text, STR("char")) ? one : a.text, after = str_eq(b.text, STR("char")) ? one : b.text;
  if (a.family == b.family && str_eq(before, after)) return false;
  if (!can_convert(self, &a, &b))
    compare_error(self, self->to, to->pos,
                  arena_printf(self->arena,
                               "changing the type of column \"%.*s\" from \"%.*s\" to \"%.*s\" is not supported (drop "
                               "and add is required)",
                               STR_FMT(to->name), STR_FMT(before), STR_FMT(after)));
  return true;
}

/* What columns of the table have when they say nothing, as far as the table itself says so: what a server gave back
 * says it. */
static Str table_own(const Column *column, Str (*get)(const ModelAttrs *)) {
  return column->table != NULL ? get(&column->table->attrs) : (Str){0};
}

/* `outer`: what the table had before. */
static bool value_changed(Str before, Str after, Str outer) {
  if (before.len > 0 && after.len > 0) return !str_eq_nocase(before, after);
  Str own = before.len > 0 ? before : after;
  return own.len > 0 && outer.len > 0 && !str_eq_nocase(own, outer);
}

static bool is_text(Comparison *self, const Column *column) {
  DbType type;
  mysql_type(self->arena, column, &type);
  return type.family == TYPE_STRING || type.family == TYPE_ENUM || type.family == TYPE_SET;
}

/* Of a column that says a character set alone, the collation that comes with it: that of the table where it is the
 * table's too, for then it is not written. */
Str mysql_collation_said(const Driver *driver, const Column *column) {
  Str given = mysql_collate(&column->attrs), set = charset_said(&column->attrs);
  if (given.len > 0) return given;
  Str outer = set.len > 0 && mysql_own_charset(column).len == 0 ? table_collate(driver, column->table) : (Str){0};
  return outer.len > 0 ? outer : mysql_collation_of(driver, set);
}

/* What the table will have: a column of a server that says nothing is to have the same, and keeps what it had when only
 * the table changes. */
static Str future_charset(Comparison *self, const Column *from, const Column *to) {
  const Table *before = from->table, *after = to->table;
  Str now = table_own(from, charset_said);
  if (!compare_is_inspected(self) || before == NULL || after == NULL) return now;
  Str said = charset(&after->attrs);
  const Schema *parent = schema_around(before->schema, after->schema);
  if (said.len == 0 && parent != NULL) said = charset(&parent->attrs);
  return said.len > 0 ? said : now;
}

static Str future_collate(Comparison *self, const Column *from, const Column *to) {
  const Table *before = from->table, *after = to->table;
  Str now = table_own(from, mysql_collate);
  if (!compare_is_inspected(self) || before == NULL || after == NULL) return now;
  Str said = said_collate(self->driver, &after->attrs);
  const Schema *parent = schema_around(before->schema, after->schema);
  if (said.len == 0 && parent != NULL) said = said_collate(self->driver, &parent->attrs);
  return said.len > 0 ? said : now;
}

/* The collation that comes with a character set is known of both sides when one is a server's. */
static unsigned charset_bits(Comparison *self, const Column *from, const Column *to) {
  unsigned bits = 0;
  bool inspected = compare_is_inspected(self);
  if (!is_text(self, from) || !is_text(self, to)) return 0;
  if (value_changed(charset_said(&from->attrs), charset(&to->attrs), future_charset(self, from, to)))
    bits |= CHANGED_CHARSET;
  Str before = inspected ? mysql_collation_said(self->driver, from) : mysql_collate(&from->attrs);
  if (value_changed(before, mysql_collation_said(self->driver, to), future_collate(self, from, to)))
    bits |= CHANGED_COLLATE;
  return bits;
}

static Str storage(const Column *column) {
  if (column->generated_type.len == 0) return STR("VIRTUAL");
  return str_eq_nocase(column->generated_type, STR("PERSISTENT")) ? STR("STORED") : column->generated_type;
}

static void refuse(Comparison *self, const Column *to, const char *before, const char *after) {
  Str name = to->name;
  compare_error(self, self->to, to->pos, arena_printf(self->arena, "%s \"%.*s\" %s", before, STR_FMT(name), after));
}

/* Not every change of a generated column can be made in place. */
static unsigned generated_bits(Comparison *self, const Column *from, const Column *to) {
  bool before = from->generated.present, after = to->generated.present;
  if (model_is_unknown(from->generated) || model_is_unknown(to->generated) || (!before && !after)) return 0;
  if (before && after && str_eq_nocase(storage(from), storage(to)))
    return compare_expr(self, from->generated.text, to->generated.text) ? 0 : CHANGED_GENERATED;
  if (before && after) {
    compare_error(self, self->to, to->pos,
                  arena_printf(self->arena,
                               "changing the store type of generated column \"%.*s\" from \"%.*s\" to \"%.*s\" is not "
                               "supported",
                               STR_FMT(to->name), STR_FMT(storage(from)), STR_FMT(storage(to))));
    return 0;
  }
  bool is_virtual = str_eq_nocase(storage(before ? from : to), STR("VIRTUAL"));
  if (is_virtual && after)
    refuse(self, to, "changing column", "to VIRTUAL generated column is not supported (drop and add is required)");
  else if (is_virtual)
    refuse(self, to, "changing VIRTUAL generated column",
           "to non-generated column is not supported (drop and add is required)");
  return is_virtual ? 0 : CHANGED_GENERATED;
}

/* 0 is the system of those that say nothing. */
static Str srid(const Column *column) {
  Str text = model_attr(&column->attrs, STR("srid"));
  return str_eq(text, STR("0")) ? (Str){NULL, 0} : text;
}

static bool attrs_changed(Comparison *self, const Column *from, const Column *to) {
  Str before = model_attr(&from->attrs, STR("on_update")), after = model_attr(&to->attrs, STR("on_update"));
  if (from->auto_increment != to->auto_increment) return true;
  if (!str_eq(expr_lower(self->arena, before), expr_lower(self->arena, after))) return true;
  if (driver_true_attr(&from->attrs, STR("invisible")) != driver_true_attr(&to->attrs, STR("invisible"))) return true;
  return !str_eq(srid(from), srid(to));
}

unsigned mysql_compare_column(Comparison *self, const Column *from, const Column *to) {
  unsigned bits = compare_comment(from->comment, to->comment);
  bool generated = from->generated.present && to->generated.present;
  bool automatic = generated && compare_is_inspected(self) && str_eq(self->driver->dialect, STR("mariadb"));
  if (from->null_known && to->null_known && from->null != to->null && !automatic) bits |= CHANGED_NULL;
  if (type_changed(self, from, to)) bits |= CHANGED_TYPE;
  if (mysql_default_changed(self, from, to)) bits |= CHANGED_DEFAULT;
  if (attrs_changed(self, from, to)) bits |= CHANGED_ATTR;
  return bits | generated_bits(self, from, to) | charset_bits(self, from, to);
}

/* ---- indexes and the rest ---- */

static Str index_type(const Index *index) {
  Str type = model_attr(&index->attrs, STR("type"));
  return type.len > 0 ? type : STR("BTREE");
}

/* A server takes the one that it has: InnoDB makes trees of all but unique keys of whole texts. */
static bool is_tree_or_hash(const Index *index) {
  Str type = index_type(index);
  return str_eq_nocase(type, STR("BTREE")) || str_eq_nocase(type, STR("HASH"));
}

static bool is_innodb(const Table *table) {
  Str engine = table != NULL ? model_attr(&table->attrs, STR("engine")) : (Str){0};
  return engine.len == 0 || str_eq_nocase(engine, STR("InnoDB"));
}

bool mysql_compare_index(Comparison *self, const Index *from, const Index *to) {
  bool server_chooses = compare_is_inspected(self) && is_tree_or_hash(from) && is_tree_or_hash(to) &&
                        is_innodb(self->from_table) && is_innodb(self->to_table);
  if (!server_chooses && !str_eq_nocase(index_type(from), index_type(to))) return true;
  return !str_eq(model_attr(&from->attrs, STR("parser")), model_attr(&to->attrs, STR("parser")));
}

bool mysql_compare_part(Comparison *self, const Index *from_index, const IndexPart *from, const Index *to_index,
                        const IndexPart *to) {
  (void)self, (void)from_index, (void)to_index;
  return !str_eq(model_attr(&from->attrs, STR("prefix")), model_attr(&to->attrs, STR("prefix")));
}

bool mysql_compare_check(const Check *from, const Check *to) {
  Str no = STR("false");
  return str_eq(model_attr(&from->attrs, STR("enforced")), no) == str_eq(model_attr(&to->attrs, STR("enforced")), no);
}

static Str action_or_default(Str action) {
  return action.len == 0 || str_eq_nocase(action, STR("RESTRICT")) ? STR("NO ACTION") : action;
}

bool mysql_same_expr(Comparison *self, Str a, Str b) {
  ExprRules rules = {.flavor = dialect_named(STR("mysql"))->sql, .words_join = true};
  return compare_is_inspected(self) && expr_tree_same(self->arena, &rules, a, b);
}

bool mysql_same_action(Str from, Str to) { return str_eq_nocase(action_or_default(from), action_or_default(to)); }

/* functional_index, or the first column's name, c or c_2 */
bool mysql_generated_name(const Table *table, const Index *index) {
  (void)table;
  if (index->parts.len == 0) return false;
  if (str_eq(index->name, STR("functional_index"))) return true;
  Str column = index->parts.items[0].column_name, name = index->name;
  if (column.len == 0 || !str_starts(name, column)) return false;
  Str rest = str_sub(name, column.len, name.len);
  if (rest.len == 0) return true;
  if (rest.len < 2 || rest.ptr[0] != '_' || str_eq(rest, STR("_1"))) return false;
  for (size_t i = 1; i < rest.len; i++)
    if (rest.ptr[i] < (i == 1 ? '1' : '0') || rest.ptr[i] > '9') return false;
  return true;
}

/* Do the first columns of the index serve the key? Then a server makes no index of its own for it. */
static bool covers(const Index *index, const ForeignKey *key) {
  if (index == NULL || index->parts.len < key->columns.len) return false;
  for (size_t i = 0; i < key->columns.len; i++)
    if (index->parts.items[i].column != key->columns.items[i]) return false;
  return true;
}

/* Are the columns of the index those of the key, in order? */
static bool serves(const Index *index, const ForeignKey *key) {
  return key->columns.len == index->parts.len && covers(index, key);
}

/* Of a schema that no server gave back: the index that a foreign key needs is not in it, but stays. */
static bool is_covered(const Table *table, const ForeignKey *key) {
  if (covers(table->primary_key, key)) return true;
  for (size_t i = 0; i < table->indexes.len; i++)
    if (covers(table->indexes.items[i], key)) return true;
  return false;
}

/* Are the columns of the key those that the columns of the other one become? */
static bool same_key_columns(const Comparison *self, const ForeignKey *from, const ForeignKey *to) {
  if (from->columns.len != to->columns.len) return false;
  for (size_t i = 0; i < from->columns.len; i++) {
    const Column *renamed = self->renamed != NULL ? self->renamed(self->diff, from->columns.items[i]) : NULL;
    Str name = renamed != NULL ? renamed->name : from->columns.items[i]->name;
    if (!str_eq_nocase(name, to->columns.items[i]->name)) return false;
  }
  return true;
}

/* A server made it for a foreign key that stays, and what was written says no index for it. */
static bool made_unsaid(const Comparison *self, const Table *to, const Index *from, const ForeignKey *key) {
  if (from->pos.source != UINT32_MAX || from->unique || !str_eq(from->name, key->name) || !serves(from, key))
    return false;
  for (size_t i = 0; i < to->foreign_keys.len; i++)
    if (str_eq(to->foreign_keys.items[i]->name, key->name) && same_key_columns(self, key, to->foreign_keys.items[i]))
      return !is_covered(to, to->foreign_keys.items[i]);
  return false;
}

bool mysql_keeps_index(Comparison *self, const Table *to, const Index *from) {
  if (self->from_table == NULL) return false;
  for (size_t i = 0; i < self->from_table->foreign_keys.len; i++) {
    const ForeignKey *key = self->from_table->foreign_keys.items[i];
    if (made_unsaid(self, to, from, key)) return true;
    if (self->normalised) continue;
    if (serves(from, key) || str_eq(key->name, from->name)) return true;
  }
  return false;
}

static bool made_for_key(const Table *table, const Index *index) {
  for (size_t i = 0; table != NULL && i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    if (str_eq(key->name, index->name) && serves(index, key)) return true;
  }
  return false;
}

/* Of several foreign keys of the same columns one gives its name to the index: which one depends on the order in which
 * they were made. */
bool mysql_same_purpose(Comparison *self, const Index *from, const Index *to) {
  bool plain = !from->unique && !mysql_compare_index(self, from, to) && !from->comment.present && !to->comment.present;
  return plain && made_for_key(self->from_table, from) && made_for_key(self->to_table, to);
}

/* Servers with lower_case_table_names = 1 or 2 do not tell A from a. */
Str mysql_table_key(Comparison *self, Str name) {
  for (int i = 0; i < 2; i++) {
    const Realm *realm = i == 0 ? self->from : self->to;
    Str mode = realm != NULL ? model_attr(&realm->attrs, STR("lower_case_table_names")) : (Str){0};
    if (str_eq(mode, STR("1")) || str_eq(mode, STR("2"))) return expr_lower(self->arena, name);
  }
  return name;
}

const char *const mysql_known_attrs[] = {
    "charset", "collate",        "collation", "engine",   "auto_increment", "on_update",        "type",
    "parser",  "prefix",         "enforced",  "unsigned", "columns",        "system_versioned", "invisible",
    "srid",    "create_options", "comment",   NULL};

/* Limits are for users: a role opens no connection. */
const char *const mysql_unplanned_attrs[] = {"role.comment",
                                             "role.max_connections",
                                             "role.max_questions",
                                             "role.max_updates",
                                             "role.max_user_connections",
                                             "role.password_lifetime",
                                             "role.password_expired",
                                             "role.account_locked",
                                             "user.comment",
                                             NULL};

const Driver mysql_driver = MYSQL_DRIVER("mysql", mysql_lint, true, true);
