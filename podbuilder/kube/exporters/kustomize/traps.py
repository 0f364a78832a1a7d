"""What kustomize does not follow, or does in another way than somebody may expect, one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, different, left
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.kustomize.base_files import BaseObject
from podbuilder.kube.exporters.kustomize.overlay_files import has_claim_templates
from podbuilder.kube.kustomization.overlays.overlay import Overlay
from podbuilder.kube.kustomization.yaml_values import plain, values_of
from podbuilder.kube.yamltext.edits import same
from podbuilder.kube.yamltext.tree import Tree

_MOST_LINES = 20
_WORD = re.compile(r"[A-Za-z0-9._-]+")
# Texts in which programs are told names; kustomize changes names in fields of its own list only.
_TOLD = ("args", "command", "value", "annotations", "data", "stringData")
_SCALER, _SECRET = "HorizontalPodAutoscaler", "Secret"


def base_lines(objects: Sequence[BaseObject]) -> Iterator[ReportLine]:
    """What there is to say of the base."""
    seen: set[int] = set()
    for one in objects:
        at, to = f"{one.resource.kind} {one.resource.name}", f"base/{one.file}"
        is_secret = one.resource.kind == _SECRET
        yield _line(
            at,
            different(to, "Its values stand in the base; keep it out of repositories.") if is_secret else carried(to),
        )
        if id(one.tree) not in seen:
            seen.add(id(one.tree))
            for path in islice(_read_otherwise(one.tree), _MOST_LINES):
                says = (
                    "Kustomize reads another value than Kubernetes. Put texts in quotes; booleans are true and false."
                )
                yield _line(f"{at}: {path}", different(to, says))


def _read_otherwise(tree: Tree) -> Iterator[FieldPath]:
    """The fields that kustomize reads otherwise than the API server does."""
    read = plain(values_of(tree))
    for path, value in document.walk(tree.root.value):
        if not isinstance(value, dict | list) and not same(value, document.get(read, path)):
            yield path


def overlay_lines(overlay: Overlay, objects: Sequence[BaseObject]) -> Iterator[ReportLine]:
    """What there is to say of an overlay."""
    place = f"overlays/{overlay.name}: "
    resources = [one.resource for one in objects]
    if overlay.labels and any(map(has_claim_templates, resources)):
        says = "Pods do not get the labels: kustomize would put them on templates of claims too, which cannot change."
        yield _line(f"{place}labels", different("labels", says))
    if overlay.replicas and any(one.kind == _SCALER for one in resources):
        says = "There is a HorizontalPodAutoscaler, whose number this one replaces each time it is applied."
        yield _line(f"{place}replicas", different("replicas", says))
    is_renamed = bool(overlay.name_prefix or overlay.name_suffix)
    names = frozenset(one.name for one in resources if is_renamed)
    namespaces = sorted({one.namespace for one in resources} - {"", overlay.namespace}) if overlay.namespace else []
    for one in resources:
        for path, text in _told(one.document):
            at = f"{place}{one.kind} {one.name}: {path}"
            if _names_any(text, names):
                yield _line(
                    at, left("A name stands here that has a prefix or suffix now. Kustomize does not follow it.")
                )
            if any(f".{namespace}.svc" in text for namespace in namespaces):
                yield _line(at, left("The name of the namespace before stands here. Kustomize does not change it."))


def _line(at: str, note: Note) -> ReportLine:
    return ReportLine(at, note.outcome, note.to, note.says)


def _names_any(text: str, names: frozenset[str]) -> bool:
    return any(word in names or word.partition(".")[0] in names for word in _WORD.findall(text))


def _told(content: Any) -> Iterator[tuple[FieldPath, str]]:
    for path, value in document.walk(content):
        if isinstance(value, str) and any(part in _TOLD for part in path):
            yield path, value
