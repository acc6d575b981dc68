/**
 * HCL native syntax for tree-sitter, made to be lean: one parse of a schema should cost little more than its tokens.
 *
 * - Rules that would only wrap one child are hidden (their name starts with '_'), so `null = false` is an attribute of
 *   three leaves. A string without interpolation is one token. Bodies have no node of their own.
 * - A line end matters in a body and in an object, and does not within brackets. It is a token where it may stand
 *   (`_newline`), and plain white space elsewhere. For this, expressions exist twice: `line` rules end at a line end,
 *   `free` rules (within brackets) do not; both give the same nodes.
 * - `_never` is a token that the scanner never gives. `a =` at the end of a line goes on with `_newline _never`, so the
 *   parser reports a missing token there and resumes on the next line, rather than reading on for a value.
 * - The items of a body come in runs: one hidden node for up to RUN items, not one for each.
 * - The scanner (src/scanner.c) is asked only within heredocs: their end depends on their tag.
 */

const RUN = 8;

const PREC = {
  conditional: 1,
  or: 2,
  and: 3,
  equal: 4,
  compare: 5,
  add: 6,
  multiply: 7,
  unary: 8,
  step: 9,
  broken: 10,
};

const OPERATORS = [
  [PREC.or, ['||']],
  [PREC.and, ['&&']],
  [PREC.equal, ['==', '!=']],
  [PREC.compare, ['<', '<=', '>', '>=']],
  [PREC.add, ['+', '-']],
  [PREC.multiply, ['*', '/', '%']],
];

/** Text of a quoted template: `$` and `%` count as text unless they open `${` or `%{`; `$${` and `%%{` are text. */
function text(plain) {
  const escape = '\\\\[^\\r\\n]';
  return `(${plain}|${escape}|[$%]+(${plain.replace('^', '^{')}|${escape})|[$%]*([$][$]|%%)\\{)`;
}
const PLAIN = '[^"\\\\$%\\r\\n]';

/** Characters of other scripts, by ranges that leave out punctuation and symbols: exact tables would slow each name. */
const LETTERS = [
  '\\u{aa}\\u{b5}\\u{ba}\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{1fff}\\u{2c00}-\\u{2dff}',
  '\\u{3005}-\\u{3007}\\u{3021}-\\u{fdff}\\u{fe70}-\\u{fefc}\\u{ff10}-\\u{ffdc}\\u{10000}-\\u{3ffff}',
].join('');

/** `first`, then more `item`s up to `count` in all, as many as there are; `tails` may end the run. */
function run(count, first, item, ...tails) {
  if (count === 1) return first;
  return prec.right(seq(first, optional(choice(run(count - 1, item, item, ...tails), ...tails))));
}

/** Up to `count` items, the last of which is not ended. */
function lastRun(count, item, last) {
  return count === 1 ? last : prec.right(choice(last, seq(item, lastRun(count - 1, item, last))));
}

/** `a, b, c` with an optional comma (or `end`) behind the last. */
function list(item, end = ',') {
  return seq(item, repeat(prec.right(seq(',', item))), optional(end));
}

/** The parts of a quoted template or of a heredoc: they differ in how their text ends. */
function templates(kind, text) {
  const part = ($) => $[`_${kind}_part`];
  const open = choice('%{', '%{~');
  const close = choice('}', '~}');
  return {
    [`_${kind}_part`]: ($) =>
      choice(
        ...text($),
        $.interpolation,
        alias($[`${kind}_if`], $.template_if),
        alias($[`${kind}_for`], $.template_for),
      ),
    [`${kind}_if`]: ($) =>
      seq(
        ...[open, 'if', field('condition', $._free_value), close, repeat(part($))],
        optional(seq(open, 'else', close, repeat(part($)))),
        ...[open, 'endif', close],
      ),
    [`${kind}_for`]: ($) =>
      seq(
        ...[open, 'for', $._names, 'in', field('collection', $._free_value), close, repeat(part($))],
        ...[open, 'endfor', close],
      ),
  };
}

/** The rules of one kind of expression; `end` is what may follow an operator without its operand. */
function expressions(mode, incomplete) {
  const self = ($) => $[`_${mode}_value`];
  const operand = incomplete ? ($) => choice(self($), $._incomplete) : self;
  const named = (name) => ($) => alias($[`${mode}_${name}`], $[name]);
  return {
    [`_${mode}_value`]: ($) =>
      choice(
        $._term,
        ...['binary', 'unary', 'conditional', 'get_attr', 'index', 'splat'].map((name) => named(name)($)),
      ),
    [`${mode}_binary`]: ($) =>
      choice(
        ...OPERATORS.map(([level, operators]) =>
          prec.left(
            level,
            seq(field('left', self($)), field('operator', operators.length > 1 ? choice(...operators) : operators[0]), field('right', operand($))),
          ),
        ),
      ),
    [`${mode}_unary`]: ($) => prec(PREC.unary, seq(field('operator', choice('-', '!')), field('operand', operand($)))),
    [`${mode}_conditional`]: ($) =>
      prec.right(
        PREC.conditional,
        seq(field('condition', self($)), '?', field('then', operand($)), ':', field('else', operand($))),
      ),
    [`${mode}_get_attr`]: ($) =>
      prec(
        PREC.step,
        seq(
          field('object', self($)),
          '.',
          incomplete
            ? choice(field('name', choice($.identifier, $.number)), $._incomplete)
            : field('name', choice($.identifier, $.number)),
        ),
      ),
    [`${mode}_index`]: ($) => prec(PREC.step, seq(field('object', self($)), '[', field('key', $._free_value), ']')),
    [`${mode}_splat`]: ($) => prec(PREC.step, seq(field('object', self($)), choice(seq('.', '*'), seq('[', '*', ']')))),
  };
}

/** A value that is a name alone: preferred to the longer way through the hidden rules, which makes a node. */
const name = (identifier) => prec(PREC.step, identifier);
const label = ($) => field('label', choice($.string, $.identifier));

module.exports = grammar({
  name: 'atlas_hcl',

  word: ($) => $.identifier,
  extras: ($) => [/[ \t\r\n]/, $.comment],
  inline: ($) => [$._line, $._broken],
  externals: ($) => [$.heredoc_tag, $._heredoc_line, $._heredoc_text, $.heredoc_end, $._never],

  rules: {
    source_file: ($) => seq(repeat(choice($._lines, $._broken)), optional($._last_lines)),

    // Items of a body
    _item: ($) => choice($.attribute, $.block),
    _line: ($) => seq($._item, $._newline),
    _lines: ($) => run(RUN, $._line, $._line, $._broken),
    _first_lines: ($) => choice(
      run(RUN, seq($.attribute, $._newline), $._line, $._broken),
      run(RUN, seq($.block, $._newline), $._line, $._broken),
    ),
    _last_lines: ($) => lastRun(RUN, $._line, $._item),
    attribute: ($) => seq(field('name', $.identifier), '=', field('value', choice($._line_value, name($.identifier)))),
    _broken: ($) => alias($.broken_attribute, $.attribute),
    broken_attribute: ($) =>
      seq(
        field('name', $.identifier),
        optional(
          seq(
            '=',
            optional(
              choice(
                field('value', alias($.open_template, $.template)),
                seq(field('value', $._line_value), choice('.', ...OPERATORS.flatMap(([, signs]) => signs))),
              ),
            ),
          ),
        ),
        prec(PREC.broken, $._incomplete),
      ),
    block: ($) =>
      seq(
        field('type', $.identifier),
        optional(seq(label($), optional(seq(label($), repeat(label($)))))),
        '{',
        optional(choice($.attribute, seq(choice($._first_lines, $._broken), repeat(choice($._lines, $._broken))))),
        '}',
      ),
    _incomplete: ($) => seq($._newline, $._never),
    _newline: (_) => '\n',

    // Expressions
    ...expressions('line', true),
    ...expressions('free', false),
    _term: ($) =>
      choice(
        $.identifier,
        $.string,
        $.number,
        $.true,
        $.false,
        $.null,
        $.call,
        $.template,
        $.heredoc,
        $.tuple,
        $.object,
        $.for_tuple,
        $.for_object,
        $.group,
      ),
    group: ($) => seq('(', field('value', $._free_value), ')'),
    call: ($) =>
      seq(
        field('name', $.identifier),
        '(',
        optional(list(field('argument', $._free_value), choice(',', '...'))),
        ')',
      ),
    tuple: ($) => seq('[', optional(list($._free_value)), ']'),
    object: ($) => seq('{', repeat(seq($.pair, choice(',', $._newline))), optional($.pair), '}'),
    pair: ($) =>
      seq(field('key', $._line_value), choice('=', ':'), field('value', choice($._line_value, $._incomplete))),
    for_tuple: ($) => seq('[', $._for, field('value', $._free_value), optional($._if), ']'),
    for_object: ($) =>
      seq(
        '{',
        $._for,
        field('key', $._free_value),
        '=>',
        field('value', $._free_value),
        optional('...'),
        optional($._if),
        '}',
      ),
    _for: ($) => seq('for', $._names, 'in', field('collection', $._free_value), ':'),
    _names: ($) => seq(field('variable', $.identifier), optional(seq(',', field('variable', $.identifier)))),
    _if: ($) => seq('if', field('condition', $._free_value)),

    // Templates
    string: (_) => token(new RegExp(`"${text(PLAIN)}*[$%]*"`, 'u')),
    template: ($) => seq('"', repeat($._quoted_part), token.immediate('"')),
    open_template: ($) => seq('"', repeat($._quoted_part)),
    heredoc: ($) =>
      seq(choice('<<', '<<-'), field('tag', $.heredoc_tag), $._heredoc_line, repeat($._heredoc_part), field('end', $.heredoc_end)),
    ...templates('quoted', ($) => [alias($._quoted_text, $.text), alias($._quoted_sign, $.text), $.escape]),
    ...templates('heredoc', ($) => [alias($._heredoc_text, $.text)]),
// Each of these tokens must be complete after every character of it, or a comment would win over "# ${".
    _quoted_text: (_) => token.immediate(prec(1, new RegExp(`${PLAIN}+`, 'u'))),
    _quoted_sign: (_) => token.immediate(/[$%]/),
    escape: (_) => token.immediate(prec(1, /\\[^\r\n]|[$][$]+\{|%%+\{/)),
    interpolation: ($) => seq(choice('${', '${~'), field('value', $._free_value), choice('}', '~}')),

    // Leaves
    identifier: (_) => token(new RegExp(`[A-Za-z_${LETTERS}][A-Za-z0-9_${LETTERS}-]*`, 'u')),
    number: (_) => /[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/,
    true: (_) => 'true',
    false: (_) => 'false',
    null: (_) => 'null',
    comment: (_) => token(choice(/#[^\r\n]*/, /\/\/[^\r\n]*/, /\/\*[^*]*\*+([^/*][^*]*\*+)*\//)),
  },
});
