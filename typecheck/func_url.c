/* func_url.c: parts of URLs: scheme://user:password@host/path?key=value. URLs of other shapes give unknown values. */
#include "typecheck/func.h"

static bool plain(char c, const char *also) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c != '\0' && strchr(also, c) != NULL);
}

/* Percent escapes for all bytes but letters, digits and those in `also`; in a query a blank is '+'. */
static void escape(Buf *out, Str text, const char *also, bool query) {
  for (size_t i = 0; i < text.len; i++) {
    if (query && text.ptr[i] == ' ')
      buf_putc(out, '+');
    else if (plain(text.ptr[i], also))
      buf_putc(out, text.ptr[i]);
    else
      buf_printf(out, "%%%02X", (unsigned)(unsigned char)text.ptr[i]);
  }
}

static const Val *url_escape(FuncCall *call) {
  Buf out = {0};
  escape(&out, func_text(call, 0), "-_.~", true);
  return val_buf(call->arena, &out);
}

/* "a://u@h/p?q#f" -> a, u, h, /p, q, f. */
typedef struct Url {
  Str scheme, user, host, path, query, fragment;
  bool has_user, has_query;
} Url;

static bool read_url(Str text, Url *out) {
  *out = (Url){0};
  size_t colon = str_find(text, ':', 0);
  if (colon == 0 || colon == text.len || !str_starts(str_sub(text, colon, text.len), STR("://"))) return false;
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] <= ' ' || text.ptr[i] == '"' || text.ptr[i] == '\\') return false;
  out->scheme = str_sub(text, 0, colon);
  Str rest = str_sub(text, colon + 3, text.len);
  size_t hash = str_find(rest, '#', 0), question = str_find(rest, '?', 0);
  out->fragment = str_sub(rest, hash, rest.len);
  rest = str_sub(rest, 0, hash);
  out->has_query = question < rest.len;
  out->query = out->has_query ? str_sub(rest, question + 1, rest.len) : STR("");
  rest = str_sub(rest, 0, question);
  size_t slash = str_find(rest, '/', 0);
  out->path = str_sub(rest, slash, rest.len);
  out->host = str_sub(rest, 0, slash);
  for (size_t at = out->host.len; at-- > 0;) {
    if (out->host.ptr[at] != '@') continue;
    out->has_user = true;
    out->user = str_sub(out->host, 0, at);
    out->host = str_sub(out->host, at + 1, out->host.len);
    break;
  }
  return true;
}

static const Val *write_url(FuncCall *call, const Url *url) {
  Buf out = {0};
  buf_printf(&out, "%.*s://", STR_FMT(url->scheme));
  if (url->has_user) buf_printf(&out, "%.*s@", STR_FMT(url->user));
  buf_put(&out, url->host);
  buf_put(&out, url->path);
  if (url->has_query) buf_printf(&out, "?%.*s", STR_FMT(url->query));
  buf_put(&out, url->fragment);
  return val_buf(call->arena, &out);
}

static const Val *set_path(FuncCall *call) {
  Url url;
  if (!read_url(func_text(call, 0), &url)) return NULL;
  Buf path = {0};
  if (!str_starts(func_text(call, 1), STR("/")) && func_text(call, 1).len > 0) buf_putc(&path, '/');
  escape(&path, func_text(call, 1), "-_.~$&+,/:;=@!*'()", false);
  url.path = arena_str(call->arena, buf_str(&path));
  buf_free(&path);
  return write_url(call, &url);
}

static const Val *set_user(FuncCall *call) {
  Url url;
  if (!read_url(func_text(call, 0), &url)) return NULL;
  Buf user = {0};
  escape(&user, func_text(call, 1), "-_.~$&+,;=", false);
  if (call->count > 2) buf_putc(&user, ':');
  if (call->count > 2) escape(&user, func_text(call, 2), "-_.~$&+,;=", false);
  url.user = arena_str(call->arena, buf_str(&user));
  url.has_user = true;
  buf_free(&user);
  return write_url(call, &url);
}

static int order(const void *left, const void *right) {
  const Str *a = left, *b = right;
  return str_cmp(str_sub(*a, 0, str_find(*a, '=', 0)), str_sub(*b, 0, str_find(*b, '=', 0)));
}

/* Sets one parameter; all come out sorted by their keys. Queries with escapes give an unknown value. */
static const Val *set_query(FuncCall *call) {
  Url url;
  if (!read_url(func_text(call, 0), &url)) return NULL;
  Str key = func_text(call, 1), query = url.query;
  Buf own = {0}, joined = {0};
  Str parts[64];
  size_t count = 0;
  bool simple = true;
  for (size_t at = 0; at < query.len && simple;) {
    size_t end = str_find(query, '&', at);
    Str part = str_sub(query, at, end);
    simple = count < 60 && str_find(part, '%', 0) == part.len && str_find(part, '+', 0) == part.len &&
             str_find(part, '=', 0) < part.len;
    if (simple && part.len > 0 && !str_eq(str_sub(part, 0, str_find(part, '=', 0)), key)) parts[count++] = part;
    at = end + 1;
  }
  escape(&own, key, "-_.~", true);
  buf_putc(&own, '=');
  escape(&own, func_text(call, 2), "-_.~", true);
  parts[count++] = arena_str(call->arena, buf_str(&own));
  qsort(parts, count, sizeof *parts, order);
  for (size_t i = 0; i < count; i++) buf_printf(&joined, "%s%.*s", i > 0 ? "&" : "", STR_FMT(parts[i]));
  url.query = arena_str(call->arena, buf_str(&joined));
  url.has_query = true;
  buf_free(&own);
  buf_free(&joined);
  return simple ? write_url(call, &url) : NULL;
}

const FuncEntry func_urls[] = {{"urlescape", url_escape, 0},
                               {"urlqueryset", set_query, 0},
                               {"urlsetpath", set_path, 0},
                               {"urluserinfo", set_user, 0},
                               {NULL, NULL, 0}};
