/* server.h: a database server of a test's own, started by scripts/servers.sh. */
#ifndef ATLAS_TESTS_PLAN_SERVER_H
#define ATLAS_TESTS_PLAN_SERVER_H

#include <stdbool.h>

typedef struct TestServer {
  char folder[32]; /* its data; the socket of MariaDB is "sock" in it */
  char url[128];
  bool skipped; /* it is not installed */
} TestServer;

/* `kind`: postgres or mariadb. `options`: further ones of the server's command line; may be NULL. */
bool test_server_start(TestServer *self, const char *kind, const char *options);
void test_server_stop(TestServer *self);

#endif
