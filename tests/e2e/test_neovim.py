"""The plugin of editors/neovim in a headless Neovim."""
import os
import pathlib
import shutil
import subprocess

import pytest
from conftest import program

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = '''schema "public" {
}
table "users" {
  column "id" {
    type = bigitn

  }
  primary_key {
    columns = [column.id]
  }
  schema = schema.public
}
'''


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_the_plugin_in_neovim(tmp_path):
    (tmp_path / "schema.pg.hcl").write_text(SCHEMA)
    (tmp_path / "atlas.hcl").write_text('env "local" {\n}\n')
    (tmp_path / "plain.hcl").write_text("")
    environment = {**os.environ, "ATLAS_LSP": program()[-1], "XDG_STATE_HOME": str(tmp_path / "state"),
                   "XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_DATA_HOME": str(tmp_path / "data"),
                   "XDG_CONFIG_HOME": str(tmp_path / "config")}
    run = subprocess.run(
        ["nvim", "--headless", "--clean", "-n", "--cmd", f"set runtimepath^={ROOT}/editors/neovim", "-c",
         f"luafile {ROOT}/tests/e2e/nvim.lua"], cwd=tmp_path, env=environment, timeout=60, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    for step in ("filetype", "diagnostic", "completion", "hover", "definition", "edit clears the diagnostic", "formatting",
                 "preview", "the preview follows", "it says why there is none", "it looks again after writing", "inspection needs trust",
                 "project filetype", "plain filetype"):
        assert f"ok: {step}\n" in run.stdout
