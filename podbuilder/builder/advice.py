"""Advice on the pod: what could be better though the API server takes it, and the fixes that need no question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from podbuilder.kube import lint
from podbuilder.kube.catalogue import Catalogue, UnknownPath
from podbuilder.kube.decoding import decode
from podbuilder.kube.field import Document, FieldPath, Finding
from podbuilder.kube.manifest import Manifest

FIX, FIX_ALL = "fix", "fix-all"
# A fix can be what makes another possible; more rounds than this were never needed.
ROUNDS = 3


@dataclass(frozen=True)
class Advice:
    """One finding as the page shows it. `fix` says what one click would do, or is empty."""

    finding: Finding
    severity: str
    category: str
    why: str
    fix: str

    @property
    def op(self) -> str:
        """The value of the button that applies the fix."""
        return f"{FIX}:{self.finding.rule}:{self.finding.path}"


def advise(pod: Document, version: str, findings: tuple[Finding, ...]) -> list[Advice]:
    """The findings with their rules' words, the gravest first."""
    decoded, rules = decode(pod, version).document, lint.all_rules()
    found = []
    for finding in sorted(findings, key=lambda f: -rules[f.rule].rule.severity):
        loaded = rules[finding.rule]
        patch = lint.fix(decoded, finding, version)
        title = patch.title if patch is not None and patch.safety is lint.Safety.SAFE else ""
        why = loaded.sections["Why"]
        found.append(Advice(finding, str(loaded.rule.severity), loaded.rule.category, why, title))
    return found


def fix_one(manifest: Manifest, version: str, target: str, fields: Catalogue) -> Manifest:
    """The manifest with the safe fix of one finding, named `RULE:PATH`; the same if there is no such finding or fix."""
    rule, _, text = target.partition(":")
    try:
        path = fields.resolve(text)
    except UnknownPath:
        return manifest
    return _fixed(manifest, version, lambda finding: (finding.rule, finding.path) == (rule, path))


def fix_all(manifest: Manifest, version: str) -> Manifest:
    """The manifest with every safe fix made, one finding after the other, until none is left."""
    for _ in range(ROUNDS):
        before = manifest
        for rule in lint.all_rules():
            manifest = _fixed(manifest, version, partial(_is_of, rule))
        if manifest is before:
            break
    return manifest


def _is_of(rule: str, finding: Finding) -> bool:
    return finding.rule == rule


def _fixed(manifest: Manifest, version: str, is_meant: Callable[[Finding], bool]) -> Manifest:
    """Fix the findings that are meant, each judged on the pod as the fixes before it have left it."""
    tried: set[tuple[str, FieldPath]] = set()
    while True:
        pod = decode(manifest.pod, version).document
        open_ones = (f for f in lint.run(pod, version) if is_meant(f) and (f.rule, f.path) not in tried)
        finding = next(open_ones, None)
        if finding is None:
            return manifest
        tried.add((finding.rule, finding.path))
        patch = lint.fix(pod, finding, version)
        if patch is not None and patch.safety is lint.Safety.SAFE:
            manifest = manifest.patch(patch.edits)
