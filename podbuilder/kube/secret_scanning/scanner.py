"""Credentials in a pod: where they are, and why they look like credentials. Their values are never repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.secret_scanning.name_heuristics import BY_NAME, by_name, is_random, looks_secret
from podbuilder.kube.secret_scanning.token_formats import kind_of

MOST_FOUND = 200
_FLAG = re.compile(r"(-{1,2}[A-Za-z][\w.-]*)(?:[=\s]\s*(.+))?", re.DOTALL)
# Written by tools, and long: they hold digests and copies.
_OF_TOOLS = re.compile(r"checksum/|.*(?:last-applied-configuration|sha256|digest|revision|hash|uid)$", re.IGNORECASE)


@dataclass(frozen=True)
class Leak:
    """A credential in plain text: where it is, what it is called there, and what kind of credential it is."""

    path: FieldPath
    name: str
    kind: str

    @property
    def in_words(self) -> str:
        return f"{self.name} holds {self.kind}." if self.name else f"This holds {self.kind}."


def find(pod: Document) -> list[Leak]:
    """The credentials in a pod's variables, commands and annotations, and those in a known format anywhere."""
    found: dict[FieldPath, Leak] = {}
    for leak in (*_variables(pod), *_flags(pod), *_annotations(pod), *_anywhere(pod)):
        found.setdefault(leak.path, leak)
    return list(found.values())[:MOST_FOUND]


def _variables(pod: Document) -> Iterator[Leak]:
    for path, container, _ in visit_containers(pod):
        for i, item in enumerate(_list(container.get("env"))):
            name, value = document.get(item, ("name",)), document.get(item, ("value",))
            if isinstance(name, str) and isinstance(value, str) and value:
                kind = of_variable(name, value)
                if kind:
                    yield Leak(path.child("env").index(i).child("value"), name, kind)


def of_variable(name: str, value: str) -> str:
    """What kind of credential a variable holds, in words; "" for none."""
    return kind_of(value) or by_name(name, value)


def _flags(pod: Document) -> Iterator[Leak]:
    for path, container, _ in visit_containers(pod):
        for field in ("command", "args"):
            before = ""
            for i, text in enumerate(_list(container.get(field))):
                flag = _FLAG.fullmatch(text) if isinstance(text, str) and len(text) < 10_000 else None
                at = path.child(field).index(i)
                if flag and flag[2] and looks_secret(flag[1], flag[2]):
                    yield Leak(at, flag[1], BY_NAME)
                elif before and not flag and isinstance(text, str) and looks_secret(before, text):
                    yield Leak(at, before, BY_NAME)
                before = flag[1] if flag and not flag[2] else ""


def _annotations(pod: Document) -> Iterator[Leak]:
    annotations = document.get(pod, ("metadata", "annotations"))
    for key, value in annotations.items() if isinstance(annotations, dict) else ():
        kind = of_annotation(str(key), value) if isinstance(value, str) else ""
        if kind:
            name = str(key).rpartition("/")[2]
            yield Leak(FieldPath(("metadata", "annotations")).key(str(key)), name, kind)


def of_annotation(key: str, value: str) -> str:
    """What kind of credential an annotation holds by its name, in words; "" for none."""
    if _OF_TOOLS.match(key) or not (looks_secret(key.rpartition("/")[2], value) and is_random(value)):
        return ""
    return BY_NAME


def _anywhere(pod: Document) -> Iterator[Leak]:
    for path, value in document.walk(pod):
        if isinstance(value, str) and len(value) > 7:
            kind = kind_of(value)
            if kind:
                yield Leak(path, "", kind)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
