"""Marks for GitHub Actions."""

from __future__ import annotations

import re

from podbuilder.kube.reports.github import lines
from tests.kube.reports.support import COMPANION, CUSTOM, NOT_JUDGED, results, results_of_lines

COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]+)::(\S[^\r\n]*)")


def test_a_mark_for_each_remark() -> None:
    (result,) = results()
    found = [COMMAND.fullmatch(line) for line in lines([result])]
    assert len(found) == len(list(result.remarks()))
    kinds = [match[1] for match in found if match]
    assert kinds == sorted(kinds, key=("error", "warning", "notice").index)
    assert [match.groups()[:5] for match in found[:2] if match] == [
        ("error", "shop/web.yaml", "5", "3", "FieldValueInvalid"),
        ("error", "shop/web.yaml", "15", "11", "FieldValueInvalid"),
    ]
    assert any(match and match[5] == "image-tag-mutable" and match[3] == "13" for match in found)


def test_signs_that_would_end_a_command() -> None:
    (line,) = lines(results("a,b:100%.yaml", "kind: [\n"))
    assert line.startswith("::error file=a%2Cb%3A100%25.yaml,line=2,col=1,title=Unreadable::The text ends here")


def test_pods_on_lines() -> None:
    first, *_ = lines(results_of_lines(b"\n", b"{\n", b"[]\n"))
    assert first == "::error file=pods.jsonl,line=2,col=1,title=Unreadable::This line is not a JSON object."


def test_what_was_not_judged_is_a_notice_at_its_object() -> None:
    notes = [line for line in lines(results("pod.yaml", CUSTOM)) if "title=NotJudged" in line]
    assert notes == [f"::notice file=pod.yaml,line=1,col=1,title=NotJudged::{NOT_JUDGED}"]


def test_an_object_beside_a_pod() -> None:
    found = [COMMAND.fullmatch(line) for line in lines(results("web.yaml", COMPANION))]
    assert [match.groups()[:4] for match in found if match] == [
        ("error", "web.yaml", "6", "34"),
        ("error", "web.yaml", "7", "10"),
    ]
