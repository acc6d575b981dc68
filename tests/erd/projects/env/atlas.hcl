env "staging" {
  src    = "file://schema.pg.hcl"
  dev    = "docker://postgres/17/dev"
  prefix = "${atlas.env}_"
}
