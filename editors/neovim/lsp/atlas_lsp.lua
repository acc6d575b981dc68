-- For Neovim 0.11 and later: vim.lsp.enable('atlas_lsp') instead of require('atlas_lsp').setup().
return {
  cmd = { 'atlas-lsp', '--stdio' },
  filetypes = require('atlas_lsp.filetypes').all(),
  root_markers = { 'atlas.hcl', '.git' },
  settings = { atlas = {} },
}
