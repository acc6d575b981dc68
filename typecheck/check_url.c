/* check_url.c: URLs and paths in attributes that hold them. Nothing is opened and nothing connected to: the form of a
 * URL is checked, and whether a path leads to something. Messages never show more of a URL than its scheme or the path
 * of a file, for the rest may be a secret.
 *
 * What an attribute holds is data: AttrSpec.url is the key of a row of the facts "urls". */
#include "base/path.h"
#include "typecheck/check_internal.h"
#include "typecheck/migration.h"

/* Columns of the facts, behind the key. */
enum { URL_SCHEMES, URL_BARE, URL_TARGET, URL_ONE };
enum { MAX_PARENTS = 6, MAX_ITEMS = 1000 };

typedef struct Url {
  CheckBlock *block;
  const CheckAttr *attr;
  const FactRow *row;
  const Val *value; /* a known string */
  Str text;
  Span span;
  Str scheme, rest; /* "file", "a.hcl" of file://a.hcl; scheme empty: none */
} Url;

static bool is_scheme_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

/* "file://a" -> "file"; empty when the text has no scheme. */
static Str scheme_of(Str text) {
  size_t at = 0;
  while (at < text.len && is_scheme_char(text.ptr[at])) at++;
  return at > 0 && str_starts(str_sub(text, at, text.len), STR("://")) ? str_sub(text, 0, at) : STR("");
}

/* Is the value written at its place as a string without escapes, so that offsets in it are offsets in the source? */
static bool is_plain(const Url *url) {
  return url->span.end - url->span.start == url->text.len + 2 && url->attr->syn->value->kind != SYN_PATH;
}

/* ---- schemes ---- */

static bool is_database(Str scheme) {
  for (size_t i = 0; i < dialect_count; i++)
    for (uint16_t k = 0; k < dialect_all[i]->url_scheme_count; k++)
      if (str_eq(dialect_all[i]->url_schemes[k], scheme)) return true;
  return false;
}

static void offer_databases(Nearest *nearest) {
  for (size_t i = 0; i < dialect_count; i++)
    for (uint16_t k = 0; k < dialect_all[i]->url_scheme_count; k++)
      nearest_offer(nearest, dialect_all[i]->url_schemes[k]);
}

/* Is the scheme one of the row's? Offers them all to `nearest`. */
static bool is_known_scheme(const Url *url, Nearest *nearest) {
  Str list = url->row->cells[URL_SCHEMES], word;
  while (migration_next_word(&list, &word)) {
    bool databases = str_eq(word, STR("databases"));
    if (databases ? is_database(url->scheme) : str_eq(word, url->scheme)) return true;
    if (databases)
      offer_databases(nearest);
    else
      nearest_offer(nearest, word);
  }
  return false;
}

static bool takes_databases(const Url *url) {
  return migration_has_word(url->row->cells[URL_SCHEMES], STR("databases"));
}

/* Returns whether the scheme is fine. New drivers appear, so that an unknown one is no error. */
static bool check_scheme(Url *url) {
  Nearest nearest = nearest_start(url->scheme);
  if (is_known_scheme(url, &nearest)) return true;
  Str hint = check_hint(url->block->check, &nearest);
  Diagnostic *d =
      check_report(url->block->check, DIAG_URL, url->span,
                   takes_databases(url) ? "sql/sqlclient: unknown driver \"%.*s\"%.*s. See: https://atlasgo.io/url"
                                        : "unknown scheme \"%.*s\"%.*s",
                   STR_FMT(url->scheme), STR_FMT(hint));
  d->severity = SEVERITY_WARNING;
  if (str_empty(nearest.best) || !is_plain(url)) return false;
  uint32_t start = url->span.start + 1;
  check_fix(url->block->check, d, span_make(start, start + (uint32_t)url->scheme.len), nearest.best);
  return false;
}

/* ---- form ---- */

static bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/* Offset of a '%' without two hexadecimal digits behind it; the length when there is none. */
static size_t bad_escape(Str text) {
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] != '%') continue;
    if (i + 2 >= text.len || !is_hex(text.ptr[i + 1]) || !is_hex(text.ptr[i + 2])) return i;
    i += 2;
  }
  return text.len;
}

static size_t last_of(Str text, char c) {
  size_t at = text.len;
  while (at > 0 && text.ptr[at - 1] != c) at--;
  return at > 0 ? at - 1 : text.len;
}

/* ":5432" behind a host. Hosts in parentheses and brackets are of forms of their own. */
static bool has_bad_port(Str host) {
  size_t colon = last_of(host, ':');
  if (colon == host.len || str_find(host, '(', 0) < host.len || str_ends(host, STR("]"))) return false;
  for (size_t i = colon + 1; i < host.len; i++)
    if (host.ptr[i] < '0' || host.ptr[i] > '9') return host.ptr[i] != '<' && host.ptr[i] != '$' && host.ptr[i] != '{';
  return false;
}

/* Returns whether the form is fine: "user:pass@host:port/path?query". */
static bool check_form(Url *url) {
  Check *check = url->block->check;
  Str rest = str_sub(url->rest, 0, str_find(url->rest, '?', 0));
  rest = str_sub(rest, 0, str_find(rest, '#', 0));
  Str authority = str_sub(rest, 0, str_find(rest, '/', 0));
  size_t at = last_of(authority, '@'), bad = bad_escape(rest);
  bool secret = at < authority.len;
  Str host = secret ? str_sub(authority, at + 1, authority.len) : authority;
  if (secret && bad < at) {
    check_report(check, DIAG_URL, url->span, "invalid URL escape in the user or password: write %% as %%25");
  } else if (bad < rest.len) {
    Str escape = str_sub(rest, bad, bad + 3);
    check_report(check, DIAG_URL, url->span, "invalid URL escape \"%.*s\"", STR_FMT(escape));
  } else if (has_bad_port(host)) {
    check_report(check, DIAG_URL, url->span,
                 "invalid port after host: special characters in a user or password must be percent-encoded");
  } else {
    return true;
  }
  return false;
}

/* What the URL of a scheme cannot do without. */
static void check_parts(Url *url) {
  const FactTable *table = dialect_facts(url->block->check->dialect, STR("url_parts"));
  const FactRow *row = table != NULL ? dialect_fact(table, url->scheme) : NULL;
  size_t end = 0;
  while (end < url->rest.len && strchr("/?#", url->rest.ptr[end]) == NULL) end++;
  if (row == NULL || end > 0) return;
  check_report(url->block->check, DIAG_URL, url->span, "missing %.*s in URL: %.*s", STR_FMT(row->cells[0]),
               STR_FMT(row->cells[1]));
}

/* ---- paths ---- */

/* What is at a path seen from the folder of the file, or from a folder above it: the program may have been started in
 * any of them. */
static ModulePath look_up(const Url *url, Str path) {
  const Module *module = url->block->check->module;
  Str dir = path_dir(url->block->check->unit->file->path);
  if (path_is_absolute(path)) return module_path(module, path);
  for (int i = 0; i < MAX_PARENTS; i++, dir = path_dir(dir)) {
    ModulePath found = module_path(module, path_join(url->block->check->scratch, dir, path));
    if (found != MODULE_PATH_NONE || dir.len <= 1) return found;
  }
  return MODULE_PATH_NONE;
}

static bool has_any(Str text, const char *chars) {
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] != '\0' && strchr(chars, text.ptr[i]) != NULL) return true;
  return false;
}

static void check_path(Url *url, Str path) {
  Str target = url->row->cells[URL_TARGET];
  if (str_empty(target) || has_any(path, "*?[%<>$")) return;
  Check *check = url->block->check;
  if (str_empty(path)) {
    check_report(check, DIAG_URL, url->span, "missing path in URL");
    return;
  }
  ModulePath found = look_up(url, path);
  bool dir = str_eq(target, STR("dir"));
  Diagnostic *d = NULL;
  if (found == MODULE_PATH_NONE)
    d = check_report(check, DIAG_MISSING_FILE, url->span, "%s \"%.*s\" does not exist", dir ? "directory" : "file",
                     STR_FMT(path));
  else if (found == MODULE_PATH_FILE && dir)
    d = check_report(check, DIAG_MISSING_FILE, url->span, "path %.*s is not a directory", STR_FMT(path));
  if (d != NULL) d->severity = SEVERITY_WARNING;
}

static void check_bare(Url *url) {
  if (str_eq(url->row->cells[URL_BARE], STR("path"))) {
    check_path(url, url->text);
    return;
  }
  Check *check = url->block->check;
  bool file = migration_has_word(url->row->cells[URL_SCHEMES], STR("file"));
  Diagnostic *d =
      file ? check_report(check, DIAG_URL, url->span, "missing scheme. Did you mean file://%.*s?", STR_FMT(url->text))
           : check_report(check, DIAG_URL, url->span, "missing scheme. See: https://atlasgo.io/url");
  d->severity = SEVERITY_WARNING;
  if (!file || !is_plain(url)) return;
  uint32_t start = url->span.start + 1;
  check_edit(check, d, span_make(start, start), STR("file://"), "Add file://");
}

/* ---- values ---- */

static bool open_url(CheckBlock *b, const CheckAttr *attr, const FactRow *row, const Val *value, Url *out) {
  if (value->kind != VAL_STRING || value->word) return false;
  *out = (Url){.block = b, .attr = attr, .row = row, .value = value, .text = value->as.string};
  out->span = check_place(attr, value);
  out->scheme = scheme_of(out->text);
  out->rest = str_empty(out->scheme) ? out->text : str_sub(out->text, out->scheme.len + 3, out->text.len);
  return true;
}

static void check_url(Url *url) {
  Check *check = url->block->check;
  if (str_empty(url->text)) return;
  if (str_empty(url->scheme)) {
    check_bare(url);
  } else if (str_eq(url->scheme, STR("env")) && !migration_has_word(url->row->cells[URL_SCHEMES], url->scheme)) {
    check_report(check, DIAG_URL, url->span, "env://%.*s (attribute) cannot reference another env://",
                 STR_FMT(url->rest));
  } else if (check_scheme(url)) {
    if (str_eq(url->scheme, STR("file")))
      check_path(url, str_sub(url->rest, 0, str_find(url->rest, '?', 0)));
    else if (check_form(url))
      check_parts(url);
  }
}

/* URLs of a list that gives one state: one scheme, and several only of files. */
static void check_together(const Url *first, const Url *other) {
  if (str_empty(first->row->cells[URL_ONE]) || str_empty(first->scheme) || str_empty(other->scheme)) return;
  Check *check = first->block->check;
  if (!str_eq(first->scheme, other->scheme))
    check_report(
        check, DIAG_URL, other->span,
        "got mixed --to url schemes: \"%.*s\" and \"%.*s\", the desired state must be provided from a single kind "
        "of source",
        STR_FMT(first->scheme), STR_FMT(other->scheme));
  else if (!str_eq(first->scheme, STR("file")))
    check_report(check, DIAG_URL, other->span,
                 "got multiple --to urls of scheme \"%.*s\", only multiple 'file://' urls are supported",
                 STR_FMT(first->scheme));
}

static void check_list(CheckBlock *b, const CheckAttr *attr, const FactRow *row, const Val *list) {
  Url first = {0}, url;
  bool mixed = false;
  for (uint32_t i = 0; i < list->count && i < MAX_ITEMS; i++) {
    if (!open_url(b, attr, row, list->as.items[i], &url)) continue;
    uint32_t before = b->check->reported;
    check_url(&url);
    if (first.block != NULL && !mixed && b->check->reported == before) check_together(&first, &url);
    mixed = mixed || b->check->reported != before;
    if (first.block == NULL) first = url;
  }
}

void check_urls(CheckBlock *b) {
  const FactTable *table = dialect_facts(b->check->dialect, STR("urls"));
  for (uint32_t i = 0; table != NULL && i < b->attr_count; i++) {
    CheckAttr *attr = &b->attrs[i];
    if (attr->spec == NULL || str_empty(attr->spec->url) || attr->syn->broken || attr->wrong) continue;
    const FactRow *row = dialect_fact(table, attr->spec->url);
    const Val *value = row != NULL ? check_evaluate(b, attr) : NULL;
    Url url;
    if (value == NULL) continue;
    if (value->kind == VAL_LIST)
      check_list(b, attr, row, value);
    else if (open_url(b, attr, row, value, &url))
      check_url(&url);
  }
}
