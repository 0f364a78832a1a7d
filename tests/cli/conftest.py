"""Running `podbuilder review` in a test."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from podbuilder.cli.main import main


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run the command in an empty folder; says with which status, and what was printed."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, files=None, stdin=""):
        for name, text in (files or {}).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(stdin.encode())))
        status = main(["review", *arguments])
        printed = capsys.readouterr()
        return SimpleNamespace(status=status, out=printed.out.splitlines(), err=printed.err.splitlines())

    return run
