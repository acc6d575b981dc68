/* change_parts.h: what the two formats of the diagram of a change share. */
#ifndef ATLAS_ERD_CHANGE_PARTS_H
#define ATLAS_ERD_CHANGE_PARTS_H

#include <jansson.h>

#include "erd/change.h"

/* The document. A new reference. */
json_t *erd_change_document(const ErdChange *change, const ErdOptions *options);

#endif
