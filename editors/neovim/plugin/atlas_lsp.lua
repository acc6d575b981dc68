-- Loaded by Neovim at start. Buffers of Atlas files get comments and indents that fit; the server is started by
-- require('atlas_lsp').setup() or vim.lsp.enable('atlas_lsp'), whichever the user calls.
if vim.g.loaded_atlas_lsp then return end
vim.g.loaded_atlas_lsp = true

local group = vim.api.nvim_create_augroup('atlas_lsp_buffers', { clear = true })
vim.api.nvim_create_autocmd('FileType', {
  group = group,
  pattern = 'atlas-*',
  callback = function()
    vim.bo.commentstring = '# %s'
    vim.bo.comments = ':#,://'
    vim.bo.shiftwidth = 2
    vim.bo.expandtab = true
    vim.opt_local.iskeyword:append('-')
    -- One grammar serves all filetypes; register it when the tree-sitter parser is installed.
    if vim.treesitter.language and vim.treesitter.language.register then
      vim.treesitter.language.register('atlas_hcl', vim.bo.filetype)
      pcall(vim.treesitter.start, 0, 'atlas_hcl')
    end
  end,
})

local function command(name, action, nargs)
  vim.api.nvim_create_user_command(name, function(args) require('atlas_lsp.preview')[action](args.args) end, { nargs = nargs })
end
command('AtlasPreview', 'preview', '?')
command('AtlasInspect', 'inspect', 1)
command('AtlasDrift', 'drift', '?')
require('atlas_lsp.preview').register()
