"""The boxes of a diagram: what each line of a container says, and where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.diagram.boxes import (
    HEAD,
    IMAGE,
    LINE,
    MOST_ROWS,
    PAD,
    STAYS,
    VOLUME_HEIGHT,
    BoxContent,
    container_box,
    content,
    short_image,
    volume_box,
)
from podbuilder.builder.diagram.shapes import Sign, Text
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.insight.connections import UNDECLARED, Call, Mount, Port, Volume, Wired

APP, LOGS = FieldPath(("spec", "containers", 0)), FieldPath(("spec", "containers", 1))
VOLUME = FieldPath(("spec", "volumes", 0))


def wired(**more: Any) -> Wired:
    usual: dict[str, Any] = {"path": APP, "name": "web", "image": "registry.example.com/team/nginx:1.27"}
    usual |= {"is_init": False, "is_native": False}
    return Wired(**(usual | dict.fromkeys(("ports", "mounts", "calls", "probes", "devices"), ()) | more))


def box_content(role: str = "app", turn: int = 0, *, is_new: bool = False, **more: Any) -> BoxContent:
    return content(wired(**more), role, turn, {LOGS: "logs"}, is_new=is_new)


ENTRIES: dict[str, tuple[dict[str, Any], list[tuple[str, ...]]]] = {
    "nothing": ({}, []),
    "a port": (
        {"ports": (Port(80, "TCP", "", None),)},
        [("port", "80", "", "80", "Port 80, at the pod's address", "")],
    ),
    "a port with all it can have": (
        {"ports": (Port(53, "UDP", "dns", 5353),)},
        [("port", "53/UDP dns", "node:5353", "53", "Port 53/UDP dns, also on the node at port 5353", "")],
    ),
    "a call": (
        {"calls": (Call(9000, LOGS),)},
        [("call", "localhost:9000", "logs", str(LOGS), "Calls logs on localhost:9000", "")],
    ),
    "a call of somebody without a name": (
        {"calls": (Call(1, APP),)},
        [("call", "localhost:1", "unnamed", str(APP), "Calls unnamed on localhost:1", "")],
    ),
    "a mount": (
        {"mounts": (Mount("data", "/data", reads_only=False),)},
        [("mount", "/data", "data", "data", "Reads and writes the volume data at /data", "")],
    ),
    "an unfinished mount that only reads": (
        {"mounts": (Mount("", "", reads_only=True),)},
        [("mount", "no path yet", "unnamed", "", "Only reads the volume unnamed at no path yet", ", ro")],
    ),
    "probes": (
        {"probes": ("startup", "liveness")},
        [("probes", "startup, liveness", "", "", "Probes: startup, liveness", "")],
    ),
    "devices": (
        {"devices": (("nvidia.com/gpu", "2"), ("gpu", "claim"))},
        [
            ("device", "nvidia.com/gpu", "× 2", "", "Device: nvidia.com/gpu, 2", ""),
            ("device", "gpu", "claim", "", "Device: gpu, claim", ""),
        ],
    ),
}


@pytest.mark.parametrize(("more", "expected"), ENTRIES.values(), ids=ENTRIES)
def test_the_lines_of_a_box(more: dict[str, Any], expected: list[tuple[str, ...]]) -> None:
    found = box_content(**more)
    assert [tuple(entry) for entry in found.entries] == expected
    assert found.height == HEAD + IMAGE + LINE * len(expected) + PAD


def test_lines_stand_in_one_order() -> None:
    found = box_content(
        devices=(("a", "1"),),
        probes=("readiness",),
        mounts=(Mount("data", "/data", reads_only=False),),
        calls=(Call(1, LOGS),),
        ports=(Port(80, "TCP", "", None),),
    )
    assert [entry.kind for entry in found.entries] == ["port", "call", "mount", "probes", "device"]


@pytest.mark.parametrize(("count", "more"), [(MOST_ROWS, None), (MOST_ROWS + 1, "and 1 more ports")])
def test_more_lines_than_can_be_read_are_counted(count: int, more: str | None) -> None:
    found = box_content(ports=tuple(Port(i, "TCP", "", None) for i in range(1, count + 1)))
    kinds = [entry.kind for entry in found.entries]
    assert kinds.count("port") == MOST_ROWS
    assert [e.left for e in found.entries if e.kind == "more"] == ([more] if more else [])
    assert not more or found.entries[-1].says == "And 1 more ports"
    calls = box_content(calls=tuple(Call(i, LOGS) for i in range(1, MOST_ROWS + 3)))
    assert len(calls.entries) == MOST_ROWS


SAYS: dict[str, tuple[BoxContent, str]] = {
    "an app": (box_content(), "web, app. Image registry.example.com/team/nginx:1.27."),
    "no name and no image": (box_content(name="", image=""), "unnamed, app. No image yet."),
    "the second to start": (box_content("init", 2, is_init=True, image="a"), "web, init, number 2 to start. Image a."),
    "one that stays": (
        box_content("sidecar", 1, is_init=True, image="a"),
        "web, sidecar, number 1 to start. It keeps running beside the app. Image a.",
    ),
    "with lines": (
        box_content(image="a", ports=(Port(80, "TCP", "", None),), probes=("liveness",)),
        "web, app. Image a. Port 80, at the pod's address. Probes: liveness.",
    ),
}


@pytest.mark.parametrize(("found", "says"), SAYS.values(), ids=SAYS)
def test_a_box_in_sentences(found: BoxContent, says: str) -> None:
    assert found.says == says


def test_a_box_as_drawn() -> None:
    found = box_content(ports=(Port(80, "TCP", "", 8080),), probes=("liveness",))
    box = container_box(found, 10, 20, 300)
    assert (box.look, box.path, box.x, box.y, box.width, box.height) == ("app", APP, 10, 20, 300, found.height)
    assert (box.says, box.is_new) == (found.says, False)
    first, second = 20 + HEAD + IMAGE + LINE / 2, 20 + HEAD + IMAGE + LINE * 1.5
    assert box.texts == (
        Text("web", 18, 36, "name"),
        Text("app", 302, 36, "quiet", "end"),
        Text("nginx:1.27", 18, 53, "quiet"),
        Text("80", 34, first + 4),
        Text("node:8080", 302, first + 4, "quiet", "end"),
        Text("liveness", 34, second + 4),
    )
    assert box.signs == (Sign("port", 23, first), Sign("probes", 23, second))
    assert [(row.kind, row.y, row.about) for row in box.rows] == [("port", first, "80"), ("probes", second, "")]


def test_a_new_box_of_one_that_stays_in_a_given_height() -> None:
    box = container_box(box_content("sidecar", 3, is_new=True, is_init=True, image=""), 0, 0, 300, 99)
    assert (box.height, box.is_new) == (99, True)
    assert [text.text for text in box.texts] == ["3. web", "new sidecar", STAYS, "no image yet"]


def test_a_line_that_is_only_counted_has_no_sign() -> None:
    found = box_content(ports=tuple(Port(i, "TCP", "", None) for i in range(1, MOST_ROWS + 2)))
    box = container_box(found, 0, 0, 300)
    assert len(box.signs) == MOST_ROWS
    assert (len(box.rows), box.rows[-1].kind) == (MOST_ROWS + 1, "more")


def test_a_long_name_leaves_room_and_that_it_only_reads_is_never_cut() -> None:
    mount = Mount("a-volume-with-a-long-name-" * 3, "/a/long/path/" * 9, reads_only=True)
    box = container_box(box_content(name="n" * 90, mounts=(mount,)), 0, 0, 200)
    name, _, image, path, volume = box.texts
    assert "…" in name.text
    assert image.text == "nginx:1.27"
    assert path.text.startswith("…")
    assert volume.text.endswith(", ro")
    assert path.left + path.width <= volume.left


VOLUMES: dict[str, tuple[Volume, bool, list[str], str, str]] = {
    "one that is mounted": (
        Volume(VOLUME, "data", "emptyDir", "", ("web", "")),
        False,
        ["data", "emptyDir", "in web, unnamed"],
        "Volume data: emptyDir. Mounted by web, unnamed.",
        "volume",
    ),
    "a new claim that nobody mounts": (
        Volume(VOLUME, "", "persistentVolumeClaim", "disk", ()),
        True,
        ["unnamed", "new, claim disk", "not mounted"],
        "Volume unnamed: claim disk. Not mounted.",
        "volume",
    ),
    "one that is not declared": (
        Volume(VOLUME, "lost", UNDECLARED, "", ("web",)),
        False,
        ["lost", "not declared in this pod", "in web"],
        "Volume lost: not declared in this pod. Mounted by web.",
        "volume-missing",
    ),
}


@pytest.mark.parametrize(("volume", "is_new", "texts", "says", "look"), VOLUMES.values(), ids=VOLUMES)
def test_a_volume(volume: Volume, is_new: bool, texts: list[str], says: str, look: str) -> None:
    box = volume_box(volume, 10, 20, 240, is_new=is_new)
    assert [text.text for text in box.texts] == texts
    assert [(text.x, text.y) for text in box.texts] == [(32, 37), (32, 53), (32, 69)]
    assert (box.says, box.look, box.is_new, box.height) == (says, look, is_new, VOLUME_HEIGHT)
    assert (box.signs, box.rows) == ((Sign("mount", 22, 33),), ())


def test_the_words_of_a_volume_stay_within_its_edges() -> None:
    volume = Volume(VOLUME, "n" * 90, "persistentVolumeClaim", "d" * 90, ("w" * 60, "h" * 60))
    box = volume_box(volume, 10, 20, 240, is_new=False)
    assert all(text.text.count("…") == 1 for text in box.texts)
    assert all(text.left + text.width <= box.right - PAD for text in box.texts)


@pytest.mark.parametrize(
    ("image", "short"),
    [
        ("", ""),
        ("nginx", "nginx"),
        ("registry.example.com:5000/team/nginx:1.27", "nginx:1.27"),
        ("registry.example.com/nginx@sha256:0123456789abcdef", "nginx@0123456"),
        ("nginx:1.27@sha256:0123456789abcdef", "nginx:1.27@0123456"),
    ],
)
def test_an_image_in_short(image: str, short: str) -> None:
    assert short_image(image) == short
