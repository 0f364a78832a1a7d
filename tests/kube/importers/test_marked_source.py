"""What was brought, in pieces by the lines of the report."""

from __future__ import annotations

import pytest

from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.importers.docker_run.run_import import import_docker_run
from podbuilder.kube.importers.dockerfile.dockerfile_import import import_dockerfile
from podbuilder.kube.importers.marked_source import NOBODY, marked_source

COMMAND = "# Start it:\n$ docker run -d \\\n    -p 8080:80 \\\n    nginx:1.27\n"
DOCKERFILE = "# syntax=docker/dockerfile:1\nFROM nginx\n\nRUN a \\\n  b\n  EXPOSE 80\n"
COMPOSE = "services:\n  web:\n    image: nginx\n    ports: ['80', '443']\n    environment:\n    - A=b\n"


def named(form: str, text: str, report: tuple[ReportLine, ...]) -> list[list[tuple[str, str]]]:
    lines = marked_source(form, text, report)
    return [[(piece, report[at].at if at != NOBODY else "") for piece, at in line] for line in lines]


def test_words_of_a_command() -> None:
    assert named("docker-run", COMMAND, import_docker_run(COMMAND).report) == [
        [("# Start it:", "# Start it: …")],
        [("$", "# Start it: …"), (" ", ""), ("docker run", "docker run"), (" ", ""), ("-d", "-d"), (" \\", "")],
        [("    ", ""), ("-p 8080:80", "-p"), (" \\", "")],
        [("    ", ""), ("nginx:1.27", "IMAGE")],
    ]


def test_instructions_of_a_dockerfile() -> None:
    assert named("dockerfile", DOCKERFILE, import_dockerfile(DOCKERFILE).report) == [
        [("# syntax=docker/dockerfile:1", "")],
        [("FROM nginx", "Dockerfile:2 FROM")],
        [],
        [("RUN a \\", "Dockerfile:4 RUN")],
        [("  ", ""), ("b", "Dockerfile:4 RUN")],
        [("  ", ""), ("EXPOSE 80", "Dockerfile:6 EXPOSE")],
    ]


def test_keys_and_items_of_a_compose_file() -> None:
    names = (
        "services.web",
        "services.web.image",
        "services.web.ports[0]",
        "services.web.ports[1]",
        "services.web.x[y]",
    )
    names += ("services.web.environment[0]", "services.web.gone", "services.gone[0]")
    report = tuple(ReportLine(name, Outcome.CARRIED) for name in names)
    assert named("compose", COMPOSE, report) == [
        [("services:", "")],
        [("  ", ""), ("web:", "services.web")],
        [("    ", ""), ("image: nginx", "services.web.image")],
        [("    ports: [", ""), ("'80', ", "services.web.ports[0]"), ("'443']", "services.web.ports[1]")],
        [("    environment:", "")],
        [("    - ", ""), ("A=b", "services.web.environment[0]")],
    ]


@pytest.mark.parametrize("form", ["dockerfile", "compose"])
def test_what_cannot_be_read_any_more_is_shown_without_marks(form: str) -> None:
    assert named(form, "\tx: [\n", ()) == [[("\tx: [", "")]]


@pytest.mark.parametrize("form", ["docker-run", "dockerfile", "compose"])
def test_the_pieces_are_the_text(form: str) -> None:
    for text in (COMMAND, DOCKERFILE, COMPOSE, "a\r\nb"):
        lines = marked_source(form, text, ())
        assert ["".join(piece.text for piece in line) for line in lines] == text.splitlines()
