/* eval_ops.c: the operators: - ! * / % + - > >= < <= == != && ||. Operands convert as HCL converts them ("2" * 3 = 6).
 */
#include <math.h>

#include "typecheck/eval_parts.h"

/* The type of the operands; &ty_any for == and !=. */
static const Ty *operand_type(SynOp op) {
  if (op == SYN_OP_NOT || op == SYN_OP_AND || op == SYN_OP_OR) return &ty_bool;
  return op == SYN_OP_EQ || op == SYN_OP_NE ? &ty_any : &ty_number;
}

static const Ty *result_type(SynOp op) {
  bool number = op == SYN_OP_NEG || (op >= SYN_OP_MUL && op <= SYN_OP_SUB);
  return number ? &ty_number : &ty_bool;
}

/* The operand converted; NULL after a mistake. */
static const Val *operand(Scope *scope, const SynExpr *expr, const Ty *type, const char *which) {
  unsigned errors = scope->errors;
  const Val *value = eval_expr(scope, expr);
  if (scope->errors > errors) return NULL;
  Str why = STR("");
  const Val *result = val_convert(value, type, scope->arena, &why);
  if (result == NULL)
    eval_error(scope, DIAG_OPERAND, expr->span, "Invalid operand; Unsuitable value for %s operand: %.*s.", which,
               STR_FMT(why));
  return result;
}

static const Val *null_operand(Scope *scope, const SynExpr *expr) {
  return eval_error(scope, DIAG_OPERAND, expr->span,
                    "Operation failed; Error during operation: argument must not be null.");
}

/* Whole numbers stay exact; NULL when they overflow or the operator is another one. */
static const Val *whole_result(Arena *arena, SynOp op, int64_t a, int64_t b) {
  int64_t result;
  bool overflow = op == SYN_OP_ADD   ? __builtin_add_overflow(a, b, &result)
                  : op == SYN_OP_SUB ? __builtin_sub_overflow(a, b, &result)
                  : op == SYN_OP_MUL ? __builtin_mul_overflow(a, b, &result)
                                     : true;
  return overflow ? NULL : val_integer(arena, result);
}

static const Val *arithmetic(Scope *scope, const SynExpr *expr, const Val *left, const Val *right) {
  SynOp op = (SynOp)expr->op;
  double a = left->as.number, b = right->as.number, result = 0;
  const char *failed = NULL;
  if (left->whole && right->whole) {
    const Val *whole = whole_result(scope->arena, op, left->integer, right->integer);
    if (whole != NULL) return whole;
  }
  bool both_infinite = isinf(a) && isinf(b), both_zero = fabs(a) <= 0 && fabs(b) <= 0;
  if (op == SYN_OP_ADD) result = a + b, failed = isnan(result) ? "can't compute sum of opposing infinities" : NULL;
  if (op == SYN_OP_SUB) result = a - b, failed = isnan(result) ? "can't subtract infinity from itself" : NULL;
  if (op == SYN_OP_MUL) result = a * b, failed = isnan(result) ? "can't multiply zero by infinity" : NULL;
  if (op == SYN_OP_DIV) {
    result = a / b;
    if (both_infinite || both_zero) failed = "can't divide zero by zero or infinity by infinity";
  }
  if (op == SYN_OP_MOD) {
    result = fabs(b) <= 0 ? a : fmod(a, b); /* HCL: x % 0 is x */
    if (isinf(a) || isinf(b)) failed = "can't use modulo with zero and infinity";
  }
  if (failed != NULL)
    return eval_error(scope, DIAG_OPERAND, expr->span, "Operation failed; Error during operation: %s.", failed);
  return val_number(scope->arena, result);
}

static const Val *order(Scope *scope, SynOp op, const Val *left, const Val *right) {
  int sign = left->whole && right->whole ? (left->integer > right->integer) - (left->integer < right->integer)
                                         : (left->as.number > right->as.number) - (left->as.number < right->as.number);
  bool result = op == SYN_OP_GT ? sign > 0 : op == SYN_OP_GE ? sign >= 0 : op == SYN_OP_LT ? sign < 0 : sign <= 0;
  return val_bool(scope->arena, result);
}

static const Val *equality(Scope *scope, SynOp op, const Val *left, const Val *right) {
  int same = val_compare(left, right);
  if (same < 0) return val_unknown(scope->arena, &ty_bool);
  return val_bool(scope->arena, (same == 1) == (op == SYN_OP_EQ));
}

/* `false && unknown` and `true || unknown` are unknown too, as HCL has it. */
static const Val *binary(Scope *scope, const SynExpr *expr) {
  SynOp op = (SynOp)expr->op;
  const Val *left = operand(scope, expr->as.op.a, operand_type(op), "left");
  const Val *right = operand(scope, expr->as.op.b, operand_type(op), "right");
  if (left == NULL || right == NULL) return val_unknown(scope->arena, result_type(op));
  if (op == SYN_OP_EQ || op == SYN_OP_NE) return equality(scope, op, left, right);
  if (left->kind == VAL_NULL || right->kind == VAL_NULL) return null_operand(scope, expr);
  if (left->kind == VAL_UNKNOWN || right->kind == VAL_UNKNOWN) return val_unknown(scope->arena, result_type(op));
  if (op == SYN_OP_AND) return val_bool(scope->arena, left->flag && right->flag);
  if (op == SYN_OP_OR) return val_bool(scope->arena, left->flag || right->flag);
  return result_type(op) == &ty_number ? arithmetic(scope, expr, left, right) : order(scope, op, left, right);
}

static const Val *unary(Scope *scope, const SynExpr *expr) {
  SynOp op = (SynOp)expr->op;
  const Val *value = operand(scope, expr->as.op.a, operand_type(op), "unary");
  if (value == NULL || value->kind == VAL_UNKNOWN) return val_unknown(scope->arena, result_type(op));
  if (value->kind == VAL_NULL) return null_operand(scope, expr);
  if (op == SYN_OP_NOT) return val_bool(scope->arena, !value->flag);
  if (value->whole && value->integer != INT64_MIN) return val_integer(scope->arena, -value->integer);
  return val_number(scope->arena, -value->as.number);
}

const Val *eval_operation(Scope *scope, const SynExpr *expr) {
  return expr->kind == SYN_UNARY ? unary(scope, expr) : binary(scope, expr);
}
