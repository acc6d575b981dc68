/* flavor.c: the `sql` block: how a dialect writes SQL. */
#include "dialects/dialectc/emit.h"

/* Place of a true-or-false attribute, or NULL. */
static bool *flavor_switch(SqlFlavor *flavor, Str key) {
  const struct {
    const char *word;
    bool *place;
  } switches[] = {{"backtick_quotes", &flavor->backtick_quotes},
                  {"double_quotes", &flavor->double_quotes},
                  {"bracket_quotes", &flavor->bracket_quotes},
                  {"dollar_quotes", &flavor->dollar_quotes},
                  {"q_quotes", &flavor->q_quotes},
                  {"triple_quotes", &flavor->triple_quotes},
                  {"e_strings", &flavor->e_strings},
                  {"backslash_escapes", &flavor->backslash_escapes},
                  {"hash_comments", &flavor->hash_comments},
                  {"nested_comments", &flavor->nested_comments},
                  {"lenient_quotes", &flavor->lenient_quotes},
                  {"plain_bodies", &flavor->plain_bodies},
                  {"known_names", &flavor->known_names}};
  for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++) {
    if (str_eq(key, str_from(switches[i].word))) {
      return switches[i].place;
    }
  }
  return NULL;
}

void read_sql_flavor(const Source *self, const SynBlock *block) {
  Model *model = self->model;
  model->has_sql = true;
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    bool *place = flavor_switch(&model->sql, attr->name);
    if (place != NULL) {
      *place = read_bool(self, attr->value);
    } else if (str_eq(attr->name, STR("parser"))) {
      model->sql.parser = read_string(self, attr->value);
    } else if (str_eq(attr->name, STR("system"))) {
      array_clear(&model->sql_system);
      read_words(self, attr->value, &model->sql_system);
    } else {
      model_error(model, source_place(self, attr->name_span), "unknown attribute %.*s of sql", STR_FMT(attr->name));
    }
  }
}

void emit_sql_flavor(const Model *model, size_t system, Buf *out) {
  const SqlFlavor *flavor = &model->sql;
  if (!model->has_sql) {
    return;
  }
  buf_put(out, STR("static const SqlFlavor sql_flavor = {.parser = "));
  emit_str(out, flavor->parser);
  emit_flag(out, "backtick_quotes", flavor->backtick_quotes);
  emit_flag(out, "double_quotes", flavor->double_quotes);
  emit_flag(out, "bracket_quotes", flavor->bracket_quotes);
  emit_flag(out, "dollar_quotes", flavor->dollar_quotes);
  emit_flag(out, "q_quotes", flavor->q_quotes);
  emit_flag(out, "triple_quotes", flavor->triple_quotes);
  emit_flag(out, "e_strings", flavor->e_strings);
  emit_flag(out, "backslash_escapes", flavor->backslash_escapes);
  emit_flag(out, "hash_comments", flavor->hash_comments);
  emit_flag(out, "nested_comments", flavor->nested_comments);
  emit_flag(out, "lenient_quotes", flavor->lenient_quotes);
  emit_flag(out, "plain_bodies", flavor->plain_bodies);
  emit_flag(out, "known_names", flavor->known_names);
  emit_slice(out, "system", "names", system, "system_count", model->sql_system.len);
  buf_put(out, STR("};\n\n"));
}
