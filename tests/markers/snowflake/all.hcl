# Snowflake: kinds of tables, tags, policies, warehouses and tasks, and the rules of the server.

#==== type-parameter: limits
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "a" {
    type = NUMBER(39)
#                 ^^ error: Invalid function argument; Invalid value for "precision" parameter: must be between 1 and 38. [type-parameter]
  }
  column "b" {
    type = NUMBER(38, 38)
#                     ^^ error: Invalid function argument; Invalid value for "scale" parameter: must be between 0 and 37. [type-parameter]
  }
  column "c" {
    type = VARCHAR(134217729)
#                  ^^^^^^^^^ error: Invalid function argument; Invalid value for "size" parameter: must be between 1 and 134217728. [type-parameter]
  }
  column "d" {
    type = TIMESTAMP_NTZ(10)
#                        ^^ error: Invalid function argument; Invalid value for "precision" parameter: must be between 0 and 9. [type-parameter]
  }
}

#==== not type-parameter: with and without
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "a" {
    type = NUMBER(38, 0)
  }
  column "b" {
    type = VARCHAR
  }
  column "c" {
    type = TIMESTAMP_LTZ
  }
  column "d" {
    type = VARIANT
  }
  column "e" {
    type = sql("VECTOR(FLOAT, 256)")
  }
}

#==== server-limit: a scale larger than the precision
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "a" {
    type = NUMBER(4, 5)
#          ^^^^^^^^^^^^ warning: decimal type must have precision >= scale: 4 < 5 [server-limit]
  }
}

#==== type-parameter: types that take none
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "a" {
    type = VARIANT(5)
#          ^^^^^^^ error: Call to unknown function; Type "VARIANT" does not accept attributes [type-parameter]
  }
}

#==== unknown-type: a misspelt type
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  column "a" {
    type = VARCHR
#          ^^^^^^ error: Unknown column.type; There is no type named "VARCHR". Did you mean "VARCHAR"? [unknown-type => VARCHAR]
  }
}

#==== value-range: days of retention
schema "s" {}
table "t" {
  schema         = schema.s
  retention_time = 91
#                  ^^ error: value of attr "retention_time" must be between 0 and 90 [value-range]
}

#==== not value-range: days of retention
schema "s" {}
table "t" {
  schema         = schema.s
  retention_time = 90
}

#==== missing-attribute: a dynamic table without a query
schema "s" {}
dynamic_table "d" {
#^^^^^^^^^^^^ error: missing required attribute as in block dynamic_table [missing-attribute]
  schema     = schema.s
  target_lag = DOWNSTREAM
}

#==== not missing-attribute: a dynamic table
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
}
dynamic_table "d" {
  schema     = schema.s
  target_lag = "1 minute"
  as         = "SELECT id FROM t"
  column "id" {
    comment = "no type is needed"
  }
}

#==== unknown-word: how a dynamic table is refreshed
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
}
dynamic_table "d" {
  schema       = schema.s
  target_lag   = DOWNSTREAM
  as           = "SELECT id FROM t"
  refresh_mode = FUL
#                ^^^ error: Unknown dynamic_table.refresh_mode; There is no refresh_mode named "FUL". Did you mean "FULL"? [unknown-word => FULL]
}

#==== server-limit: a hybrid table without a key
schema "s" {}
hybrid_table "h" {
#^^^^^^^^^^^ warning: a hybrid table needs a primary key [server-limit]
  schema = schema.s
  column "ID" {
    type = NUMBER
  }
}

#==== not server-limit: a hybrid table
schema "s" {}
hybrid_table "h" {
  schema = schema.s
  column "ID" {
    type = NUMBER
  }
  primary_key {
    columns = [column.ID]
  }
}

#==== missing-block: an external table without a location
schema "s" {}
external_table "e" {
#^^^^^^^^^^^^^ error: missing required block location in block external_table [missing-block]
  schema      = schema.s
  file_format = {
    TYPE = "PARQUET"
  }
}

#==== not missing-block: an external table
schema "s" {}
stage "st" {
  schema = schema.s
}
external_table "e" {
  schema      = schema.s
  file_format = {
    TYPE = "PARQUET"
  }
  location {
    stage = stage.st
    path  = "a/b"
  }
}

#==== exclusive: partitioned and clustered
schema "s" {}
iceberg_table "i" {
  schema          = schema.s
  external_volume = "v"
  catalog         = "SNOWFLAKE"
  partition_by    = ["ID"]
  cluster_by      = ["ID"]
# ^^^^^^^^^^^^^^^^^^^^^^^^ error: attributes partition_by and cluster_by are mutually exclusive in block iceberg_table [exclusive]
}

#==== not exclusive: partitioned
schema "s" {}
iceberg_table "i" {
  schema          = schema.s
  external_volume = "v"
  catalog         = "SNOWFLAKE"
  partition_by    = ["ID"]
}

#==== one-of-required: a key by nothing
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  primary_key {
# ^^^^^^^^^^^ error: one of columns, on is required in block primary_key [one-of-required]
  }
}

#==== not one-of-required: a key
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
  primary_key {
    columns = [column.id]
  }
}

#==== server-limit: a value that the tag does not allow
schema "s" {}
tag "LEVEL" {
  schema         = schema.s
  allowed_values = ["low", "high"]
}
table "t" {
  schema = schema.s
  tag {
    ref   = tag.LEVEL
    value = "medium"
#           ^^^^^^^^ warning: tag "LEVEL" does not allow the value "medium" [server-limit]
  }
}

#==== not server-limit: values that a tag allows
schema "s" {}
tag "LEVEL" {
  schema         = schema.s
  allowed_values = ["low", "high"]
}
tag "ANY" {
  schema = schema.s
}
table "t" {
  schema = schema.s
  tag {
    ref   = tag.LEVEL
    value = "high"
  }
  tag {
    ref   = tag.ANY
    value = "whatever"
  }
}

#==== server-limit: a task with two causes
schema "s" {}
task "a" {
  schema   = schema.s
  as       = "SELECT 1"
  schedule = "60 MINUTE"
}
task "b" {
  schema   = schema.s
  as       = "SELECT 1"
  schedule = "60 MINUTE"
  after    = [task.a]
#            ^^^^^^^^ warning: a task runs by schedule or after other tasks, not both [server-limit]
}

#==== not server-limit: a task after another
schema "s" {}
task "a" {
  schema   = schema.s
  as       = "SELECT 1"
  schedule = "60 MINUTE"
}
task "b" {
  schema = schema.s
  as     = "SELECT 1"
  after  = [task.a]
}

#==== server-limit: half an archive
schema "s" {}
storage_lifecycle_policy "p" {
  schema       = schema.s
  as           = "TRUE"
  archive_tier = COOL
#                ^^^^ warning: archive_tier needs archive_for_days [server-limit]
}

#==== not server-limit: an archive
schema "s" {}
storage_lifecycle_policy "p" {
  schema           = schema.s
  as               = "TRUE"
  archive_tier     = COOL
  archive_for_days = 90
}

#==== unknown-word: sizes of warehouses
warehouse "w" {
  size = XSMAL
#        ^^^^^ error: Unknown warehouse.size; There is no size named "XSMAL". Did you mean "XSMALL"? [unknown-word => XSMALL]
}

#==== not unknown-word: a warehouse
warehouse "w" {
  size           = XSMALL
  scaling_policy = ECONOMY
  auto_suspend   = 60
}

#==== missing-attribute: a trigger without an action
resource_monitor "m" {
  credit_quota = 100
  trigger {
# ^^^^^^^ error: missing required attribute action in block trigger [missing-attribute]
    threshold = 90
  }
}

#==== not missing-attribute: a resource monitor
resource_monitor "m" {
  credit_quota = 100
  frequency    = MONTHLY
  trigger {
    threshold = 90
    action    = SUSPEND
  }
}

#==== missing-block: a masking policy of nothing
schema "s" {}
masking_policy "m" {
#^^^^^^^^^^^^^ error: missing required block arg in block masking_policy [missing-block]
  schema = schema.s
  return = VARCHAR
  as     = "'***'"
}

#==== not missing-block: a masking policy
schema "s" {}
masking_policy "m" {
  schema = schema.s
  return = VARCHAR
  as     = "'***'"
  arg "V" {
    type = VARCHAR
  }
}

#==== not unknown-word: privileges as words and as texts
schema "s" {}
table "t" {
  schema = schema.s
  column "id" {
    type = NUMBER
  }
}
role "R" {
}
permission {
  to         = role.R
  for        = table.t
  privileges = [SELECT, "CREATE TAG", IMPORTED_PRIVILEGES]
}

#==== maybe-unknown: a misspelt attribute of a warehouse
warehouse "w" {
  auto_resum = true
# ^^^^^^^^^^ hint: attribute auto_resum is not known in block of type warehouse (Did you mean auto_resume?) [maybe-unknown => auto_resume]
}

#==== not maybe-unknown: an attribute that may exist
warehouse "w" {
  generation = "2"
}
