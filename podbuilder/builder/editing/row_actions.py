"""The buttons that change a form's structure: rows added, removed, duplicated and moved.

A button posts `op=VERB:TARGET`; the target is a control's or row's name. What makes no sense is ignored, as a button
pressed on a page that is out of date would be.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from podbuilder.builder.editing import pairs
from podbuilder.builder.editing.field_edits import may_be_emptied_away
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.names import PAIR, dom_id, pair_name
from podbuilder.builder.steps import new_volume, sizes
from podbuilder.kube.catalogue import Catalogue, UnknownPath
from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, KINDS, SPEC, visit_containers
from podbuilder.kube.manifest import Edit
from podbuilder.kube.yamltext.edits import meaning


@dataclass(frozen=True)
class Outcome:
    """What a button asks for: edits, an empty row, where the focus goes, and which field's step to show."""

    edits: list[Edit] = field(default_factory=list)
    pending: tuple[str, ...] = ()
    focus: str = ""
    show: FieldPath | None = None


NOTHING = Outcome()
# Of a Role's rule.
API_GROUPS = "apiGroups"


def perform(op: str, pod: Document, catalogue: Catalogue, data: Mapping[str, str]) -> Outcome:
    """What the button with the value `op` means for this pod. `data` is the posted form."""
    verb, _, target = op.partition(":")
    pair = PAIR.fullmatch(target)
    try:
        path = catalogue.resolve(pair[1] if pair else target)
    except UnknownPath:
        return NOTHING
    if pair:
        return _remove_pair(pod, path, int(pair[2])) if verb == "remove" else NOTHING
    if verb == "add":
        return _add(pod, path)
    if verb == "pairs":
        return _add_pairs(pod, path, catalogue, data.get(pairs.PASTED, ""))
    if verb in sizes.SIZES:
        return _set_size(path, verb)
    if verb == "resource":
        return _add_resource(path, data.get(f"{path}:add", ""))
    if verb == new_volume.VERB:
        return Outcome(new_volume.made(Sheet(pod, catalogue), path, data), focus=dom_id(path.child("name")))
    if verb == "drop":
        return _drop_resource(pod, path)
    act = ON_ITEMS.get(verb)
    if act is None or not path or not isinstance(path[-1], int) or not document.has(pod, path):
        return NOTHING
    return act(pod, path)


def _add(pod: Document, path: FieldPath) -> Outcome:
    if path in (SPEC.child(CONTAINERS), SPEC.child(INIT_CONTAINERS)):
        return _add_container(pod, path)
    if path[-1:] == ("volumeMounts",) and (unmounted := _unmounted(pod)):
        at = path.index(len(document.listed(pod, path)))
        return Outcome([Edit("set", at, {"name": unmounted})], focus=dom_id(at.child("mountPath")))
    if path[-1:] == (API_GROUPS,):
        # The core group, which most rules are about, has no name: its row is there at once, and has nothing to type.
        at = path.index(len(document.listed(pod, path)))
        return Outcome([Edit("set", at, "")], focus=dom_id(at))
    value = document.get(pod, path)
    place = len(value) if isinstance(value, (list, dict)) else 0
    # The first control of the new row has the row's name with something behind it: the page looks for that.
    return Outcome(pending=(str(path),), focus=dom_id(f"{path}[{place}]"))


def _add_container(pod: Document, path: FieldPath) -> Outcome:
    items = document.get(pod, path)
    items = items if isinstance(items, list) else []
    base = "init" if path[-1] == INIT_CONTAINERS else "container" if items else "app"
    at = path.index(len(items))
    name = free_name(base, container_names(pod))
    return Outcome([Edit("insert", at, {"name": name})], show=at, focus=dom_id(at.child("image")))


def _unmounted(pod: Document) -> str:
    """The first volume that no container mounts, which is the one that a new mount is for; "" if all are mounted."""
    mounts = (mount for _, one, _ in visit_containers(pod) for mount in _objects(one, ("volumeMounts",)))
    mounted = {name for mount in mounts if isinstance(name := mount.get("name"), str)}
    names = (volume.get("name") for volume in _objects(pod, SPEC.child("volumes")))
    return next((name for name in names if isinstance(name, str) and name not in mounted), "")


def _add_pairs(pod: Document, path: FieldPath, catalogue: Catalogue, text: str) -> Outcome:
    """Rows for `KEY=value` lines that were pasted into the first box of an empty row."""
    spec = catalogue.field(path)
    takes = spec is not None and (spec.type == "map" or (path[-1] == "env" and spec.type == "list"))
    edits = pairs.edits_for(pod, path, text) if takes else []
    return Outcome(edits, focus=dom_id(f"{path}:add")) if edits else NOTHING


def _set_size(path: FieldPath, size: str) -> Outcome:
    """The requests and limits of a container that has none yet."""
    if path[-1:] != ("resources",):
        return NOTHING
    return Outcome(sizes.edits_for(path, size), focus=dom_id(path.child("requests").key("cpu")))


def _add_resource(path: FieldPath, resource: str) -> Outcome:
    resource = resource.strip()
    if not resource or path[-1:] != ("resources",):
        return NOTHING
    request = path.child("requests").key(resource)
    return Outcome(pending=(str(request),), focus=dom_id(request))


def _drop_resource(pod: Document, path: FieldPath) -> Outcome:
    if len(path) < 3 or path[-2] not in ("requests", "limits"):
        return NOTHING
    resources = path.parent.parent
    paths = [resources.child(side).key(str(path[-1])) for side in ("requests", "limits")]
    return Outcome(remove_all(pod, paths), focus=dom_id(f"{resources}:add"))


def _remove_pair(pod: Document, path: FieldPath, place: int) -> Outcome:
    mapping = document.get(pod, path)
    if not isinstance(mapping, dict) or place >= len(mapping):
        return NOTHING
    key = list(mapping)[place]
    after = min(place, len(mapping) - 2)
    focus = dom_id(pair_name(path, after, "key")) if after >= 0 else ""
    return Outcome(remove_all(pod, [path.key(key)]), focus=focus or dom_id(f"{path}:add"))


def _remove(pod: Document, path: FieldPath) -> Outcome:
    items = document.get(pod, path.parent)
    edits = remove_all(pod, [path])
    place = min(int(path[-1]), len(items) - 2)
    if path[-2] in KINDS:
        return Outcome(edits, show=path.parent.index(place) if place >= 0 else path.parent)
    return Outcome(edits, focus=dom_id(path.parent.index(place)) if place >= 0 else dom_id(f"{path.parent}:add"))


def _copy(pod: Document, path: FieldPath) -> Outcome:
    item = copy.deepcopy(document.get(pod, path))
    after = path.parent.index(int(path[-1]) + 1)
    if path[-2] in KINDS and isinstance(item, dict):
        item["name"] = free_name(str(item.get("name") or "container"), container_names(pod))
    is_container = path[-2] in KINDS
    return Outcome([Edit("insert", after, item)], focus=dom_id(after), show=after if is_container else None)


def _move(by: int) -> Callable[[Document, FieldPath], Outcome]:
    def move(pod: Document, path: FieldPath) -> Outcome:
        items = document.get(pod, path.parent)
        to = int(path[-1]) + by
        if not 0 <= to < len(items):
            return NOTHING
        there = path.parent.index(to)
        is_container = path[-2] in KINDS
        return Outcome([Edit("move", path, to=to)], focus=dom_id(there), show=there if is_container else None)

    return move


ON_ITEMS: dict[str, Callable[[Document, FieldPath], Outcome]] = {
    "remove": _remove,
    "copy": _copy,
    "up": _move(-1),
    "down": _move(+1),
}


def remove_all(pod: Document, paths: Iterable[FieldPath]) -> list[Edit]:
    """Edits that remove what stands at these paths, and the lists and objects that this leaves empty."""
    edits = []
    for path in paths:
        if not document.has(pod, path):
            continue
        edit = Edit("remove", document.outermost_emptied(pod, path, may_be_emptied_away))
        pod = meaning(pod, edit)
        edits.append(edit)
    return edits


def container_names(pod: Document) -> set[str]:
    return {str(item.get("name")) for _, item, _ in visit_containers(pod)}


def _objects(node: Document, path: tuple[str | int, ...]) -> Iterator[Document]:
    """The objects of the list at this path; what is none is passed by, as in a manifest that is being written."""
    yield from (item for item in document.listed(node, path) if isinstance(item, dict))


def free_name(base: str, taken: set[str]) -> str:
    """`base`, followed by the first number that makes it unique if it is taken."""
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
