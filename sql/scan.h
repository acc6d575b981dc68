/* scan.h: the tokenizer step by step, for what must look at the text between the tokens. */
#ifndef ATLAS_SQL_SCAN_H
#define ATLAS_SQL_SCAN_H

#include "sql/sql.h"

typedef struct SqlScan {
  const SqlFlavor *flavor;
  Str text;
  size_t at; /* next byte */
} SqlScan;

/* Skips one blank, or one comment. False when neither stands here; *open: a comment that does not close does. */
bool sql_scan_trivia(SqlScan *self, bool *open);
/* Reads the token that starts here, which is not the end of the text; its SqlTokenKind. */
uint8_t sql_scan_token(SqlScan *self);

#endif
