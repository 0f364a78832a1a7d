"""What of a file can be chosen: its pods, and what stands beside them."""

from __future__ import annotations

from podbuilder.builder.pages.file_objects import FileObjects
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION

POD = "kind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}]}\n---\n"
SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: b}\n"


def choices(text: str, number: int = 0) -> list[tuple[str, list[str]]]:
    found = FileObjects.of(Manifest.read(text, number))
    assert found.count == sum(len(some) for _, some in found.groups)
    return [(title, [one.name for one in some]) for title, some in found.groups]


def test_from_one_pod_the_outline_leads_on() -> None:
    assert choices(POD) == choices(POD + SERVICE) == []


def test_of_several_pods_one_is_chosen_and_so_is_what_stands_beside_them() -> None:
    assert choices(POD + POD) == [("Pods", ["a", "a"])]
    assert choices(POD + POD + SERVICE) == [("Pods", ["a", "a"]), ("Beside the pod", ["b"])]


def test_what_stands_beside_a_pod_leads_back() -> None:
    assert choices(POD + SERVICE, FIRST_COMPANION) == [("Pods", ["a"]), ("Beside the pod", ["b"])]
