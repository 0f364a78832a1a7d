"""Commands for a shell."""

from __future__ import annotations

import shlex

import pytest

from podbuilder.kube.exporters.shell_text import ShellFlag, fits_shell, shell_command


def test_a_flag_a_line() -> None:
    text = shell_command(["docker", "run"], [ShellFlag("rm"), ShellFlag("env", "A=it's")], ["nginx", "a b"])
    assert text == "docker run \\\n  --rm \\\n  --env 'A=it'\"'\"'s' \\\n  nginx 'a b'"


@pytest.mark.parametrize("value", ["", "a b", "it's", "$(date)", "a\nb", "!x", "-x", "ü", "\\", "`id`"])
def test_a_shell_changes_nothing(value: str) -> None:
    text = shell_command(["x"], [ShellFlag("env", value)], [value])
    assert shlex.split(text.replace("\\\n", "")) == ["x", "--env", value, value]


def test_nothing_behind_the_flags() -> None:
    assert shell_command(["kubectl", "run", "web"], []) == "kubectl run web"


def test_no_word_has_a_nul() -> None:
    assert fits_shell("a\nb")
    assert not fits_shell("a\0b")
