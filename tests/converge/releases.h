/* releases.h: schemas of MySQL and of other releases of MariaDB, out of those of MariaDB 10.11. */
#ifndef ATLAS_TESTS_CONVERGE_RELEASES_H
#define ATLAS_TESTS_CONVERGE_RELEASES_H

#include "tests/converge/gen.h"

/* Turns a profile of MariaDB into one of a server as scripts/servers.sh names it, "mysql80", "mariadb103"; false: it
 * is none of these. */
bool release_profile(const char *server, Profile *profile);
/* The same of PostgreSQL, "postgres10". */
bool postgresql_release(const char *server, Profile *profile);

#endif
