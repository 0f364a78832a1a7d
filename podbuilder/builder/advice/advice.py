"""The advice on a pod by its draft's profile: what applies, what is suppressed, and how each finding can be fixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import cached_property

from podbuilder.builder.models import Draft
from podbuilder.kube import lint
from podbuilder.kube.core import document, kinds
from podbuilder.kube.core.field import Document, FieldPath, Finding
from podbuilder.kube.core.pod_containers import KINDS
from podbuilder.kube.decoding import decode
from podbuilder.kube.lint.foreign_waivers import waivers_of as waivers_told
from podbuilder.kube.lint.waivers import Suppressed, Waiver, read_waivers, suppress
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review, review_manifest

FIX = "fix"
# The same for all places at once where a rule has one.
FIX_RULE = "fix-rule"
OWN = "own"
# The colours of the severities.
BADGES = {"critical": "error", "serious": "warning", "warning": "warning", "info": "advice"}
# The signs of the severities, none as loud as an error's; the words stand beside them.
SIGNS = {"critical": "warning", "serious": "warning", "warning": "bulb", "info": "bulb"}


@dataclass(frozen=True)
class Advice:
    """One finding with its rule's words."""

    # The pod it is about, decoded and prepared for the rules, and by what that was judged.
    subject: lint.Subject
    profile: lint.Profile
    finding: Finding
    # The field that it is about, which may be one of the workload around the pod.
    field: FieldPath

    @property
    def rule(self) -> str:
        return self.finding.rule

    @property
    def path(self) -> FieldPath:
        return self.finding.path

    @property
    def _loaded(self) -> lint.Loaded:
        return lint.all_rules()[self.finding.rule]

    @property
    def severity(self) -> str:
        return str(self.profile.severity(self._loaded.rule))

    @property
    def sign(self) -> str:
        return SIGNS[self.severity]

    @property
    def category(self) -> str:
        return self._loaded.rule.category

    @property
    def why(self) -> str:
        return self._loaded.sections["Why"]

    @property
    def container(self) -> str:
        """The name of the container that it is about; "" for the pod as a whole."""
        return container_at(self.subject.pod, self.path)

    @cached_property
    def patch(self) -> lint.Patch | None:
        return lint.fix_in(self.subject, self.finding)

    @property
    def fix(self) -> str:
        """What one click would do; "" where that is not enough."""
        return self.patch.title if self.patch is not None and self.patch.safety is lint.Safety.SAFE else ""

    @property
    def question(self) -> str:
        """What the fix does once the user has confirmed it; "" where none is proposed."""
        return self.patch.title if self.patch is not None and self.patch.safety is lint.Safety.ASSISTED else ""

    @property
    def op(self) -> str:
        """The value of the button that makes the fix."""
        return f"{FIX}:{self.finding.rule}:{self.finding.path}"


@dataclass(frozen=True)
class Judged:
    """A pod, decoded, with the advice on it."""

    pod: Document
    version: str
    profile: lint.Profile
    kept: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    around: lint.Surroundings = lint.ALONE

    @cached_property
    def advice(self) -> list[Advice]:
        """The advice that is not suppressed, the most severe first."""
        rules, severity = lint.all_rules(), self.profile.severity
        return [self.on(finding) for finding in sorted(self.kept, key=lambda f: -severity(rules[f.rule].rule))]

    def on(self, finding: Finding) -> Advice:
        field = finding.path if finding.place is None else field_of(finding, self.around.kind)
        return Advice(self._subject, self.profile, finding, field)

    @cached_property
    def _subject(self) -> lint.Subject:
        """The pod prepared once for the fixes of all its findings."""
        return lint.Subject(self.pod, self.version, self.profile.settings, self.around)

    def at(self, rule: str, path: FieldPath) -> Advice | None:
        """The advice of a rule at a path, if it has any."""
        return next((a for a in self.advice if (a.rule, a.path) == (rule, path)), None)


def field_of(finding: Finding, kind: str) -> FieldPath:
    """The field that a finding is about: one of the workload of this kind around the pod, or one of the pod itself."""
    is_around = finding.place is not None and kind in kinds.workloads()
    return FieldPath((kind, *(finding.place or ()))) if is_around else finding.path


def review_of(manifest: Manifest, draft: Draft) -> Review:
    """The verdict on a manifest as its draft is judged: with its parameters' defaults, its version and its profile."""
    return review_manifest(draft.with_defaults(manifest), draft.kubernetes, profile_of(draft))


def judged_by(review: Review, manifest: Manifest, draft: Draft) -> Judged:
    """The advice of a review of the manifest."""
    return _judged(review.decoded, review.findings, manifest, draft, lint.surroundings_of(manifest))


def judge(manifest: Manifest, draft: Draft) -> Judged:
    """The advice on a manifest by its draft's profile, where nothing else is asked."""
    pod, around = decoded(manifest, draft), lint.surroundings_of(manifest)
    return _judged(pod, lint.run(pod, draft.kubernetes, profile_of(draft), around), manifest, draft, around)


def decoded(manifest: Manifest, draft: Draft) -> Document:
    """The pod that is judged, as the API server reads it."""
    filled = draft.with_defaults(manifest)
    return decode(filled.pod, draft.kubernetes, filled.is_template).document


def _judged(
    pod: Document, findings: Iterable[Finding], manifest: Manifest, draft: Draft, around: lint.Surroundings
) -> Judged:
    kept, suppressed = suppress(findings, waivers_of(manifest, draft), manifest.pod)
    return Judged(pod, draft.kubernetes, profile_of(draft), kept, suppressed, around)


def waivers_of(manifest: Manifest, draft: Draft) -> tuple[Waiver, ...]:
    """The waivers that apply: the draft's own, then those written for other tools."""
    return (*read_waivers(draft.waivers), *waivers_told(manifest))


def profile_of(draft: Draft) -> lint.Profile:
    """The profile that a draft is judged by; the default one where its own can no longer be read."""
    if draft.profile == OWN:
        return _own(draft.profile_text)
    return lint.NAMED.get(draft.profile, lint.DEFAULT)


@lru_cache(maxsize=32)
def _own(text: str) -> lint.Profile:
    try:
        return lint.read_profile(text)
    except lint.ProfileError:
        return lint.DEFAULT


def container_at(pod: Document, path: FieldPath) -> str:
    """The name of the container that a path leads into; "" outside containers."""
    if len(path) < 3 or path[1] not in KINDS:
        return ""
    return str(document.get(pod, (*path[:3], "name")) or f"unnamed {path[2]}")
