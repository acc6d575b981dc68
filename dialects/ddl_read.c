/* ddl_read.c: which dialects' SQL can be read without a database. */
#include "dialects/ddl_read.h"

static const DdlReader *const all[] = {&postgresql_ddl_reader};

const DdlReader *ddl_reader_for(const Dialect *dialect) {
  for (size_t i = 0; dialect != NULL && i < sizeof all / sizeof *all; i++)
    if (str_eq(all[i]->dialect, dialect->name)) return all[i];
  return NULL;
}
