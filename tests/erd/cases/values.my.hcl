# Locals, functions, conditionals, for expressions.
variable "big" {
  type    = bool
  default = true
}
locals {
  prefix  = "app"
  columns = [for c in ["a", "b"] : upper(c)]
  size    = var.big ? 200 : 20
}
schema "shop" {
  name = "${local.prefix}_shop"
}
table "items" {
  schema  = schema.shop
  comment = join(", ", local.columns)
  engine  = InnoDB
  charset = "utf8mb4"
  column "id" {
    type           = bigint
    unsigned       = true
    auto_increment = true
  }
  column "name" {
    type    = varchar(200)
    default = format("%s-%d", local.prefix, local.size)
  }
  column "kind" {
    type    = enum("it's", "b")
    default = "b"
  }
  column "price" {
    type    = decimal(10, 2)
    default = 1.5
    null    = var.big ? true : false
  }
  column "made" {
    type    = datetime(3)
    default = sql("CURRENT_TIMESTAMP(3)")
  }
  column "gross" {
    type = decimal(10, 2)
    as {
      expr = "price * 1.2"
      type = STORED
    }
  }
  primary_key {
    columns = [column.id]
  }
  index "by_name" {
    on {
      column = column.name
      prefix = 10
      desc   = true
    }
    on {
      expr = "(upper(name))"
    }
  }
  check "positive" {
    expr = "price > 0"
  }
}
