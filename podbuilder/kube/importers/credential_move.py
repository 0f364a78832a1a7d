"""Credentials that an import has left in plain text, moved into a Secret beside the pod."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core import kinds
from podbuilder.kube.manifest import Edit, Manifest
from podbuilder.kube.secret_scanning.move_to_secret import can_convert, convert, secret_name, value_of
from podbuilder.kube.secret_scanning.scanner import Leak, find
from podbuilder.kube.yamltext import writer

Objects = Sequence[Mapping[str, Any]]


def credentials(objects: Objects) -> list[tuple[Leak, str]]:
    """The credentials of the pods among some objects that a Secret can hold, with their values."""
    return [(leak, value_of(pod, leak)) for _, pod in _pods(objects) for leak in find(pod) if can_convert(leak)]


def moved_into_secrets(objects: Objects) -> tuple[Mapping[str, Any], ...]:
    """The objects with those credentials in Secrets: in one that is there for the pod already, or in a new one."""
    made = [deepcopy(dict(one)) for one in objects]
    secrets = {one["metadata"]["name"]: one for one in made if one["kind"] == "Secret"}
    for whole, pod in list(_pods(made)):
        manifest = Manifest.read("".join(f"{line}\n" for line in writer.document(whole)))
        leaks = [leak for leak in find(pod) if can_convert(leak)]
        kept = secrets.get(secret_name(manifest), {}).get("stringData", {})
        # A key that has another value already is somebody else's.
        keys = convert(manifest, leaks).keys
        leaks = [
            leak
            for leak, key in zip(leaks, keys, strict=True)
            if kept.get(key, value_of(pod, leak)) == value_of(pod, leak)
        ]
        if leaks:
            values = [value_of(pod, leak) for leak in leaks]
            conversion = convert(manifest, leaks)
            _apply(pod, conversion.edits)
            if conversion.secret not in secrets:
                secrets[conversion.secret] = _secret(conversion.secret)
                made.append(secrets[conversion.secret])
            secrets[conversion.secret].setdefault("stringData", {}).update(zip(conversion.keys, values, strict=True))
    return tuple(made)


def _secret(name: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}}


def _pods(objects: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Any]]:
    for whole in objects:
        for path in kinds.pod_paths(whole):
            yield whole, documents.get(whole, path) if path else whole


def _apply(pod: dict[str, Any], edits: Iterable[Edit]) -> None:
    """The edits of a conversion: they replace a value, or add an entry to the variables."""
    for edit in edits:
        above, last = edit.path[:-1], edit.path[-1]
        if edit.op == "insert":
            documents.get(pod, above[:-1]).setdefault(above[-1], []).insert(last, edit.value)
        else:
            documents.get(pod, above)[last] = edit.value
