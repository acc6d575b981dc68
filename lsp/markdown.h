/* markdown.h: the language data and definitions as text for people, in Markdown. Used by hover and completion. */
#ifndef ATLAS_LSP_MARKDOWN_H
#define ATLAS_LSP_MARKDOWN_H

#include "base/buf.h"
#include "typecheck/module.h"

void markdown_block(Buf *out, const BlockSpec *block);
void markdown_attr(Buf *out, const BlockSpec *block, const AttrSpec *attr);
void markdown_type(Buf *out, const TypeSpec *type);
void markdown_function(Buf *out, const FuncSpec *function);
void markdown_word(Buf *out, const EnumSpec *words, const WordSpec *word);
/* A definition: a table with its columns, a column with its type, another block as written. */
void markdown_def(Buf *out, const SymDef *def, const Unit *unit);

/* Makes plain text of Markdown, for clients that cannot render it: fences, stars and back quotes go. */
void markdown_strip(Buf *text);

/* `varchar(size?)`, `varchar(size)`, `enum(values...)`. */
void signature_type(Buf *out, const TypeSpec *type);
/* `upper(text: string) string`. */
void signature_function(Buf *out, const FuncSpec *function);

#endif
