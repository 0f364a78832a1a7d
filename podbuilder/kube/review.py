"""The one entry point: a pod in, everything there is to say about it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from podbuilder.kube import catalogue, defaulting, insight, lint, podsecurity, validation, warnings
from podbuilder.kube.core import document, feature_gates, placeholder_errors, versions
from podbuilder.kube.core.document_order import document_order
from podbuilder.kube.core.field import ROOT, Document, ErrorType, FieldError, FieldPath, FieldWarning, Finding
from podbuilder.kube.core.kinds import kind_of
from podbuilder.kube.corrections import GUIDED
from podbuilder.kube.decoding import Decoded, decode, not_refused
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.workloads.identity import identify, validate_to_create

if TYPE_CHECKING:
    from podbuilder.kube.workloads.verdict import Verdict

# The levels of the Pod Security Standards that forbid something.
LEVELS = (podsecurity.BASELINE, podsecurity.RESTRICTED)


class Facts(NamedTuple):
    """What is worth knowing about a pod, good or bad."""

    # The pod, or the pod template, as the server would store it.
    defaulted: Document
    # The same of the whole object: a workload with its template.
    stored: Document
    qos_class: str
    # What the scheduler and the node count for the whole pod, by resource.
    requests: dict[str, str]
    limits: dict[str, str]


@dataclass(frozen=True, slots=True)
class Review:
    """The verdict on a pod: streams that are never merged, because their authority differs."""

    version: str
    # The pod as the server reads it: well-typed, without what it refuses. It must not be changed in place.
    decoded: Document
    # The API server rejects these.
    errors: tuple[FieldError, ...]
    # It accepts these with a warning.
    warnings: tuple[FieldWarning, ...]
    # Pod Security forbids these, by level.
    violations: dict[str, tuple[podsecurity.Violation, ...]]
    # We advise these.
    findings: tuple[Finding, ...]
    facts: Facts
    # The API server rejects these in the workload around the pod's template; their paths are the whole document's.
    wrapper_errors: tuple[FieldError, ...] = ()
    # It accepts these with a warning; their paths are the whole document's, too.
    wrapper_warnings: tuple[FieldWarning, ...] = ()
    # It rejects these in the pods that the workload makes, and nowhere else; their paths are the whole document's.
    pod_errors: tuple[FieldError, ...] = ()
    # What of the object around the pod nobody judged, as a sentence; "" for Kubernetes' own kinds.
    not_judged: str = ""
    # Whether its kind is known at all; of one that is not, even the pod template is only advised on.
    is_known: bool = True

    @property
    def accepted(self) -> bool:
        """Whether the API server takes the object: the pod, or the workload that makes it."""
        return not self.errors and not self.wrapper_errors

    @property
    def pods_accepted(self) -> bool:
        """Whether it takes the pods, too, which it judges again, and more strictly, when the workload makes them."""
        return self.accepted and not self.pod_errors

    @property
    def error_count(self) -> int:
        """How many errors there are in all."""
        return len(self.errors) + len(self.wrapper_errors) + len(self.pod_errors)


def review_manifest(
    manifest: Manifest, version: str = versions.DEFAULT, profile: lint.Profile = lint.DEFAULT
) -> Review:
    """Judge the pod of a manifest, or a workload and the pods that it makes from its template; or what stands beside.

    Paths are the pod's own, but the document's in the streams that say so. The profile says which rules advise.
    """
    if manifest.is_companion:
        return _review_beside(manifest, version)
    verdict = _without_placeholders(manifest, _judge(manifest, version, profile))
    if verdict.pods_accepted:
        return verdict
    return replace(
        verdict,
        errors=placeholder_errors.named(verdict.errors, manifest.pod),
        wrapper_errors=placeholder_errors.named(verdict.wrapper_errors, manifest.document),
        pod_errors=placeholder_errors.named(verdict.pod_errors, manifest.document),
        warnings=placeholder_errors.unsaid(verdict.warnings, verdict.errors, manifest.pod),
        wrapper_warnings=placeholder_errors.unsaid(verdict.wrapper_warnings, verdict.wrapper_errors, manifest.document),
    )


def _without_placeholders(manifest: Manifest, verdict: Review) -> Review:
    """The verdict without what concerns placeholders that the document's kind has by design."""
    kind = kind_of(manifest.document) if manifest.object_path or verdict.not_judged else None
    if kind is None or not kind.expands:
        return verdict
    from podbuilder.kube import workloads  # as below

    whole, begin = manifest.document, kind.expands
    return replace(
        verdict,
        errors=workloads.without_placeholders(verdict.errors, manifest.pod, begin),
        warnings=workloads.without_placeholders(verdict.warnings, manifest.pod, begin),
        wrapper_errors=workloads.without_placeholders(verdict.wrapper_errors, whole, begin),
        wrapper_warnings=workloads.without_placeholders(verdict.wrapper_warnings, whole, begin),
        pod_errors=workloads.without_placeholders(verdict.pod_errors, whole, begin),
        not_judged=verdict.not_judged or workloads.not_judged(whole),
    )


def _judge(manifest: Manifest, version: str, profile: lint.Profile) -> Review:
    around = lint.surroundings_of(manifest)
    if not manifest.is_template:
        reviewed = review(manifest.pod, version, profile=profile, around=around)
        # The server takes what is missing from the address that is posted to; kubectl finds the address by it.
        missing = [error for error in identify(manifest.object, ROOT).errors if error.type is ErrorType.REQUIRED]
        own = (*missing, *validate_to_create(manifest.object))
        return replace(reviewed, errors=(*own, *reviewed.errors)) if own else reviewed
    places = manifest.document, manifest.object_path, manifest.pod_path
    native = review_workload(manifest.object, *places, version, profile, around)
    if native is not None:
        return native
    from podbuilder.kube import workloads  # a pod alone does without its dozen modules

    verdict = review(manifest.pod, version, True, profile, around)
    not_judged = workloads.not_judged(manifest.object)
    if workloads.is_unknown(manifest.object):
        return replace(verdict, errors=(), warnings=(), is_known=False, not_judged=not_judged)
    template = manifest.place.template
    errors = tuple(workloads.not_waived(verdict.errors, manifest.pod, template)) if template else verdict.errors
    errors = _guided_in_place(errors, manifest, version) if _is_guessable(errors) else errors
    return replace(verdict, errors=errors, not_judged=not_judged)


def _review_beside(manifest: Manifest, version: str) -> Review:
    """The verdict on what stands beside a pod. It has no pod and no advice; paths are the document's."""
    from podbuilder.kube.companion_review import review_companion  # a pod alone does without the dozen modules
    from podbuilder.kube.companions.kinds import KINDS
    from podbuilder.kube.corrections.words import guided

    one, at, kind = manifest.object, manifest.object_path, KINDS[manifest.kind]
    verdict = review_companion(one, kind, version)
    errors = verdict.errors
    if _is_guessable(errors):
        errors = guided(errors, one, catalogue.load(version, kind.name), kind.name)
    facts = Facts({}, verdict.stored, "", {}, {})
    return Review(
        version,
        decoded={},
        errors=(),
        warnings=(),
        violations={},
        findings=(),
        facts=facts,
        wrapper_errors=tuple(error.below(at) for error in errors),
        wrapper_warnings=tuple(warning.below(at) for warning in verdict.warnings),
    )


def _guided_in_place(errors: tuple[FieldError, ...], manifest: Manifest, version: str) -> tuple[FieldError, ...]:
    """The errors of a template of a custom kind, with what was meant: of the object around it nothing is known."""
    from podbuilder.kube.corrections.words import guided

    place = manifest.place

    def written_at(path: FieldPath) -> FieldPath | None:
        found = place.in_document(path)
        return None if found is None else found.relative_to(place.object_path)

    fields = catalogue.load(version)
    return guided(errors, manifest.pod, fields, "pod template", written_at=None if place.is_plain else written_at)


def review_workload(
    workload: Document,
    whole: Document,
    object_path: FieldPath,
    pod_path: FieldPath,
    version: str = versions.DEFAULT,
    profile: lint.Profile = lint.DEFAULT,
    around: lint.Surroundings = lint.ALONE,
) -> Review | None:
    """Judge a workload of a kind that Kubernetes defines, or that is meant to be one; None for other kinds.

    The paths say where the `whole` document holds it, and where its pod template.
    """
    from podbuilder.kube.workloads.verdict import judge  # as above

    pod, within = document.get(whole, pod_path), pod_path.relative_to(object_path)
    kind, problems = identify(workload, within)
    if kind is None:
        return None
    decoded = decode(pod if isinstance(pod, dict) else {}, version, True)
    verdict = judge(workload, kind, within, decoded, version)
    verdict = verdict._replace(errors=[*problems, *validate_to_create(workload), *verdict.errors])
    reviewed = _review(decoded, (verdict.template, verdict.stored, verdict.pod), version, profile, around)
    reviewed = _with_verdict(reviewed, verdict, whole, object_path, pod_path)
    return _guided(reviewed, workload, object_path, within) if _is_guessable(verdict.errors) else reviewed


def _with_verdict(
    reviewed: Review, verdict: Verdict, whole: Document, object_path: FieldPath, pod_path: FieldPath
) -> Review:
    """The review of a template with what the server says of its workload: what is in the template, and the rest."""
    order = document_order(whole)
    errors = sorted((error.below(object_path) for error in verdict.errors), key=lambda e: order(e.path))
    warned = sorted((warning.below(object_path) for warning in verdict.warnings), key=lambda w: order(w.path))
    pod_errors = sorted((error.below(object_path) for error in verdict.pod_errors), key=lambda e: order(e.path))
    # If something else is in the template's place, nothing is known about the pods.
    has_template = not any(e.type is ErrorType.TYPE_INVALID and pod_path.is_under(e.path) for e in errors)
    return replace(
        reviewed,
        errors=tuple(e.within(pod_path) for e in errors if _is_inside(e.path, pod_path)) if has_template else (),
        wrapper_errors=tuple(e for e in errors if not _is_inside(e.path, pod_path)),
        pod_errors=tuple(pod_errors) if has_template else (),
        warnings=tuple(w.within(pod_path) for w in warned if _is_inside(w.path, pod_path)),
        wrapper_warnings=tuple(w for w in warned if not _is_inside(w.path, pod_path)),
    )


def _guided(verdict: Review, workload: Document, object_path: FieldPath, within: FieldPath) -> Review:
    """The verdict on a workload, whose errors of unknown fields say where in the object the field belongs."""
    from podbuilder.kube.corrections.words import guided

    fields, kind = catalogue.of_document(workload, verdict.version), str(workload.get("kind"))
    if fields is None:
        # Nothing is known about the object around the template.
        pod = document.get(workload, within)
        fields = catalogue.load(verdict.version)
        return replace(verdict, errors=guided(verdict.errors, pod, fields, "Pod"))
    outside = [error.within(object_path) for error in verdict.wrapper_errors]
    told = guided(outside, workload, fields, kind)
    return replace(
        verdict,
        errors=guided(verdict.errors, workload, fields, kind, within),
        wrapper_errors=tuple(error.below(object_path) for error in told),
    )


def _is_guessable(errors: Iterable[FieldError]) -> bool:
    """Whether there is an error of which it may be guessed what was meant; most pods have none."""
    return any(e.type in GUIDED for e in errors)


def _is_inside(path: FieldPath, template: FieldPath) -> bool:
    return path.is_under(template) and path != template


def review(
    pod: Document,
    version: str = versions.DEFAULT,
    is_template: bool = False,
    profile: lint.Profile = lint.DEFAULT,
    around: lint.Surroundings = lint.ALONE,
) -> Review:
    """Judge a pod as Kubernetes `version` does, or the pods that are made from a template. The pod is not changed.

    Advice looks at what is `around` the pod as well.
    """
    decoded = decode(pod, version, is_template)
    defaulted = defaulting.set_defaults(decoded.document, version)
    order = document_order(pod)
    judged = list(not_refused(validation.validate_pod(defaulted, version), decoded.errors))
    warned = list(warnings.warnings_for_pod(defaulted, version, decoded.document))
    if is_template:
        judged = [error for error in judged if _concerns_template(error.path)]
        warned = [warning for warning in warned if _concerns_template(warning.path)]
    if any(error.type is ErrorType.REQUIRED for error in judged):
        from podbuilder.kube.corrections.lost_fields import with_gates

        judged = list(with_gates(judged, decoded.document, defaulted, version))
        if not is_template:
            from podbuilder.kube.corrections.completers import with_completers

            judged = list(with_completers(judged, decoded.document))
    refused = [*decoded.errors, *judged]
    errors = tuple(sorted(refused, key=lambda e: order(e.path))) if refused else ()
    if not is_template and _is_guessable(errors):
        from podbuilder.kube.corrections.words import guided

        errors = guided(errors, pod, catalogue.load(version), "Pod")
    told = tuple(sorted(warned, key=lambda w: order(w.path))) if warned else ()
    return _review(decoded, (defaulted, defaulted, defaulted), version, profile, around, errors, told)


def _review(
    decoded: Decoded,
    stored: tuple[Document, Document, Document],
    version: str,
    profile: lint.Profile,
    around: lint.Surroundings,
    errors: tuple[FieldError, ...] = (),
    warnings: tuple[FieldWarning, ...] = (),
) -> Review:
    """A review with what the server says. `stored` is the pod or template, its object, and the pod with defaults."""
    defaulted, whole, pod = stored
    return Review(
        version=version,
        decoded=decoded.document,
        errors=errors,
        warnings=warnings,
        violations=violations_of(decoded.document, pod, version),
        findings=lint.run(decoded.document, version, profile, around),
        facts=Facts(
            defaulted=defaulted,
            stored=whole,
            qos_class=insight.qos_class(pod, version),
            requests=insight.effective_requests(pod, version),
            limits=insight.effective_limits(pod, version),
        ),
    )


def _concerns_template(path: FieldPath) -> bool:
    """Whether a complaint about a pod holds for a template, too: pods get only so much of its metadata.

    Mirrors GetPodFromTemplate, Kubernetes v1.36, pkg/controller.
    """
    return path[:1] != ("metadata",) or path[1:2] in (("labels",), ("annotations",), ("finalizers",))


def violations_of(pod: Document, defaulted: Document, version: str) -> dict[str, tuple[podsecurity.Violation, ...]]:
    """What Pod Security forbids, by level.

    A policy is not the server that has its version: a cluster may ask for the policy of an older one. So procMount,
    which servers dropped until its gate was on, counts in the older policies as well.
    """
    if not feature_gates.enabled("ProcMountType", version):
        defaulted = defaulting.set_defaults(pod, versions.NEWEST_RECORDED)
    found = podsecurity.evaluate_levels(defaulted, LEVELS, version)
    return {level: tuple(violations) for level, violations in found.items()}
