/* json.h: values of JSON documents, built with jansson. */
#ifndef ATLAS_BASE_JSON_H
#define ATLAS_BASE_JSON_H

#include <jansson.h>

#include "base/text.h"

/* New values. Bytes that are not UTF-8 become U+FFFD. */
json_t *json_text(Str text);
json_t *json_from_pos(TextPos pos);
json_t *json_from_range(TextRange range);
/* Sets a member and takes over the reference. */
void json_put(json_t *object, const char *key, json_t *value);
void json_put_str(json_t *object, const char *key, Str text);

#endif
