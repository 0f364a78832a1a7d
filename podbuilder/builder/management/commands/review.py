"""The engine on a command line: what a Kubernetes version would say of these manifests."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from podbuilder.builder.reporting.profiles import HELP, UNREADABLE, profile_of
from podbuilder.builder.reporting.reading_on import while_read
from podbuilder.kube import lint, versions
from podbuilder.kube.reports import github, json_lines, sarif, text
from podbuilder.kube.reports.results import Origin, PodResult, Result, Unreadable, of_jsonl, of_yaml

CLEAN, FAILED = 0, 1
FORMATS = {"text": text.lines, "json": json_lines.lines, "sarif": sarif.lines, "github": github.lines}
ERROR, NEVER = "error", "never"
FAIL_ON = (ERROR, *(str(severity) for severity in reversed(lint.Severity)), NEVER)


class Command(BaseCommand):
    help = (
        "Say what a Kubernetes version would say of these manifests, and what there is to advise. "
        "Exit status 0: nothing is as bad as --fail-on says; 1: something is; 2: something could not be read."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a manifest; - is the standard input")
        parser.add_argument("--kubernetes", default=versions.DEFAULT, choices=versions.VERSIONS, help="whose rules")
        parser.add_argument(
            "--format",
            default="text",
            choices=FORMATS,
            help="json: one object for each pod; sarif: one log for code scanning; github: marks for GitHub Actions",
        )
        parser.add_argument("--profile", default="default", metavar="NAME|FILE", help=HELP)
        parser.add_argument(
            "--fail-on",
            default=ERROR,
            choices=FAIL_ON,
            help="error (the default): what the API server refuses; a severity: advice as loud as that, too, and from "
            "warning on what the server warns of; never: only what cannot be read",
        )
        parser.add_argument("--input", default="yaml", choices=("yaml", "jsonl"), help="jsonl: one pod on each line")

    def handle(self, *args: Any, **options: Any) -> None:
        profile = profile_of(options["profile"])
        worst = CLEAN

        def watched() -> Iterator[Result]:
            nonlocal worst
            for name in options["files"]:
                for answer in answers(name, options["input"], options["kubernetes"], profile):
                    worst = max(worst, status_of(answer, options["fail_on"]))
                    if isinstance(answer, Unreadable):
                        self.stderr.write(str(answer))
                    yield answer

        with while_read():
            for line in FORMATS[options["format"]](watched()):
                self.stdout.write(line)
        if worst:
            sys.exit(worst)


def answers(name: str, form: str, version: str, profile: lint.Profile) -> Iterable[Result]:
    """What there is to say of a file."""
    place = "<stdin>" if name == "-" else name
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
            if form == "yaml":
                yield from of_yaml(place, file.read(), version, profile)
            else:
                yield from of_jsonl(place, file, version, profile)
    except OSError as problem:
        yield Unreadable(Origin(place), f"This file cannot be read: {problem.strerror}.")


def status_of(answer: Result, fail_on: str) -> int:
    """The exit status that an answer asks for."""
    if isinstance(answer, Unreadable):
        return UNREADABLE
    return FAILED if fail_on != NEVER and fails(answer, fail_on) else CLEAN


def fails(answer: PodResult, fail_on: str) -> bool:
    """Whether something is as bad as that, or worse."""
    if not answer.review.accepted:
        return True
    if fail_on == ERROR:
        return False
    least = lint.Severity[fail_on.upper()]
    return any(remark.severity is None or remark.severity >= least for remark in answer.remarks())
