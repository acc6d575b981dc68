/* feature_completion.c: textDocument/completion and completionItem/resolve: from the plain list of complete.h to the
 * items of the protocol. The list is short and the documentation comes with resolve. */
#include <stdio.h>

#include "lsp/complete.h"
#include "lsp/features.h"
#include "lsp/groups.h"
#include "lsp/locate.h"
#include "lsp/markdown.h"

enum { FORMAT_SNIPPET = 2, TAG_DEPRECATED = 1, MODE_ADJUST_INDENT = 2 };

/* CompletionItemKind of the protocol. */
enum {
  ITEM_TEXT = 1,
  ITEM_FUNCTION = 3,
  ITEM_FIELD = 5,
  ITEM_VARIABLE = 6,
  ITEM_CLASS = 7,
  ITEM_MODULE = 9,
  ITEM_PROPERTY = 10,
  ITEM_ENUM = 13,
  ITEM_KEYWORD = 14,
  ITEM_SNIPPET = 15,
  ITEM_REFERENCE = 18,
  ITEM_ENUM_MEMBER = 20,
  ITEM_STRUCT = 22,
  ITEM_TYPE_PARAMETER = 25
};

static int kind_of_def(const SymDef *def) {
  switch (def->spec != NULL ? (BlockRole)def->spec->role : BLOCK_PLAIN) {
  case BLOCK_TABLE:
  case BLOCK_VIEW:
  case BLOCK_MATERIALIZED: return ITEM_CLASS;
  case BLOCK_COLUMN: return ITEM_FIELD;
  case BLOCK_SCHEMA: return ITEM_MODULE;
  case BLOCK_ENUM: return ITEM_ENUM;
  case BLOCK_FUNCTION:
  case BLOCK_PROCEDURE: return ITEM_FUNCTION;
  default: return def->spec == NULL || def->spec->role == BLOCK_VARIABLE ? ITEM_VARIABLE : ITEM_REFERENCE;
  }
}

static int kind_of(const CompleteItem *item) {
  switch ((CompleteKind)item->kind) {
  case COMPLETE_BLOCK: return ITEM_STRUCT;
  case COMPLETE_ATTR: return ITEM_PROPERTY;
  case COMPLETE_WORD: return item->words != NULL ? ITEM_ENUM_MEMBER : ITEM_KEYWORD;
  case COMPLETE_TYPE: return ITEM_TYPE_PARAMETER;
  case COMPLETE_FUNCTION: return ITEM_FUNCTION;
  case COMPLETE_SNIPPET: return ITEM_SNIPPET;
  case COMPLETE_DEF: return kind_of_def(item->def);
  case COMPLETE_KIND: return ITEM_KEYWORD;
  }
  return ITEM_TEXT;
}

/* One list being turned into JSON. */
typedef struct Answer {
  LspServer *self;
  Arena *arena;
  const Place *place;
  TextRange insert, replace;
} Answer;

static json_t *edit_json(const Answer *answer, const CompleteItem *item, Str text) {
  TextRange insert = answer->insert, replace = answer->replace;
  if (item->eats_dot) {
    insert.start.character--;
    replace.start.character--;
  }
  json_t *out = json_object();
  json_put_str(out, "newText", text);
  if (answer->self->client.insert_replace) {
    json_put(out, "insert", json_from_range(insert));
    json_put(out, "replace", json_from_range(replace));
  } else {
    json_put(out, "range", json_from_range(replace));
  }
  return out;
}

/* What resolve needs to find the documentation again: kind, dialect, and names. */
static json_t *data_json(const Answer *answer, const CompleteItem *item) {
  const Dialect *dialect = answer->place->file->dialect;
  json_t *out = json_array();
  json_array_append_new(out, json_integer(item->kind));
  json_array_append_new(out, json_text(dialect->name));
  Str a = item->block != NULL ? item->block->path : item->words != NULL ? item->words->name : (Str){"", 0};
  Str b = item->attr != NULL ? item->attr->name : item->label;
  if (item->block != NULL && !str_empty(item->block->variant)) b = item->block->variant;
  if (item->attr != NULL) b = item->attr->name;
  json_array_append_new(out, json_text(a));
  json_array_append_new(out, json_text(b));
  return out;
}

/* For definitions: where it is: the URI of the asking document, then the labels from the outside in. */
static json_t *def_data_json(const Answer *answer, const CompleteItem *item) {
  json_t *out = json_array();
  json_array_append_new(out, json_integer(item->kind));
  json_array_append_new(out, json_text(answer->place->doc->uri));
  const SymDef *chain[4];
  unsigned count = 0;
  for (const SymDef *def = item->def; def != NULL && count < 4; def = def->parent) chain[count++] = def;
  while (count-- > 0) {
    json_array_append_new(out, json_text(chain[count]->type));
    json_array_append_new(out, json_text(chain[count]->qualifier));
    json_array_append_new(out, json_text(chain[count]->name));
  }
  return out;
}

static void put_tags(const Answer *answer, json_t *out, const CompleteItem *item) {
  if (!item->deprecated || !answer->self->client.completion_tags) return;
  json_t *tags = json_array();
  json_array_append_new(tags, json_integer(TAG_DEPRECATED));
  json_put(out, "tags", tags);
}

static void put_text(const Answer *answer, json_t *out, const CompleteItem *item) {
  bool stops =
      str_find(item->snippet, '$', 0) < item->snippet.len || str_find(item->snippet, '\\', 0) < item->snippet.len;
  bool snippet = stops && answer->self->client.snippets;
  Str text = snippet ? item->snippet : complete_plain(answer->arena, item->snippet);
  if (snippet) json_put(out, "insertTextFormat", json_integer(FORMAT_SNIPPET));
  if (str_find(text, '\n', 0) < text.len) json_put(out, "insertTextMode", json_integer(MODE_ADJUST_INDENT));
  json_put(out, "textEdit", edit_json(answer, item, text));
}

static json_t *item_json(const Answer *answer, const CompleteItem *item, size_t index) {
  char sort[24];
  snprintf(sort, sizeof sort, "%04zu", index);
  json_t *out = json_object();
  json_put_str(out, "label", item->label);
  json_put(out, "kind", json_integer(kind_of(item)));
  json_put(out, "sortText", json_string(sort));
  if (!str_empty(item->detail)) {
    json_put_str(out, "detail",
                 item->pro ? arena_printf(answer->arena, "%.*s (Pro)", STR_FMT(item->detail)) : item->detail);
  }
  Str filter = !str_empty(item->filter) ? item->filter : item->label;
  if (item->eats_dot) filter = arena_printf(answer->arena, ".%.*s", STR_FMT(filter));
  if (!str_eq(filter, item->label)) json_put_str(out, "filterText", filter);
  put_text(answer, out, item);
  put_tags(answer, out, item);
  if (index == 0 && answer->self->client.preselect) json_put(out, "preselect", json_true());
  json_put(out, "data", item->def != NULL ? def_data_json(answer, item) : data_json(answer, item));
  return out;
}

/* A blank asks only where a value begins: `type = |`; elsewhere it would only disturb. */
static bool is_wanted(const Place *place, const json_t *params) {
  if (!str_eq(json_str(params, "context.triggerCharacter"), STR(" "))) return true;
  Str before = str_trim(str_sub(place->unit->text, 0, place->offset));
  char last = before.len > 0 ? before.ptr[before.len - 1] : '\0';
  return last == '=' || last == ',' || last == '[';
}

json_t *feature_completion(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  Place place;
  if (!locate(self, params, &place) || !is_wanted(&place, params)) return json_null();
  Arena arena;
  arena_init(&arena, 64 << 10);
  CompleteList list = {0};
  complete_at(place.module, place.unit, place.offset, &arena, &list);
  Answer answer = {.self = self, .arena = &arena, .place = &place};
  answer.insert = unit_range(place.unit, list.insert, self->client.encoding);
  answer.replace = unit_range(place.unit, list.replace, self->client.encoding);
  json_t *items = json_array();
  for (size_t i = 0; i < list.items.len; i++) json_array_append_new(items, item_json(&answer, &list.items.items[i], i));
  json_t *out = json_object();
  json_put(out, "isIncomplete", json_boolean(list.incomplete || group_loading(place.doc->source->group)));
  json_put(out, "items", items);
  array_free(&list.items);
  arena_free(&arena);
  return out;
}
