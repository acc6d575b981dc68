-- Which file has which filetype. The names are those of the language ids.
local M = {}

M.suffixes = {
  ['.lt.hcl'] = 'atlas-schema-sqlite',
  ['.my.hcl'] = 'atlas-schema-mysql',
  ['.ma.hcl'] = 'atlas-schema-mariadb',
  ['.pg.hcl'] = 'atlas-schema-postgresql',
  ['.rs.hcl'] = 'atlas-schema-redshift',
  ['.ms.hcl'] = 'atlas-schema-mssql',
  ['.ch.hcl'] = 'atlas-schema-clickhouse',
  ['.oc.hcl'] = 'atlas-schema-oracle',
  ['.sp.hcl'] = 'atlas-schema-spanner',
  ['.sf.hcl'] = 'atlas-schema-snowflake',
  ['.dbx.hcl'] = 'atlas-schema-databricks',
  ['.test.hcl'] = 'atlas-test',
  ['.plan.hcl'] = 'atlas-plan',
  ['.rule.hcl'] = 'atlas-rule',
  ['.script.hcl'] = 'atlas-script',
}

M.filenames = { ['atlas.hcl'] = 'atlas-config' }

-- All filetypes that the server is started for; `hcl` too, where the server finds the dialect itself.
function M.all()
  local seen, list = {}, { 'hcl' }
  for _, map in ipairs({ M.suffixes, M.filenames }) do
    for _, filetype in pairs(map) do
      if not seen[filetype] then
        seen[filetype] = true
        list[#list + 1] = filetype
      end
    end
  end
  table.sort(list)
  return list
end

return M
