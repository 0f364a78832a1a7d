"""Placeholders: where they are found, and the text that comes of filling them."""

from __future__ import annotations

import tracemalloc

import pytest

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from podbuilder.kube.templating import (
    Parameter,
    Value,
    all_from_json,
    fill,
    filled_in,
    mismatches,
    uses,
)

TEMPLATE = """\
# What the shop runs.
apiVersion: v1
kind: Pod
metadata:
  name: <param:name>-web   # of the shop
spec:
  hostNetwork: <param:host>
  containers:
  - name: web
    image: "<param:image>"
    args: [--port=<param:port>, '--words=<param:words>', <param:words>]
    ports: [{containerPort: <param:port>}]
    env:
    - name: PORT
      value: <param:port>
    - name: LITERAL
      value: <param::port> stays
    resources:
      limits: {memory: <param:memory>}
    command:
    - sh
    - -c
    - |
      exec serve --port <param:port> \\
        --name "<param:name>"
"""
VALUES: dict[str, Value] = {
    "name": "shop",
    "host": False,
    "image": "registry.example.com/shop:1.2",
    "port": 8080,
    "memory": "1Gi",
    "words": "a: b # c",
}
FILLED = """\
# What the shop runs.
apiVersion: v1
kind: Pod
metadata:
  name: shop-web   # of the shop
spec:
  hostNetwork: false
  containers:
  - name: web
    image: registry.example.com/shop:1.2
    args: [--port=8080, '--words=a: b # c', "a: b # c"]
    ports: [{containerPort: 8080}]
    env:
    - name: PORT
      value: "8080"
    - name: LITERAL
      value: "<param:port> stays"
    resources:
      limits: {memory: 1Gi}
    command:
    - sh
    - -c
    - |
      exec serve --port 8080 \\
        --name "shop"
"""


def test_a_text_is_filled_and_otherwise_kept_to_the_letter() -> None:
    assert fill(TEMPLATE, VALUES, "1.36") == FILLED


def test_a_text_without_placeholders_is_kept() -> None:
    for text in ("kind: Pod # <param\n", "# <param:name>\n", "kind: Pod\n---\n# <param:name>\n"):
        assert fill(text, VALUES, "1.36") == text
        assert mismatches(text, []) == []


def test_what_has_no_value_waits() -> None:
    text = fill(TEMPLATE, {"name": "shop"}, "1.36")
    assert "name: shop-web   # of the shop\n" in text
    assert "containerPort: <param:port>" in text


def test_neighbours_and_workloads_are_filled_by_their_own_types() -> None:
    text = (
        "apiVersion: v1\nkind: Service\nspec:\n  ports:\n  - port: <param:port>\n---\n\n---\n"
        "apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: <param:port>\n  template:\n    spec:\n"
        "      containers:\n      - name: a\n        image: <param:port>\n"
    )
    filled = fill(text, {"port": 80}, "1.36")
    assert filled == text.replace("image: <param:port>", 'image: "80"').replace("<param:port>", "80")


def test_a_manifest_reads_as_if_it_were_filled() -> None:
    manifest = Manifest.read(TEMPLATE)
    filled = filled_in(manifest, VALUES, "1.36")
    assert filled.document == Manifest.read(FILLED).document
    assert manifest.text == TEMPLATE
    plain = Manifest.read(FILLED.replace("<param", "<"))
    assert filled_in(plain, VALUES, "1.36") is plain


def test_where_something_is_used() -> None:
    found = uses(Manifest.read(TEMPLATE).document)
    assert [(str(use.path), use.names, use.is_alone) for use in found][:3] == [
        ("metadata.name", ("name",), False),
        ("spec.hostNetwork", ("host",), True),
        ("spec.containers[0].image", ("image",), True),
    ]
    assert uses({"a": ["<param:>", "<param:Big>", "<param: x>", "param:x", 3]}) == []


def test_what_does_not_go_together() -> None:
    declared = all_from_json([{"name": name} for name in ("name", "host", "image", "port", "memory", "words")])
    assert mismatches(TEMPLATE, declared) == []
    found = mismatches(TEMPLATE + "  nodeSelector: {<param:key>: x}\n", [*declared[1:], Parameter("extra")])
    assert [(one.name, one.text) for one in found] == [
        ("name", "metadata.name has a placeholder for name, which is not declared."),
        ("name", "spec.containers[0].command[2] has a placeholder for name, which is not declared."),
        ("", "spec.nodeSelector has a placeholder in a key; only values are filled in."),
        ("extra", "Nothing in the manifest uses extra."),
    ]
    assert found[0].path == FieldPath(("metadata", "name"))


@pytest.mark.parametrize("text", ["a: [<param:x>", "a: <param:x>\n---\nb: [<param:x>\n"])
def test_a_text_that_cannot_be_read(text: str) -> None:
    with pytest.raises(ManifestError):
        fill(text, {"x": 1}, "1.36")


ANCHORED = "a: &x {i: <param:x>}\nb: *x\nc: [*x, <param:x>]\n"


def test_a_value_that_stands_in_several_places() -> None:
    text = fill(ANCHORED, {"x": "new"}, "1.36")
    new = {"i": "new"}
    assert Manifest.read(f"kind: Pod\n{text}").document == {"kind": "Pod", "a": new, "b": new, "c": [new, "new"]}


TOO_MUCH: dict[str, tuple[str, Value]] = {
    "answers that are longer than a manifest": ("a: [" + "<param:x>, " * 300 + "]", "x" * 4000),
    "parameters in very many documents": ("a: <param:x>\n---\n" * 51, "new"),
    "places that share a value, in a long text": (ANCHORED + "# " + "-" * 1_040_000 + "\n", "new"),
}


@pytest.mark.parametrize("case", TOO_MUCH.values(), ids=TOO_MUCH)
def test_more_than_is_filled_in(case: tuple[str, Value]) -> None:
    text, value = case
    with pytest.raises(ManifestError):
        fill(text, {"x": value}, "1.36")


POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: web, image: nginx}]\n"


def many(count: int) -> str:
    return f'{POD}  hostname: "{"<param:a>" * count}"\n'


# A template, an answer, and why the answer cannot be filled in.
TOO_MUCH = {
    "a megabyte of placeholders": (many(100_000), "x", "At most 2,000 placeholders"),
    "placeholders behind aliases": (
        f"{POD}x: &x [{', '.join(['<param:a>'] * 90)}]\ny: [{', '.join(['*x'] * 90)}]\n",
        "x",
        "At most 2,000 placeholders",
    ),
    "a long answer in many places": (many(1000), "😀" * 4096, "longer than 1 MiB"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_would_outgrow_the_limits_is_refused_before_it_is_made(name: str) -> None:
    text, answer, why = TOO_MUCH[name]
    tracemalloc.start()
    try:
        for make in (lambda: fill(text, {"a": answer}, "1.36"), lambda: fits(text, answer)):
            with pytest.raises(ManifestError, match=why):
                make()
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def fits(text: str, answer: str) -> Manifest:
    return filled_in(Manifest.read(text), {"a": answer}, "1.36")


def test_what_is_longer_as_json_only_is_filled_in() -> None:
    # As JSON each quotation mark takes two characters.
    text = f"{POD}  hostname: <param:a>\n  subdomain: x" + '"' * 700_000 + "\n"
    assert fits(text, "b").pod["spec"]["hostname"] == "b"


def test_what_stands_beside_a_pod_is_filled_in_by_itself() -> None:
    service = "---\nkind: Service\nspec: {ports: [{port: <param:a>}]}\n"
    filled = filled_in(Manifest.read(POD + service, FIRST_COMPANION), {"a": 80}, "1.36")
    assert filled.object == {"kind": "Service", "spec": {"ports": [{"port": 80}]}}
    assert (filled.number, filled.nearest_pod) == (FIRST_COMPANION, filled)
