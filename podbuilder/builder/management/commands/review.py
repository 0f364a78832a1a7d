"""The engine on a command line: what a Kubernetes version would say of these manifests."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from podbuilder.kube import document, lint, podsecurity, versions
from podbuilder.kube.containers import KINDS
from podbuilder.kube.decoding import decode
from podbuilder.kube.field import ROOT, FieldPath, Finding
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.review import Review, review, review_manifest

CLEAN, REFUSED, UNREADABLE = 0, 1, 2
PROFILES = {"default": lint.Profile(), "course": lint.COURSE, "all": lint.ALL}


@dataclass(frozen=True)
class Subject:
    """One pod to judge: where it was found, and, if it came as YAML, the manifest that knows its lines."""

    place: str
    pod: Any
    manifest: Manifest | None = None

    def review(self, version: str) -> Review:
        """The verdict on it."""
        return review_manifest(self.manifest, version) if self.manifest else review(self.pod, version)

    def advice(self, version: str, profile: lint.Profile) -> tuple[Finding, ...]:
        """What the rules of a profile advise."""
        return lint.run(decode(self.pod, version).document, version, profile)

    def container_of(self, path: FieldPath) -> str | None:
        """The name of the container that a path lies in; None outside containers."""
        if len(path) < 3 or path[1] not in KINDS:
            return None
        name = document.get(self.pod, (*path[:3], "name"))
        return name if isinstance(name, str) else None

    def path(self, path: FieldPath) -> FieldPath:
        """A path of the pod, as one of the document it stands in."""
        return FieldPath((*self.manifest.pod_path, *path)) if self.manifest else path

    def position(self, path: FieldPath) -> str:
        """`pod.yaml:12:5` for a path of the document, or `pods.jsonl:3` for a pod without lines of its own."""
        if self.manifest is None:
            return self.place
        line, column = self.manifest.where_in_document(path)
        return f"{self.place}:{line}:{column}"


@dataclass(frozen=True)
class Unreadable:
    """What could not be read, and why."""

    place: str
    reason: str


class Command(BaseCommand):
    help = (
        "Say what a Kubernetes version would say of these manifests. "
        "Exit status 0: all are accepted; 1: some have errors; 2: some could not be read."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a manifest; - is the standard input")
        parser.add_argument("--kubernetes", default=versions.DEFAULT, choices=versions.VERSIONS, help="whose rules")
        parser.add_argument("--format", default="text", choices=("text", "json"), help="json: one object for each pod")
        parser.add_argument("--profile", default="default", choices=PROFILES, help="which rules of advice are asked")
        parser.add_argument("--input", default="yaml", choices=("yaml", "jsonl"), help="jsonl: one pod on each line")

    def handle(self, *args: Any, **options: Any) -> None:
        read = {"yaml": read_yaml, "jsonl": read_jsonl}[options["input"]]
        show = {"text": as_text, "json": as_json}[options["format"]]
        status = CLEAN
        for name in options["files"]:
            for subject in read(name):
                if isinstance(subject, Unreadable):
                    status = UNREADABLE
                    lines = refusal_as_json(subject) if options["format"] == "json" else ()
                    self.stderr.write(f"{subject.place}: error: {subject.reason}")
                else:
                    verdict = subject.review(options["kubernetes"])
                    if options["profile"] != "default":
                        verdict = replace(
                            verdict, findings=subject.advice(verdict.version, PROFILES[options["profile"]])
                        )
                    status = max(status, CLEAN if verdict.accepted else REFUSED)
                    lines = show(subject, verdict)
                for line in lines:
                    self.stdout.write(line)
        if status:
            sys.exit(status)


def read_yaml(name: str) -> Iterator[Subject | Unreadable]:
    """The pod of a manifest."""
    place = _place(name)
    try:
        manifest = Manifest.read(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
    except OSError as problem:
        yield Unreadable(place, f"This file cannot be read: {problem.strerror}.")
    except ManifestError as problem:
        yield Unreadable(f"{place}:{problem.line}:{problem.column}" if problem.line else place, problem.message)
    else:
        yield Subject(place, manifest.pod, manifest)


def read_jsonl(name: str) -> Iterator[Subject | Unreadable]:
    """The pods of a file with a JSON object on each line, while it is read."""
    place = _place(name)
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _pod_of_line(f"{place}:{number}", line)
    except OSError as problem:
        yield Unreadable(place, f"This file cannot be read: {problem.strerror}.")


def _pod_of_line(place: str, line: bytes) -> Subject | Unreadable:
    try:
        return Subject(place, json.loads(line, parse_constant=_no_constant))
    except (ValueError, RecursionError):
        return Unreadable(place, "This line is not a JSON object.")


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _place(name: str) -> str:
    return "<stdin>" if name == "-" else name


def as_text(subject: Subject, verdict: Review) -> Iterator[str]:
    """One line for each error and warning, as a compiler prints them, and one that sums up."""
    for error in verdict.wrapper_errors:
        yield _complaint(subject, error.path, "error", error.detail)
    for error in verdict.errors:
        yield _complaint(subject, subject.path(error.path), "error", error.detail)
    for warning in verdict.warnings:
        yield _complaint(subject, subject.path(warning.path), "warning", warning.message)
    level = podsecurity.highest_level(verdict.violations)
    errors = len(verdict.wrapper_errors) + len(verdict.errors)
    counts = [_count(errors, "error"), _count(len(verdict.warnings), "warning")]
    if verdict.findings:
        counts.append(_count(len(verdict.findings), "finding"))
    said = "accepted" if verdict.accepted else "refused"
    yield f"{subject.place}: {said} by Kubernetes {verdict.version}: {', '.join(counts)}; Pod Security level: {level}"


def _complaint(subject: Subject, path: FieldPath, kind: str, message: str) -> str:
    where = f" {path}:" if path else ""
    return f"{subject.position(path)}: {kind}:{where} {message}"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def as_json(subject: Subject, verdict: Review) -> Iterator[str]:
    """One line with everything."""

    def standing(path: FieldPath, **rest: Any) -> dict[str, Any]:
        entry = {"field": str(path), **rest}
        if subject.manifest:
            entry["line"], entry["column"] = subject.manifest.where_in_document(path)
        return entry

    def located(path: FieldPath, **rest: Any) -> dict[str, Any]:
        return standing(subject.path(path), **rest)

    yield json.dumps(
        {
            "file": subject.place,
            "kubernetes": verdict.version,
            "accepted": verdict.accepted,
            "errors": [
                *(standing(e.path, type=e.type, message=e.detail) for e in verdict.wrapper_errors),
                *(located(e.path, type=e.type, message=e.detail) for e in verdict.errors),
            ],
            "warnings": [located(w.path, message=w.message) for w in verdict.warnings],
            "violations": {
                level: [
                    {"check": v.check, "message": v.detail, "fields": _texts(subject.path(p) for p in v.paths)}
                    for v in found
                ]
                for level, found in verdict.violations.items()
            },
            "findings": [
                located(f.path, rule=f.rule, message=f.message, container=subject.container_of(f.path))
                for f in verdict.findings
            ],
            "defaulted": verdict.facts.defaulted,
            "qosClass": verdict.facts.qos_class,
            "requests": verdict.facts.requests,
            "limits": verdict.facts.limits,
        }
    )


def refusal_as_json(subject: Unreadable) -> Iterator[str]:
    """A line for what could not be read, so that answers and questions stay in step."""
    error = {"type": "Unreadable", "field": str(ROOT), "message": subject.reason}
    yield json.dumps({"file": subject.place, "accepted": False, "errors": [error]})


def _texts(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values]
