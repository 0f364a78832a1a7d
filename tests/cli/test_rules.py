"""`podbuilder rules` lists what there is to be advised, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from podbuilder.cli.main import main
from podbuilder.kube import lint

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command; what it printed."""

    def run(*arguments: str) -> str:
        assert main(["rules", *arguments]) == 0
        return capsys.readouterr().out

    return run


def test_a_line_for_each_rule(run: Run) -> None:
    lines = run().splitlines()
    assert len(lines) == len(lint.all_rules())
    assert lines[0].startswith("allow-privilege-escalation: ")
    assert any("(off)" in line for line in lines)


def test_everything_as_json(run: Run) -> None:
    rules = {rule["id"]: rule for rule in json.loads(run("--format", "json"))}
    assert rules.keys() == lint.all_rules().keys()
    assert rules["image-tag-mutable"]["default"] is True
    assert "CKV_K8S_14" in rules["image-tag-mutable"]["foreign"]["checkov"]


def test_as_a_profile_has_them(run: Run) -> None:
    rules = {rule["id"]: rule for rule in json.loads(run("--format", "json", "--profile", "course"))}
    assert {id for id, rule in rules.items() if rule["on"]} == lint.course.COURSE_RULES
    assert any(line.startswith("host-pid: serious (off): ") for line in run("--profile", "course").splitlines())
