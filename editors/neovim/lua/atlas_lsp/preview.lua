-- Shows in a scratch buffer what the server plans or reads: :AtlasPreview, :AtlasDrift, :AtlasInspect. The work is done
-- by the server; here are only the requests and the buffers.
local M = {}

local function client_of(buffer)
  for _, client in pairs(vim.lsp.buf_get_clients(buffer)) do
    if client.name == 'atlas-lsp' or client.name == 'atlas_lsp' then return client end
  end
end

-- A buffer of that name beside the current window, with these lines; used again the next time.
local function show(name, filetype, text)
  local buffer = vim.fn.bufnr('^' .. vim.fn.escape(name, '[]*?\\') .. '$')
  if buffer == -1 then
    buffer = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_name(buffer, name)
  end
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split((text:gsub('\n$', '')), '\n'))
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].filetype = filetype
  if vim.fn.bufwinid(buffer) == -1 then
    local window = vim.api.nvim_get_current_win()
    vim.cmd('belowright split')
    vim.api.nvim_win_set_buf(0, buffer)
    vim.api.nvim_set_current_win(window)
  end
  return buffer
end

local function complain(message) vim.notify(message, vim.log.levels.ERROR) end

-- Runs a command of the server with one argument; done(result) or failed(message) when it has answered.
local function execute(command, argument, done, failed, buffer)
  buffer = buffer or vim.api.nvim_get_current_buf()
  failed = failed or complain
  local client = client_of(buffer)
  if not client then return failed('atlas-lsp does not run for this buffer') end
  argument.textDocument = argument.textDocument or { uri = vim.uri_from_bufnr(buffer) }
  local params = { command = command, arguments = { argument } }
  client.request('workspace/executeCommand', params, function(err, result)
    if err then
      failed(err.message)
    elseif result then
      done(result)
    end
  end, buffer)
end

local PREVIEW = 'atlas://preview.sql'
local PAUSE = 400 -- ms
local asked, touched = 0, 0 -- requests for the preview, changes of its buffer

local function show_preview(argument, buffer)
  asked = asked + 1
  local number = asked
  execute('atlas.previewChanges', vim.deepcopy(argument), function(result)
    if number == asked then show(PREVIEW, 'sql', result.text) end
  end, function(message)
    if vim.fn.bufwinid(PREVIEW) == -1 then return complain(message) end
    if number == asked then show(PREVIEW, 'sql', '-- No plan: ' .. message:gsub('\n', '\n-- ')) end
  end, buffer)
end

-- Looks again when the buffer has changed or was written, as long as the preview is seen. A database is only asked once.
local function follow(argument, buffer)
  local group = vim.api.nvim_create_augroup('atlas_lsp_preview', { clear = true })
  vim.api.nvim_create_autocmd({ 'TextChanged', 'TextChangedI', 'BufWritePost' }, {
    group = group,
    buffer = buffer,
    callback = function()
      if vim.fn.bufwinid(PREVIEW) == -1 then return vim.api.nvim_del_augroup_by_id(group) end
      touched = touched + 1
      local now = touched
      vim.defer_fn(function()
        local valid = now == touched and vim.api.nvim_buf_is_valid(buffer)
        if valid and vim.fn.bufwinid(PREVIEW) ~= -1 then show_preview(argument, buffer) end
      end, PAUSE)
    end,
  })
end

local function preview(argument)
  local buffer = vim.api.nvim_get_current_buf()
  local from = argument.from or 'git:HEAD'
  show_preview(argument, buffer)
  if from == 'saved' or vim.startswith(from, 'git:') then follow(argument, buffer) end
end

-- The SQL between `from` ('git:HEAD', 'saved', a URL; default: git:HEAD) and the schema of the buffer.
function M.preview(from) preview({ from = from ~= '' and from or nil }) end

function M.inspect(url)
  execute('atlas.inspect', { url = url }, function(result) show('atlas://inspect.hcl', 'hcl', result.hcl) end)
end

local function sql_of(document)
  local lines = {}
  for _, statement in ipairs(document.statements) do
    lines[#lines + 1] = '-- ' .. statement.comment .. '\n' .. statement.sql .. ';'
  end
  return #lines > 0 and table.concat(lines, '\n') or '-- nothing'
end

-- The database of the environment against the files.
function M.drift(env)
  execute('atlas.drift', { env = env ~= '' and env or nil }, function(result)
    show('atlas://drift.sql', 'sql', '-- what would bring the database to the files\n\n' .. sql_of(result.toDatabase) ..
      '\n\n-- what the database has and the files lack\n\n' .. sql_of(result.toFiles))
  end)
end

-- What a code lens asks for is shown in the same way.
function M.register()
  vim.lsp.commands = vim.lsp.commands or {}
  vim.lsp.commands['atlas.previewChanges'] = function(command) preview(command.arguments[1]) end
end

return M
