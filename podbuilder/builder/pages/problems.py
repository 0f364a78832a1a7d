"""What the API server says about a pod: a list of complaints, each with a link to its field."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.builder.advice.corrections import CorrectionButton, buttons
from podbuilder.builder.pages.urls import FieldLinks
from podbuilder.builder.pages.yaml_pane import line_id
from podbuilder.kube.complaints import complaints
from podbuilder.kube.core.field import FieldError, FieldPath
from podbuilder.kube.core.limits import SHOWN_LINES
from podbuilder.kube.corrections.corrections import Corrections
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.text_diff import DiffLine
from podbuilder.kube.review import Review

# What is said before an error that only the pods of a workload have.
OF_PODS = "Its pods will be refused: "
# A longer list helps nobody; the other complaints are only counted.
SHOWN_PROBLEMS = 60


def href_of_line(line: int) -> str:
    """The way to a line with a mark in the pane, which shows a long text in parts."""
    return f"?line={line}#{line_id(line)}" if line > SHOWN_LINES else f"#{line_id(line)}"


@dataclass(frozen=True)
class Problem:
    """One complaint in the list beneath the YAML. `kind` is error or warning."""

    kind: str
    path: FieldPath
    text: str
    line: int
    href: str
    # What would mend it with one click, the likeliest first.
    corrections: tuple[CorrectionButton, ...] = ()
    # Whether it is about what is around the pod and in no step; the path is then the document's.
    is_around: bool = False

    @property
    def where(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class Problems:
    """All the complaints about a manifest: those that no step shows first, errors before warnings."""

    all: list[Problem]
    # Whether the API server would store the workload and then refuse its pods.
    only_pods_refused: bool = False

    @property
    def errors(self) -> int:
        return sum(problem.kind == "error" for problem in self.all)

    @property
    def warnings(self) -> int:
        return len(self.all) - self.errors

    @property
    def shown(self) -> list[Problem]:
        return self.all[:SHOWN_PROBLEMS]

    @property
    def more(self) -> int:
        """How many there are beyond those that are shown."""
        return max(0, len(self.all) - SHOWN_PROBLEMS)

    @property
    def announcement(self) -> str:
        """What a screen reader is told when it changes."""
        counts = ((self.errors, "error"), (self.warnings, "warning"))
        said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
        return f"{', '.join(said)}." if said else "No errors."


@dataclass(frozen=True)
class Conflicted:
    """What was typed on a page that had missed another page's writes; none of it is saved."""

    diff: list[DiffLine]
    held: list[tuple[str, str]]


def problems_of(review: Review, manifest: Manifest, version: str, links: FieldLinks) -> Problems:
    """The complaints of a review of this manifest; those that are shown first say what would mend them."""
    corrections = Corrections(manifest, version)
    found: dict[tuple[str, FieldPath, str], Problem] = {}
    for said, _, path, field, is_of_pods in complaints(review, manifest.pod_path, manifest.in_document):
        kind, text = ("error", said.detail) if isinstance(said, FieldError) else ("warning", said.message)
        text = f"{OF_PODS}{text}" if is_of_pods else text
        # The server may call one place by two names; people need to hear it once.
        if (kind, path, text) in found:
            continue
        field = manifest.place.in_workload(path) if field is None else field
        line = manifest.where_in_document(path).line
        href = href_of_line(line) if field is None else links.to(field)
        offered = tuple(buttons(corrections, said, path)) if len(found) < SHOWN_PROBLEMS else ()
        shown = path if field is None else field
        found[kind, path, text] = Problem(kind, shown, text, line, href, offered, is_around=field is None)
    return Problems(
        sorted(found.values(), key=lambda one: not one.is_around),
        only_pods_refused=review.accepted and not review.pods_accepted,
    )
