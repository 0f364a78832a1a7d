"""Which containers lack a request or a limit, and which amount to propose."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.rule import Patch, assisted
from podbuilder.kube.lint.subject import Container, Subject
from podbuilder.kube.manifest import set_


def missing_requests(pod: Subject, name: str) -> Iterator[Container]:
    """The containers without a request for a resource, unless the pod as a whole has one.

    A limit without a request counts as an equal request, in a container as in the pod.
    """
    if name not in (pod.resources.get("requests") or {}):
        yield from (c for c in missing_limits(pod, name) if name not in c.requests)


def missing_limits(pod: Subject, name: str) -> Iterator[Container]:
    """The containers without a limit for a resource, unless the pod as a whole has one."""
    if name not in (pod.resources.get("limits") or {}):
        yield from (c for c in pod.planned if name not in c.limits)


def propose(pod: Subject, container: Container, name: str) -> str:
    """The amount to start with: what the container requests, or else the settings' proposal."""
    settings = {"cpu": pod.settings.proposed_cpu, "memory": pod.settings.proposed_memory}
    return container.requests.get(name) or settings[name]


def limited(pod: Subject, path: FieldPath, title: str) -> Patch | None:
    """The fix that gives a container a limit.

    None if the pod as a whole has a request: a limit is a request, too, and together they might exceed the pod's.
    """
    name = str(path[-1])
    if name in (pod.resources.get("requests") or {}):
        return None
    return assisted(title, set_(path, propose(pod, pod.container_at(path), name)))
