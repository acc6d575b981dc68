/* plan_json.h: the JSON document of a plan: what --diff --format json prints and what the language server answers.
 *
 *     {"version": 1, "dialect", "from", "to",
 *      "statements": [{"sql", "comment", "reverse": [...], "side", "file", "range", "lint": [...]}],
 *      "lint": [{"code", "message", "severity", "statement"}],
 *      "unplanned": [{"message", ...}], "possibleRenames": [{"kind", "schema", "table", "from", "to"}]} */
#ifndef ATLAS_STATES_PLAN_JSON_H
#define ATLAS_STATES_PLAN_JSON_H

#include "base/json.h"
#include "base/path.h"
#include "diff/lint.h"

typedef struct PlanDocument {
  const Diff *diff;
  const StrList *from, *to;     /* the sources as given; passwords are masked */
  const LintFindings *findings; /* of lint_diff; NULL: nobody looked */
} PlanDocument;

/* A new reference. */
json_t *plan_json(const PlanDocument *document);
/* One finding: {"code", "message", "severity", "statement", "fix", "file", "range"}. */
json_t *plan_json_finding(const Diff *diff, const LintFinding *finding);

#endif
