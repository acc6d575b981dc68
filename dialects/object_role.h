/* object_role.h: what an object of the model is, by its block in the schema language. */
#ifndef ATLAS_DIALECTS_OBJECT_ROLE_H
#define ATLAS_DIALECTS_OBJECT_ROLE_H

#include "dialects/dialect.h"
#include "model/model.h"

static inline ObjectRole object_role(const BlockSpec *spec) {
  switch ((BlockRole)spec->role) {
  case BLOCK_VIEW: return OBJECT_VIEW;
  case BLOCK_MATERIALIZED: return OBJECT_MATERIALIZED;
  case BLOCK_ENUM: return OBJECT_ENUM;
  case BLOCK_FUNCTION: return OBJECT_FUNCTION;
  case BLOCK_PROCEDURE: return OBJECT_PROCEDURE;
  case BLOCK_TRIGGER: return OBJECT_TRIGGER;
  case BLOCK_SEQUENCE: return OBJECT_SEQUENCE;
  default: return spec->names_type ? OBJECT_TYPE : OBJECT_OTHER;
  }
}

#endif
