/* func_regex.c: regular expressions. */
#include "typecheck/func.h"

const FuncEntry func_regexes[] = {{NULL, NULL, 0}};
