"""What was probably meant, in words: a sentence that is added to an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from podbuilder.kube.catalogue import Catalogue, FieldSpec
from podbuilder.kube.catalogue.history import POD
from podbuilder.kube.core import kinds
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.field import ROOT, Document, ErrorType, FieldError, FieldPath
from podbuilder.kube.core.limits import MAX_GUESSES
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.corrections import GUIDED
from podbuilder.kube.corrections.cures import carries_anchors, volume_like
from podbuilder.kube.corrections.homes import Home, Homes
from podbuilder.kube.corrections.other_kinds import other_kinds
from podbuilder.kube.corrections.shape import meant_by
from podbuilder.kube.decoding.messages import other_versions
from podbuilder.kube.yamltext.quoting import scalar

_ANCHOR = "If it only carries an anchor, put the anchor where its value is used first."


def guided(
    errors: Iterable[FieldError],
    whole: Document,
    fields: Catalogue,
    kind: str,
    pod_path: FieldPath = ROOT,
    written_at: Callable[[FieldPath], FieldPath | None] | None = None,
) -> tuple[FieldError, ...]:
    """The errors of a pod at `pod_path` of an object, with what was probably meant.

    Those of unknown fields say where the field belongs, those of wrong values what to write. If the pod is not written
    as a pod is, `written_at` says where its fields stand; None for those that have no place there.
    """
    homes: Homes | None = None
    of_kind = POD if pod_path or kind not in kinds.native() else kind
    guesses, found = 0, []
    for error in errors:
        if error.type in GUIDED and guesses < MAX_GUESSES:
            guesses += 1
            at = FieldPath((*pod_path, *error.path))
            if error.type is ErrorType.NOT_FOUND:
                near = volume_like(error.value, at, whole)
                said = f"Did you mean {quote(near)}?" if near else ""
            elif error.type is not ErrorType.UNKNOWN_FIELD:
                said = _value(error, fields.field((*pod_path, *error.place)))
            elif other_versions(error.path, fields.version, of_kind):
                said = ""
            else:
                homes = homes or Homes(whole, fields.root)
                places = homes.of(at)
                said = other_kinds(at, places, kind, fields.version)
                if not said:
                    found_at = _as_written(at, places, written_at) if written_at else (at, places)
                    said = sentence(*found_at, _place(pod_path, kind)) or (_ANCHOR if carries_anchors(at) else "")
            error = replace(error, detail=f"{error.detail} {said}".rstrip())
        found.append(error)
    return tuple(found)


def _as_written(
    path: FieldPath, homes: list[Home], written_at: Callable[[FieldPath], FieldPath | None]
) -> tuple[FieldPath, list[Home]]:
    """A field and its homes with the paths that they have in a document which does not write pods as pods."""
    places = ((home, written_at(home.path)) for home in homes)
    return written_at(path) or path, [home._replace(path=place) for home, place in places if place]


def _value(error: FieldError, spec: FieldSpec | None) -> str:
    """The value that was meant, unless the message has a cure already."""
    if spec is None or error.detail.count(". ") or spec.choices or spec.format == "file-mode":
        return ""
    meant = meant_by(error.value, spec)
    if meant is MISSING:
        return ""
    if isinstance(meant, dict) and not isinstance(error.value, dict):
        return _mapping(meant, error.value)
    shown = shown_value(meant, spec)
    return f"Did you mean {shown}?" if shown else ""


def _mapping(meant: dict[str, Any], value: Any) -> str:
    """What makes a mapping of a list or of a single value."""
    first = next(iter(meant), "")
    if not isinstance(value, list):
        return f"Write it as “{first}: …”."
    if meant.get(first) == value:
        return f"The line “{first}:” is missing above it."
    return "Leave out the dash." if len(value) == 1 and isinstance(value[0], dict) else ""


def shown_value(value: Any, spec: FieldSpec) -> str:
    """A value as it may be shown: numbers, amounts, choices and names; "" for texts that might be secret."""
    if isinstance(value, (dict, list)) or (spec.type == "string" and not spec.choices and not spec.format):
        return ""
    return quote(value) if isinstance(value, str) else scalar(value)


def sentence(path: FieldPath, homes: list[Home], place: Callable[[FieldPath], str]) -> str:
    """Where the field at `path` belongs; "" where nothing is known. `place` names a mapping."""
    if not homes:
        return ""
    first = homes[0].path
    if first.parent == path.parent:
        names = dict.fromkeys(quote(str(home.path[-1])) for home in homes if home.path.parent == path.parent)
        return f"Did you mean {' or '.join(names)}?"
    if homes[0].is_indent:
        return f"Indent it: it belongs under {quote(str(first[-2]))} above, which is empty."
    places = dict.fromkeys(place(home.path.parent) for home in homes if home.path.parent != path.parent)
    spelt = "" if first[-1] == path[-1] else f" as {quote(str(first[-1]))}"
    return f"It belongs {' or '.join(places)}{spelt}."


def _place(pod_path: FieldPath, kind: str) -> Callable[[FieldPath], str]:
    """How a mapping is named beside an error of the pod: by its path in the pod, or else in the object around it."""

    def place(path: FieldPath) -> str:
        if path == pod_path == ROOT:
            return f"at the top of the {kind}"
        if path == pod_path:
            return "at the top of the pod template"
        if path.is_under(pod_path):
            return f"under {path.relative_to(pod_path)}"
        return f"under {path} of the {kind}" if path else f"at the top of the {kind}"

    return place
