"""`podbuilder review`: manifests checked as the API server of a Kubernetes version does, and advice."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO

from podbuilder.cli.broken_pipe import until_reader_leaves
from podbuilder.cli.command import CLEAN, FAILED, PODS_FAILED, STATUSES, UNREADABLE, Output
from podbuilder.cli.files import files_of
from podbuilder.cli.profile_option import add_profile_option, read_profile_option
from podbuilder.kube import lint
from podbuilder.kube.core import versions
from podbuilder.kube.core.printable import printable_line
from podbuilder.kube.reports.companion_result import CompanionResult
from podbuilder.kube.reports.remark import Origin
from podbuilder.kube.reports.results import PassedBy, PodResult, Result, Unreadable, of_jsonl, of_yaml

HELP = (
    "Check manifests as the API server of a Kubernetes version does, and give advice. "
    "Exit status 0: nothing is as bad as --fail-on says, and kinds that are not known are passed by; 1: something is; "
    "2: something could not be read; 3: every workload would be stored, but the pods of one would be refused."
)
# The module of kube/reports that prints each format. Only the one that is asked for is loaded.
FORMATS = {"text": "text", "json": "json_lines", "sarif": "sarif", "github": "github"}
# How the names of files in a folder end, by what --input says is in them.
FORMS = {"yaml": (".yaml", ".yml", ".json"), "jsonl": (".jsonl", ".ndjson")}
ERROR, NEVER = "error", "never"
FAIL_ON = (ERROR, *(str(severity) for severity in reversed(lint.Severity)), NEVER)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a manifest, a folder of them or a pattern such as 'deploy/**/*.yaml'; - is the standard input",
    )
    parser.add_argument(
        "--kubernetes",
        default=versions.DEFAULT,
        choices=versions.VERSIONS,
        help="the Kubernetes version to check against",
    )
    parser.add_argument(
        "--format",
        default="text",
        choices=FORMATS,
        help="json: one line for each object; sarif: one log for code scanning; github: marks for GitHub Actions",
    )
    add_profile_option(parser)
    parser.add_argument(
        "--fail-on",
        default=ERROR,
        choices=FAIL_ON,
        help="what ends with status 1. error (the default): what the API server refuses; a severity: also advice of "
        "that severity or a higher one, and with warning or info also the API server's warnings; never: nothing",
    )
    parser.add_argument("--verbose", action="store_true", help="name the documents that are passed by")
    parser.add_argument("--input", default="yaml", choices=FORMS, help="jsonl: one object on each line")


def run(options: argparse.Namespace, out: Output, err: Output) -> int:
    """Print a report of all files; the exit status is that of the worst."""
    profile = read_profile_option(options.profile)
    worst = CLEAN

    def results() -> Iterator[Result]:
        nonlocal worst
        for result in results_of(options.files, options.input, options.kubernetes, profile):
            if isinstance(result, PassedBy):
                if options.verbose:
                    err.write(f"{printable_line(str(result))}\n")
                continue
            worst = max(worst, status_of(result, options.fail_on), key=STATUSES.index)
            if isinstance(result, Unreadable):
                err.write(f"{printable_line(str(result))}\n")
            yield result

    report = import_module(f"podbuilder.kube.reports.{FORMATS[options.format]}")
    with until_reader_leaves():
        for line in report.lines(results()):
            out.write(f"{line}\n")
    return worst


def results_of(names: Iterable[str], form: str, version: str, profile: lint.Profile) -> Iterator[Result | PassedBy]:
    """The results of these files, of those in these folders, and of the standard input."""
    for file in files_of(names, FORMS[form]):
        if file.name == "-":
            yield from _results(sys.stdin.buffer, "<stdin>", form, version, profile, True)
            continue
        try:
            with Path(file.name).open("rb") as content:
                yield from _results(content, file.name, form, version, profile, file.is_named)
        except OSError as problem:
            yield Unreadable(Origin(file.name), f"This file cannot be read: {problem.strerror}.")


def _results(
    content: IO[bytes], name: str, form: str, version: str, profile: lint.Profile, is_named: bool
) -> Iterator[Result | PassedBy]:
    if form == "yaml":
        return of_yaml(name, content.read(), version, profile, is_named)
    return of_jsonl(name, content, version, profile)


def status_of(result: Result, fail_on: str) -> int:
    """The exit status for one result."""
    if isinstance(result, Unreadable):
        return UNREADABLE
    if fail_on == NEVER:
        return CLEAN
    if is_as_bad_as(result, fail_on):
        return FAILED
    return PODS_FAILED if isinstance(result, PodResult) and not result.review.pods_accepted else CLEAN


def is_as_bad_as(result: PodResult | CompanionResult, fail_on: str) -> bool:
    """Whether something in the review is as bad as `fail_on` says, or worse."""
    if not result.review.accepted:
        return True
    if fail_on == ERROR:
        return False
    least = lint.Severity[fail_on.upper()]
    return any(remark.severity is None or remark.severity >= least for remark in result.remarks())
