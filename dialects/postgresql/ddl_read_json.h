/* ddl_read_json.h: short names for reading the parser's tree, which is JSON: a node is an object with one member, whose
 * key says what it is. Members that are 0, false or empty are left out of it.
 *
 *     {"RangeVar": {"relname": "t"}}   kind "RangeVar", body {"relname": "t"} */
#ifndef ATLAS_DIALECTS_POSTGRESQL_DDL_READ_JSON_H
#define ATLAS_DIALECTS_POSTGRESQL_DDL_READ_JSON_H

#include <jansson.h>

#include "base/str.h"

static inline json_t *tree_get(const json_t *body, const char *key) { return json_object_get(body, key); }
static inline Str tree_text(const json_t *value) {
  return json_is_string(value) ? str_make(json_string_value(value), json_string_length(value)) : (Str){0};
}
static inline Str tree_str(const json_t *body, const char *key) { return tree_text(tree_get(body, key)); }
static inline long tree_int(const json_t *body, const char *key) {
  return (long)json_integer_value(tree_get(body, key));
}
static inline bool tree_flag(const json_t *body, const char *key) { return json_is_true(tree_get(body, key)); }
static inline bool tree_is(const json_t *body, const char *key, const char *word) {
  return str_eq(tree_str(body, key), str_from(word));
}
static inline size_t tree_count(const json_t *body, const char *key) { return json_array_size(tree_get(body, key)); }
static inline json_t *tree_item(const json_t *body, const char *key, size_t index) {
  return json_array_get(tree_get(body, key), index);
}

/* Of a node: its kind and its body. */
static inline Str node_kind(const json_t *node) {
  void *first = json_object_iter((json_t *)(uintptr_t)node);
  return first != NULL ? str_from(json_object_iter_key(first)) : (Str){0};
}
static inline json_t *node_body(const json_t *node) {
  void *first = json_object_iter((json_t *)(uintptr_t)node);
  return first != NULL ? json_object_iter_value(first) : NULL;
}
static inline bool node_is(const json_t *node, const char *kind) { return str_eq(node_kind(node), str_from(kind)); }
/* {"String": {"sval": "x"}} -> x; an integer or float gives nothing. */
static inline Str node_string(const json_t *node) { return tree_str(tree_get(node, "String"), "sval"); }
/* Names of a list of strings, or of a List node. */
static inline const json_t *node_list(const json_t *node) {
  return json_is_array(node) ? node : tree_get(tree_get(node, "List"), "items");
}

#endif
