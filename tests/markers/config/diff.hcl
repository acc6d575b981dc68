# Diff policies.

#==== not unknown-attribute: diff as documented
diff {
  skip {
    drop_schema = true
    drop_table  = true
  }
  concurrent_index {
    create = true
    drop   = true
  }
}

#==== label-count: diff with a label too many
diff "y" "z" {
#^^^ error: diff block must have at most 1 label [label-count]
}

#==== unknown-block: skpi in diff
diff {
  skpi {
# ^^^^ error: unknown block type skpi in block of type diff (Did you mean skip?) [unknown-block => skip]
  }
}

#==== not unknown-attribute: diff.skip as documented
diff {
  skip {
    drop_table = true
  }
}

#==== unknown-attribute: add_shcema in diff.skip
diff {
  skip {
    add_shcema = true
#   ^^^^^^^^^^^^^^^^^ error: unknown attribute add_shcema in block of type skip (Did you mean add_schema?) [unknown-attribute => add_schema]
  }
}

#==== not unknown-attribute: diff.concurrent_index as documented
diff {
  concurrent_index {
    create = true
  }
}

#==== value-kind: create of diff.concurrent_index
diff {
  concurrent_index {
    create = "yes"
#            ^^^^^ error: value of attr "create" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== not unknown-attribute: diff.materialized as documented
diff {
  materialized {
    with_no_data = true
  }
}

#==== label-count: diff.materialized with a label too many
diff {
  materialized "y" {
# ^^^^^^^^^^^^ error: materialized block must have exactly 0 labels [label-count]
  }
}

#==== not unknown-attribute: diff.add_table as documented
diff {
  add_table {
    if_not_exists = true
  }
}

#==== unknown-attribute: if_note_xists in diff.add_table
diff {
  add_table {
    if_note_xists = true
#   ^^^^^^^^^^^^^^^^^^^^ error: unknown attribute if_note_xists in block of type add_table (Did you mean if_not_exists?) [unknown-attribute => if_not_exists]
  }
}

#==== not unknown-attribute: diff.drop_table as documented
diff {
  drop_table {
    if_exists = true
  }
}

#==== unknown-attribute: if_eixsts in diff.drop_table
diff {
  drop_table {
    if_eixsts = true
#   ^^^^^^^^^^^^^^^^ error: unknown attribute if_eixsts in block of type drop_table (Did you mean if_exists?) [unknown-attribute => if_exists]
  }
}

#==== not unknown-attribute: diff.add_column as documented
diff {
  add_column {
    if_not_exists = true
  }
}

#==== value-kind: if_not_exists of diff.add_column
diff {
  add_column {
    if_not_exists = "yes"
#                   ^^^^^ error: value of attr "if_not_exists" cannot be read as bool: bool value is required [value-kind]
  }
}

#==== not unknown-attribute: diff.add_index as documented
diff {
  add_index {
    if_not_exists = true
  }
}

#==== label-count: diff.add_index with a label too many
diff {
  add_index "y" {
# ^^^^^^^^^ error: add_index block must have exactly 0 labels [label-count]
  }
}

#==== not unknown-attribute: diff.not_null as documented
diff {
  not_null {
    check     = true
    lock_safe = true
  }
}

#==== unknown-attribute: chcek in diff.not_null
diff {
  not_null {
    chcek = true
#   ^^^^^^^^^^^^ error: unknown attribute chcek in block of type not_null (Did you mean check?) [unknown-attribute => check]
  }
}

#==== value-kind: match of diff.session_settings
diff {
  session_settings {
    match = 5
#           ^ error: value of attr "match" cannot be read as string: string value is required [value-kind]
  }
}
