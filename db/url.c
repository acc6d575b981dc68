/* url.c: reading and masking database URLs. */
#include "db/url.h"

#include <string.h>

#include "base/buf.h"

static const Str SECRET = STR_INIT("xxxxx");

/* Places of the parts in the text; an empty part has equal ends. */
typedef struct Parts {
  size_t scheme_end;     /* of "scheme" */
  size_t user, user_end; /* "joe" */
  size_t password, password_end;
  size_t host, host_end; /* "localhost:5432" */
  size_t path_end;
  size_t query; /* after '?'; the length of the text when there is none */
  bool has_user, has_password;
} Parts;

static size_t find_scheme(Str text) {
  for (size_t i = 0; i + 2 < text.len; i++) {
    char c = text.ptr[i];
    bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-';
    if (c == ':' && i > 0) return text.ptr[i + 1] == '/' && text.ptr[i + 2] == '/' ? i : text.len;
    if (!word) break;
  }
  return text.len;
}

/* The '@' that ends the user is the last one in front of the host: passwords may hold one. */
static void split_user(Str text, size_t end, Parts *out) {
  size_t at = end;
  for (size_t i = out->host; i < end; i++)
    if (text.ptr[i] == '@') at = i;
  if (at == end) return;
  size_t colon = str_find(str_sub(text, 0, at), ':', out->host);
  out->has_user = true;
  out->user = out->host;
  out->user_end = colon;
  out->has_password = colon < at;
  if (out->has_password) {
    out->password = colon + 1;
    out->password_end = at;
  }
  out->host = at + 1;
}

static bool is_number(Str text) {
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
  return true;
}

static size_t first_of(Str text, const char *set, size_t from) {
  while (from < text.len && strchr(set, text.ptr[from]) == NULL) from++;
  return from;
}

static size_t last_at(Str text, size_t from) {
  for (size_t i = text.len; i > from; i--)
    if (text.ptr[i - 1] == '@') return i - 1;
  return text.len;
}

/* "u:p?w@h", "u:pw": what stands where the port should be may be a password; it reaches to the last '@'. */
static void guess_password(Str text, Parts *out) {
  size_t end = first_of(text, "/?#", out->host), colon = str_find(str_sub(text, 0, end), ':', out->host);
  if (out->has_password || colon >= end || text.ptr[out->host] == '[') return;
  bool odd = end < text.len && text.ptr[end] != '/' && last_at(text, end) < first_of(text, "=", end);
  if (!odd && is_number(str_sub(text, colon + 1, end))) return;
  size_t at = last_at(text, end);
  out->has_password = true;
  out->password = colon + 1;
  out->password_end = at < text.len ? at : end;
}

static bool split(Str text, Parts *out) {
  *out = (Parts){.scheme_end = find_scheme(text)};
  if (out->scheme_end == text.len) return false;
  out->host = out->scheme_end + 3;
  out->path_end = str_find(text, '?', out->host);
  out->query = out->path_end < text.len ? out->path_end + 1 : text.len;
  /* An unencoded '/' or '?' in a password: the user part reaches to the last '@' all the same. */
  size_t slash = str_find(str_sub(text, 0, out->path_end), '/', out->host);
  size_t at = str_find(text, '@', out->host);
  split_user(text, slash < out->path_end && at < slash ? slash : out->path_end, out);
  slash = str_find(str_sub(text, 0, out->path_end), '/', out->host);
  out->host_end = slash;
  return out->host <= out->path_end;
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/* "s%20t" -> "s t"; a broken escape stays. `plus`: '+' is a blank. */
static Str decode(Arena *arena, Str text, bool plus) {
  char *out = arena_alloc(arena, text.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '%' && i + 2 < text.len && hex_digit(text.ptr[i + 1]) >= 0 && hex_digit(text.ptr[i + 2]) >= 0) {
      c = (char)(hex_digit(text.ptr[i + 1]) * 16 + hex_digit(text.ptr[i + 2]));
      i += 2;
    } else if (plus && c == '+') {
      c = ' ';
    }
    out[len++] = c;
  }
  return str_make(out, len);
}

static void read_params(Arena *arena, Str query, DbUrl *out) {
  ARRAY(DbParam) params = {0};
  for (size_t at = 0; at < query.len;) {
    size_t end = str_find(query, '&', at);
    Str pair = str_sub(query, at, end);
    size_t equals = str_find(pair, '=', 0);
    DbParam param = {decode(arena, str_sub(pair, 0, equals), true),
                     decode(arena, str_sub(pair, equals + 1, pair.len), true)};
    if (!str_empty(param.name)) array_push(&params, param);
    at = end + 1;
  }
  out->params = params.len > 0 ? arena_copy(arena, params.items, params.len, sizeof *params.items) : NULL;
  out->param_count = params.len;
  array_free(&params);
}

/* "localhost:5432", "[::1]:5432" */
static void read_host(Arena *arena, Str text, DbUrl *out) {
  size_t colon;
  if (text.len > 0 && text.ptr[0] == '[') {
    size_t close = str_find(text, ']', 0);
    out->host = decode(arena, str_sub(text, 1, close), false);
    colon = str_find(text, ':', close);
  } else {
    colon = str_find(text, ':', 0);
    out->host = decode(arena, str_sub(text, 0, colon), false);
  }
  out->port = decode(arena, str_sub(text, colon + 1, text.len), false);
}

bool db_url_parse(Arena *arena, Str text, DbUrl *out) {
  Parts parts;
  *out = (DbUrl){0};
  if (memchr(text.ptr != NULL ? text.ptr : "", '\0', text.len) != NULL || !split(text, &parts)) return false;
  out->scheme = decode(arena, str_sub(text, 0, parts.scheme_end), false);
  read_params(arena, str_sub(text, parts.query, text.len), out);
  if (str_starts(out->scheme, STR("sqlite")) || str_eq(out->scheme, STR("file"))) {
    out->path = arena_str(arena, str_sub(text, parts.scheme_end + 3, parts.path_end));
    return true;
  }
  out->user = decode(arena, str_sub(text, parts.user, parts.user_end), false);
  out->password = decode(arena, str_sub(text, parts.password, parts.password_end), false);
  out->has_password = parts.has_password;
  read_host(arena, str_sub(text, parts.host, parts.host_end), out);
  if (!is_number(out->port)) return false; /* a password, maybe: it must not get into messages of clients */
  bool keeps_slash = str_ends(out->scheme, STR("+unix"));
  size_t path = parts.host_end < parts.path_end && !keeps_slash ? parts.host_end + 1 : parts.host_end;
  out->path = decode(arena, str_sub(text, path, parts.path_end), false);
  return true;
}

Str db_url_param(const DbUrl *url, Str name) {
  for (size_t i = url->param_count; i-- > 0;)
    if (str_eq(url->params[i].name, name)) return url->params[i].value;
  return (Str){0};
}

/* May the value of a parameter be shown? Only where it is known to be no secret. */
static bool is_harmless(Str name) {
  static const char *const names[] = {"application_name",
                                      "cache",
                                      "channel_binding",
                                      "charset",
                                      "collation",
                                      "connect_timeout",
                                      "database",
                                      "dbname",
                                      "encrypt",
                                      "format",
                                      "host",
                                      "hostaddr",
                                      "loc",
                                      "mode",
                                      "multiStatements",
                                      "parseTime",
                                      "port",
                                      "readTimeout",
                                      "schema",
                                      "search_path",
                                      "socket",
                                      "sslmode",
                                      "ssl-mode",
                                      "target_session_attrs",
                                      "timeout",
                                      "tls",
                                      "TrustServerCertificate",
                                      "user",
                                      "version",
                                      "writeTimeout",
                                      "_fk",
                                      "_foreign_keys"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_eq_nocase(name, str_from(names[i]))) return true;
  return false;
}

/* "u:pw@h" -> "u:xxxxx@h": a URL whose scheme was forgotten; commits ("git:v1@x") hold no password. */
static Str mask_other(Arena *arena, Str text) {
  size_t start = str_starts(text, STR("://")) ? 3 : 0, colon = str_find(text, ':', start), at = last_at(text, 0);
  if (at == text.len || colon >= at || str_starts(text, STR("git:"))) return arena_str(arena, text);
  return arena_printf(arena, "%.*s:xxxxx%.*s", STR_FMT(str_sub(text, 0, colon)), STR_FMT(str_sub(text, at, text.len)));
}

static void mask_query(Buf *out, Str query) {
  for (size_t at = 0; at < query.len;) {
    size_t end = str_find(query, '&', at);
    Str pair = str_sub(query, at, end);
    size_t equals = str_find(pair, '=', 0);
    bool hide = equals < pair.len && !is_harmless(str_sub(pair, 0, equals));
    buf_put(out, hide ? str_sub(pair, 0, equals + 1) : pair);
    if (hide) buf_put(out, SECRET);
    if (end < query.len) buf_putc(out, '&');
    at = end + 1;
  }
}

Str db_url_mask(Arena *arena, Str text) {
  Parts parts;
  Buf buf = {0};
  if (!split(text, &parts)) return mask_other(arena, text);
  Str scheme = str_sub(text, 0, parts.scheme_end);
  bool is_path = str_starts(scheme, STR("sqlite")) || str_eq(scheme, STR("file"));
  if (is_path) parts.has_password = false;
  if (!is_path) guess_password(text, &parts);
  if (parts.query < parts.password_end) {
    size_t question = str_find(text, '?', parts.password_end);
    parts.query = question < text.len ? question + 1 : text.len;
  }
  size_t from = 0;
  if (parts.has_password) {
    buf_put(&buf, str_sub(text, 0, parts.password));
    buf_put(&buf, SECRET);
    from = parts.password_end;
  }
  buf_put(&buf, str_sub(text, from, parts.query));
  mask_query(&buf, str_sub(text, parts.query, text.len));
  Str out = arena_str(arena, buf_str(&buf));
  buf_free(&buf);
  return out;
}
