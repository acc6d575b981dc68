-- Run by test_neovim.py inside headless Neovim, in a folder with schema.pg.hcl: uses the plugin as a user does.
-- Prints "ok: STEP" for each step that works and ends with status 1 at the first that does not.
local function step(name, condition, detail)
  if not condition then error(name .. ': ' .. vim.inspect(detail)) end
  io.write('ok: ' .. name .. '\n')
end

local function wait(condition) return vim.wait(10000, condition, 10) end

local function messages()
  return vim.tbl_map(function(d) return d.message end, vim.diagnostic.get(0))
end

local function ask(method, params)
  params.textDocument = { uri = vim.uri_from_bufnr(0) }
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do return answer.result end
end

local function run()
  require('atlas_lsp').setup({ cmd = { vim.env.ATLAS_LSP, '--stdio' } })
  vim.cmd('edit schema.pg.hcl')
  step('filetype', vim.bo.filetype == 'atlas-schema-postgresql', vim.bo.filetype)
  step('diagnostic', wait(function() return #messages() == 1 end), messages())
  step('its text', messages()[1]:find('Did you mean "bigint"', 1, true), messages())

  local list = ask('textDocument/completion', { position = { line = 5, character = 4 } })
  local labels = vim.tbl_map(function(item) return item.label end, list.items)
  step('completion', vim.tbl_contains(labels, 'null'), labels)

  local hover = ask('textDocument/hover', { position = { line = 2, character = 3 } })
  step('hover', hover.contents.value:find('PostgreSQL', 1, true), hover)

  vim.api.nvim_win_set_cursor(0, { 9, 22 }) -- columns = [column.id]
  vim.lsp.buf.definition()
  step('definition', wait(function() return vim.api.nvim_win_get_cursor(0)[1] == 4 end), vim.api.nvim_win_get_cursor(0))

  vim.api.nvim_buf_set_lines(0, 4, 5, false, { '    type    =   bigint' })
  step('edit clears the diagnostic', wait(function() return #messages() == 0 end), messages())

  if vim.lsp.buf.format then vim.lsp.buf.format() else vim.lsp.buf.formatting_sync(nil, 10000) end
  local line = vim.api.nvim_buf_get_lines(0, 4, 5, false)[1]
  step('formatting', line == '    type = bigint', line)

  local function text_of(name)
    local buffer = vim.fn.bufnr(name)
    return buffer ~= -1 and table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') or ''
  end
  vim.cmd('silent write')
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { '    type = text' })
  vim.cmd('AtlasPreview saved')
  step('preview', wait(function() return text_of('atlas://preview.sql'):find('TYPE text', 1, true) end),
    text_of('atlas://preview.sql'))
  vim.cmd('doautocmd TextChanged')
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { '    type = varchar(9)' })
  vim.cmd('doautocmd TextChanged')
  step('the preview follows', wait(function() return text_of('atlas://preview.sql'):find('varying(9)', 1, true) end),
    text_of('atlas://preview.sql'))
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { '    type = ' })
  vim.cmd('doautocmd TextChanged')
  step('it says why there is none', wait(function() return text_of('atlas://preview.sql'):find('No plan', 1, true) end),
    text_of('atlas://preview.sql'))
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { '    type = text' })
  vim.cmd('silent write')
  step('it looks again after writing', wait(function() return text_of('atlas://preview.sql'):find('No changes', 1, true) end),
    text_of('atlas://preview.sql'))
  local said = {}
  vim.notify = function(text) said[#said + 1] = text end
  vim.cmd('AtlasInspect sqlite://app.db')
  step('inspection needs trust', wait(function() return (said[1] or ''):find('atlas.trusted', 1, true) end), said)

  vim.cmd('edit atlas.hcl')
  step('project filetype', vim.bo.filetype == 'atlas-config', vim.bo.filetype)
  vim.cmd('edit plain.hcl')
  step('plain filetype', vim.bo.filetype == 'hcl', vim.bo.filetype)
end

local ok, message = pcall(run)
if not ok then io.write('failed: ' .. tostring(message) .. '\n') end
vim.lsp.stop_client(vim.lsp.get_active_clients())
vim.cmd(ok and 'qall!' or 'cquit 1')
