/* func_encoding.c: JSON and CSV. YAML is a language of its own: its functions give unknown values. */
#include <jansson.h>

#include "typecheck/func.h"

static const Val *json_encode(FuncCall *call) {
  Buf out = {0};
  if (val_json(call->args[0], &out, call->arena)) return val_buf(call->arena, &out);
  buf_free(&out);
  return NULL;
}

static const Val *from_json(Arena *arena, const json_t *json);

static const Val *json_members(Arena *arena, const json_t *json) {
  ValField *fields = arena_array(arena, ValField, json_object_size(json) + 1);
  size_t count = 0;
  json_t *object = (json_t *)(uintptr_t)json; /* the iterator only reads */
  for (void *at = json_object_iter(object); at != NULL; at = json_object_iter_next(object, at)) {
    fields[count].name = arena_str(arena, str_make(json_object_iter_key(at), json_object_iter_key_len(at)));
    fields[count++].value = from_json(arena, json_object_iter_value(at));
  }
  return val_object(arena, fields, count);
}

static const Val *from_json(Arena *arena, const json_t *json) {
  switch (json_typeof(json)) {
  case JSON_NULL: return val_null(arena, NULL);
  case JSON_TRUE: return val_bool(arena, true);
  case JSON_FALSE: return val_bool(arena, false);
  case JSON_INTEGER: return val_integer(arena, json_integer_value(json));
  case JSON_REAL: return val_number(arena, json_real_value(json));
  case JSON_STRING:
    return val_string(arena, arena_str(arena, str_make(json_string_value(json), json_string_length(json))));
  case JSON_OBJECT: return json_members(arena, json);
  case JSON_ARRAY: break;
  }
  size_t count = json_array_size(json);
  const Val **items = arena_array(arena, const Val *, count + 1);
  for (size_t i = 0; i < count; i++) items[i] = from_json(arena, json_array_get(json, i));
  return val_tuple(arena, items, count);
}

static const Val *json_decode(FuncCall *call) {
  Str text = func_text(call, 0);
  json_error_t error;
  json_t *json = json_loadb(text.ptr != NULL ? text.ptr : "", text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
  if (json == NULL) {
    if (json_error_code(&error) == json_error_numeric_overflow || json_error_code(&error) == json_error_stack_overflow)
      return NULL;
    return func_fail_arg(call, 0, "%s", text.len == 0 ? "EOF" : error.text);
  }
  const Val *value = from_json(call->arena, json);
  json_decref(json);
  return value;
}

/* ---- CSV ---- */

typedef struct Csv {
  FuncCall *call;
  Str text;
  size_t at;
  bool failed;
} Csv;

/* Reads one field; *last tells that it ends its row. */
static Str csv_field(Csv *self, bool *last) {
  Str text = self->text;
  Buf out = {0};
  bool quoted = self->at < text.len && text.ptr[self->at] == '"';
  if (quoted) {
    for (self->at++; self->at < text.len; self->at++) {
      bool quote = text.ptr[self->at] == '"', twice = quote && self->at + 1 < text.len && text.ptr[self->at + 1] == '"';
      if (quote && !twice) break;
      self->at += twice ? 1 : 0;
      buf_putc(&out, text.ptr[self->at]);
    }
    self->failed = self->failed || self->at >= text.len;
    self->at++;
  }
  while (self->at < text.len && text.ptr[self->at] != ',' && text.ptr[self->at] != '\n') {
    bool return_before_newline =
        text.ptr[self->at] == '\r' && self->at + 1 < text.len && text.ptr[self->at + 1] == '\n';
    if (!return_before_newline) {
      if (quoted || text.ptr[self->at] == '"') self->failed = true;
      buf_putc(&out, text.ptr[self->at]);
    }
    self->at++;
  }
  *last = self->at >= text.len || text.ptr[self->at] == '\n';
  self->at++;
  Str result = arena_str(self->call->arena, buf_str(&out));
  buf_free(&out);
  return result;
}

typedef ARRAY(Str) Row;

/* False at the end of the text. Empty lines are skipped. */
static bool csv_row(Csv *self, Row *row) {
  row->len = 0;
  while (self->at < self->text.len && (self->text.ptr[self->at] == '\n' || self->text.ptr[self->at] == '\r'))
    self->at++;
  if (self->at >= self->text.len) return false;
  for (bool last = false; !last;) array_push(row, csv_field(self, &last));
  return true;
}

static const Val *csv_object(Csv *self, const Row *header, const Row *row) {
  ValField *fields = arena_array(self->call->arena, ValField, header->len);
  for (size_t i = 0; i < header->len; i++)
    fields[i] = (ValField){header->items[i], val_string(self->call->arena, row->items[i])};
  return val_object(self->call->arena, fields, header->len);
}

static const Val *csv_rows(Csv *self, const Row *header) {
  Row row = {0};
  ARRAY(const Val *) objects = {0};
  bool uneven = false;
  while (!uneven && csv_row(self, &row)) {
    uneven = row.len != header->len;
    if (!uneven) array_push(&objects, csv_object(self, header, &row));
  }
  const Val **items = arena_array(self->call->arena, const Val *, objects.len + 1);
  for (size_t i = 0; i < objects.len; i++) items[i] = objects.items[i];
  Str why;
  const Val *list = val_tuple(self->call->arena, items, objects.len);
  list = val_convert(list, ty_collection(self->call->arena, TY_LIST, NULL), self->call->arena, &why);
  array_free(&objects);
  array_free(&row);
  if (uneven) return func_fail_arg(self->call, 0, "wrong number of fields");
  return self->failed ? NULL : list;
}

static const Val *csv_decode(FuncCall *call) {
  Csv self = {.call = call, .text = func_text(call, 0)};
  Row header = {0};
  if (!csv_row(&self, &header)) return func_fail_arg(call, 0, "missing header line");
  for (size_t i = 0; i < header.len; i++)
    for (size_t j = 0; j < i; j++)
      if (str_eq(header.items[i], header.items[j])) self.failed = true;
  const Val *result = csv_rows(&self, &header);
  array_free(&header);
  return result;
}

const FuncEntry func_encodings[] = {{"csvdecode", csv_decode, 0},
                                    {"jsondecode", json_decode, 0},
                                    {"jsonencode", json_encode, FUNC_NULLS},
                                    {NULL, NULL, 0}};
