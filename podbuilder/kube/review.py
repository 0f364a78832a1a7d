"""The one entry point: a pod in, everything there is to say about it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from podbuilder.kube import catalogue, defaulting, insight, lint, podsecurity, validation, warnings
from podbuilder.kube.core import feature_gates, placeholder_errors, versions
from podbuilder.kube.core.field import Document, ErrorType, FieldError, FieldPath, FieldWarning, Finding
from podbuilder.kube.core.kinds import kind_of
from podbuilder.kube.decoding import decode
from podbuilder.kube.manifest import Manifest

# The levels of the Pod Security Standards that forbid something.
LEVELS = (podsecurity.BASELINE, podsecurity.RESTRICTED)


class Facts(NamedTuple):
    """What is worth knowing about a pod, good or bad."""

    # The object as the server would store it.
    defaulted: Document
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
    # What of the object around the pod nobody judged, as a sentence; "" for Kubernetes' own kinds.
    not_judged: str = ""
    # Whether its kind is known at all; of one that is not, even the pod template is only advised on.
    is_known: bool = True

    @property
    def accepted(self) -> bool:
        """Whether the API server takes the pod, and the workload that makes it."""
        return not self.errors and not self.wrapper_errors


def review_manifest(
    manifest: Manifest, version: str = versions.DEFAULT, profile: lint.Profile = lint.DEFAULT
) -> Review:
    """Judge the pod of a manifest, or the pods that a workload will make from its template; paths are the pod's own.

    Errors of the workload itself are in `wrapper_errors`. The profile says which rules advise.
    """
    verdict = _without_placeholders(manifest, _judge(manifest, version, profile))
    if verdict.accepted:
        return verdict
    return replace(
        verdict,
        errors=placeholder_errors.named(verdict.errors, manifest.pod),
        wrapper_errors=placeholder_errors.named(verdict.wrapper_errors, manifest.document),
    )


def _without_placeholders(manifest: Manifest, verdict: Review) -> Review:
    """The verdict without what concerns placeholders that the document's kind has by design."""
    kind = kind_of(manifest.document) if manifest.object_path or verdict.not_judged else None
    if kind is None or not kind.expands:
        return verdict
    from podbuilder.kube import workloads  # as below

    return replace(
        verdict,
        errors=workloads.without_placeholders(verdict.errors, manifest.pod, kind.expands),
        warnings=workloads.without_placeholders(verdict.warnings, manifest.pod, kind.expands),
        wrapper_errors=workloads.without_placeholders(verdict.wrapper_errors, manifest.document, kind.expands),
        not_judged=verdict.not_judged or workloads.not_judged(manifest.document),
    )


def _judge(manifest: Manifest, version: str, profile: lint.Profile) -> Review:
    around = lint.surroundings_of(manifest)
    if not manifest.is_template:
        return review(manifest.pod, version, profile=profile, around=around)
    from podbuilder.kube import workloads  # a pod alone does without its dozen modules

    verdict = review(
        manifest.pod, version, True, lambda template: workloads.pod_of(template, manifest.object), profile, around
    )
    if workloads.is_unknown(manifest.object):
        return replace(
            verdict, errors=(), warnings=(), is_known=False, not_judged=workloads.not_judged(manifest.object)
        )
    template = manifest.place.template
    if template and not template.is_native:
        errors = tuple(workloads.not_waived(verdict.errors, manifest.pod, template))
        return replace(verdict, errors=errors, not_judged=workloads.not_judged(manifest.object))
    within = manifest.pod_path.relative_to(manifest.object_path)
    known = {(error.type, error.path) for error in verdict.errors}
    inside, outside = [], []
    for error in workloads.errors_of(manifest.object, within, verdict.facts.defaulted, version):
        if error.path.is_under(within) and error.path != within:
            # Errors in the template that only its kind causes join the pod's own errors.
            own = replace(error, path=error.path.relative_to(within))
            inside += [] if (own.type, own.path) in known else [own]
        else:
            outside.append(replace(error, path=FieldPath((*manifest.object_path, *error.path))))
    order, pod_order = document_order(manifest.document), document_order(manifest.pod)
    # If something else is in the template's place, nothing is known about the pods.
    has_template = not any(e.type is ErrorType.TYPE_INVALID and manifest.pod_path.is_under(e.path) for e in outside)
    return _guided(
        replace(
            verdict,
            errors=tuple(sorted([*verdict.errors, *inside], key=lambda e: pod_order(e.path))) if has_template else (),
            wrapper_errors=tuple(sorted(outside, key=lambda e: order(e.path))),
        ),
        manifest,
        within,
    )


def _guided(verdict: Review, manifest: Manifest, within: FieldPath) -> Review:
    """The verdict on a workload, whose errors of unknown fields say where in the object the field belongs."""
    errors = (*verdict.errors, *verdict.wrapper_errors)
    if not _is_guessable(errors):
        return verdict
    from podbuilder.kube.corrections.words import guided

    fields = catalogue.of_document(manifest.object, verdict.version)
    if fields is None:
        # Nothing is known about the object around the template.
        return replace(verdict, errors=guided(verdict.errors, manifest.pod, catalogue.load(verdict.version), "Pod"))
    around = manifest.object_path
    outside = [replace(e, path=e.path.relative_to(around)) for e in verdict.wrapper_errors]
    told = guided(outside, manifest.object, fields, manifest.kind)
    return replace(
        verdict,
        errors=guided(verdict.errors, manifest.object, fields, manifest.kind, within),
        wrapper_errors=tuple(replace(e, path=FieldPath((*around, *e.path))) for e in told),
    )


def review(
    pod: Document,
    version: str = versions.DEFAULT,
    is_template: bool = False,
    completed: Callable[[Document], Document] = lambda pod: pod,
    profile: lint.Profile = lint.DEFAULT,
    around: lint.Surroundings = lint.ALONE,
) -> Review:
    """Judge a pod as Kubernetes `version` does, or the pods that are made from a template. The pod is not changed.

    `completed` turns a template into the pod that is made from it. Advice looks at what is `around` the pod as well.
    """
    decoded = decode(pod, version, is_template)
    defaulted = defaulting.set_defaults(decoded.document, version)
    order = document_order(pod)
    judged = list(_not_refused(validation.validate_pod(completed(defaulted), version), decoded.errors))
    warned = list(warnings.warnings_for_pod(defaulted, version, decoded.document))
    if is_template:
        judged = [error for error in judged if _concerns_template(error.path)]
        warned = [warning for warning in warned if _concerns_template(warning.path)]
    errors = tuple(sorted([*decoded.errors, *judged], key=lambda e: order(e.path)))
    if not is_template and _is_guessable(errors):
        from podbuilder.kube.corrections.words import guided

        errors = guided(errors, pod, catalogue.load(version), "Pod")
    return Review(
        version=version,
        decoded=decoded.document,
        errors=errors,
        warnings=tuple(sorted(warned, key=lambda w: order(w.path))),
        violations=violations_of(decoded.document, defaulted, version),
        findings=lint.run(decoded.document, version, profile, around),
        facts=Facts(
            defaulted=defaulted,
            qos_class=insight.qos_class(defaulted, version),
            requests=insight.effective_requests(defaulted, version),
            limits=insight.effective_limits(defaulted, version),
        ),
    )


def _is_guessable(errors: Iterable[FieldError]) -> bool:
    """Whether there is an error of which it may be guessed what was meant; most pods have none."""
    return any(e.type in (ErrorType.UNKNOWN_FIELD, ErrorType.TYPE_INVALID, ErrorType.INVALID) for e in errors)


def _concerns_template(path: FieldPath) -> bool:
    """Whether a complaint about a pod holds for a template, too: pods get only so much of its metadata.

    Mirrors GetPodFromTemplate, Kubernetes v1.36, pkg/controller.
    """
    return path[:1] != ("metadata",) or path[1:2] in (("labels",), ("annotations",), ("finalizers",))


def violations_of(
    document: Document, defaulted: Document, version: str
) -> dict[str, tuple[podsecurity.Violation, ...]]:
    """What Pod Security forbids, by level.

    A policy is not the server that has its version: a cluster may ask for the policy of an older one. So procMount,
    which servers dropped until its gate was on, counts in the older policies as well.
    """
    if not feature_gates.enabled("ProcMountType", version):
        defaulted = defaulting.set_defaults(document, versions.NEWEST_RECORDED)
    return {level: tuple(podsecurity.evaluate(defaulted, level, version)) for level in LEVELS}


def _not_refused(errors: Iterable[FieldError], refused: Iterable[FieldError]) -> Iterator[FieldError]:
    """The validation errors, except those that merely follow from a wrong type: "required" where something stood."""
    paths = {error.path for error in refused if error.type is ErrorType.TYPE_INVALID}
    for error in errors:
        if not paths or not any(error.path[:length] in paths for length in range(len(error.path) + 1)):
            yield error


def document_order(document: Any) -> Callable[[FieldPath], tuple[int, ...]]:
    """A sort key for paths: the order in which a person meets them in the document; what is missing comes last."""
    ranks: dict[int, dict[str, int]] = {}

    def order(path: Iterable[str | int]) -> tuple[int, ...]:
        key, node = [], document
        for part in path:
            if isinstance(node, dict):
                known = ranks.get(id(node))
                if known is None:
                    known = ranks[id(node)] = {name: i for i, name in enumerate(node)}
                key.append(known.get(str(part), len(known)))
                node = node.get(part)
            elif isinstance(node, list) and isinstance(part, int):
                key.append(part)
                node = node[part] if part < len(node) else None
            else:
                break
        return tuple(key)

    return order
