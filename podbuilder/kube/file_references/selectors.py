"""Selectors of Services, budgets and policies, and the labels of the pods that they are meant for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.label_keys import GIVEN
from podbuilder.kube.core.label_selector import matches
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.file_references.contradiction import FileFinding, FileFix
from podbuilder.kube.file_references.file_objects import FileObject, FileObjects, FilePod
from podbuilder.kube.lint.companions import BUDGET, NETWORK_POLICY, selector_of
from podbuilder.kube.manifest import set_
from podbuilder.kube.manifest.neighbours import agree

_PLACES = {BUDGET: ("spec", "selector", "matchLabels"), NETWORK_POLICY: ("spec", "podSelector", "matchLabels")}


def chosen_pods(objects: FileObjects, one: FileObject) -> list[FilePod]:
    """The pods of the file that a Service, a budget or a policy is for."""
    selector = selector_of(one.whole)
    if selector is None:
        return []
    return [pod for pod in objects.pods if agree(one.namespace, pod.namespace) and matches(selector, pod.labels)]


def findings(objects: FileObjects) -> Iterator[FileFinding]:
    """Budgets and policies for no pod of the file, though they are meant for one."""
    for kind, place in _PLACES.items():
        for one in objects.of(kind):
            if not chosen_pods(objects, one):
                yield from unmet(objects, one, place)


def unmet(objects: FileObjects, one: FileObject, place: tuple[str, ...], rule: str = "") -> Iterator[FileFinding]:
    """What keeps an object from the pod that it is meant for, the one of its name or the only one of the file.

    The `place` is that of its labels. Whatever else it asks for may be true of pods that are not in the file.
    """
    wanted: dict[str, Any] = one.mapping(*place)
    pod = _meant(objects, one)
    if pod is None or not wanted:
        return
    given = GIVEN if pod.is_template else frozenset()
    differing = {key: value for key, value in wanted.items() if pod.labels.get(key) != value and key not in given}
    for key in list(differing)[:1]:
        sentence = f"It asks for another label {quote(key)} than the {pod.kind or 'Pod'} {quote(pod.name)} has."
        yield one.found(FieldPath(place).key(key), sentence, _fix(one, place, differing, pod), rule)


def _meant(objects: FileObjects, one: FileObject) -> FilePod | None:
    pods = [pod for pod in objects.pods if agree(one.namespace, pod.namespace)]
    named = [pod for pod in pods if pod.name == one.name and one.name]
    if len(named) == 1:
        return named[0]
    return pods[0] if len(objects.pods) == len(pods) == 1 else None


def _fix(one: FileObject, place: tuple[str, ...], differing: dict[str, Any], pod: FilePod) -> FileFix | None:
    """The pod's own values for the labels that are asked for; or those by which its workload finds it."""
    asked = one.mapping(*place)
    values = {key: pod.labels.get(key) for key in asked}
    if None in values.values():
        values = {**document.mapping_at(pod.whole, ("spec", "selector", "matchLabels"))}
    if not values or not values.items() <= pod.labels.items():
        return None
    title = f"Ask for the labels that the {pod.kind or 'Pod'} has."
    if len(differing) == 1 and set(values) == set(asked):
        key = next(iter(differing))
        return one.fix(title, set_(FieldPath(place).key(key), values[key]), is_safe=True)
    return one.fix(title, set_(FieldPath(place), values))
