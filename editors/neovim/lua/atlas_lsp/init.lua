-- Starts atlas-lsp for Atlas files, in Neovim 0.7 and later. See docs/editors/neovim.md.
--
--     require('atlas_lsp').setup({ cmd = { 'atlas-lsp', '--stdio' }, settings = { atlas = { ... } } })
local M = {}

local filetypes = require('atlas_lsp.filetypes')
local markers = { 'atlas.hcl', '.git' }

M.config = { cmd = { 'atlas-lsp', '--stdio' }, settings = { atlas = {} }, filetypes = nil }

-- The nearest folder at or above the file that holds one of the markers; else the file's own folder.
local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local upward = vim.fn.escape(folder, ' ,;\\') .. ';'
  for _, marker in ipairs(markers) do
    local found = vim.fn.findfile(marker, upward)
    if found == '' then found = vim.fn.finddir(marker, upward) end
    if found ~= '' then return vim.fn.fnamemodify(found, ':p'):gsub('/$', ''):match('^(.*)/[^/]*$') end
  end
  return folder
end

-- Clients by root folder, for Neovim before 0.8, which has no vim.lsp.start.
local started = {}

local function start_client(config)
  if vim.lsp.start then return vim.lsp.start(config) end
  local id = started[config.root_dir]
  if not (id and vim.lsp.get_client_by_id(id)) then
    id = vim.lsp.start_client(config)
    started[config.root_dir] = id
  end
  if id then vim.lsp.buf_attach_client(0, id) end
  return id
end

-- Starts the server for the current buffer, or attaches the one that runs for its root folder.
function M.start()
  local name = vim.api.nvim_buf_get_name(0)
  local capabilities = M.config.capabilities or vim.lsp.protocol.make_client_capabilities()
  return start_client({
    name = 'atlas-lsp',
    cmd = M.config.cmd,
    root_dir = root_of(name ~= '' and name or vim.fn.getcwd() .. '/x'),
    settings = M.config.settings,
    init_options = M.config.settings.atlas,
    capabilities = capabilities,
    on_attach = M.config.on_attach,
    get_language_id = function(_, filetype) return filetype end,
  })
end

function M.setup(options)
  M.config = vim.tbl_deep_extend('force', M.config, options or {})
  local group = vim.api.nvim_create_augroup('atlas_lsp', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = M.config.filetypes or filetypes.all(),
    callback = function() M.start() end,
  })
end

return M
