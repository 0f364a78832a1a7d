"""Manifests read and judged: what every format prints from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from podbuilder.kube import document, lint
from podbuilder.kube.containers import KINDS
from podbuilder.kube.field import FieldPath, Finding
from podbuilder.kube.lint.annotations import waivers_in, waivers_of
from podbuilder.kube.lint.waivers import Silenced, Waiver, set_aside
from podbuilder.kube.manifest import Manifest, ManifestError, Position
from podbuilder.kube.review import Review, review, review_manifest
from podbuilder.kube.yamltext import stream
from podbuilder.kube.yamltext.problems import YamlProblem

# What the API server merely warns of weighs as much as advice of this severity.
SERVER_WARNING = lint.Severity.WARNING
ERROR = "error"
# The ids under which machines meet what is no advice.
WARNING_ID, UNREADABLE_ID = "ServerWarning", "Unreadable"


@dataclass(frozen=True)
class Place:
    """Where a pod was found: a file, and the line in it, if it has no lines of its own."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True)
class Unreadable:
    """What could not be read, and why."""

    place: Place
    reason: str
    position: Position | None = None

    def __str__(self) -> str:
        at = f":{self.position.line}:{self.position.column}" if self.position else ""
        return f"{self.place}{at}: error: {self.reason}"


@dataclass(frozen=True)
class Remark:
    """One thing to say of a pod: from an error down to advice. `severity` is None for an error.

    `waiver` is what sets a piece of advice aside.
    """

    severity: lint.Severity | None
    id: str
    # In the document, not in the pod.
    path: FieldPath
    message: str
    is_advice: bool = False
    waiver: Waiver | None = None

    @property
    def kind(self) -> str:
        """How loud it is, in a word."""
        return ERROR if self.severity is None else str(self.severity)


@dataclass(frozen=True)
class Judged:
    """A pod and the verdict on it; if it came as YAML, with the manifest that knows its lines."""

    place: Place
    pod: Any
    profile: lint.Profile
    verdict: Review
    manifest: Manifest | None = None
    # Advice that another tool was told to ignore, which stands in the verdict no more.
    silenced: tuple[Silenced, ...] = ()
    # Which of its file's pods it is, where there are several.
    which: str = ""

    def container_of(self, path: FieldPath) -> str | None:
        """The name of the container that a path lies in; None outside containers."""
        if len(path) < 3 or path[1] not in KINDS:
            return None
        name = document.get(self.pod, (*path[:3], "name"))
        return name if isinstance(name, str) else None

    def path(self, path: FieldPath) -> FieldPath:
        """A path of the pod, as one of the document it stands in."""
        return FieldPath((*self.manifest.pod_path, *path)) if self.manifest else path

    def position(self, path: FieldPath) -> Position | None:
        """Where a path of the document stands; None for a pod without lines of its own."""
        return self.manifest.where_in_document(path) if self.manifest else None

    def where(self, path: FieldPath) -> str:
        """`pod.yaml:12:5`, or `pods.jsonl:3` for a pod without lines of its own."""
        position = self.position(path)
        return f"{self.place}:{position.line}:{position.column}" if position else str(self.place)

    def severity(self, finding: Finding) -> lint.Severity:
        """How much a finding matters to the profile."""
        return self.profile.severity(lint.all_rules()[finding.rule].rule)

    def remarks(self) -> Iterator[Remark]:
        """Everything that stands: errors, the server's warnings, and advice from the loudest down."""
        for error in self.verdict.wrapper_errors:
            yield Remark(None, str(error.type), error.path, error.detail)
        for error in self.verdict.errors:
            yield Remark(None, str(error.type), self.path(error.path), error.detail)
        for warning in self.verdict.warnings:
            yield Remark(SERVER_WARNING, WARNING_ID, self.path(warning.path), warning.message)
        for finding in sorted(self.verdict.findings, key=self.severity, reverse=True):
            yield self._advice(finding)

    def silenced_remarks(self) -> Iterator[Remark]:
        """What is set aside, in the same order."""
        for finding, waiver in sorted(self.silenced, key=lambda s: self.severity(s.finding), reverse=True):
            yield self._advice(finding, waiver)

    def _advice(self, finding: Finding, waiver: Waiver | None = None) -> Remark:
        return Remark(self.severity(finding), finding.rule, self.path(finding.path), finding.message, True, waiver)


Answer = Judged | Unreadable


def judge(place: Place, pod: Any, version: str, profile: lint.Profile, manifest: Manifest | None = None) -> Judged:
    """The verdict on a pod, with the advice that a profile asks for."""
    verdict = review_manifest(manifest, version, profile) if manifest else review(pod, version, profile=profile)
    waivers = waivers_of(manifest) if manifest else waivers_in([document.get(pod, ("metadata", "annotations"))])
    kept, silenced = set_aside(verdict.findings, waivers, pod)
    return Judged(place, pod, profile, replace(verdict, findings=kept), manifest, silenced)


def of_yaml(name: str, data: bytes, version: str, profile: lint.Profile) -> Iterator[Answer]:
    """The verdicts on every pod and every workload of a file."""
    try:
        first = Manifest.read(data)
        carriers = first.carriers
        for carrier in carriers:
            manifest = first if carrier.number == first.number else Manifest.read(data, carrier.number)
            answer = judge(Place(name), manifest.pod, version, profile, manifest)
            yield replace(answer, which=f"{carrier.kind} {carrier.name}") if len(carriers) > 1 else answer
        yield from _broken(name, first)
    except ManifestError as problem:
        yield _unreadable(name, problem)


def _broken(name: str, manifest: Manifest) -> Iterator[Unreadable]:
    """The other documents of a file that are no YAML, for which nothing of it can be applied."""
    source = manifest.tree.source
    for number, stretch in enumerate(stream.split(source)):
        if number != manifest.document_number:
            try:
                stream.read(source, stretch)
            except YamlProblem as problem:
                yield _unreadable(name, problem)


def _unreadable(name: str, problem: ManifestError | YamlProblem) -> Unreadable:
    position = Position(problem.line, problem.column) if problem.line else None
    return Unreadable(Place(name), problem.message, position)


def of_jsonl(name: str, lines: BinaryIO, version: str, profile: lint.Profile) -> Iterator[Answer]:
    """The verdicts on the pods of a file with a JSON object on each line, while it is read."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                pod = json.loads(line, parse_constant=_no_constant)
            except (ValueError, RecursionError):
                yield Unreadable(Place(name, number), "This line is not a JSON object.")
            else:
                yield judge(Place(name, number), pod, version, profile)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
