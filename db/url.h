/* url.h: database URLs.
 *
 *     postgres://joe:s%20t@localhost:5432/app?search_path=public
 *         -> scheme postgres, user joe, password "s t", host localhost, port 5432, path app, one parameter
 *     sqlite://data/app.db?mode=ro          -> scheme sqlite, path data/app.db
 *     mysql+unix:///run/mysql.sock?database=app -> scheme mysql+unix, path /run/mysql.sock */
#ifndef ATLAS_DB_URL_H
#define ATLAS_DB_URL_H

#include "base/array.h"

typedef struct DbParam {
  Str name, value;
} DbParam;

/* Texts are decoded, NUL-terminated one byte past their length, and live in the arena given to db_url_parse. */
typedef struct DbUrl {
  Str scheme;
  Str user, password;
  bool has_password;
  Str host, port;
  Str path; /* without the slash in front where there is a host; of sqlite: the file as written */
  const DbParam *params;
  size_t param_count;
} DbUrl;

/* false: no URL (no "scheme://"), or a broken one, such as one whose port is no number. */
bool db_url_parse(Arena *arena, Str text, DbUrl *out);
/* Value of a parameter; an empty Str when absent. The last one counts. */
Str db_url_param(const DbUrl *url, Str name);
/* The URL as people may see it: the password, and the values of parameters that look like secrets, are xxxxx. Any
 * text may be given; what could be a password in one that is no URL ("u:pw@h") is masked too. In the arena. */
Str db_url_mask(Arena *arena, Str text);

#endif
