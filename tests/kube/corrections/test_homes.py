"""Where an unknown field belongs: what is likely, what is not, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from podbuilder.kube.catalogue import load
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.corrections.homes import MOST_HOMES, Homes
from tests.support.growth import MOST, growth
from tests.support.pods import make_pod, path_of


def homes(pod: dict[str, Any], path: str) -> list[str]:
    return [str(home.path) for home in Homes(pod, load("1.36").root).of(path_of(path))]


def test_a_place_that_is_itself_unknown_has_none() -> None:
    assert homes(make_pod(("spec.xyzzy", {"image": "a"})), "spec.xyzzy.image") == []


def test_a_field_that_is_not_there_has_none_that_is_certain() -> None:
    assert len(homes(make_pod(), "metadata.image")) <= MOST_HOMES


def test_what_is_taken_is_no_home() -> None:
    assert homes(make_pod(), "metadata.containers") == []


def test_what_stands_empty_is_a_home() -> None:
    assert homes(make_pod(("spec.nodeSelector", None), ("spec.disk", "ssd")), "spec.disk") == [
        "spec.nodeSelector[disk]"
    ]


def test_where_the_name_alone_is_right_there_is_no_value() -> None:
    pod = make_pod(("spec.volume", {"data": [1, 2]}))
    (home,) = Homes(pod, load("1.36").root).of(path_of("spec.volume"))
    assert (str(home.path), home.value) == ("spec.volumes", MISSING)


def test_of_two_containers_the_one_that_lacks_the_field_comes_first() -> None:
    containers = [{"name": "a"}, {"name": "b", "image": "b"}]
    assert homes(make_pod(("spec.containers", containers), ("spec.image", "a")), "spec.image") == [
        "spec.containers[0].image"
    ]


def test_another_item_of_the_list_is_hardly_meant() -> None:
    containers = [{"name": "a", "image": "a", "requests": {"cpu": 1}}, {"name": "b", "image": "b", "resources": {}}]
    assert homes(make_pod(("spec.containers", containers)), "spec.containers[0].requests")[0] == (
        "spec.containers[0].resources.requests"
    )


def search(count: int) -> Callable[[], object]:
    """Ask for so many fields, each in a container of its own."""
    containers = [{"name": f"c{n}", "image": "a", "prestop": {"exec": {"command": ["a"]}}} for n in range(count)]

    def ask() -> None:
        found = Homes({"spec": {"containers": containers}}, load("1.36").root)
        for n in range(count):
            found.of(FieldPath(("spec", "containers", n, "prestop")))

    return ask


def test_the_time_grows_with_the_document() -> None:
    assert growth(search, 60) < MOST


def test_of_two_places_around_the_field_the_nearer_comes_first() -> None:
    user = "spec.containers[0].runAsUser"
    assert homes(make_pod((user, 1000)), user)[0] == "spec.containers[0].securityContext.runAsUser"
    settings = "spec.containers[0].livenessProbe.httpGet.securityContext"
    assert homes(make_pod((settings, {"runAsUser": 1000})), settings)[0] == "spec.containers[0].securityContext"
