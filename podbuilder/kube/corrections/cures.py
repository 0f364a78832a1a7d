"""What mends an error that no single value shows: the fields beside it say what is to be written, or taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from podbuilder.kube.core import document as documents
from podbuilder.kube.core import quantity
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.field import Document, ErrorType, FieldError, FieldPath
from podbuilder.kube.core.nearest_word import nearest
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.validation.formats import is_dns1123_label
from podbuilder.kube.validation.handlers import LIFECYCLE_HANDLERS, PROBE_HANDLERS
from podbuilder.kube.validation.resources import is_integer_resource_name, is_overcommit_allowed
from podbuilder.kube.workloads.batch import RESTART_POLICIES
from podbuilder.kube.workloads.cron import ScheduleError, parse
from podbuilder.kube.yamltext.quoting import scalar

_HANDLERS = {*PROBE_HANDLERS, *LIFECYCLE_HANDLERS}
_DIGITS = frozenset("0123456789")
# What a container should not lose only because a field in it is wrong.
_KEPT = frozenset({"resources", "containers", "spec", "fieldPath"})
# A mount's name below its pod's spec: containers[0].volumeMounts[0].name.
_DEPTH_OF_MOUNT = 5
# Of more volumes than a person writes the first are compared: comparing words takes long.
_MOST_VOLUMES = 100


class Cure(NamedTuple):
    """A change that would mend an error: what it does, where, and the value there, MISSING if it is taken away."""

    title: str
    path: FieldPath
    value: Any


def cures(error: FieldError, path: FieldPath, whole: Document) -> list[Cure]:
    """What the rest of the document says against an error at `path` of it, the likeliest first."""
    make = _MAKERS.get((error.type, str(path[-1]) if path else "")) or _OF_TYPE.get(error.type)
    return list(make(error, path, whole)) if make else []


def _set(path: FieldPath, value: Any) -> Cure:
    return Cure(f"Write {path[-1]}: {scalar(value)}.", path, value)


def _remove(path: FieldPath) -> Cure:
    return Cure(f"Remove {path[-1]}.", path, MISSING)


def _mapping(whole: Document, path: FieldPath) -> Mapping[str, Any]:
    found = documents.get(whole, path, {})
    return found if isinstance(found, dict) else {}


def _texts(whole: Document, path: FieldPath) -> dict[str, str]:
    """A map's entries if all are texts, or else none."""
    found = _mapping(whole, path)
    return dict(found) if all(isinstance(each, str) for each in found.values()) else {}


def _selector(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """The labels of the template select its pods; where it has none, one with the name of the object does.

    A ReplicationController selects by the labels of its template without being told.
    """
    name = documents.get(whole, ("metadata", "name"), "")
    labels = _texts(whole, path.parent.child("template", "metadata", "labels"))
    if labels:
        yield Cure("Select the pods by the labels of the template.", path, {"matchLabels": labels})
    elif not isinstance(name, str) or not name:
        return
    elif whole.get("kind") == "ReplicationController":
        at = path.parent.child("template", "metadata", "labels")
        yield Cure(f"Give the pods a label: app: {scalar(name)}.", at, {"app": name})
    else:
        yield Cure(f"Select the pods by a label: app: {scalar(name)}.", path, {"matchLabels": {"app": name}})


def _labels(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """The labels of a template that its selector asks for."""
    selector = FieldPath((*path[:-3], "selector"))
    wanted = _texts(whole, selector.child("matchLabels")) or _texts(whole, selector)
    labels = _mapping(whole, path)
    if any(labels.get(key) != value for key, value in wanted.items()):
        yield Cure("Add the labels that the selector asks for.", path, {**labels, **wanted})


def _policy_of_job(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    yield from (_set(path, policy) for policy in RESTART_POLICIES)


def _policy(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """A policy that is known, and yet not taken: what is kept running is always restarted."""
    if error.value in RESTART_POLICIES:
        yield _set(path, "Always")


def _amount(value: Any) -> quantity.Quantity | None:
    try:
        return quantity.parse(value) if isinstance(value, (str, int, float)) else None
    except quantity.QuantityError:
        return None


def _requests(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """A request that differs from its limit becomes the limit, or the limit becomes the request."""
    limits = _mapping(whole, path.parent.child("limits"))
    for name, value in _mapping(whole, path).items():
        request, limit = _amount(value), _amount(limits.get(name))
        if request is None or limit is None or str(request) != error.value:
            continue
        if request > limit or (request != limit and not is_overcommit_allowed(name)):
            yield Cure(f"Request {scalar(limits[name])}, as the limit says.", path.key(name), limits[name])
            yield Cure(
                f"Make the limit {scalar(value)}, as is requested.", path.parent.child("limits").key(name), value
            )


def _limits(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """What cannot be shared gets the limit that is requested."""
    limits = _mapping(whole, path)
    for name, value in _mapping(whole, path.parent.child("requests")).items():
        if name not in limits and not is_overcommit_allowed(name):
            yield Cure(f"Add a limit of {scalar(value)}.", path.key(name), value)


def _value_from(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    if documents.has(whole, path.parent.child("value")):
        yield _remove(path.parent.child("value"))
        yield _remove(path)


def _threshold(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    yield _set(path, 1)


def _privileges(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """Gaining privileges is forbidden to a container that has them all."""
    if _mapping(whole, path).get("privileged") is True:
        yield _set(path.child("privileged"), False)
    yield _set(path.child("allowPrivilegeEscalation"), True)


def _schedule(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """A schedule that begins with seconds, as Quartz and Spring write it, without them."""
    parts = str(error.value).split()
    if len(parts) == 6 and parts[0] == "0" and _DIGITS.isdisjoint(parts[5]):
        five = " ".join("*" if part == "?" else part for part in parts[1:])
        try:
            parse(five)
        except ScheduleError:
            return
        yield _set(path, five)


def _volume(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """The volume that is meant, or else for a mount a new one, of the simplest kind."""
    at = _volumes_of_mount(path)
    if near := volume_like(error.value, path, whole):
        yield _set(path, near)
    elif at and path[-3] == "volumeMounts" and not is_dns1123_label(str(error.value)):
        volumes = documents.listed(whole, at)
        if error.value not in _names(volumes):
            title = f"Add a volume called {quote(error.value)}, empty whenever the pod starts."
            yield Cure(title, at.index(len(volumes)), {"name": error.value, "emptyDir": {}})


def _volumes_of_mount(path: FieldPath) -> FieldPath | None:
    """Where the pod has its volumes that has a mount at `path`; None if this is no mount."""
    if len(path) < _DEPTH_OF_MOUNT or path[-3] not in ("volumeMounts", "volumeDevices"):
        return None
    return FieldPath((*path[:-_DEPTH_OF_MOUNT], "volumes"))


def _names(items: list[Any]) -> list[Any]:
    return [documents.get(each, ("name",)) for each in items]


def volume_like(name: Any, path: FieldPath, whole: Document) -> str:
    """The volume that is most like the one that a mount at `path` names; "" if none is, or this is no mount."""
    at = _volumes_of_mount(path)
    if at is None or not isinstance(name, str):
        return ""
    claims = documents.listed(whole, FieldPath(("spec", "volumeClaimTemplates")))[:_MOST_VOLUMES]
    names = [
        *_names(documents.listed(whole, at)[:_MOST_VOLUMES]),
        *(documents.get(each, ("metadata", "name")) for each in claims),
    ]
    near = nearest(name, [each for each in names if isinstance(each, str)])
    # A volume of that very name is there, but is not valid.
    return "" if near == name else near


def _surplus(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """What may not be there is taken away; of two actions, either one."""
    name = path[-1] if path else 0
    if isinstance(name, int) or name in _KEPT or not documents.has(whole, path):
        return
    yield _remove(path)
    if name in _HANDLERS:
        others = [other for other in _mapping(whole, path.parent) if other in _HANDLERS and other != name]
        yield from (_remove(path.parent.child(other)) for other in others if len(others) == 1)


def _twice(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """An item that stands in its list already, word for word."""
    at = next((FieldPath(path[:n]) for n in range(len(path), 0, -1) if isinstance(path[n - 1], int)), None)
    if at and documents.get(whole, at) in documents.listed(whole, at.parent)[: int(at[-1])]:
        yield Cure(f"Remove {quote(str(error.value))}, which is here twice.", at, MISSING)


def _whole(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """A fraction of what is only counted becomes one more."""
    value = documents.get(whole, path)
    amount = _amount(value)
    if amount is not None and amount.milli_value() % 1000 and is_integer_resource_name(str(path[-1])):
        yield Cure(
            f"Write {amount.value()}.", path, amount.value() if isinstance(value, float) else str(amount.value())
        )


def carries_anchors(path: FieldPath) -> bool:
    """Whether a field has a name that authors give to what is there for its anchors alone."""
    return len(path) == 1 and str(path[0]).startswith(("_", "x-", "."))


def _anchors(error: FieldError, path: FieldPath, whole: Document) -> Iterator[Cure]:
    """What is there for its anchors goes, and what stands under them is written where it is used."""
    if carries_anchors(path):
        yield _remove(path)


_Maker = Callable[[FieldError, FieldPath, Document], Iterator[Cure]]
_MAKERS: dict[tuple[ErrorType, str], _Maker] = {
    (ErrorType.REQUIRED, "selector"): _selector,
    (ErrorType.INVALID, "labels"): _labels,
    (ErrorType.REQUIRED, "restartPolicy"): _policy_of_job,
    (ErrorType.NOT_SUPPORTED, "restartPolicy"): _policy,
    (ErrorType.INVALID, "requests"): _requests,
    (ErrorType.REQUIRED, "limits"): _limits,
    (ErrorType.INVALID, "valueFrom"): _value_from,
    (ErrorType.INVALID, "successThreshold"): _threshold,
    (ErrorType.INVALID, "securityContext"): _privileges,
    (ErrorType.INVALID, "schedule"): _schedule,
    (ErrorType.NOT_FOUND, "name"): _volume,
}
_OF_TYPE: dict[ErrorType, _Maker] = {
    ErrorType.FORBIDDEN: _surplus,
    ErrorType.DUPLICATE: _twice,
    ErrorType.INVALID: _whole,
    ErrorType.UNKNOWN_FIELD: _anchors,
}
