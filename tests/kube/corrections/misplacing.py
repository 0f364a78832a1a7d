"""Pods that a server accepted, each with one field at a wrong place, and what is made of it."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from podbuilder.kube.catalogue import load
from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath, unknown_field
from podbuilder.kube.corrections.corrections import Corrections
from podbuilder.kube.corrections.sites import sites
from podbuilder.kube.manifest import Manifest

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "generated.jsonl.gz"
VERSION = "1.36"


class Misplaced(NamedTuple):
    """A pod's text with a field at `source` that belongs to `home`."""

    id: str
    kind: str
    text: str
    source: FieldPath
    home: FieldPath
    original: dict[str, Any]


class Outcome(NamedTuple):
    is_first: bool
    is_offered: bool
    is_back: bool
    named: list[str]


def outcome_of(case: Misplaced) -> Outcome:
    """What is said of the field, and whether the fix gives the document back."""
    manifest = Manifest.read(case.text)
    offered = Corrections(manifest, VERSION).of(unknown_field(case.source, ""), case.source)
    targets = [one.target for one in offered]
    is_first = targets[:1] == [case.home]
    is_back = is_first and offered[0].applied(manifest).document == case.original
    return Outcome(is_first, case.home in targets, is_back, [str(target) for target in targets])


def accepted_pods(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if "verdicts" not in row or row["verdicts"].get(VERSION, {}).get("accepted"):
                yield row["id"], row["pod"]


def misplaced_of(file: Path, most: int, seed: int = 13) -> Iterator[Misplaced]:
    """One misplaced field of each pod, of so many pods."""
    found = 0
    for id, pod in accepted_pods(file):
        chance = random.Random(f"{seed} {id}")
        cases = []
        for kind, moves in KINDS.items():
            possible = [(source, home) for source, home in moves(pod) if _is_misplaced(pod, source, home)]
            if possible:
                cases.append((kind, *chance.choice(possible)))
        if not cases:
            continue
        kind, source, home = chance.choice(cases)
        yield Misplaced(id, kind, write_in_order(_moved(pod, source, home)), FieldPath(source), FieldPath(home), pod)
        found += 1
        if found == most:
            return


def write_in_order(pod: dict[str, Any]) -> str:
    """The pod as YAML with its keys in their own order."""
    return "\n".join(_lines(pod, 0)) + "\n"


def _lines(value: Any, column: int) -> Iterator[str]:
    indent = " " * column
    for key, each in value.items() if isinstance(value, dict) else ((None, one) for one in value):
        head = f"{indent}- " if key is None else f"{indent}{json.dumps(key)}:"
        if isinstance(each, (dict, list)) and each:
            inner = list(_lines(each, column + 2))
            if key is None:
                yield head + inner[0].lstrip(" ")
                yield from inner[1:]
            else:
                yield head
                yield from inner
        else:
            yield f"{head} {json.dumps(each) if each is not None else ''}".rstrip()


def _is_misplaced(pod: dict[str, Any], source: tuple[str | int, ...], home: tuple[str | int, ...]) -> bool:
    """Whether the field is unknown at that place, which is there without it."""
    holder = load(VERSION).field(source[:-1])
    if home[: len(source)] == source or holder is None or source[-1] in holder.fields or not holder.fields:
        return False
    return bool(documents.get(documents.remove(pod, home), source[:-1]))


def _moved(pod: dict[str, Any], source: tuple[str | int, ...], home: tuple[str | int, ...]) -> dict[str, Any]:
    value = documents.get(pod, home)
    bare = documents.remove(pod, home)
    if documents.get(bare, home[:-1]) == {}:
        bare = documents.assign(bare, home[:-1], None)
    holder = documents.get(bare, source[:-1])
    # Right after what it belongs to, as where its indentation was lost; else at the end.
    near = home[len(source) - 1] if home[: len(source) - 1] == source[:-1] else None
    new: dict[str, Any] = {}
    for key, each in holder.items():
        new[key] = each
        if key == near:
            new[source[-1]] = value
    new.setdefault(source[-1], value)
    return documents.assign(bare, source[:-1], new) if source[:-1] else new


Moves = Iterator[tuple[tuple[str | int, ...], tuple[str | int, ...]]]


def _entries(pod: dict[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """Every field of every object of the pod."""
    for site in sites(pod, load(VERSION).root):
        for name in site.value or {}:
            if name in site.spec.fields:
                yield (*site.path, name)


def dedented(pod: dict[str, Any]) -> Moves:
    """Fields whose lines lost the indentation of one level: of a list's items only the last one's can."""
    for home in _entries(pod):
        holder = home[:-1]
        if holder and isinstance(holder[-1], int):
            if holder[-1] + 1 == len(documents.get(pod, holder[:-1])):
                yield (*holder[:-2], home[-1]), home
        elif holder:
            yield (*holder[:-1], home[-1]), home


def indented(pod: dict[str, Any]) -> Moves:
    """Fields whose lines are indented by one level too many, so that they belong to what stands right above them."""
    for site in sites(pod, load(VERSION).root):
        for before, name in zip(list(site.value or {})[:-1], list(site.value or {})[1:], strict=True):
            above = (*site.path, before)
            value = documents.get(pod, above)
            if isinstance(value, list) and value and isinstance(value[-1], dict):
                yield (*above, len(value) - 1, name), (*site.path, name)
            elif isinstance(value, dict):
                yield (*above, name), (*site.path, name)


def at_the_top(pod: dict[str, Any]) -> Moves:
    """Fields whose lines start in the first column: again, of a list's items only the last one's can."""
    for home in _entries(pod):
        nodes = [(home[:n], home[n]) for n in range(len(home))]
        lasts = [part + 1 == len(documents.get(pod, at)) for at, part in nodes if isinstance(part, int)]
        if len(home) > 1 and all(lasts):
            yield (home[-1],), home


def container_and_pod(pod: dict[str, Any]) -> Moves:
    """Fields of a container that stand in the pod's spec, and the other way."""
    containers = documents.get(pod, ("spec", "containers"))
    for i, container in enumerate(containers):
        at = ("spec", "containers", i)
        yield from (((*at, name), ("spec", name)) for name in documents.get(pod, ("spec",)))
        yield from ((("spec", name), (*at, name)) for name in container)


KINDS: dict[str, Callable[[dict[str, Any]], Moves]] = {
    "dedented": dedented,
    "indented": indented,
    "at the top": at_the_top,
    "of a container or the pod": container_and_pod,
}
