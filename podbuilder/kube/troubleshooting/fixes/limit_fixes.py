"""Limits of the namespace, of the node and of the pod itself, and what Pod Security asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import Patch, assisted, safe
from podbuilder.kube.manifest import Edit, set_
from podbuilder.kube.troubleshooting.situation import Fix, Situation, doubled

_AMOUNT = r"([0-9][0-9.]{0,18}[A-Za-z]{0,2})"
_PROPOSED = {"cpu": "100m", "memory": "128Mi", "ephemeral-storage": "1Gi"}
# What Pod Security's messages ask of a container, and the values that satisfy them.
_ASKED = {
    "allowPrivilegeEscalation=false": (("allowPrivilegeEscalation",), False),
    'capabilities.drop=["ALL"]': (("capabilities", "drop"), ["ALL"]),
    "runAsNonRoot=true": (("runAsNonRoot",), True),
    "seccompProfile.type": (("seccompProfile",), {"type": "RuntimeDefault"}),
    "privileged=true": (("privileged",), False),
}


def within_bound(one: Situation) -> Iterator[Patch]:
    """The bound that a LimitRange names."""
    told = one.found(rf"(maximum|minimum) (cpu|memory|ephemeral-storage) usage per Container is {_AMOUNT}")
    if not told:
        return
    which, name, amount = told[1], told[2], told[3].rstrip(".,")
    resources = one.container.child("resources")
    path = resources.child("limits" if which == "maximum" else "requests").key(name)
    edits = [set_(path, amount)]
    other = resources.child("requests" if which == "maximum" else "limits").key(name)
    if one.get(other) is not None:
        edits.append(set_(other, amount))
    if any(one.get(edit.path) != edit.value for edit in edits):
        yield safe(f"Use the {which}, {amount}.", *edits)


def named_amounts(one: Situation) -> Iterator[Patch]:
    """The requests and limits that a quota wants to be told."""
    told = one.found(r"must specify ([a-z.,-]{3,200})")
    edits: list[Edit] = []
    for asked in told[1].split(",") if told else ():
        kind, _, name = asked.partition(".")
        kind, name = (kind, name) if name else ("requests", kind)
        for index in range(len(document.listed(one.pod, SPEC.child("containers")))):
            path = SPEC.child("containers").index(index).child("resources", kind).key(name)
            if name in _PROPOSED and one.get(path) is None:
                edits.append(set_(path, _PROPOSED[name]))
    if edits:
        yield assisted("Say what it needs.", *edits)


def what_it_used(one: Situation) -> Iterator[Patch]:
    """A request as large as what the pod used when it was put out."""
    told = one.found(rf"was using {_AMOUNT}, (?:request is|which exceeds)[^.]{{0,40}}")
    name = "memory" if "resource: memory" in one.text or "MemoryPressure" in one.text else "ephemeral-storage"
    path = one.container.child("resources", "requests").key(name)
    if told and one.get(path) != told[1]:
        edits = [set_(path, told[1])]
        limit = one.container.child("resources", "limits").key(name)
        if one.get(limit) is not None:
            edits.append(set_(limit, told[1]))
        yield assisted(f"Request the {told[1]} that it used.", *edits)


def larger(one: Situation) -> Iterator[Patch]:
    """Twice the local storage that the pod may use."""
    sizes = SPEC.child("volumes")
    volume = one.found(r"EmptyDir volume \"([a-z0-9-]{1,63})\"")
    for index, item in enumerate(document.listed(one.pod, sizes)):
        path = sizes.index(index).child("emptyDir", "sizeLimit")
        if volume and document.get(item, ("name",)) == volume[1] and (twice := _twice_told(one, path)):
            yield assisted(f"Let the volume hold {twice}.", set_(path, twice))
    path = one.container.child("resources", "limits").key("ephemeral-storage")
    if not volume and (twice := _twice_told(one, path)):
        yield assisted(f"Let it use {twice}.", set_(path, twice))


def _twice_told(one: Situation, path: FieldPath) -> str:
    """Twice the amount at a path, if the paste names that amount as the one that was passed."""
    amount = one.get(path)
    is_told = isinstance(amount, str) and re.search(rf"\b{re.escape(amount)}\b", one.text) is not None
    return doubled(amount) if is_told else ""


def longer(one: Situation) -> Iterator[Patch]:
    """Twice the time that the pod may run."""
    path = SPEC.child("activeDeadlineSeconds")
    seconds = one.get(path)
    if isinstance(seconds, int) and 0 < seconds < 1 << 30:
        yield assisted(f"Let it run for {2 * seconds} s.", set_(path, 2 * seconds))


def asked_for(one: Situation) -> Iterator[Patch]:
    """What Pod Security's message asks of each container."""
    edits: list[Edit] = []
    for kind in ("initContainers", "containers"):
        for index in range(len(document.listed(one.pod, SPEC.child(kind)))):
            context = SPEC.child(kind).index(index).child("securityContext")
            for words, (field, value) in _ASKED.items():
                if words in one.text and one.get(context.child(*field)) != value:
                    edits.append(set_(context.child(*field), value))
    if edits:
        yield assisted("Set what the namespace's level asks for.", *edits)


FIXES: dict[str, Fix] = {
    "limit-range-denied": within_bound,
    "quota-denied": named_amounts,
    "evicted-node-pressure": what_it_used,
    "evicted-own-limit": larger,
    "deadline-exceeded": longer,
    "pod-security-denied": asked_for,
}
