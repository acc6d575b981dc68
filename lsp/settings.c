/* settings.c: the settings under "atlas", described in docs/lsp.md. Unknown names and wrong kinds are ignored. */
#include "lsp/lifecycle.h"

static bool flag_or(const json_t *value, const char *path, bool usual) {
  const json_t *flag = json_at(value, path);
  return json_is_boolean(flag) ? json_is_true(flag) : usual;
}

bool settings_read(LspSettings *self, const json_t *atlas) {
  if (!json_is_object(atlas) || (self->json != NULL && json_equal(self->json, atlas))) return false;
  json_decref(self->json);
  self->json = json_deep_copy(atlas);
  Str name = json_str(atlas, "dialect");
  self->dialect = str_empty(name) ? NULL : dialect_named(name);
  self->check = flag_or(atlas, "check.enabled", true);
  self->closed_files = flag_or(atlas, "check.closedFiles", true);
  self->format = flag_or(atlas, "format.enabled", true);
  self->lint = flag_or(atlas, "lint.enabled", true);
  self->trusted = flag_or(atlas, "trusted", false);
  self->external = str_eq(json_str(atlas, "engine"), STR("cli"));
  return true;
}

int settings_severity(const LspSettings *self, Str code, int usual) {
  static const char *const names[] = {"off", "error", "warning", "info", "hint"};
  const json_t *map = json_at(self->json, "check.severity");
  if (map == NULL) return usual;
  Str word = json_str(json_object_getn(map, code.ptr, code.len), "");
  for (int i = 0; i < 5; i++)
    if (str_eq(word, str_from(names[i]))) return i;
  return usual;
}
