"""The report of an export: each field of a pod in exactly one line, whether an exporter has looked at it or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from podbuilder.kube.conversion_report.note import Note, left, nothing, refused
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.source_file import SourceFile, key_of
from podbuilder.kube.exporters.source_pod import Leaf, SourcePod

Sentences = Mapping[str, str]
_HERE = Path(__file__).parent
# What only servers write, and what workloads have around their pods: of these, no target has a counterpart.
_OF_ALL = _HERE / "object_fields.yaml"
# What only a cluster has: for targets that run containers on one machine.
OF_CLUSTERS = _HERE / "cluster_fields.yaml"
_REFUSED = "The API server refuses this field, so it stands for nothing."
_INIT, _ANY = "spec.initContainers[]", "spec.containers[]"


@cache
def sentences(*files: Path) -> Sentences:
    """What is said of fields that are left behind, by their patterns; of later files before that of earlier ones."""
    found: dict[str, str] = {}
    for file in (_OF_ALL, *files):
        found.update(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader))
    return found


@dataclass(slots=True)
class FieldReport:
    """What an exporter says of the fields of one pod; all others are left behind."""

    source: SourcePod
    told: Sentences
    # A sentence for fields of which the table says nothing.
    otherwise: str
    notes: dict[FieldPath, Note] = field(default_factory=dict)
    # What is said of fields of the workload around the pod's template; its kind is no part of these paths.
    workload_notes: dict[FieldPath, Note] = field(default_factory=dict)
    _inside: set[tuple[str | int, ...]] = field(default_factory=set)

    # The places in which something is refused.
    _refused: set[tuple[str | int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        paths = [error.path for error in self.source.errors]
        self._refused = {path[:length] for path in paths for length in range(len(path))}

    def add(self, path: FieldPath, note: Note) -> None:
        """Say what became of a field, and of all in it. What is said first counts."""
        if path not in self.notes:
            self.notes[path] = note
            self._inside.update(path[:length] for length in range(len(path)))

    def lines(self) -> Iterator[ReportLine]:
        """A line for each field, in the order of the document; the workload's own come first."""
        place = self.source.place
        kind = self.source.manifest.kind
        for leaf in self.source.workload_leaves():
            note = self.workload_notes.get(leaf.path) or left(self._of_workload(leaf.path))
            yield _line(f"{place}{kind}.{leaf.path}", note)
        done: set[FieldPath] = set()
        for leaf in self.source.leaves():
            path, note = self._of(leaf)
            if path not in done:
                done.add(path)
                yield _line(f"{place}{path}", note)
        wrong = dict.fromkeys(error.path for error in self.source.errors if not error.path.is_under_any(done))
        for path, note in self.notes.items():
            if path not in done and path not in wrong:
                yield _line(f"{place}{path}", note)
        for path in wrong:
            yield _line(f"{place}{path}", refused(_REFUSED))

    def _of(self, leaf: Leaf) -> tuple[FieldPath, Note]:
        """The field that has a line for a value, and what it says."""
        above = [FieldPath(leaf.path[:length]) for length in range(1, len(leaf.path) + 1)]
        for path in reversed(above):
            if path in self.notes:
                return path, self.notes[path]
        for path in reversed(above):
            says = self.told.get(path.pattern().replace(_INIT, _ANY))
            if says and path not in self._inside:
                return path, left(says)
        if leaf.value in ({}, []):
            is_refused = leaf.path in self._refused
            return leaf.path, refused(_REFUSED) if is_refused else nothing("It is empty, and says nothing.")
        return leaf.path, left(self.otherwise)

    def _of_workload(self, path: FieldPath) -> str:
        pattern = path.pattern()
        above = (pattern[:end] for end in range(len(pattern), 0, -1))
        return next((self.told[f"workload.{one}"] for one in above if f"workload.{one}" in self.told), self.otherwise)


def companion_lines(source: SourceFile, used: Mapping[tuple[str, str], Note], says: str) -> Iterator[ReportLine]:
    """A line for each object beside the pods: those that were used, and those that are left behind."""
    for kind, name in dict.fromkeys(map(key_of, source.companions)):
        yield _line(f"{kind or 'object'} {name}".rstrip(), used.get((kind, name), left(says)))


def _line(at: str, note: Note) -> ReportLine:
    return ReportLine(at, note.outcome, note.to, note.says)
