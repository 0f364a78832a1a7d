"""Ingress. Mirrors Kubernetes v1.36, pkg/apis/networking/validation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.companions.object_references import validate_kind_and_name
from podbuilder.kube.core.field import ROOT, Document, ErrorType, FieldError, FieldPath, FieldWarning, invalid, required
from podbuilder.kube.validation.format_errors import validate_dns1123_subdomain
from podbuilder.kube.validation.formats import (
    is_dns1035_label,
    is_dns1123_label,
    is_dns1123_subdomain,
    is_valid_port_name,
    is_valid_port_num,
    is_wildcard_dns1123_subdomain,
    parse_ip_sloppy,
    show,
)
from podbuilder.kube.validation.messages import invalid_for_each, one_of, unsupported
from podbuilder.kube.validation.options import PodOptions

Spec = dict[str, Any]

SPEC = ROOT.child("spec")
CLASS_ANNOTATION = "kubernetes.io/ingress.class"
# sic: the error about it leaves out the metadata that it stands in.
TOLD_CLASS = ROOT.child("annotations", CLASS_ANNOTATION)
PATH_TYPES = ("Exact", "ImplementationSpecific", "Prefix")
BAD_SEQUENCES = ("//", "/./", "/../", "%2f", "%2F")
BAD_ENDINGS = ("/..", "/.")


def set_defaults(document: Document, options: PodOptions) -> Document:
    """The Ingress as the server's own types hold it, a new object: a port's number of 0 is none."""
    spec = dict(document.get("spec", {}))
    if "defaultBackend" in spec:
        spec["defaultBackend"] = _with_port(spec["defaultBackend"])
    if "rules" in spec:
        spec["rules"] = [_with_ports(rule) for rule in spec["rules"]]
    return {**document, "spec": spec}


def _with_ports(rule: Spec) -> Spec:
    if "http" not in rule:
        return rule
    paths = [{**path, "backend": _with_port(path.get("backend", {}))} for path in rule["http"].get("paths", ())]
    return {**rule, "http": {**rule["http"], "paths": paths}}


def _with_port(backend: Spec) -> Spec:
    if "service" not in backend:
        return backend
    port = {name: value for name, value in backend["service"].get("port", {}).items() if value}
    return {**backend, "service": {**backend["service"], "port": port}}


def validate_ingress(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateIngressCreate. Before 1.27 the annotation and the field could not both be there."""
    yield from validate_ingress_spec(document["spec"], options)
    annotated = _class_annotation(document)
    name = document["spec"].get("ingressClassName")
    if annotated is not None and name is not None and (annotated != name or options.minor < 27):
        detail = f"The annotation says {show(annotated)} and ingressClassName {show(name)}. Remove the annotation."
        place = ROOT.child("metadata", "annotations").key(CLASS_ANNOTATION)
        yield FieldError(ErrorType.INVALID, place, annotated, detail, told_at=TOLD_CLASS)


def validate_ingress_spec(spec: Spec, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateIngressSpec."""
    if not spec.get("rules") and "defaultBackend" not in spec:
        yield invalid(SPEC, spec.get("rules"), "Say where requests go: write rules, or a defaultBackend for them all.")
    if "defaultBackend" in spec:
        yield from validate_backend(spec["defaultBackend"], SPEC.child("defaultBackend"), options)
    for i, rule in enumerate(spec.get("rules", ())):
        yield from validate_rule(rule, SPEC.child("rules").index(i), options)
    for i, tls in enumerate(spec.get("tls", ())):
        yield from validate_tls(tls, SPEC.child("tls").index(i))
    if "ingressClassName" in spec:
        yield from validate_dns1123_subdomain(spec["ingressClassName"], SPEC.child("ingressClassName"))


def validate_tls(tls: Spec, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateIngressTLS."""
    for i, host in enumerate(tls.get("hosts", ())):
        yield from validate_host(host, path.child("hosts").index(i))
    if tls.get("secretName"):
        yield from validate_dns1123_subdomain(tls["secretName"], path.child("secretName"))


def validate_host(host: str, path: FieldPath) -> Iterator[FieldError]:
    """A host, or all hosts of a domain. Part of validateIngressTLS and of validateIngressRules."""
    rule = is_wildcard_dns1123_subdomain if "*" in host else is_dns1123_subdomain
    yield from invalid_for_each(path, host, rule(host))


def validate_rule(rule: Spec, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateIngressRules and validateHTTPIngressRuleValue."""
    host = rule.get("host", "")
    if host:
        if parse_ip_sloppy(host) is not None:
            yield invalid(path.child("host"), host, f"{show(host)} is an IP address. Write a DNS name, or no host.")
        yield from validate_host(host, path.child("host"))
    if "http" in rule:
        at = path.child("http", "paths")
        if not rule["http"]["paths"]:
            yield required(at, "Write at least one path, such as / with the pathType Prefix.")
        for i, entry in enumerate(rule["http"]["paths"]):
            yield from validate_path(entry, at.index(i), options)


def validate_path(entry: Spec, at: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateHTTPIngressPath."""
    kind, path = entry.get("pathType"), entry.get("path", "")
    if kind is None:
        yield required(at.child("pathType"), f"Say how the path is compared: {one_of(PATH_TYPES)}.")
        return
    if kind not in PATH_TYPES:
        yield unsupported(at.child("pathType"), kind, PATH_TYPES)
    else:
        is_free = kind == "ImplementationSpecific"
        if not path.startswith("/") and not (is_free and not path):
            yield invalid(at.child("path"), path, 'A path begins with a slash, such as "/" or "/api".')
        if not is_free:
            yield from validate_normal_path(path, at.child("path"))
    yield from validate_backend(entry["backend"], at.child("backend"), options)


def validate_normal_path(path: str, at: FieldPath) -> Iterator[FieldError]:
    """What a path cannot have that is compared with those of requests. Part of validateHTTPIngressPath."""
    for part in BAD_SEQUENCES:
        if part in path:
            yield invalid(at, path, f'{show(path)} contains "{part}", which no request is compared with. Remove it.')
    for end in BAD_ENDINGS:
        if path.endswith(end):
            yield invalid(at, path, f'{show(path)} ends in "{end}", which no request is compared with. Remove it.')


def validate_backend(backend: Spec, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateIngressBackend."""
    if "resource" in backend and "service" in backend:
        yield invalid(path, "", "Requests go either to a service or to a resource; keep one of them.")
    elif "resource" in backend:
        yield from validate_resource(backend["resource"], path.child("resource"))
    elif "service" in backend:
        yield from validate_service(backend["service"], path, options)
    else:
        yield invalid(path, "", "Say where requests go: write a service with its name and port.")


def validate_service(service: Spec, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Part of validateIngressBackend; `path` is the backend's. sic: what is wrong with the port as a whole is at it."""
    at, name = path.child("service"), service.get("name", "")
    if name:
        rule = is_dns1123_label if options.enabled("RelaxedServiceNameValidation") else is_dns1035_label
        yield from invalid_for_each(at.child("name"), name, rule(name))
    else:
        yield required(at.child("name"), "Write the name of the Service that requests go to.")
    named, number = service["port"].get("name"), service["port"].get("number")
    if named and number:
        yield invalid(path, "", "The port has a name and a number; keep one of them.")
    elif named:
        yield from invalid_for_each(at.child("port", "name"), named, is_valid_port_name(named))
    elif number:
        yield from invalid_for_each(at.child("port", "number"), number, is_valid_port_num(number))
    else:
        yield required(path, "Write the port of the Service, by its name or its number.")


def validate_resource(reference: Spec, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateIngressTypedLocalObjectReference."""
    if "apiGroup" in reference:
        yield from validate_dns1123_subdomain(reference["apiGroup"], path.child("apiGroup"))
    yield from validate_kind_and_name(reference, path)


def warnings_for_ingress(document: Document, options: PodOptions) -> Iterator[FieldWarning]:
    """Mirrors WarningsOnCreate, Kubernetes v1.36, pkg/registry/networking/ingress; there since 1.27."""
    if options.minor >= 27 and _class_annotation(document) is not None and "ingressClassName" not in document["spec"]:
        message = f"The annotation {CLASS_ANNOTATION} is deprecated. Write the class in spec.ingressClassName."
        yield FieldWarning(ROOT, message)


def _class_annotation(document: Document) -> str | None:
    annotation: str | None = document["metadata"].get("annotations", {}).get(CLASS_ANNOTATION)
    return annotation
