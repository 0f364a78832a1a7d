"""--profile takes a name or a file."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from podbuilder.cli.command import CommandError
from podbuilder.cli.profile_option import add_profile_option, read_profile_option
from podbuilder.kube import lint


def test_without_it_the_default_profile_applies() -> None:
    parser = argparse.ArgumentParser()
    add_profile_option(parser)
    assert read_profile_option(parser.parse_args([]).profile) is lint.DEFAULT


@pytest.mark.parametrize("name", lint.NAMED)
def test_a_name(name: str) -> None:
    assert read_profile_option(name) == lint.profile_named(name)


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("name: Payments\nrules: {host-pid: off}\n", encoding="utf-8")
    assert read_profile_option(str(file)).name == "Payments"


REFUSED = {
    "a folder": (
        None,
        ": this is neither the name of a profile (default, strict, course, pod-security, all) nor a file",
    ),
    "a rule that there is not": ("rules:\n  host-pit: off\n", ":2:3: There is no such rule; host-pid is"),
    "an empty file": ("", ": A profile is one YAML document"),
    "a text that is too long": ("#" * 300_000, ": This text is longer than 64 KiB"),
}


@pytest.mark.parametrize(("text", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read(tmp_path: Path, text: str | None, words: str) -> None:
    file = tmp_path / "own.yaml"
    if text is None:
        file.mkdir()
    else:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        read_profile_option(str(file))
    assert str(refused.value).startswith(f"{file}{words}")
