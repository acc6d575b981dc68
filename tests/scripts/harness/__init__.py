"""Runs integration scripts of Atlas against atlas-lsp and a real database server."""
