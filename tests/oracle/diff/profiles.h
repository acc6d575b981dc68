/* profiles.h: what the schemas are made of: the profiles of tests/converge, without what the other engine cannot read.
 */
#ifndef ATLAS_TESTS_ORACLE_PROFILES_H
#define ATLAS_TESTS_ORACLE_PROFILES_H

#include "base/map.h"
#include "tests/converge/gen.h"
#include "tests/oracle/diff/answer.h"

typedef struct OracleProfile {
  Profile profile; /* first: a Gen points to it */
  const Profile *inner;
  Engine *engine;
  const Dialect *dialect;
  Arena arena;
  Map types; /* column type as HCL -> static text: "yes" or "no", whether the engine reads it */
} OracleProfile;

/* False: no such dialect. */
bool oracle_profile_init(OracleProfile *self, Str dialect, Engine *engine);
void oracle_profile_free(OracleProfile *self);

#endif
