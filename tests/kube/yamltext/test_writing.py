"""Whatever we write, every reader reads it as it was meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube.manifest import ManifestError, write
from tests.kube.yamltext.documents import TRICKY, documents, strings
from tests.kube.yamltext.readers import equal, ours, yaml11, yaml12


@given(documents)
def test_every_reader_reads_what_was_meant(document: Any) -> None:
    text = write(document)
    for reader in (ours, yaml11, yaml12):
        assert equal(reader(text), document), f"{reader.__name__}: {text}"


@given(st.lists(strings, max_size=5))
def test_strings_stay_strings_as_values_items_and_keys(texts: list[str]) -> None:
    document = {"list": texts, "values": [{"value": text} for text in texts], "keys": dict.fromkeys(texts, "x")}
    text = write(document)
    for reader in (ours, yaml11, yaml12):
        assert equal(reader(text), document), f"{reader.__name__}: {text}"


@pytest.mark.parametrize("text", TRICKY, ids=ascii)
def test_a_tricky_string_stays_itself(text: str) -> None:
    document = {"value": text, "items": [text], text or "empty": {"inner": [[text]]}}
    for reader in (ours, yaml11, yaml12):
        assert equal(reader(write(document)), document), reader.__name__


PLAIN = [
    "nginx",
    "nginx:1.27",
    "registry.example/team/app:1.2.3@sha256:0af",
    "/bin/sh",
    "--port=8080",
    "-c",
    "500m",
    "512Mi",
    "1.5Gi",
    "30s",
    "$(POD_IP)",
    "metadata.labels['app']",
    "node-role.kubernetes.io/control-plane",
    "Always",
    "RollingUpdate",
    "it's",
    "ClusterFirst-ish",
    "./run.sh",
]


@pytest.mark.parametrize("text", [*PLAIN, "two words", "a, b", "grüße"])
def test_everyday_text_is_written_without_quotes(text: str) -> None:
    assert write({"v": text}) == f"v: {text}\n"


WRITTEN = {
    "words that YAML takes for something else": (
        {"v": ["true", "on", "null", "~", "y"]},
        'v:\n- "true"\n- "on"\n- "null"\n- "~"\n- "y"\n',
    ),
    "numbers as text": ({"v": ["8080", "1e3", "1.10", "0x1F"]}, 'v:\n- "8080"\n- "1e3"\n- "1.10"\n- "0x1F"\n'),
    "signs that would end the text": ({"v": ["a: b", "x #y", ""]}, 'v:\n- "a: b"\n- "x #y"\n- ""\n'),
    "numbers": (
        {"v": [8080, 0.5, 1e16, 1.5e300, 1e-7]},
        "v:\n- 8080\n- 0.5\n- 10000000000000000\n- 1.5e+300\n- 1.0e-07\n",
    ),
    "booleans and null": ({"v": [True, False, None]}, "v:\n- true\n- false\n- null\n"),
    "nothing in them": ({"v": {"a": [], "b": {}}}, "v:\n  a: []\n  b: {}\n"),
    "several lines": ({"v": "a\nb\n"}, "v: |\n  a\n  b\n"),
    "several lines without an end": ({"v": "a\nb"}, "v: |-\n  a\n  b\n"),
    "several lines and blank ones behind": ({"v": "a\nb\n\n"}, "v: |+\n  a\n  b\n\n"),
    "several lines, the first one indented": ({"v": " a\nb\n"}, "v: |2\n   a\n  b\n"),
    "lines in a list": ({"v": ["a\nb\n", "c"]}, "v:\n- |\n  a\n  b\n- c\n"),
    "lines that only escapes can carry": ({"v": "a\r\nb\n"}, 'v: "a\\r\\nb\\n"\n'),
    "lists in lists": ({"v": [["a", ["b"]], []]}, "v:\n- - a\n  - - b\n- []\n"),
    "mappings in lists": ({"v": [{"b": 1, "c": {"d": 2}}]}, "v:\n- b: 1\n  c:\n    d: 2\n"),
    "keys in customary order": (
        {"spec": {"containers": [{"image": "a", "env": [{"value": "x", "name": "A"}], "name": "b"}]}, "kind": "Pod"},
        "kind: Pod\nspec:\n  containers:\n  - name: b\n    image: a\n    env:\n    - name: A\n      value: x\n",
    ),
    "labels in their own order": (
        {"metadata": {"labels": {"tier": "web", "name": "shop"}, "name": "z"}},
        "metadata:\n  name: z\n  labels:\n    tier: web\n    name: shop\n",
    ),
    "a long line": ({"v": "word " * 40 + "end"}, f"v: {'word ' * 40}end\n"),
    "a key too long for a line": ({"k" * 600: "v"}, f"? {'k' * 600}\n: v\n"),
    "a text by itself": ("a\nb", '"a\\nb"\n'),
    "a number by itself": (1, "1\n"),
}


@pytest.mark.parametrize(("document", "text"), WRITTEN.values(), ids=WRITTEN.keys())
def test_new_text(document: Any, text: str) -> None:
    assert write(document) == text


REFUSED = {
    "infinity": float("inf"),
    "not a number": {"a": float("nan")},
    "half a surrogate pair": ["\ud800"],
    "half a surrogate pair in a key": {"\ud800": 1},
    "a key that is no text": {1: 2},
    "a set": {"a": {1}},
}


@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_said_is_refused(value: Any) -> None:
    with pytest.raises(ManifestError):
        write(value)


def test_what_is_nested_too_deep_is_refused() -> None:
    value: Any = 1
    for _ in range(101):
        value = [value]
    with pytest.raises(ManifestError, match="100 deep"):
        write(value)
