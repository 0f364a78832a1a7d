"""What must hold of fixes on any pod at all: asked of a sample by the tests, of all pods by benchmarks/fixes.py.

Fixes are made in the text, as people see them made.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.decoding import decode
from podbuilder.kube.lint import ALL, Patch, Profile, Safety, Severity, all_rules, fix, run
from podbuilder.kube.manifest import Edit, Manifest, ManifestError, write
from podbuilder.kube.review import review_manifest
from podbuilder.kube.yamltext.node import ALIAS

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
MOST_ROUNDS = 3


class Subject(NamedTuple):
    """A manifest from a corpus, by its row's id."""

    id: str
    manifest: Manifest


def accepted_of(name: str, most: int | None = None, every: int = 1) -> Iterator[Subject]:
    """The manifests of a corpus that the newest recorded server accepts, and so do we; one of every so many rows."""
    with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = (json.loads(line) for line in islice(file, 0, None, every))
        yield from islice((s for row in rows if row["verdicts"]["1.36"]["accepted"] for s in _subject(row)), most)


def _subject(row: dict[str, object]) -> Iterator[Subject]:
    """A row's manifest: the text as it was found if it holds the row's pod, or else the pod written down."""
    text = row.get("yaml")
    try:
        manifest = Manifest.read(text if isinstance(text, str) else write(row["pod"]))
    except ManifestError:
        manifest = Manifest.read(write(row["pod"]))
    if not review_manifest(manifest).accepted:
        manifest = Manifest.read(write(row["pod"]))
    if review_manifest(manifest).accepted:
        yield Subject(str(row["id"]), manifest)


def findings_of(manifest: Manifest, profile: Profile = ALL) -> tuple[Finding, ...]:
    return run(decode(manifest.pod, "1.36", _is_template(manifest)).document, profile=profile)


def fix_of(manifest: Manifest, finding: Finding) -> Patch | None:
    return fix(decode(manifest.pod, "1.36", _is_template(manifest)).document, finding)


def _is_template(manifest: Manifest) -> bool:
    return manifest.pod_path[-1:] == ("template",)


def loud(findings: Iterable[Finding], but: str = "") -> set[tuple[str, str]]:
    """What the default rules find of warning or above, but for one rule, whose own findings are counted."""
    rules = {id: loaded.rule for id, loaded in all_rules().items() if id != but}
    wanted = {id for id, rule in rules.items() if rule.default and rule.severity >= Severity.WARNING}
    return {(f.rule, str(f.path)) for f in findings if f.rule in wanted}


def faults(manifest: Manifest, finding: Finding, patch: Patch, before: tuple[Finding, ...]) -> Iterator[str]:
    """What a fix does that it must not do."""
    try:
        mended = manifest.patch(patch.edits)
    except ManifestError as refusal:
        yield f"cannot be made: {refusal}"
        return
    verdict = review_manifest(mended)
    if not verdict.accepted:
        yield f"makes an error: {[str(e.path) + ' ' + e.detail for e in (*verdict.errors, *verdict.wrapper_errors)]}"
    after = findings_of(mended)
    removes_item = any(edit.op == "remove" and isinstance(edit.path[-1], int) for edit in patch.edits)
    if sum(f.rule == finding.rule for f in after) >= sum(f.rule == finding.rule for f in before):
        yield "leaves as many findings of its rule"
    elif finding in after and not removes_item:
        yield "leaves its finding"
    # Where an item of a list goes, the next one moves to its path.
    new = loud(after, finding.rule) - loud(before, finding.rule)
    if new and not (removes_item and len(loud(after)) <= len(loud(before))):
        yield f"adds {sorted(new)}"
    stray = stray_line(manifest.text, mended.text, related_lines(manifest, finding, patch.edits))
    if stray:
        yield f"changes other lines: {stray} {manifest.text.splitlines()[stray - 1]!r}"


def stray_line(old: str, new: str, related: set[int]) -> int:
    """The first line, from 1, that is gone or different and that a fix has nothing to do with; 0 if there is none.

    All others must still be there, in their order, whatever was put in between.
    """
    lines = iter(new.splitlines())
    for number, line in enumerate(old.splitlines(), 1):
        if number not in related and line not in lines:
            return number
    return 0


def related_lines(manifest: Manifest, finding: Finding, edits: Iterable[Edit]) -> set[int]:
    """The lines of the fields that a fix edits, or of the nearest thing above them that is written in one piece.

    So do the comments that stand above them, and the line of a list or mapping of which the only entry goes.
    """
    lines: set[int] = set()
    for path in (finding.path, *(edit.path for edit in edits)):
        around = document.get(manifest.pod, path.parent)
        if isinstance(around, (list, dict)) and len(around) == 1 and path:
            lines.add(manifest.where(path.parent).line)
        if document.has(manifest.pod, path):
            lines |= _with_comments(manifest, manifest.lines_of(path))
        else:
            nearest = _nearest(manifest, path)
            node = manifest.tree.chain((*manifest.pod_path, *nearest))[-1].node
            if node.kind == ALIAS or getattr(node, "flow", False) or not document.get(manifest.pod, nearest):
                lines |= set(manifest.lines_of(nearest))
    return lines


def _with_comments(manifest: Manifest, field: range) -> set[int]:
    """The lines of a field, and those of the comments directly above it."""
    text, first = manifest.text.splitlines(), field.start
    while first > 1 and text[first - 2].lstrip().startswith("#"):
        first -= 1
    return set(range(first, field.stop))


def _nearest(manifest: Manifest, path: FieldPath) -> FieldPath:
    while path and not document.has(manifest.pod, path):
        path = path.parent
    return path


def rounds_to_rest(manifest: Manifest, profile: Profile) -> int:
    """How many rounds of all safe fixes, rule by rule, change something; one more than allowed if there is no end."""
    for number in range(MOST_ROUNDS + 1):
        before = manifest.text
        for rule in all_rules():
            manifest = _all_of_rule(manifest, rule, profile)
        if manifest.text == before:
            return number
    return MOST_ROUNDS + 1


def _all_of_rule(manifest: Manifest, rule: str, profile: Profile) -> Manifest:
    tried: set[FieldPath] = set()
    while True:
        found = (f for f in findings_of(manifest, profile) if f.rule == rule and f.path not in tried)
        finding = next(found, None)
        if finding is None:
            return manifest
        tried.add(finding.path)
        patch = fix_of(manifest, finding)
        if patch is not None and patch.safety is Safety.SAFE:
            manifest = manifest.patch(patch.edits)
