"""Where in a pod a field that was found stands."""

from __future__ import annotations

import pytest

from podbuilder.builder.pages.field_search import find, place_of

POD = {
    "metadata": {"name": "web"},
    "spec": {
        "containers": [
            {"name": "web", "image": "nginx"},
            {"name": "side", "ports": [{"containerPort": 80}, {"containerPort": 81, "name": "http"}]},
        ],
        "initContainers": [{"name": "first"}],
        "volumes": [{"name": "a", "secret": {}}, {"name": "b", "emptyDir": {"medium": "Memory"}}],
    },
}
C = "spec.containers"


@pytest.mark.parametrize(
    ("pattern", "slug", "path", "is_there"),
    [
        ("metadata.name", "", "metadata.name", True),
        ("metadata.labels", "", "metadata.labels", False),
        # In the container at hand, whether or not another has the field.
        (f"{C}[].image", "containers/0", f"{C}[0].image", True),
        (f"{C}[].image", "containers/1", f"{C}[1].image", False),
        (f"{C}[].image", "init-containers/0", "spec.initContainers[0].image", False),
        # Elsewhere in the container that has it, or else in the first.
        (f"{C}[].image", "metadata", f"{C}[0].image", True),
        (f"{C}[].ports[].name", "", f"{C}[1].ports[1].name", True),
        (f"{C}[].lifecycle", "", f"{C}[0].lifecycle", False),
        (f"{C}[].image", "containers/9", f"{C}[0].image", True),
        # In the item that comes nearest.
        ("spec.volumes[].emptyDir.medium", "", "spec.volumes[1].emptyDir.medium", True),
        ("spec.volumes[].emptyDir.sizeLimit", "", "spec.volumes[1].emptyDir.sizeLimit", False),
        ("spec.volumes[].secret.items[].mode", "", "spec.volumes[0].secret.items[0].mode", False),
        ("spec.tolerations[].key", "", "spec.tolerations[0].key", False),
    ],
)
def test_place(pattern: str, slug: str, path: str, is_there: bool) -> None:
    found, has_value = place_of(POD, pattern, slug)
    assert (str(found), has_value) == (path, is_there)


@pytest.mark.parametrize("pod", [{}, {"spec": None}, {"spec": {"containers": []}}, {"spec": {"containers": "no"}}])
def test_a_pod_without_containers(pod: dict[str, object]) -> None:
    path, has_value = place_of(pod, f"{C}[].image")
    assert (str(path), has_value) == (f"{C}[0].image", False)
    assert [one.step for one in find(pod, "1.36", "image")][:1] == ["Containers"]


def test_what_is_found_says_where() -> None:
    first = find(POD, "1.36", "containerPort", "metadata")[0]
    assert (first.label, str(first.path), first.step, first.has_value) == (
        "Port",
        f"{C}[1].ports[0].containerPort",
        "side",
        True,
    )
