/* inspect_partition.c: how tables of MySQL and MariaDB are partitioned.
 *
 *     RANGE, year(`d`), p0: 2000, p1: MAXVALUE  ->  partition { type = RANGE, by { expr }, partition "p0" ... } */
#include "base/buf.h"
#include "dialects/mysql/inspect_parts.h"

static const char partitions_sql[] =
    "SELECT TABLE_SCHEMA, TABLE_NAME, PARTITION_NAME, PARTITION_METHOD, PARTITION_EXPRESSION, PARTITION_DESCRIPTION, "
    "PARTITION_COMMENT, SUBPARTITION_METHOD FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA IN (%s) "
    "AND PARTITION_NAME IS NOT NULL "
    "ORDER BY TABLE_SCHEMA, TABLE_NAME, PARTITION_ORDINAL_POSITION, SUBPARTITION_ORDINAL_POSITION";

enum { P_NAME = 2, P_METHOD, P_EXPR, P_VALUES, P_COMMENT, P_SUB };

/* The name in quotes at *at, which is passed over. */
static Str take_name(Inspect *self, Str text, size_t *at) {
  char *copy = arena_alloc(&self->arena, text.len + 1);
  size_t len = 0, i = *at + 1;
  for (; i < text.len; i++) {
    bool doubled = text.ptr[i] == '`' && i + 1 < text.len && text.ptr[i + 1] == '`';
    if (text.ptr[i] == '`' && !doubled) break;
    copy[len++] = text.ptr[i];
    if (doubled) i++;
  }
  *at = i + 1;
  return str_make(copy, len);
}

/* `a`,`b` -> [a, b] */
static Str column_list(Inspect *self, Str text) {
  Buf buf = {0};
  buf_putc(&buf, '[');
  for (size_t at = 0; at < text.len;) {
    if (text.ptr[at] != '`') {
      if (text.ptr[at++] == ',') buf_put(&buf, STR(", "));
      continue;
    }
    model_put_step(&buf, take_name(self, text, &at));
  }
  buf_putc(&buf, ']');
  Str list = arena_str(&self->arena, buf_str(&buf));
  buf_free(&buf);
  return list;
}

/* KEY() is by the primary key. */
static Str key_list(Inspect *self, const Table *table) {
  Buf buf = {0};
  buf_putc(&buf, '[');
  for (size_t i = 0; table->primary_key != NULL && i < table->primary_key->parts.len; i++) {
    if (i > 0) buf_put(&buf, STR(", "));
    model_put_step(&buf, table->primary_key->parts.items[i].column_name);
  }
  buf_putc(&buf, ']');
  Str list = arena_str(&self->arena, buf_str(&buf));
  buf_free(&buf);
  return list;
}

static Object *start(Inspect *self, Table *table, Str method, Str expr) {
  Object *object = model_new_object(self->realm, table->schema, STR("partition"), (Str){0});
  bool key = str_ends(method, STR("KEY")), columns = str_ends(method, STR("COLUMNS"));
  char *type = arena_copy(&self->arena, method.ptr, method.len, 1);
  for (size_t i = 0; i < method.len; i++)
    if (type[i] == ' ') type[i] = '_';
  array_push(&table->children, object);
  inspect_attr(self, &object->attrs, STR("type"), str_make(type, method.len));
  if (key || columns) {
    Str list = str_empty(expr) ? key_list(self, table) : column_list(self, expr);
    inspect_attr(self, &object->attrs, STR("columns"), list);
  } else {
    Object *by = inspect_add_child(self, object, STR("by"), (Str){0});
    inspect_attr(self, &by->attrs, STR("expr"), expr);
  }
  table->partition = arena_printf(&self->realm->arena, "%.*s (%.*s)", STR_FMT(method), STR_FMT(expr));
  return object;
}

static void add_partition(Inspect *self, Object *parent, const DbRows *rows, size_t row) {
  Object *object = inspect_add_child(self, parent, STR("partition"), db_cell(rows, row, P_NAME));
  Str method = db_cell(rows, row, P_METHOD), values = db_cell(rows, row, P_VALUES);
  Str list = arena_printf(&self->arena, "[%.*s]", STR_FMT(values));
  if (str_starts(method, STR("RANGE"))) inspect_attr(self, &object->attrs, STR("values_less_than"), list);
  if (str_starts(method, STR("LIST"))) inspect_attr(self, &object->attrs, STR("values_in"), list);
  object->comment = inspect_text(self, db_cell(rows, row, P_COMMENT));
}

static bool is_known(Str method) {
  static const char *const methods[] = {"RANGE", "RANGE COLUMNS", "LIST", "LIST COLUMNS",
                                        "HASH",  "LINEAR HASH",   "KEY",  "LINEAR KEY"};
  for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
    if (str_eq(method, str_from(methods[i]))) return true;
  return false;
}

bool my_read_partitions(Inspect *self) {
  DbRows rows;
  Table *table = NULL;
  Object *object = NULL;
  if (!my_query(self, partitions_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Table *next = inspect_table(self, db_cell(&rows, i, 0), db_cell(&rows, i, 1));
    Str method = db_cell(&rows, i, P_METHOD);
    if (next == NULL) continue;
    bool fits = is_known(method) && str_empty(db_cell(&rows, i, P_SUB));
    if (next != table && !fits) my_gap(self, "partitioning of table", next->schema->name, next->name);
    if (next != table) object = fits ? start(self, next, method, db_cell(&rows, i, P_EXPR)) : NULL;
    table = next;
    if (object != NULL) add_partition(self, object, &rows, i);
  }
  return true;
}
