"""What a shell and a CI job see of every command: the exit statuses, and how a failure is told."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from podbuilder.cli import command, main


def test_exit_statuses_are_promised() -> None:
    assert (command.CLEAN, command.FAILED, command.UNREADABLE) == (0, 1, 2)


@pytest.mark.parametrize("name", main.COMMANDS)
def test_a_command_that_cannot_do_it_says_why_and_prints_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def run(options: Any, out: command.Output, err: command.Output) -> int:
        raise command.CommandError("There is no such rule.")

    module = importlib.import_module(f"podbuilder.cli.{name}")
    monkeypatch.setattr(module, "run", run)
    monkeypatch.setattr(module, "add_arguments", lambda parser: None)
    assert main.main([name]) == command.UNREADABLE
    assert capsys.readouterr() == ("", f"podbuilder {name}: There is no such rule.\n")
