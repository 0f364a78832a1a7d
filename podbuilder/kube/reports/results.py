"""What there is to say about each pod of a file, and each object beside it: what every format prints from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from podbuilder.kube import lint
from podbuilder.kube.companion_review import review_companion
from podbuilder.kube.companions.kinds import CompanionKind, kind_of
from podbuilder.kube.complaints import complaints
from podbuilder.kube.core import document, kinds
from podbuilder.kube.core.field import ROOT, FieldPath, FieldWarning, Finding
from podbuilder.kube.core.pod_containers import container_name
from podbuilder.kube.lint.foreign_waivers import waivers_in, waivers_of
from podbuilder.kube.lint.waivers import Suppressed, Waiver, suppress
from podbuilder.kube.manifest import Manifest, ManifestError, Position
from podbuilder.kube.manifest.file_object import FileObject
from podbuilder.kube.manifest.file_pods import NoPod, file_pods
from podbuilder.kube.manifest.pod_paths import pod_paths_of
from podbuilder.kube.paste.lines import Trace
from podbuilder.kube.reports.companion_result import CompanionResult
from podbuilder.kube.reports.remark import SERVER_WARNING, WARNING_ID, Origin, Remark
from podbuilder.kube.review import Review, review, review_manifest, review_workload
from podbuilder.kube.yamltext.errors import YamlProblem

# What is said before an error that only the pods of a workload have.
OF_PODS = "The workload is stored, but its pods will be refused: "
# The ids by which machines know what is neither advice nor the API server's.
UNREADABLE_ID, NOT_JUDGED_ID = "Unreadable", "NotJudged"
NOTHING_THERE = YamlProblem("There is nothing here yet. A pod starts with “apiVersion: v1” and “kind: Pod”.")


class Unreadable(NamedTuple):
    """A file, or a part of it, that could not be read, and the reason."""

    origin: Origin
    reason: str
    position: Position | None = None

    def __str__(self) -> str:
        at = f":{self.position.line}:{self.position.column}" if self.position else ""
        return f"{self.origin}{at}: error: {self.reason}"


class PassedBy(NamedTuple):
    """A document of a file without a pod or another object that is judged: there is nothing to say about it."""

    origin: Origin
    reason: str
    line: int

    def __str__(self) -> str:
        return f"{self.origin}:{self.line}: passed by: {self.reason}"


@dataclass(frozen=True)
class PodResult:
    """A pod and its review; if the pod came as YAML, also the manifest, which knows the lines."""

    origin: Origin
    pod: Any
    profile: lint.Profile
    review: Review
    manifest: Manifest | None = None
    # Where the document holds the pod.
    pod_path: FieldPath = ROOT
    # Advice that another tool was told to ignore; it is not among the review's findings.
    suppressed: tuple[Suppressed, ...] = ()
    # Kind and name, if the file has several pods.
    label: str = ""
    # Characters of the text that are not what they look like; they stand with the first of its pods.
    hints: tuple[Trace, ...] = ()

    def container_of(self, path: FieldPath) -> str | None:
        """The name of the container that a path of the pod leads into; None outside containers."""
        return container_name(self.pod, path)

    def path(self, path: FieldPath) -> FieldPath:
        """A path of the pod as a path of the document that holds the pod."""
        return self.manifest.in_document(path) if self.manifest else FieldPath((*self.pod_path, *path))

    def position(self, path: FieldPath) -> Position | None:
        """Where a path of the document stands in the text; None if the pod did not come as YAML."""
        return self.manifest.where_in_document(path) if self.manifest else None

    def where(self, path: FieldPath) -> str:
        """`pod.yaml:12:5`, or `pods.jsonl:3` for a pod that stands on one line."""
        return self.origin.at(self.position(path))

    @property
    def owner(self) -> str:
        """What the object that is or holds the pod is called wherever it stands."""
        return f"{self.manifest.kind}/{self.manifest.name}" if self.manifest else str(self.origin)

    @property
    def start(self) -> FieldPath:
        """The path of the object that is or holds the pod."""
        return self.manifest.object_path if self.manifest else ROOT

    def place(self, finding: Finding) -> FieldPath:
        """Where a finding belongs in the document: in the workload around the pod, if it is about that."""
        if finding.place is None:
            return self.path(finding.path)
        return FieldPath((*self.start, *finding.place))

    def severity(self, finding: Finding) -> lint.Severity:
        """The severity that the profile gives to a finding."""
        return self.profile.severity(lint.all_rules()[finding.rule].rule)

    def remarks(self) -> Iterator[Remark]:
        """Errors, the API server's warnings, then advice, the most severe first; not what is suppressed."""
        # The server may call one place by two names; people need to hear it once.
        yield from dict.fromkeys(self._of_server())
        for finding in sorted(self.review.findings, key=self.severity, reverse=True):
            yield self._advice(finding)

    def _of_server(self) -> Iterator[Remark]:
        before = OF_PODS if self.review.accepted else ""
        for said, path, place, _, is_of_pods in complaints(self.review, self.pod_path, self.path):
            if isinstance(said, FieldWarning):
                yield Remark(SERVER_WARNING, WARNING_ID, path, said.message)
            else:
                detail = f"{before}{said.detail}" if is_of_pods else said.detail
                yield Remark(None, str(said.type), path, detail, place=place)

    def suppressed_remarks(self) -> Iterator[Remark]:
        """The advice that is suppressed, in the same order."""
        for finding, waiver in sorted(self.suppressed, key=lambda s: self.severity(s.finding), reverse=True):
            yield self._advice(finding, waiver)

    def _advice(self, finding: Finding, waiver: Waiver | None = None) -> Remark:
        return Remark(self.severity(finding), finding.rule, self.place(finding), finding.message, True, waiver)


Result = PodResult | CompanionResult | Unreadable


def pod_result(origin: Origin, manifest: Manifest, version: str, profile: lint.Profile) -> PodResult:
    """The review of a manifest's pod, with the advice that the profile asks for."""
    reviewed = review_manifest(manifest, version, profile)
    kept, suppressed = suppress(reviewed.findings, waivers_of(manifest), manifest.pod)
    reviewed = replace(reviewed, findings=kept)
    return PodResult(origin, manifest.pod, profile, reviewed, manifest, manifest.pod_path, suppressed)


def object_result(origin: Origin, whole: Any, version: str, profile: lint.Profile) -> PodResult | CompanionResult:
    """The review of an object as it is posted: of the kind that it names, if that is known, anything else as a pod.

    One that has no kind is a pod, too, as it is for the server, which takes the kind from the address.
    """
    kind = kind_of(whole)
    if kind:
        return CompanionResult(origin, review_companion(whole, kind, version))
    path = ROOT if kinds.objects_in(whole) else next(iter(pod_paths_of(whole)), ROOT)
    around = lint.Surroundings(whole) if path else lint.ALONE
    pod, holders = document.get(whole, path), [whole]
    if not path:
        reviewed = review(whole, version, profile=profile)
    else:
        holders = [whole, pod]
        reviewed = review_workload(whole, whole, ROOT, path, version, profile, around) or _custom(
            whole, version, profile
        )
    waivers = waivers_in([document.get(one, ("metadata", "annotations")) for one in holders])
    kept, suppressed = suppress(reviewed.findings, waivers, pod)
    return PodResult(origin, pod, profile, replace(reviewed, findings=kept), None, path, suppressed)


def _custom(whole: Any, version: str, profile: lint.Profile) -> Review:
    """The review of an object of a kind that Kubernetes does not define."""
    return review_manifest(Manifest.read(json.dumps(whole)), version, profile)


def of_yaml(
    name: str, data: bytes, version: str, profile: lint.Profile, is_named: bool = True
) -> Iterator[Result | PassedBy]:
    """A result for each object of a YAML file that is judged, then what cannot be read, then what is passed by.

    A file that somebody has named should be a manifest; of one found in a folder nobody said so.
    """
    try:
        found = list(file_pods(data))
    except YamlProblem as problem:
        found = [problem]
    judged = list(_judged(found))
    hints = _hints(data) if judged else ()
    for one in judged:
        result: PodResult | CompanionResult
        if isinstance(one, Manifest):
            result, label = pod_result(Origin(name), one, version, profile), one.place.label
        else:
            reviewed = review_companion(one.place.object, one.kind, version)
            result, label = CompanionResult(Origin(name), reviewed, one.place), one.place.label
        yield replace(result, hints=hints, label=label if len(judged) > 1 else "")
        hints = ()
    numbers = {one.document_number if isinstance(one, Manifest) else one.place.document_number for one in judged}
    rest = [one for one in found if not isinstance(one, NoPod) or one.document_number not in numbers]
    yield from _others(name, data, rest, is_named and not judged)


class _Companion(NamedTuple):
    """An object beside the pods of a file, and what it is."""

    place: FileObject
    kind: CompanionKind


def _judged(found: Iterable[Manifest | FileObject | NoPod | YamlProblem]) -> Iterator[Manifest | _Companion]:
    for one in found:
        if isinstance(one, Manifest):
            yield one
        elif isinstance(one, FileObject) and (kind := kind_of(one.object)):
            yield _Companion(one, kind)


def _others(
    name: str, data: bytes, found: Iterable[Manifest | FileObject | NoPod | YamlProblem], is_amiss: bool
) -> Iterator[Unreadable | PassedBy]:
    """What of a file is not judged. Because of what is not YAML `kubectl apply` refuses the whole file."""
    broken = [one for one in found if isinstance(one, YamlProblem)]
    without = [one for one in found if isinstance(one, NoPod)]
    if is_amiss and (broken or not any(one.has_kind for one in without)):
        yield _recognized(name, data) or _unreadable(name, (*broken, *map(_problem, without), NOTHING_THERE)[0])
        broken = broken[1:]
        without = [one for one in without if one.has_kind]
    yield from (_unreadable(name, problem) for problem in broken)
    yield from (PassedBy(Origin(name), one.reason, one.line) for one in without)


def _problem(one: NoPod) -> YamlProblem:
    return YamlProblem(one.reason, one.line, 1)


def _hints(data: bytes) -> tuple[Trace, ...]:
    """What is odd in a text that can be read, but is not ASCII or looks like JSON."""
    if data.isascii() and data[:1] != b"{":
        return ()
    from podbuilder.kube.paste.diagnosis import diagnose  # most files do without it

    return diagnose(data).traces


def _recognized(name: str, data: bytes) -> Unreadable | None:
    """What a file is that cannot be read, or what in it is no part of a manifest; None if that is not known."""
    from podbuilder.kube.paste.diagnosis import diagnose  # as above

    found = diagnose(data)
    if not found:
        return None
    first, *others = found.traces
    rest = [f"Line {other.line}: {other.message}" for other in others]
    end = ["Without that, this is a manifest that can be read."] if found.cleaned else []
    return Unreadable(Origin(name), " ".join([first.message, *rest, *end]), Position(first.line, first.column))


def _unreadable(name: str, problem: YamlProblem) -> Unreadable:
    position = Position(problem.line, problem.column) if problem.line else None
    return Unreadable(Origin(name), problem.message, position)


def of_jsonl(name: str, lines: Iterable[bytes], version: str, profile: lint.Profile) -> Iterator[Result]:
    """A result for each line that holds an object as JSON, a pod or a workload, as soon as the line is read."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                whole = json.loads(line, parse_constant=_no_constant)
            except (ValueError, RecursionError):
                yield Unreadable(Origin(name, number), "This line is not a JSON object.")
            else:
                yield _of_line(Origin(name, number), whole, version, profile)


def _of_line(origin: Origin, whole: Any, version: str, profile: lint.Profile) -> Result:
    try:
        return object_result(origin, whole, version, profile)
    except ManifestError as problem:
        return Unreadable(origin, problem.message)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
