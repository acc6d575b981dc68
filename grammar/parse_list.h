/* parse_list.h (private to grammar/): expressions in brackets, called from parse_expr.c. */
#ifndef ATLAS_GRAMMAR_PARSE_LIST_H
#define ATLAS_GRAMMAR_PARSE_LIST_H

#include "grammar/parse.h"

/* Each of these expects its opening bracket as the next token. */
SynExpr *parse_paren(Parser *self);
SynExpr *parse_tuple(Parser *self);
SynExpr *parse_object(Parser *self);
/* A call; the (first part of the) name was taken. */
SynExpr *parse_call(Parser *self, Span name);
/* Reports a number literal that is none, like 1.2.3. */
void parse_check_number(Parser *self, Span span);

#endif
