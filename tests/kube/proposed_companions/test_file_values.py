"""Files as values: their keys, how much there may be, and what is written."""

from __future__ import annotations

import base64

import pytest

from podbuilder.kube.companions.config_map import MAX_SIZE
from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.limits import MAX_BROUGHT_KEYS
from podbuilder.kube.file_references.file_check import file_findings
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from podbuilder.kube.proposed_companions.file_values import (
    BroughtFile,
    needed_of,
    refusal_of,
    values_of,
    with_new,
    with_values,
)
from podbuilder.kube.review import review_manifest

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  imagePullSecrets:
  - name: pull
  containers:
  - name: app
    image: nginx
    env:
    - name: MODE
      valueFrom:
        configMapKeyRef: {name: settings, key: mode}
"""

FOUND: dict[str, tuple[list[BroughtFile], dict[str, bytes], dict[int, str]]] = {
    "nothing": ([], {}, {}),
    "a file": ([BroughtFile("a.conf", b"x")], {"a.conf": b"x"}, {}),
    "variables": ([BroughtFile(".env", b"A=1\nB=2\n", True)], {"A": b"1", "B": b"2"}, {}),
    "variables without a name": ([BroughtFile("", b"A=1\n", True)], {"A": b"1"}, {}),
    "no name": ([BroughtFile("", b"x")], {}, {0: "Give the file a name."}),
    "no key": ([BroughtFile("a", b"x"), BroughtFile("b c", b"x")], {"a": b"x"}, {1: '"b c" is not a valid key.'}),
    "twice": ([BroughtFile("a", b"x"), BroughtFile("a", b"y")], {"a": b"x"}, {1: "The key a comes twice."}),
    "twice in variables": (
        [BroughtFile("A", b"x"), BroughtFile("", b"A=y\nB=z", True)],
        {"A": b"x"},
        {1: "The key A comes twice."},
    ),
    "a bad line": ([BroughtFile("", b"A=x\nB", True)], {}, {0: "Line 2: there is no = in it."}),
}


@pytest.mark.parametrize(("files", "values", "wrong"), FOUND.values(), ids=FOUND)
def test_keys(files: list[BroughtFile], values: dict[str, bytes], wrong: dict[int, str]) -> None:
    found = values_of(files)
    assert dict(found.values) == values
    assert found.wrong.keys() == wrong.keys()
    assert all(found.wrong[number][0].startswith(sentence) for number, sentence in wrong.items())


def test_quoted_values_are_named() -> None:
    assert values_of([BroughtFile("", b"A='x'\n", True), BroughtFile("b", b"'y'")]).quoted == ("A",)


SIZES: dict[str, tuple[str, Document, dict[str, bytes], str, str]] = {
    "little": ("ConfigMap", {}, {"a": b"x"}, "", ""),
    "all that fits": ("ConfigMap", {}, {"a": b"x" * MAX_SIZE}, "", ""),
    "a byte more": ("Secret", {}, {"a": b"x" * MAX_SIZE, "b": b"y"}, "", "A Secret holds at most 1,048,576."),
    "with what is there": ("ConfigMap", {"data": {"b": "y"}}, {"a": b"x" * MAX_SIZE}, "", "1,048,577 bytes together"),
    "in place of what is there": ("ConfigMap", {"data": {"a": "y"}}, {"a": b"x" * MAX_SIZE}, "", ""),
    "with base64": ("Secret", {"data": {"b": "eHh4"}}, {"a": b"x" * MAX_SIZE}, "", "1,048,579 bytes together"),
    "beside what is of no type": ("ConfigMap", {"data": {"b": 1}}, {"a": b"x" * MAX_SIZE}, "", ""),
    "many keys": ("ConfigMap", {}, dict.fromkeys(map(str, range(MAX_BROUGHT_KEYS)), b""), "", ""),
    "too many keys": (
        *("ConfigMap", {}, dict.fromkeys(map(str, range(MAX_BROUGHT_KEYS + 1)), b""), ""),
        "There are 1,001 keys. At most 1,000 can be taken",
    ),
    "in a long text": ("ConfigMap", {}, {"a": b"x" * MAX_SIZE}, "kind: Pod", "The manifest would be too long"),
}


@pytest.mark.parametrize(("kind", "holder", "values", "text", "sentence"), SIZES.values(), ids=SIZES)
def test_size(kind: str, holder: Document, values: dict[str, bytes], text: str, sentence: str) -> None:
    told = refusal_of(kind, holder, values, text)
    assert sentence in told
    assert bool(told) is bool(sentence)


def companion(manifest: Manifest) -> Document:
    return Manifest.read(manifest.text, FIRST_COMPANION).object


CONTENTS = {
    "a line": b"x: 1\n",
    "lines": b"a\n\nb\n  c\n",
    "no line break": b"x",
    "nothing": b"",
    "Windows": b"a\r\nb\r\n",
    "spaces at its end": b"a \n\n",
    "a tab first": b"\ta\n",
    "like YAML": b"- a: {b}\n# c\n---\n",
    "a number": b"0123",
    "a control character": b"a\x01\x1bb\n",
    "a mark at its start": b"\xef\xbb\xbfa\n",
    "letters of other alphabets": "äß→\u2028\u0085😀\n".encode(),
    "a zero": b"a\0b",
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("kind", ["ConfigMap", "Secret"])
@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_every_byte_comes_back(content: bytes, kind: str) -> None:
    new = with_new(Manifest.read(POD), kind, "other", {"file": content})
    assert new.text.startswith(POD)
    into = with_values(Manifest.read(with_new(new, kind, "other", {}).text, FIRST_COMPANION), {"file": content})
    for one in (companion(new), into.object):
        plain, encoded = ("data", "binaryData") if kind == "ConfigMap" else ("stringData", "data")
        text = document.get(one, (plain, "file"))
        read = base64.b64decode(one[encoded]["file"]) if text is None else text.encode()
        assert read == content
    assert review_manifest(Manifest.read(new.text, FIRST_COMPANION)).accepted


def test_a_new_object_fits_the_pod() -> None:
    new = with_new(Manifest.read(POD), "ConfigMap", "settings", {"mode": b"fast"})
    assert new.text == (
        POD
        + "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: shop\ndata:\n  mode: fast\n"
    )
    assert file_findings(new) == ()
    other = with_new(Manifest.read(POD), "ConfigMap", "settings", {"other": b"fast"})
    assert len(file_findings(other)) == 1


@pytest.mark.parametrize(
    ("name", "keys", "form"),
    [
        ("pull", [".dockerconfigjson"], "kubernetes.io/dockerconfigjson"),
        ("web", ["tls.crt", "tls.key"], "kubernetes.io/tls"),
        ("pull", ["a"], "kubernetes.io/dockerconfigjson"),
        ("web", ["a"], "Opaque"),
        ("web", [], "Opaque"),
    ],
)
def test_the_type_of_a_secret(name: str, keys: list[str], form: str) -> None:
    manifest = Manifest.read(POD)
    new = with_new(manifest, "Secret", name, dict.fromkeys(keys, b"{}"), needed_of(manifest, "Secret", name))
    assert companion(new)["type"] == form


HELD = f"{POD}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: settings}} # ours\ndata:\n  mode: fast # a word\n"


def test_what_stands_in_the_object_stays() -> None:
    changed = with_values(Manifest.read(HELD, FIRST_COMPANION), {"logo": b"\xff", "more": b"a\nb\n"})
    assert changed.text == f"{HELD}  more: |\n    a\n    b\nbinaryData:\n  logo: /w==\n"


def test_a_key_stands_once() -> None:
    changed = with_values(Manifest.read(HELD, FIRST_COMPANION), {"mode": b"\xff"})
    assert changed.object["binaryData"] == {"mode": "/w=="}
    assert "mode" not in (changed.object.get("data") or {})
    back = with_values(changed, {"mode": b"slow"})
    assert (back.object["data"], back.object.get("binaryData") or {}) == ({"mode": "slow"}, {})


def test_what_cannot_be_written_is_refused() -> None:
    wrong = HELD.replace("data:\n  mode: fast # a word\n", "data: [1]\n")
    with pytest.raises(ManifestError):
        with_values(Manifest.read(wrong, FIRST_COMPANION), {"a": b"x"})
