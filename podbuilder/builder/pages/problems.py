"""What the API server says about a pod: a list of complaints, each with a link to its field."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.builder.pages.urls import FieldLinks
from podbuilder.builder.pages.yaml_pane import line_id
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import SHOWN_LINES
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.text_diff import DiffLine
from podbuilder.kube.review import Review

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
    # Whether it is about the workload around the pod, so that no step shows it; the path is then the document's.
    is_around: bool = False

    @property
    def where(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class Problems:
    """All the complaints about a manifest: those about the workload around the pod first, errors before warnings."""

    all: list[Problem]
    errors: int
    warnings: int

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


def problems_of(review: Review, manifest: Manifest, links: FieldLinks) -> Problems:
    """The complaints of a review of this manifest."""
    around = [(e, manifest.where_in_document(e.path).line) for e in review.wrapper_errors]
    found = [("error", e.path, e.detail) for e in review.errors]
    found += [("warning", w.path, w.message) for w in review.warnings]
    return Problems(
        [
            *(Problem("error", e.path, e.detail, line, href_of_line(line), is_around=True) for e, line in around),
            *(Problem(kind, path, text, manifest.where(path).line, links.to(path)) for kind, path, text in found),
        ],
        errors=len(review.errors) + len(review.wrapper_errors),
        warnings=len(review.warnings),
    )
