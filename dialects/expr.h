/* expr.h: SQL expressions as text, compared and quoted without being parsed. */
#ifndef ATLAS_DIALECTS_EXPR_H
#define ATLAS_DIALECTS_EXPR_H

#include "base/arena.h"

/* In parentheses, unless it is already: "a > 0" -> "(a > 0)", "(a) in (b)" -> "((a) in (b))", "(a)" -> "(a)". */
Str expr_wrap(Arena *arena, Str s);
/* Is `s` in parentheses that belong together? */
bool expr_is_wrapped(Str s);
/* a == b, or both are the same in parentheses. */
bool expr_same(Str a, Str b);
/* Equal, or `from` is `to` in parentheses; but not the other way round. */
bool expr_same_or_wrapped(Str from, Str to);
/* Starts and ends with `quote`, and the quotes inside are doubled or escaped by a backslash. */
bool expr_is_quoted(Str s, char quote);
/* "\"a\\n\"" by the escapes of a double-quoted string, "'it''s'" -> "it's", anything else unchanged. */
Str expr_unquote(Arena *arena, Str s);
/* A boolean or number as a literal may be written: "true", "T", "0"; "1e5", ".5", "0x1F", "inf". */
bool expr_is_bool(Str s);
bool expr_is_number(Str s);
/* In single quotes, doubling those inside; what is in single quotes already is left alone. */
Str expr_quote_single(Arena *arena, Str s);
/* A name in quotes that are doubled inside: a`b -> `a``b`. */
Str expr_quote_name(Arena *arena, Str name, char quote);
/* In double quotes with backslash escapes. */
Str expr_quote_double(Arena *arena, Str s);
/* End of the part of a list that starts at `at`: the next comma outside of parentheses and quotes, or the end. */
size_t expr_part_end(Str list, size_t at);
/* ASCII lower case and upper case, copied. */
Str expr_lower(Arena *arena, Str s);
Str expr_upper(Arena *arena, Str s);

#endif
