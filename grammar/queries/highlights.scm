; Colours for any program that reads tree-sitter queries (Neovim, Helix, Zed, the tree-sitter CLI).

(comment) @comment

; Structure
(block type: (identifier) @keyword)
(block label: (string) @string.special)
(block label: (identifier) @string.special)
(attribute name: (identifier) @property)
(pair key: (identifier) @property)
(pair key: (string) @property)

; Values
(null) @constant.builtin
(true) @boolean
(false) @boolean
(number) @number
(attribute value: (identifier) @constant)
(get_attr object: (identifier) @variable)
(get_attr name: (identifier) @variable.member)
(call name: (identifier) @function.call)
(for_tuple variable: (identifier) @variable.parameter)
(for_object variable: (identifier) @variable.parameter)
(template_for variable: (identifier) @variable.parameter)

; Text
(string) @string
(template "\"" @string)
(text) @string
(escape) @string.escape
(heredoc_tag) @label
(heredoc_end) @label
["<<" "<<-"] @operator
["${" "${~" "%{" "%{~" "~}"] @punctuation.special
(interpolation "}" @punctuation.special)
(template_if "}" @punctuation.special)
(template_for "}" @punctuation.special)

; Words and signs
["for" "in" "endfor"] @keyword.repeat
["if" "else" "endif"] @keyword.conditional
["=" "==" "!=" "<" "<=" ">" ">=" "+" "-" "*" "/" "%" "!" "&&" "||" "=>" "..."] @operator
(conditional ["?" ":"] @keyword.conditional.ternary)
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," "." ":"] @punctuation.delimiter
