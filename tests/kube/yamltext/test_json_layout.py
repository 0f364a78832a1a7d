"""JSON is laid out as kubectl writes it, and says the same with the same words."""

from __future__ import annotations

import json

import pytest

from podbuilder.kube.yamltext.json_layout import is_on_one_line, laid_out

LINES = {
    "nothing in it": ("{}", "{}\n"),
    "an empty list in it": ('{"a":[ ]}', '{\n  "a": []\n}\n'),
    "what only looks like JSON": (r'{"a":"{\"b\":[1,2]}: x"}', '{\n  "a": "{\\"b\\":[1,2]}: x"\n}\n'),
    "numbers as they were written": (
        '{"a":1e3,"b":[1.0,-0],"c":null}',
        '{\n  "a": 1e3,\n  "b": [\n    1.0,\n    -0\n  ],\n  "c": null\n}\n',
    ),
    "what was on lines already": (
        '{\r\n\t"a" :\n[ {"b":true} , {}]}\n',
        '{\n  "a": [\n    {\n      "b": true\n    },\n    {}\n  ]\n}\n',
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_each_entry_has_a_line(case: str) -> None:
    text, expected = LINES[case]
    assert laid_out(text) == expected
    assert laid_out(expected) == expected
    assert json.loads(expected) == json.loads(text)


def test_it_looks_as_python_and_kubectl_write_it() -> None:
    value = {"kind": "Pod", "spec": {"containers": [{"name": "web", "args": ["-c", "a: [b]"]}], "volumes": []}, "n": {}}
    assert laid_out(json.dumps(value, separators=(",", ":"))) == json.dumps(value, indent=2) + "\n"


WORD = "x" * 400
READABLE = {
    "YAML": "kind: Pod\n",
    "YAML with a long line": f"kind: Pod # {WORD}\n",
    "JSON on lines": json.dumps({"lines": list(range(200))}, indent=2) + "\n",
    "JSON on lines of which one is long": json.dumps({"word": WORD}, indent=2) + "\n",
    "a short one": '{"kind":"Pod"}',
    "with braces, and no JSON": f"{{kind: {WORD}}}",
    "two documents": f'{{"a":"{WORD}"}}\n---\n{{"b":1}}\n',
}


def test_only_what_is_json_on_one_line_could_be_laid_out() -> None:
    assert is_on_one_line(f'{{"a":"{WORD}"}}')
    assert [case for case, text in READABLE.items() if is_on_one_line(text)] == []
