/* normalise_parts.h: what the files of normalising share: normalise.c, normalise_take.c. */
#ifndef ATLAS_STATES_NORMALISE_PARTS_H
#define ATLAS_STATES_NORMALISE_PARTS_H

#include "states/state_parts.h"

/* Another name for the schema, also where its foreign keys name it. */
void normalise_rename(Schema *schema, Str name);
/* What only the written schema knows goes to the one that came back: positions, old names, and whole objects that did
 * not come back. These move: `written` must live as long as `made`. */
void normalise_take_over(Realm *made, Realm *written);
/* The attributes that the user gave the schema take the place of those of the scratch schema. */
void normalise_schema_attrs(Schema *made, const Schema *written);

#endif
