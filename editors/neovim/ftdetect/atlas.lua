-- Filetypes of Atlas files. Each is the language id that the server gets; a plain *.hcl stays `hcl`.
local types = require('atlas_lsp.filetypes')

if vim.fn.has('nvim-0.8') == 1 then
  local pattern = {}
  for suffix, filetype in pairs(types.suffixes) do
    pattern['.*' .. suffix:gsub('%.', '%%.')] = { filetype, { priority = 10 } } -- ".pg.hcl" -> ".*%.pg%.hcl"
  end
  vim.filetype.add({ extension = { hcl = 'hcl' }, filename = types.filenames, pattern = pattern })
else
  local function detect(pattern, filetype)
    vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
      pattern = pattern,
      callback = function() vim.bo.filetype = filetype end,
    })
  end
  detect('*.hcl', 'hcl')
  for suffix, filetype in pairs(types.suffixes) do detect('*' .. suffix, filetype) end
  for name, filetype in pairs(types.filenames) do detect(name, filetype) end
end
