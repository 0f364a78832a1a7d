"""What kubectl prints, read into objects."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from podbuilder.kube.cluster import facts_reader
from podbuilder.kube.cluster.facts import FactsError
from podbuilder.kube.cluster.facts_reader import objects_of, objects_of_all

NODES: list[Any] = [
    {"apiVersion": "v1", "kind": "Node", "metadata": {"name": f"node-{n}", "annotations": {"text": "- one\n- two\n"}}}
    for n in range(5)
]
REST = {"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}}
LIST = {**REST, "items": NODES}


def test_an_empty_text_has_no_objects() -> None:
    assert [each for each in objects_of("") if each is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(LIST),
        json.dumps(LIST).encode(),
        b"\xef\xbb\xbf" + json.dumps(LIST).encode(),
    ],
)
def test_json(text: str | bytes) -> None:
    assert list(objects_of(text)) == [LIST]


def test_an_array_in_json() -> None:
    assert list(objects_of(json.dumps(NODES))) == NODES


KUBECTL = {"apiVersion": "v1", "items": NODES, "kind": "List", "metadata": {"resourceVersion": ""}}


@pytest.mark.parametrize("indent", [None, 4])
def test_lists_of_kubectl_in_json_are_read_item_by_item(indent: int | None) -> None:
    *nodes, rest = objects_of(json.dumps(KUBECTL, indent=indent))
    assert nodes == NODES
    assert rest == REST


@pytest.mark.parametrize(
    "text",
    [
        '{"apiVersion": "v1", "items": [{"a": 1}, s3cr3t], "kind": "List"}',
        '{"apiVersion": "v1", "items": [{"a": 1}',
        '{"apiVersion": "v1", "items": [{"a": 1}] s3cr3t',
        '{"apiVersion": "v1", "items": [{"a": 1}, "kind": "List"}',
    ],
)
def test_a_list_that_is_cut_off(text: str) -> None:
    with pytest.raises(FactsError, match="neither JSON nor YAML") as problem:
        list(objects_of(text))
    assert "s3cr3t" not in str(problem.value)


def told_of(*texts: str | bytes) -> list[int]:
    """What is told of the reading of these texts."""
    told: list[int] = []
    list(objects_of_all(texts, told.append))
    return told


FORMS = {
    "nothing": ("", 1),
    "a list in YAML": (yaml.safe_dump(KUBECTL), 4),
    "a list in JSON": (json.dumps(KUBECTL), 4),
    "JSON at once": (json.dumps(NODES), 1),
    "documents in YAML": (yaml.safe_dump_all(NODES), 4),
    "flow style": (f"{{a: {json.dumps(NODES)}}}", 4),
}


@pytest.mark.parametrize(("text", "least"), FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("form", [str, str.encode])
def test_it_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch, text: str, least: int, form: Any) -> None:
    monkeypatch.setattr(facts_reader, "_PIECE", 1)
    monkeypatch.setattr(facts_reader, "_EVENTS", 10)
    told = told_of(form(text))
    assert told == sorted(told)
    assert len(told) >= least
    assert told[-1] == len(text)


def test_it_tells_of_several_texts_together_and_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_reader, "_PIECE", 1)
    text = yaml.safe_dump(KUBECTL).replace("one", "\u00fc\u00fc\u00fc").encode()
    told = told_of(text, text)
    assert told == sorted(told)
    assert len(text) in told
    assert told[-1] == 2 * len(text)


def test_it_tells_seldom() -> None:
    assert len(told_of(yaml.safe_dump(KUBECTL), json.dumps(KUBECTL))) == 3


def test_flow_style() -> None:
    assert list(objects_of("{kind: Node, metadata: {name: a}}")) == [{"kind": "Node", "metadata": {"name": "a"}}]


@pytest.mark.parametrize("piece", [1, 200, 1 << 18])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lists_of_kubectl_are_read_item_by_item(monkeypatch: pytest.MonkeyPatch, piece: int, ends: str) -> None:
    monkeypatch.setattr(facts_reader, "_PIECE", piece)
    text = yaml.safe_dump(LIST).replace("\n", ends)
    *nodes, rest = objects_of(text)
    assert nodes == NODES
    assert rest == REST


def test_what_only_looks_deep() -> None:
    text = json.dumps([{"a": []}] * 1_000)
    assert list(objects_of(f"text: '{text}'\nwide: |\n{' ' * 200}x\n")) == [{"text": text, "wide": "x\n"}]


def test_several_documents_and_texts() -> None:
    text = yaml.safe_dump_all(NODES)
    assert list(objects_of(text)) == NODES
    assert list(objects_of_all([text, json.dumps(NODES)])) == [*NODES, *NODES]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
        ("on", "on"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("!!str 1", "1"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-7", -7),
        ("0", 0),
        ("0755", "0755"),
        ("1.5", 1.5),
        ("1e3", "1e3"),
        ("1.5e3", 1500.0),
        ("|\n  a\n  b\n", "a\nb\n"),
    ],
)
def test_values_as_kubectl_writes_them(text: str, value: Any) -> None:
    [found] = objects_of(f"a: {text}\n")
    assert found == {"a": value}
    assert type(found["a"]) is type(value)


def test_aliases() -> None:
    assert list(objects_of("a: &x {b: &y 1}\nc: *x\nd: *y\n")) == [{"a": {"b": 1}, "c": {"b": 1}, "d": 1}]


def test_keys_are_texts() -> None:
    assert list(objects_of("1: a\n[x]: b\n<<: {c: 1}\n")) == [{"1": "a", "": "b", "<<": {"c": 1}}]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"\xff", "not UTF-8"),
        ("a: [s3cr3t", "neither JSON nor YAML"),
        ("a: s3cr3t\n\tb: 1", "at line 2"),
        ("{" * 50_000, "nested deeper"),
        ("[" * 50_000, "nested deeper"),
        ('{"apiVersion": "v1", "items": [{"a": ' + "[" * 200_000, "nested deeper"),
        ("- " * 50_000, "nested deeper"),
        ("".join(f"{' ' * n}a:\n" for n in range(2_000)), "nested deeper"),
        ("a: &x [s3cr3t, *x]\n", "part of itself"),
        ("\x00", "neither JSON nor YAML"),
    ],
)
def test_what_cannot_be_read_is_said_and_never_quoted(text: str | bytes, says: str) -> None:
    with pytest.raises(FactsError, match=says) as problem:
        list(objects_of(text))
    assert "s3cr3t" not in str(problem.value)


def test_there_is_an_end_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_reader, "MAX_CLUSTER_CHARACTERS", 5)
    with pytest.raises(FactsError, match="at most 5 characters"):
        list(objects_of("a: 12345"))
