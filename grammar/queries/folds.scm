; What can be folded when it spans lines; the same list as in grammar/tree.c.
[
  (block)
  (tuple)
  (object)
  (for_tuple)
  (for_object)
  (group)
  (call)
  (index)
  (heredoc)
  (template_if)
  (template_for)
] @fold

(comment)+ @fold
