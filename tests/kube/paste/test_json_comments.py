"""JSON with comments and superfluous commas becomes JSON; strings that hold the same signs stay."""

from __future__ import annotations

import json

import pytest

from podbuilder.kube.paste.diagnosis import diagnose
from podbuilder.kube.paste.json_comments import forgiving_json, strict_json
from podbuilder.kube.paste.lines import lines_of

STRICT = '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a//b, }"}, "spec": {"containers": []}}'
FORGIVEN = {
    "a comment at the end of a line": (STRICT.replace('"kind"', '// kind\n "kind"'), 1, "JavaScript"),
    "a comment over lines": (STRICT.replace('"kind"', '\n/* the\n kind */ "kind"'), 2, "JavaScript"),
    "a comment that never ends": (STRICT + "\n/* end", 2, "JavaScript"),
    "a comment at the very end": (STRICT + " // end", 1, "JavaScript"),
    "a comma before a bracket": (STRICT.replace("[]", '[{"name": "a",},]'), 1, "comma"),
    "a comma, a comment and a bracket": (STRICT.replace("[]", "[{}, // last\n]"), 1, "JavaScript"),
}


@pytest.mark.parametrize("text", [STRICT, "{a: 1,", "kind: Pod\n", '{"a": "x, ]"}'])
def test_other_texts_are_left_alone(text: str) -> None:
    assert forgiving_json(lines_of(text)) is None


def test_yaml_in_braces_may_end_with_a_comma() -> None:
    text = "{apiVersion: v1, kind: Pod,}"
    assert strict_json(lines_of(text)) is None
    assert not diagnose(text)


@pytest.mark.parametrize("case", FORGIVEN)
def test_what_json_does_not_have_is_taken_away(case: str) -> None:
    text, line, words = FORGIVEN[case]
    found = diagnose(text)
    assert found.traces[0].line == line
    assert words in found.traces[0].message
    assert json.loads(found.cleaned)["metadata"] == {"name": "a//b, }"}
    assert found.cleaned.count("\n") == text.count("\n")
