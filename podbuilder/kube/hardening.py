"""Hardening to a level of the Pod Security Standards: what can be changed, what must be asked, and what remains.

Everything that is a setting is changed. What a pod is for (a directory, a namespace or all of the node) is left to
people and listed with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.kube import defaulting, podsecurity
from podbuilder.kube.core import versions
from podbuilder.kube.core.document import get, has
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SPEC, visit_containers
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.decoding import decode
from podbuilder.kube.manifest import insert_, remove_, set_
from podbuilder.kube.podsecurity.evaluate import all_checks
from podbuilder.kube.review import violations_of
from podbuilder.kube.yamltext.edits import Edit, EditRefused, meaning

BASELINE, RESTRICTED = podsecurity.BASELINE, podsecurity.RESTRICTED
POD_SECURITY = SPEC.child("securityContext")
USER = "runAsUser"
PROPOSED_USER = 10_001
LARGEST_USER = (1 << 31) - 1
# No pod needs as many edits. The limit only ends a loop of two controls that undo each other's edits.
MOST = 10_000

# What is a pod's purpose rather than a setting, by check, and why it is left to people.
PURPOSES = {
    "hostNamespaces": "The pod uses a namespace of the node on purpose. Without it, it would be a different program.",
    "hostPathVolumes": "The pod works on files of the node. If it can keep them elsewhere, use another type of volume.",
    "privileged": "The container has access to the whole node. Find out what it does there, and grant only that.",
    "windowsHostProcess": "The container is a program of the node that is only packaged as a container.",
}
_STORAGE = "The volume reaches its storage directly. Use a PersistentVolumeClaim for the same storage instead."
_NETWORK = "The pod shares the node's network, so each of its ports is a port of the node."
_ESCALATION = "Privilege escalation cannot be forbidden in a privileged container."
_ROOT = "The user id 0 is root. Choose another user that the image can run as."


class UnknownUserId(NamedTuple):
    """A user id that only people know. It is needed if the pod explicitly asks for root."""

    path: FieldPath
    whom: str
    proposed: int
    is_needed: bool


class RemainingViolation(NamedTuple):
    """What still violates the level: the control, the path, and why it was left."""

    check: str
    title: str
    path: FieldPath
    why: str

    @property
    def is_purpose(self) -> bool:
        """Whether the level forbids what the pod is for."""
        return self.check in PURPOSES or self.why in (*PURPOSES.values(), _NETWORK, _ESCALATION)


@dataclass(frozen=True, slots=True)
class HardenedPod:
    """The edits that bring a pod closer to a level, in order; the level is reached if nothing remains."""

    edits: tuple[Edit, ...]
    unknown_users: tuple[UnknownUserId, ...]
    remaining: tuple[RemainingViolation, ...]
    # What the containers lose by the edits, as sentences to read before applying them.
    cautions: tuple[str, ...]
    pod: Document


def harden(
    pod: Document,
    level: str,
    version: str = versions.DEFAULT,
    answers: Mapping[str, int] | None = None,
    is_template: bool = False,
) -> HardenedPod:
    """Bring a pod as close to a level as possible. `answers` are user ids by the paths of `unknown_users`."""
    answers = answers or {}
    edits: list[Edit] = []
    cautions: dict[str, None] = {}
    unknown = _unknown_users(pod) if level == RESTRICTED else ()
    for asked in unknown:
        user = answers.get(str(asked.path))
        if user is not None:
            pod = _made(pod, [set_(asked.path, user)], edits)
    left = _violations(pod, level, version, is_template)
    known = -1
    while known < len(edits) < MOST:
        known = len(edits)
        pod = _made(pod, list(_round(pod, left, cautions)), edits)
        left = _violations(pod, level, version, is_template)
    remaining = [
        RemainingViolation(v.check, _titles()[v.check], path, _why(v, path, pod)) for v in left for path in v.paths
    ]
    # The user matters only where the edits require one other than root.
    is_open = any(edit.path[-1] == "runAsNonRoot" for edit in edits)
    return HardenedPod(
        tuple(edits),
        tuple(asked for asked in unknown if asked.is_needed or is_open),
        tuple(remaining),
        tuple(cautions),
        pod,
    )


def _made(pod: Document, wanted: Iterable[Edit], edits: list[Edit]) -> Document:
    """The pod with the edits that are possible, each added to `edits`; a setting needs a mapping to go into."""
    for edit in wanted:
        try:
            pod = meaning(pod, edit)
        except EditRefused:
            continue
        edits.append(edit)
    return pod


def _titles() -> dict[str, str]:
    return {check.id: check.title for check in all_checks()}


def _violations(pod: Document, level: str, version: str, is_template: bool) -> tuple[podsecurity.Violation, ...]:
    decoded = decode(pod, version, is_template).document
    return violations_of(decoded, defaulting.set_defaults(decoded, version), version)[level]


def _unknown_users(pod: Document) -> tuple[UnknownUserId, ...]:
    """The user ids to ask for: of each container that runs as root, and of the pod if a container names no user."""
    if get(pod, (*SPEC, "os", "name")) == "windows" or get(pod, (*SPEC, "hostUsers")) is False:
        return ()
    of_pod = get(pod, (*POD_SECURITY, USER))
    found = []
    users = [get(container, ("securityContext", USER)) for _, container, _ in visit_containers(pod)]
    proposed = next((user for user in (of_pod, *users) if isinstance(user, int) and user), PROPOSED_USER)
    if of_pod == 0 or (of_pod is None and None in users):
        found.append(
            UnknownUserId(
                POD_SECURITY.child(USER), "every container that inherits the pod's setting", proposed, of_pod == 0
            )
        )
    for (path, container, _), user in zip(visit_containers(pod), users, strict=True):
        if user == 0:
            name = quote(str(container.get("name", "")))
            found.append(UnknownUserId(path.child("securityContext", USER), f"the container {name}", proposed, True))
    return tuple(found)


def _round(pod: Document, violations: Iterable[podsecurity.Violation], cautions: dict[str, None]) -> Iterator[Edit]:
    """What can be changed in one round: first what is set, then what is removed, the last items first."""
    removed: list[FieldPath] = []
    for violation in violations:
        if violation.check in SETS:
            for path in violation.paths:
                yield from SETS[violation.check](pod, path)
        for path in violation.paths:
            path = path.parent if violation.check == "sysctls" else path
            caution = _removal(violation.check, pod, path)
            if caution is not None:
                removed.append(path)
                cautions |= {caution: None} if caution else {}
    yield from _removals(pod, removed)


def _removals(pod: Document, paths: list[FieldPath]) -> Iterator[Edit]:
    """Remove fields and items; a list or an object that would be empty is removed itself."""
    by_parent: dict[FieldPath, list[FieldPath]] = {}
    for path in paths:
        by_parent.setdefault(path.parent, []).append(path)
    for parent, children in by_parent.items():
        is_whole = parent[-1] in _EMPTIED and len(children) == len(get(pod, parent))
        yield from (remove_(path) for path in ([parent] if is_whole else reversed(children)))


_EMPTIED = ("add", "seLinuxOptions", "sysctls")


def _removal(check: str, pod: Document, path: FieldPath) -> str | None:
    """What is lost if the offending field is removed, as a sentence; None if removing it does not help."""
    if not has(pod, path):
        return None
    if check in ("capabilities_restricted", "capabilities_baseline") and "add" in path:
        return f"The capability {get(pod, path)} is no longer added, so whatever needs it fails."
    if check == "hostPorts" and not get(pod, (*SPEC, "hostNetwork")):
        return f"Port {get(pod, path)} of the node is no longer used, so a Service has to lead to the pod."
    if check == "hostProbesAndHostLifecycle":
        return f"A probe or hook calls the pod itself instead of {get(pod, path)}."
    if check == "sysctls":
        return f"The pod no longer sets the kernel parameter {get(pod, (*path, 'name'))}."
    if check == "seLinuxOptions":
        return f"The runtime chooses the SELinux {path[-1]} instead of {get(pod, path)}."
    return "" if check in ("procMount", "procMount_restricted") else None


def _forbid_escalation(pod: Document, path: FieldPath) -> Iterator[Edit]:
    if get(pod, (*path.parent, "privileged")) is not True:
        yield set_(path, False)


def _drop_all(pod: Document, path: FieldPath) -> Iterator[Edit]:
    if path[-1] == "drop":
        dropped = get(pod, path)
        yield insert_(path.index(len(dropped)), "ALL") if isinstance(dropped, list) and dropped else set_(path, ["ALL"])


def _require_non_root(pod: Document, path: FieldPath) -> Iterator[Edit]:
    """For the pod as a whole, and for each container that allows root."""
    if path.parent == POD_SECURITY or has(pod, path):
        yield set_(path, True)


def _filter_calls(pod: Document, path: FieldPath) -> Iterator[Edit]:
    if path.parent.parent == POD_SECURITY or has(pod, path):
        yield set_(path, "RuntimeDefault")


def _confine(pod: Document, path: FieldPath) -> Iterator[Edit]:
    """The annotation if there is one, because the server derives the field from it."""
    if has(pod, path):
        yield set_(path, "RuntimeDefault" if path[-1] == "type" else "runtime/default")


# By check: the edits that set a better value at an offending path.
SETS: Mapping[str, Callable[[Document, FieldPath], Iterator[Edit]]] = {
    "allowPrivilegeEscalation": _forbid_escalation,
    "appArmorProfile": _confine,
    "capabilities_restricted": _drop_all,
    "runAsNonRoot": _require_non_root,
    "seccompProfile_baseline": _filter_calls,
    "seccompProfile_restricted": _filter_calls,
}


def _why(violation: podsecurity.Violation, path: FieldPath, pod: Document) -> str:
    """Why an offence was left unchanged."""
    if violation.check == "restrictedVolumes":
        return PURPOSES["hostPathVolumes"] if path[-1] == "hostPath" else _STORAGE
    if violation.check == "hostPorts":
        return _NETWORK
    if violation.check == "allowPrivilegeEscalation":
        return _ESCALATION
    if violation.check == "runAsUser":
        return _ROOT
    return PURPOSES.get(violation.check, violation.detail)
