/* ddl_read_sequence.c: sequences, and those of serial and identity columns. */
#include "dialects/postgresql/ddl_read_parts.h"

CatSequence *pgddl_new_sequence(DdlRead *self, Str schema, Str name, Str type) {
  CatSequence *sequence = pgddl_add(self, ITEM_SEQUENCE, sizeof *sequence, schema, name);
  if (sequence == NULL) return NULL;
  sequence->type = type;
  sequence->increment = sequence->cache = STR("1");
  return sequence;
}

static Str number_of(DdlRead *self, const json_t *node) {
  const json_t *body = node_body(node);
  if (node_is(node, "Float")) return pgddl_keep(self, tree_str(body, "fval"));
  return pgddl_printf(self, "%ld", tree_int(body, "ival"));
}

/* OWNED BY t.c, or NONE. */
static bool set_owner(DdlRead *self, CatSequence *sequence, const json_t *node) {
  const json_t *names = node_list(node);
  size_t count = json_array_size(names);
  sequence->owner = NULL;
  if (count < 2) return true;
  Str schema = count > 2 ? node_string(json_array_get(names, count - 3)) : (Str){0};
  Str name = node_string(json_array_get(names, count - 2));
  CatTable *table = pgddl_find_table(self, schema, name);
  if (table == NULL) return pgddl_missing(self, "relation", schema, name);
  sequence->owner = pgddl_need_column(self, table, node_string(json_array_get(names, count - 1)));
  return sequence->owner != NULL;
}

static bool set_option(DdlRead *self, CatSequence *sequence, const json_t *def) {
  const json_t *arg = tree_get(def, "arg");
  if (tree_is(def, "defname", "start")) sequence->start = number_of(self, arg);
  if (tree_is(def, "defname", "increment")) sequence->increment = number_of(self, arg);
  if (tree_is(def, "defname", "cache")) sequence->cache = number_of(self, arg);
  if (tree_is(def, "defname", "minvalue")) sequence->min = arg != NULL ? number_of(self, arg) : (Str){0};
  if (tree_is(def, "defname", "maxvalue")) sequence->max = arg != NULL ? number_of(self, arg) : (Str){0};
  if (tree_is(def, "defname", "cycle")) sequence->cycle = tree_flag(tree_get(arg, "Boolean"), "boolval");
  if (tree_is(def, "defname", "as")) {
    TypeRef type = pgddl_type(self, node_body(arg));
    sequence->type = type.base;
  }
  return !tree_is(def, "defname", "owned_by") || set_owner(self, sequence, arg);
}

bool pgddl_sequence_options(DdlRead *self, CatSequence *sequence, const json_t *options) {
  for (size_t i = 0; i < json_array_size(options); i++)
    if (!set_option(self, sequence, node_body(json_array_get(options, i)))) return false;
  return true;
}

bool pgddl_create_sequence(DdlRead *self, const json_t *body) {
  const json_t *range = tree_get(body, "sequence");
  Str schema = tree_str(range, "schemaname"), name = tree_str(range, "relname");
  if (tree_flag(body, "if_not_exists") && pgddl_look(self, ITEM_SEQUENCE, schema, name) != NULL) return true;
  if (tree_is(range, "relpersistence", "t")) return true;
  CatSequence *sequence = pgddl_new_sequence(self, schema, name, STR("int8"));
  if (sequence == NULL) return false;
  sequence->item.pos = pgddl_pos(self, tree_int(range, "location"), name.len);
  return pgddl_sequence_options(self, sequence, tree_get(body, "options"));
}

bool pgddl_alter_sequence(DdlRead *self, const json_t *body) {
  const json_t *range = tree_get(body, "sequence");
  Str schema = tree_str(range, "schemaname"), name = tree_str(range, "relname");
  CatSequence *sequence = (CatSequence *)pgddl_look(self, ITEM_SEQUENCE, schema, name);
  if (sequence == NULL) return tree_flag(body, "missing_ok") || pgddl_missing(self, "relation", schema, name);
  return pgddl_sequence_options(self, sequence, tree_get(body, "options"));
}
