/* print.c: plans as text: as a migration file, and as a tree of changes for people. */
#include "diff/diff_internal.h"

typedef struct KindText {
  const char *name; /* "add column" */
  const char *skip; /* name of the policy; NULL: it cannot be skipped */
} KindText;

static const KindText kinds[] = {
    [ADD_SCHEMA] = {"add schema", "add_schema"},
    [DROP_SCHEMA] = {"drop schema", "drop_schema"},
    [MODIFY_SCHEMA] = {"modify schema", "modify_schema"},
    [ADD_TABLE] = {"add table", "add_table"},
    [DROP_TABLE] = {"drop table", "drop_table"},
    [MODIFY_TABLE] = {"modify table", "modify_table"},
    [RENAME_TABLE] = {"rename table", "rename_table"},
    [ADD_OBJECT] = {"add", NULL},
    [DROP_OBJECT] = {"drop", NULL},
    [MODIFY_OBJECT] = {"modify", NULL},
    [RENAME_OBJECT] = {"rename", NULL},
    [ADD_COLUMN] = {"add column", "add_column"},
    [DROP_COLUMN] = {"drop column", "drop_column"},
    [MODIFY_COLUMN] = {"modify column", "modify_column"},
    [RENAME_COLUMN] = {"rename column", NULL},
    [ADD_INDEX] = {"add index", "add_index"},
    [DROP_INDEX] = {"drop index", "drop_index"},
    [MODIFY_INDEX] = {"modify index", "modify_index"},
    [RENAME_INDEX] = {"rename index", NULL},
    [ADD_PRIMARY_KEY] = {"add primary key", NULL},
    [DROP_PRIMARY_KEY] = {"drop primary key", NULL},
    [MODIFY_PRIMARY_KEY] = {"modify primary key", NULL},
    [ADD_FOREIGN_KEY] = {"add foreign key", "add_foreign_key"},
    [DROP_FOREIGN_KEY] = {"drop foreign key", "drop_foreign_key"},
    [MODIFY_FOREIGN_KEY] = {"modify foreign key", "modify_foreign_key"},
    [ADD_CHECK] = {"add check", NULL},
    [DROP_CHECK] = {"drop check", NULL},
    [MODIFY_CHECK] = {"modify check", NULL},
    [ADD_ATTR] = {"add", NULL},
    [DROP_ATTR] = {"drop", NULL},
    [MODIFY_ATTR] = {"modify", NULL},
    [ADD_UNIQUE_USING] = {"add unique constraint", NULL},
    [ADD_PRIMARY_KEY_USING] = {"add primary key", NULL},
};

Str diff_kind_name(ChangeKind kind) { return str_from(kinds[kind].name); }

/* Policies for changes of objects, by their roles: four bits each behind those of the kinds of changes. */
static const struct {
  const char *name;
  ObjectRole role;
} object_policies[] = {{"view", OBJECT_VIEW},       {"materialized", OBJECT_MATERIALIZED},
                       {"func", OBJECT_FUNCTION},   {"proc", OBJECT_PROCEDURE},
                       {"trigger", OBJECT_TRIGGER}, {"sequence", OBJECT_SEQUENCE}};
enum { OBJECT_POLICIES = sizeof object_policies / sizeof *object_policies, FIRST_OBJECT_BIT = 40 };

static uint64_t object_bit(size_t policy, unsigned kind) {
  return (uint64_t)1 << (FIRST_OBJECT_BIT + policy * 4 + (kind - ADD_OBJECT));
}

bool diff_skips_object(const Diff *self, const Change *change) {
  const Object *object = object_either(change->from.object, change->to.object);
  for (size_t i = 0; i < OBJECT_POLICIES; i++)
    if (object_policies[i].role == object->role) return (self->options.skip & object_bit(i, change->kind)) != 0;
  return false;
}

/* add_view -> its bit; 0: no such policy. */
static uint64_t object_skip_bit(Str name) {
  static const char *const verbs[] = {"add_", "drop_", "modify_", "rename_"};
  for (unsigned verb = 0; verb < sizeof verbs / sizeof *verbs; verb++)
    for (size_t i = 0; i < OBJECT_POLICIES; i++) {
      Str prefix = str_from(verbs[verb]);
      bool same =
          str_starts(name, prefix) && str_eq(str_sub(name, prefix.len, name.len), str_from(object_policies[i].name));
      if (same) return object_bit(i, ADD_OBJECT + verb);
    }
  return 0;
}

uint64_t diff_skip_bit(Str name) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (kinds[i].skip != NULL && str_eq(name, str_from(kinds[i].skip))) return (uint64_t)1 << i;
  return object_skip_bit(name);
}

void diff_print(const Diff *self, Buf *out) {
  for (size_t i = 0; i < self->statements.len; i++) {
    const DiffStatement *statement = &self->statements.items[i];
    Str comment = statement->comment;
    char first = comment.len > 0 ? comment.ptr[0] : ' ';
    if (first >= 'a' && first <= 'z') first = (char)(first - 0x20);
    buf_printf(out, "-- %c%.*s\n%.*s;\n", first, STR_FMT(str_sub(comment, 1, comment.len)), STR_FMT(statement->sql));
  }
}

/* ---- summary ---- */

static Str name_of(const Change *change, ChangeSide side) {
  switch (change->kind) {
  case ADD_SCHEMA:
  case DROP_SCHEMA:
  case MODIFY_SCHEMA: return side.schema->name;
  case ADD_TABLE:
  case DROP_TABLE:
  case MODIFY_TABLE:
  case RENAME_TABLE: return side.table->name;
  case ADD_OBJECT:
  case DROP_OBJECT:
  case MODIFY_OBJECT:
  case RENAME_OBJECT: return side.object->name;
  case ADD_COLUMN:
  case DROP_COLUMN:
  case MODIFY_COLUMN:
  case RENAME_COLUMN: return side.column->name;
  case ADD_FOREIGN_KEY:
  case DROP_FOREIGN_KEY:
  case MODIFY_FOREIGN_KEY: return side.foreign_key->name;
  case ADD_CHECK:
  case DROP_CHECK:
  case MODIFY_CHECK: return side.check->name;
  case ADD_ATTR:
  case DROP_ATTR:
  case MODIFY_ATTR: return change->attr;
  default: return side.index->name;
  }
}

static void put_bits(Buf *out, unsigned bits) {
  static const struct {
    unsigned bit;
    const char *text;
  } names[] = {{CHANGED_TYPE, "type"},
               {CHANGED_NULL, "null"},
               {CHANGED_DEFAULT, "default"},
               {CHANGED_COMMENT, "comment"},
               {CHANGED_ATTR, "attributes"},
               {CHANGED_GENERATED, "generated"},
               {CHANGED_CHARSET, "charset"},
               {CHANGED_COLLATE, "collate"},
               {CHANGED_UNIQUE, "unique"},
               {CHANGED_PARTS, "parts"},
               {CHANGED_COLUMN, "columns"},
               {CHANGED_REF_COLUMN, "referenced columns"},
               {CHANGED_REF_TABLE, "referenced table"},
               {CHANGED_UPDATE_ACTION, "on update"},
               {CHANGED_DELETE_ACTION, "on delete"}};
  const char *before = " (";
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if ((bits & names[i].bit) == 0) continue;
    buf_printf(out, "%s%s", before, names[i].text);
    before = ", ";
  }
  if (bits != 0) buf_putc(out, ')');
}

static void put_change(const Change *change, unsigned depth, Buf *out) {
  ChangeSide side = change->to.any != NULL ? change->to : change->from;
  bool is_rename = change->kind == RENAME_TABLE || change->kind == RENAME_COLUMN || change->kind == RENAME_INDEX ||
                   change->kind == RENAME_OBJECT;
  buf_repeat(out, ' ', (size_t)depth * 2);
  buf_put(out, diff_kind_name((ChangeKind)change->kind));
  if (change->kind >= ADD_OBJECT && change->kind <= RENAME_OBJECT) buf_printf(out, " %.*s", STR_FMT(side.object->kind));
  if (is_rename) buf_printf(out, " %.*s to", STR_FMT(name_of(change, change->from)));
  Str name = name_of(change, side);
  if (name.len > 0) buf_printf(out, " %.*s", STR_FMT(name));
  put_bits(out, change->bits);
  buf_putc(out, '\n');
  if (depth > 0) return;
  for (size_t i = 0; i < change->members.len; i++) put_change(change->members.items[i], 1, out);
}

void diff_summary(const Diff *self, Buf *out) {
  for (size_t i = 0; i < self->changes.len; i++) put_change(self->changes.items[i], 0, out);
}
