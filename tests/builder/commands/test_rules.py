"""`manage.py rules` lists what there is to be advised, for people and for machines."""

from __future__ import annotations

import json
from io import StringIO

from django.core.management import call_command

from podbuilder.kube import lint


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("rules", *arguments, stdout=out)
    return out.getvalue()


def test_a_line_for_each_rule() -> None:
    lines = run().splitlines()
    assert len(lines) == len(lint.all_rules())
    assert lines[0].startswith("allow-privilege-escalation: ")
    assert any("(off)" in line for line in lines)


def test_everything_as_json() -> None:
    rules = {rule["id"]: rule for rule in json.loads(run("--format", "json"))}
    assert rules.keys() == lint.all_rules().keys()
    assert rules["image-tag-mutable"]["default"] is True
    assert "CKV_K8S_14" in rules["image-tag-mutable"]["foreign"]["checkov"]


def test_as_a_profile_has_them() -> None:
    rules = {rule["id"]: rule for rule in json.loads(run("--format", "json", "--profile", "course"))}
    assert {id for id, rule in rules.items() if rule["on"]} == lint.course.COURSE_RULES
    assert any(line.startswith("host-pid: serious (off): ") for line in run("--profile", "course").splitlines())
