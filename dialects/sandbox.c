/* sandbox.c: which sandbox fits a URL. */
#include "dialects/sandbox.h"

static const Sandbox *const all[] = {&sqlite_sandbox, &postgresql_sandbox, &mysql_sandbox};

const Sandbox *sandbox_for(const DbUrl *url) {
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    for (const Str *scheme = all[i]->schemes; !str_empty(*scheme); scheme++)
      if (str_eq(*scheme, url->scheme)) return all[i];
  return NULL;
}
