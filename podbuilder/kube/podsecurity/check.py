"""What a control of the Pod Security Standards is made of, what it checks, and what it reports.

Mirrors pod-security-admission's policy package, Kubernetes v1.36; the policy of v1.37 is that of v0.37.0-alpha.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import (
    EPHEMERAL_CONTAINERS,
    INIT_CONTAINERS,
    SPEC,
    visit_containers,
)
from podbuilder.kube.core.quoting import quote

PRIVILEGED, BASELINE, RESTRICTED = "privileged", "baseline", "restricted"
LEVELS = (PRIVILEGED, BASELINE, RESTRICTED)
POD_SECURITY = SPEC.child("securityContext")
# How many offences a detail lists one by one; the paths include all of them.
TOLD = 3

_KIND_NAMES = {INIT_CONTAINERS: "Init container", EPHEMERAL_CONTAINERS: "Ephemeral container"}


class Offence(NamedTuple):
    """A field that violates a control: what it does, and what to change; both are sentences."""

    path: FieldPath
    said: str
    change: str


class Violation(NamedTuple):
    """A control that rejects the pod: upstream's id, the reason in a few words, the detail in sentences, and the paths.

    Each path has its remedy at the same index in `changes`.
    """

    check: str
    reason: str
    detail: str
    paths: tuple[FieldPath, ...]
    changes: tuple[str, ...] = ()


class Container(NamedTuple):
    """A container as the controls see it."""

    path: FieldPath
    title: str
    fields: dict[str, Any]
    security: dict[str, Any]

    def at(self, *names: str) -> FieldPath:
        """The path of a field of its security context."""
        return self.path.child("securityContext", *names)


class Subject(NamedTuple):
    """A pod prepared once for all controls."""

    spec: dict[str, Any]
    annotations: dict[str, str]
    security: dict[str, Any]
    containers: tuple[Container, ...]

    @classmethod
    def of(cls, pod: Document) -> Subject:
        spec = pod.get("spec") or {}
        annotations = (pod.get("metadata") or {}).get("annotations") or {}
        return cls(spec, annotations, spec.get("securityContext") or {}, tuple(_containers(pod)))

    @property
    def is_windows(self) -> bool:
        """Whether the pod says that it runs on Windows, where Linux's fields cannot be set."""
        return (self.spec.get("os") or {}).get("name") == "windows"

    @property
    def is_in_user_namespace(self) -> bool:
        """Whether root in the pod has no rights outside it. Mirrors relaxPolicyForUserNamespacePod."""
        return self.spec.get("hostUsers") is False


def _containers(pod: Document) -> Iterator[Container]:
    for path, container, kind in visit_containers(pod):
        title = f"{_KIND_NAMES.get(kind, 'Container')} {quote(container.get('name', ''))}"
        yield Container(path, title, container, container.get("securityContext") or {})


CheckFunction = Callable[[Subject], Iterator[Offence]]


@dataclass(frozen=True)
class Check:
    """A control: `versions` pairs each function with the first minor version it is for, oldest first.

    `overrides` names the baseline checks that this one replaces at the restricted level.
    """

    id: str
    level: str
    title: str
    reason: str
    versions: tuple[tuple[int, CheckFunction], ...]
    overrides: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        minors = [minor for minor, _ in self.versions]
        if self.level not in (BASELINE, RESTRICTED):
            raise ValueError(f"check {self.id!r} has no such level as {self.level!r}")
        if not minors or minors != sorted(set(minors)):
            raise ValueError(f"the versions of check {self.id!r} do not ascend")
        if self.overrides and self.level != RESTRICTED:
            raise ValueError(f"check {self.id!r} is not restricted, so it overrides nothing")

    def function(self, minor: int) -> CheckFunction | None:
        """The function for the policy of a minor version; None before the check existed."""
        return next((function for since, function in reversed(self.versions) if since <= minor), None)

    def violation(self, offences: list[Offence]) -> Violation:
        """The violation that the offences make up."""
        said = list(dict.fromkeys(offence.said for offence in offences))
        more = len(said) - TOLD
        if more > 0:
            said[TOLD:] = [f"There {'is 1 more' if more == 1 else f'are {more} more'} like this."]
        paths, changes = zip(*((offence.path, offence.change) for offence in offences), strict=True)
        return Violation(self.id, self.reason, " ".join(said), paths, changes)
