"""The lines of a report: of what was done, what was refused, and what nothing was said of."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.conversion_report.note import Note, asks, carried, left, nothing, refused
from podbuilder.kube.importers.compose.import_report import ImportReport
from podbuilder.kube.importers.compose.resolution import resolve
from podbuilder.kube.importers.compose.written_place import WrittenPlaces

WEB = "services:\n  web:\n    image: a\n"
IMAGE = ("image",)
_LATER = "What stands later in the file takes its place."
_EMPTY = "It is empty, and says nothing."
_OPEN = "The file does not say the value of {}; here it is empty."
CASES: dict[str, tuple[str, dict[tuple[Any, ...], Note], list[str]]] = {
    "nothing, where another document says something": (
        f"{WEB}---\nservices:\n  web:\n    deploy:\n---\nservices:\n  web:\n    deploy: {{mode: global}}\n",
        {IMAGE: carried("x"), ("deploy", "mode"): carried("y")},
        ["services.web.image | carried | x | ", "services.web.deploy.mode | carried | y | "],
    ),
    "a note": (WEB, {IMAGE: carried("x")}, ["services.web.image | carried | x | "]),
    "nothing was said": (WEB, {}, [f"services.web.image | left |  | {_LATER}"]),
    "nothing was said of what is empty": (
        f"{WEB}    command:\n    dns: ''\n    ports: []\n    labels: {{}}\n",
        {IMAGE: carried("x")},
        [
            "services.web.image | carried | x | ",
            *(f"services.web.{key} | nothing |  | {_EMPTY}" for key in ("command", "dns", "ports", "labels")),
        ],
    ),
    "notes of one place, of which the graver counts": (
        f"{WEB}    ports: ['80-82']\n",
        {IMAGE: carried("x"), ("ports", 0): left("L."), ("ports", 1): refused("R."), ("ports", 2): carried("y")},
        ["services.web.image | carried | x | ", "services.web.ports[0] | refused |  | R."],
    ),
    "a key that is not known": (
        f"{WEB}    imagee: b\n",
        {IMAGE: carried("x")},
        [
            "services.web.image | carried | x | ",
            "services.web.imagee | refused |  | Compose does not know “imagee”; “image” may be meant.",
        ],
    ),
    "what Compose refuses of a line": (
        f"{WEB}    networks: [gone]\n",
        {IMAGE: carried("x"), ("networks", "gone"): nothing("N.")},
        [
            "services.web.image | carried | x | ",
            "services.web.networks[0] | different |  | N. Compose refuses this file: The file has no network “gone”.",
        ],
    ),
    "what Compose refuses of a whole service": (
        "services:\n  web:\n    scale: -1\n    image: a\n",
        {("scale",): carried("y"), IMAGE: carried("x")},
        [
            "services.web.scale | different | y | Compose refuses this file: The number of replicas must not be "
            "negative.",
            "services.web.image | carried | x | ",
        ],
    ),
    "what is asked anyway": (
        "services:\n  web:\n    tty: true\n",
        {("tty",): asks("y", "Q.")},
        ["services.web.tty | question | y | Q."],
    ),
    "a service that another key implies": (
        f"{WEB}    ipc: service:gone\n",
        {IMAGE: carried("x"), ("ipc",): left("L.")},
        ["services.web.image | carried | x | ", "services.web.ipc | left |  | L."],
    ),
    "a variable without a value": (
        "services:\n  web:\n    image: a:${B}${C}${B}\n",
        {IMAGE: carried("x")},
        [f"services.web.image | question | x | {_OPEN.format('B, C')}"],
    ),
    "a variable with a default": (
        "services:\n  web:\n    image: a:${B:-1}${C:-1}\n",
        {IMAGE: carried("x")},
        ["services.web.image | different | x | The default of B, C is taken."],
    ),
    "a variable that is left behind": (
        "services:\n  web:\n    image: a:${B}\n",
        {IMAGE: left("L.")},
        ["services.web.image | left |  | L."],
    ),
    "a variable that nothing is said of": (
        "x-a: ${B}\nservices:\n  web:\n    image: a\n",
        {IMAGE: carried("x")},
        [
            "x-a | nothing |  | Compose does not read keys that begin with x-. "
            "What takes its value from them has a line of its own.",
            "services.web.image | carried | x | ",
        ],
    ),
    "a variable that cannot be left out": (
        f"{WEB}    ports: ['${{A}}']\n    expose: ['${{B}}']\n",
        {IMAGE: carried("x"), ("expose", 0): refused("R.")},
        [
            "services.web.image | carried | x | ",
            "services.web.ports[0] | question |  | Without the variable it cannot be read. This must be a port of the "
            f"container with tcp, udp or sctp, such as 8080:80/tcp. {_OPEN.format('A')}",
            f"services.web.expose[0] | question |  | Without the variable it cannot be read. R. {_OPEN.format('B')}",
        ],
    ),
    "other mappings, notes and tags": (
        "x-a: &a {x-b: {c: d}}\nservices:\n  web:\n    <<: [*a]\n    image: a\n    tty: !reset\n"
        "    environment: {x-c: d}\n",
        {IMAGE: carried("x")},
        [
            "x-a | nothing |  | Compose does not read keys that begin with x-. "
            "What takes its value from them has a line of its own.",
            "services.web.image | carried | x | ",
            "services.web.<< | nothing |  | It brings the keys of another mapping, which have lines of their own.",
            "services.web.tty | left |  | The tag !reset takes away what was there.",
            f"services.web.environment.x-c | left |  | {_LATER}",
        ],
    ),
    "two values of one line that are spelled otherwise": (
        f"{WEB}    build: {{args: {{A: 0644, B: 0644}}}}\n",
        {IMAGE: carried("x"), ("build",): asks("y", "Q.")},
        [
            "services.web.image | carried | x | ",
            "services.web.build | question | y | Q. Without quotes Compose spells this value otherwise than it is "
            "written.",
        ],
    ),
    "a command of another service": (
        "services:\n  a: {image: a, command: x && y}\n  web: {extends: a}\n",
        {IMAGE: carried("x")},
        [
            "services.web.image | carried | x | ",
            *(f"services.{key} | left |  | {_LATER}" for key in ("a.image", "a.command", "web.extends")),
        ],
    ),
    "a command that Compose cuts": (
        f"{WEB}    command: a && b\n    environment: {{A: 0644}}\n",
        {IMAGE: carried("x"), ("command",): carried("y"), ("environment", "A"): carried("z")},
        [
            "services.web.image | carried | x | ",
            "services.web.command | different | y | Compose cuts a command at the first operator of a shell: a list "
            "with sh, -c and the line runs all of it.",
            "services.web.environment.A | different | z | Without quotes Compose spells this value otherwise than it "
            "is written.",
        ],
    ),
}


@pytest.mark.parametrize(("text", "notes", "lines"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_lines(text: str, notes: dict[tuple[Any, ...], Note], lines: list[str]) -> None:
    file = resolve(text)
    report = ImportReport(file, WrittenPlaces(file))
    for path, note in notes.items():
        report.add(("services", "web", *path), note)
    told = [" | ".join((line.at, line.outcome, line.to, line.says)) for line in report.lines()]
    assert sorted(told) == sorted(lines)


def test_entries_that_another_service_brings_have_no_lines() -> None:
    file = resolve("services:\n  a: {image: a, cap_add: [A]}\n  web: {extends: a, cap_add: [B]}\n")
    report = ImportReport(file, WrittenPlaces(file))
    report.add(("services", "web", "cap_add", 0), carried("x"))
    report.add(("services", "web", "cap_add", 1), carried("y"))
    assert [line.to for line in report.lines() if line.at.startswith("services.web.cap_add")] == ["y"]


def test_lines_stand_in_the_order_of_the_text() -> None:
    file = resolve("services:\n  a: {image: a}\n---\nservices:\n  b: {image: b}\n")
    report = ImportReport(file, WrittenPlaces(file))
    report.add(("services", "b", "image"), carried("y"))
    report.add(("services", "a", "image"), carried("x"))
    assert [line.to for line in report.lines()] == ["x", "y"]


def test_first_lines() -> None:
    file = resolve(WEB)
    report = ImportReport(file, WrittenPlaces(file))
    report.add(("services", "web", "image"), carried("x"))
    assert report.first_lines({"services.web", "services.db"}) == {"services.web": "services.web.image"}


def test_a_file_of_version_1() -> None:
    file = resolve("web:\n  image: a\n  tty: true\n")
    report = ImportReport(file, WrittenPlaces(file))
    report.add(("services", "web", "image"), carried("x"))
    assert [line.at for line in report.lines()] == ["web.image", "web.tty"]
