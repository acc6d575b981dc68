; Indentation in the form of Neovim's tree-sitter plugin.

[
  (block)
  (tuple)
  (object)
  (for_tuple)
  (for_object)
  (group)
  (call)
  (index)
] @indent.begin

[
  "}"
  "]"
  ")"
] @indent.branch @indent.end

[
  (heredoc)
  (comment)
] @indent.auto

(ERROR) @indent.auto
