; A labelled block defines its last label; a path refers to names.

(block
  label: (string) @name
  .
  "{") @definition.class

(block
  label: (identifier) @name
  .
  "{") @definition.class

(get_attr
  name: (identifier) @name) @reference.class

(call
  name: (identifier) @name) @reference.call
