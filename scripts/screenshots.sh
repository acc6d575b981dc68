#!/usr/bin/env bash
# Takes the pictures of the documentation: Neovim in tmux on the sample project, drawn by scripts/screenshot.py.
# usage: scripts/screenshots.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:-build/release/bin/atlas-lsp}")
session=atlas-picture-$$
work=$(mktemp -d)
trap 'tmux kill-session -t $session 2>/dev/null || true; rm -rf "$work"' EXIT

cp -r examples/shop "$work/shop"
mkdir -p "$work/parser" "$work/queries/atlas_hcl"
cc -shared -fPIC -O2 -Igrammar/src grammar/src/parser.c grammar/src/scanner.c -o "$work/parser/atlas_hcl.so"
cp grammar/queries/highlights.scm "$work/queries/atlas_hcl/"
cat >"$work/init.lua" <<LUA
vim.opt.runtimepath:prepend('$work')
vim.opt.runtimepath:prepend('$PWD/editors/neovim')
vim.opt.termguicolors, vim.opt.number, vim.opt.signcolumn, vim.opt.laststatus = true, true, 'yes', 0
vim.opt.swapfile, vim.opt.shortmess = false, 'aoOtTIcF'
vim.cmd('colorscheme slate')
vim.cmd('hi Normal guibg=#1e1e2e guifg=#cdd6f4')
vim.cmd('hi SignColumn guibg=#1e1e2e')
vim.cmd('hi LineNr guifg=#6c7086')
vim.cmd('hi NormalFloat guibg=#313244 guifg=#cdd6f4')
vim.cmd('hi DiagnosticError guifg=#f38ba8')
vim.diagnostic.config({ virtual_text = { spacing = 2, format = function(d) return d.code end } })
vim.keymap.set('n', 'gl', function() vim.diagnostic.open_float({ border = 'none', header = '', scope = 'cursor' }) end)
vim.api.nvim_create_autocmd('FileType', { pattern = 'atlas-*', callback = function()
  vim.treesitter.highlighter.new(vim.treesitter.get_parser(0, 'atlas_hcl'))
end })
require('atlas_lsp').setup({ cmd = { '$program', '--stdio' } })
LUA

# The second picture: a committed schema, edited, with the plan of the change below it.
mkdir "$work/blog"
cat >"$work/blog/schema.pg.hcl" <<'HCL'
schema "public" {}

table "users" {
  schema = schema.public
  column "id" {
    type = bigint
  }
  column "nick" {
    type = varchar(80)
    null = true
  }
  column "email" {
    type = text
  }
  primary_key {
    columns = [column.id]
  }
}
HCL
git -C "$work/blog" init -q
git -C "$work/blog" add .
git -C "$work/blog" -c user.name=docs -c user.email=docs@localhost commit -qm "Users"
sed -i -e '/"nick"/,/}/d' -e '/"email"/,/}/s/type = text/type = varchar(200)/' "$work/blog/schema.pg.hcl"
cat >>"$work/blog/schema.pg.hcl" <<'HCL'

table "posts" {
  schema = schema.public
  column "id" {
    type = bigint
  }
  column "author_id" {
    type = bigint
  }
  foreign_key "author" {
    columns     = [column.author_id]
    ref_columns = [table.users.column.id]
    on_delete   = CASCADE
  }
  index "posts_author" {
    columns = [column.author_id]
  }
}
HCL

# take NAME ROWS FOLDER KEYS: opens schema.pg.hcl there, types the keys, draws what the terminal shows.
take() {
  tmux new-session -d -s "$session" -x 124 -y "$2" "cd $3 && nvim -u $work/init.lua -i NONE schema.pg.hcl"
  sleep 3
  tmux send-keys -t "$session" $4
  sleep 2
  mkdir -p docs/images
  tmux capture-pane -e -p -t "$session" | scripts/screenshot.py >"docs/images/$1.svg"
  tmux kill-session -t "$session"
}

take neovim 24 "$work/shop" "42Gzt17jfCgl"
take preview 36 "$work/blog" ":AtlasPreview Enter"
