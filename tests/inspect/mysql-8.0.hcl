table "posts" {
  schema = schema.app
  column "id" {
    null = false
    type = int
  }
  partition {
    type = RANGE
    by {
      expr = "`id`"
    }
    partition "p0" {
      values_less_than = ["100"]
    }
    partition "p1" {
      values_less_than = ["MAXVALUE"]
    }
  }
}
table "users" {
  schema  = schema.app
  comment = "People"
  column "id" {
    null           = false
    type           = bigint
    unsigned       = true
    auto_increment = true
  }
  column "name" {
    null    = false
    type    = varchar(20)
    default = "it's"
    comment = "Na\"me"
  }
  column "age" {
    null      = true
    type      = tinyint
    unsigned  = true
    invisible = true
  }
  column "at" {
    null      = false
    type      = timestamp(6)
    default   = sql("CURRENT_TIMESTAMP(6)")
    on_update = sql("CURRENT_TIMESTAMP(6)")
  }
  column "sum" {
    null = true
    type = int
    as {
      expr = "concat(`name`,_utf8mb4'x')"
      type = STORED
    }
  }
  column "uid" {
    null    = false
    type    = binary(16)
    default = sql("(uuid_to_bin(uuid()))")
  }
  primary_key {
    columns = [column.id]
  }
  index "ft" {
    columns = [column.name]
    type    = FULLTEXT
    parser  = ngram
  }
  index "lower" {
    on {
      expr = "lower(`name`)"
    }
  }
  index "two" {
    unique  = true
    comment = "c"
    on {
      desc   = true
      column = column.name
      prefix = 10
    }
    on {
      column = column.age
    }
  }
  check "adult" {
    expr     = "((`age` > 17) or (`name` <> _utf8mb4'a'))"
    enforced = false
  }
}
view "adults" {
  schema       = schema.app
  check_option = CASCADED
  security     = INVOKER
  column "id" {
    null     = false
    type     = bigint
    unsigned = true
  }
  as = "select `users`.`id` AS `id` from `users` where (`users`.`age` >= 18)"
}
function "net" {
  schema        = schema.app
  return        = decimal(10,2)
  deterministic = true
  data_access   = NO_SQL
  arg "gross" {
    type = decimal(10,2)
  }
  as = "RETURN gross / 1.2"
}
trigger "log" {
  on = table.users
  after {
    insert = true
  }
  as = "SET @n = 1"
}
schema "app" {
  charset = "utf8mb4"
  collate = "utf8mb4_0900_ai_ci"
}
