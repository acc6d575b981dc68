/* json.h: reading the JSON of the protocol, on top of jansson; base/json.h builds it. Reading never fails: what is
 * absent or of another kind gives the empty value. */
#ifndef ATLAS_LSP_JSON_H
#define ATLAS_LSP_JSON_H

#include "base/json.h"

/* Member at a path of names: json_at(params, "textDocument.uri"); NULL when absent. */
const json_t *json_at(const json_t *value, const char *path);
Str json_str(const json_t *value, const char *path);
bool json_flag(const json_t *value, const char *path);
bool json_int(const json_t *value, const char *path, int64_t *out);
/* Is `word` among the strings of the array at `path`? */
bool json_has_word(const json_t *value, const char *path, Str word);
/* A position; false when it is no pair of integers from 0 to 2^31 - 1. */
bool json_position(const json_t *value, const char *path, TextPos *out);
bool json_range(const json_t *value, const char *path, TextRange *out);

#endif
