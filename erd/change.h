/* change.h: the diagram of a change: that of the new schema, in which everything that differs says how, and what was
 * removed is still there.
 *
 *     {"name": "mail", "type": "text", ..., "change": "modified", "was": {"type": "integer"}} */
#ifndef ATLAS_ERD_CHANGE_H
#define ATLAS_ERD_CHANGE_H

#include "erd/erd.h"
#include "model/change.h"

typedef struct ErdChange {
  const Realm *from, *to;           /* `from` NULL: an empty database */
  const Changes *changes;           /* between them, as the plan has them */
  const Str *from_names, *to_names; /* the sources as given, without secrets */
  size_t from_count, to_count;
  const Str *plan; /* the statements */
  size_t plan_count;
} ErdChange;

/* Appends the document, with the members that docs/erd.md describes under "Changes". */
void erd_change_json(const ErdChange *change, const ErdOptions *options, Buf *out);
/* Appends the diagram in Mermaid's language; changes stand beside the names: `int id "added"`. */
void erd_change_mermaid(const ErdChange *change, const ErdOptions *options, Buf *out);

#endif
