"""What the API server itself does around admission: it reads the object before, and judges it in between."""

from __future__ import annotations

from copy import deepcopy

from podbuilder.kube import defaulting
from podbuilder.kube.cluster.admission import warning_words
from podbuilder.kube.cluster.admission.request import POD, RESOURCES, UNPROCESSABLE, AdmissionRefusal, Outcome, Request
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, FieldError, FieldPath
from podbuilder.kube.core.generated_name import name_of
from podbuilder.kube.core.kinds import Kind, kind_of, native
from podbuilder.kube.decoding import decode, decode_wrapper
from podbuilder.kube.validation.options import options_for
from podbuilder.kube.validation.pod import validate_pod_create
from podbuilder.kube.workloads.verdict import Verdict, judge

DECODE, VALIDATION = "decode", "validation"
BAD_REQUEST = 400


def read(snapshot: Snapshot, posted: Document, version: str, plugins: frozenset[str]) -> Outcome:
    """The request as admission gets it, with the defaults of its kind, or the decoder's refusal."""
    kind = None if posted.get("kind") == "Pod" else kind_of(posted)
    if kind is not None and kind.name in RESOURCES:
        misread = _misread(posted, kind, version)
        if misread:
            return _undecoded(misread)
        stored = _addressed(_judged(posted, kind, version).stored)
        return Request(snapshot, RESOURCES[kind.name], stored, version, plugins)
    decoded = decode(posted, version)
    if decoded.errors:
        return _undecoded(decoded.errors)
    pod = defaulting.fill_in(_addressed(decoded.document), version)
    return Request(snapshot, POD, pod, version, plugins)


def _misread(whole: Document, kind: Kind, version: str) -> tuple[FieldError, ...]:
    """What the decoder refuses in a workload and in its pod template."""
    within = FieldPath(kind.templates[0].path)
    template = document.get(whole, within)
    if not isinstance(template, dict):
        return decode_wrapper(whole, version, kind.name).errors
    around = document.assign(whole, within, {})
    inside = decode(template, version, True).errors
    return (*decode_wrapper(around, version, kind.name).errors, *(error.below(within) for error in inside))


def _addressed(whole: Document) -> Document:
    """The object in the namespace that it is posted to."""
    metadata = dict(whole.get("metadata") or {})
    metadata.setdefault("namespace", "default")
    return {**whole, "metadata": metadata}


def read_again(changed: Document, request: Request) -> Request | AdmissionRefusal:
    """The request with an object that a policy has changed, read again, with its defaults, or why it cannot be read."""
    if request.is_pod:
        decoded = decode(changed, request.version)
        if decoded.errors:
            return _undecoded(decoded.errors)
        return request.with_object(defaulting.fill_in(decoded.document, request.version))
    kind = native()[request.resource.kind]
    misread = _misread(changed, kind, request.version)
    return _undecoded(misread) if misread else request.with_object(_judged(changed, kind, request.version).stored)


def _undecoded(errors: tuple[FieldError, ...]) -> AdmissionRefusal:
    return AdmissionRefusal("; ".join(_told(error) for error in errors), BAD_REQUEST, DECODE)


def _told(error: FieldError) -> str:
    return f"{error.path}: {error.detail}" if error.path else error.detail


def create(request: Request) -> Outcome:
    """The object as it is stored, with its warnings, or the refusal of its validation.

    Mirrors BeforeCreate, Kubernetes v1.36, apiserver pkg/registry/rest. The words of a refusal are ours.
    """
    # Plugins that ran before know a pod that is to be given a name by the beginning of that name only.
    name = name_of(request.metadata)
    if name:
        request = request.with_object({**request.object, "metadata": {**request.metadata, "name": name}})
    if not request.is_pod:
        return _create_workload(request)
    pod = defaulting.prepare({**request.object, "spec": deepcopy(request.spec)}, request.version)
    errors = list(validate_pod_create(pod, options_for(request.version)))
    if errors:
        return _invalid(request, errors)
    return request.with_object(pod).warned(*warning_words.warnings_for_pod(pod, request.object, request.version))


def _create_workload(request: Request) -> Outcome:
    kind = native()[request.resource.kind]
    verdict = _judged(request.object, kind, request.version)
    if verdict.errors:
        return _invalid(request, verdict.errors)
    within = FieldPath(kind.templates[0].path)
    told = warning_words.warnings_for_workload(verdict.stored, verdict.warnings, within, request.version)
    return request.with_object(_addressed(verdict.stored)).warned(*told)


def _judged(whole: Document, kind: Kind, version: str) -> Verdict:
    within = FieldPath(kind.templates[0].path)
    template = document.get(whole, within)
    decoded = decode(template if isinstance(template, dict) else {}, version, True)
    return judge(whole, kind, within, decoded, version)


def _invalid(request: Request, errors: list[FieldError]) -> AdmissionRefusal:
    told = list(dict.fromkeys(_told(error) for error in errors))
    listed = told[0] if len(told) == 1 else f"[{', '.join(told)}]"
    named = f"{request.resource.kind}.{request.resource.group}".rstrip(".")
    return AdmissionRefusal(f'{named} "{request.name}" is invalid: {listed}', UNPROCESSABLE, VALIDATION)
