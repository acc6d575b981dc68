/* server.c: starts and stops a server for a test. */
#include "tests/plan/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NOT_INSTALLED = 3 };

bool test_server_start(TestServer *self, const char *kind, const char *options) {
  char command[512];
  *self = (TestServer){.folder = "/tmp/server.XXXXXX"};
  if (mkdtemp(self->folder) == NULL) return false;
  setenv("SERVER_OPTIONS", options != NULL ? options : "", 1);
  snprintf(command, sizeof command, "%s/scripts/servers.sh start %s %s", ATLAS_SOURCE_DIR, kind, self->folder);
  FILE *pipe = popen(command, "r");
  if (pipe == NULL) return false;
  if (fgets(self->url, sizeof self->url, pipe) != NULL) self->url[strcspn(self->url, "\n")] = '\0';
  int status = pclose(pipe);
  self->skipped = WIFEXITED(status) && WEXITSTATUS(status) == NOT_INSTALLED;
  if (status != 0) rmdir(self->folder);
  return status == 0;
}

void test_server_stop(TestServer *self) {
  char command[512];
  snprintf(command, sizeof command, "%s/scripts/servers.sh stop %s", ATLAS_SOURCE_DIR, self->folder);
  if (system(command) != 0) fprintf(stderr, "could not stop the server in %s\n", self->folder);
}
