"""An Ingress or an HTTPRoute: the way from outside of the cluster, by host and path, to the Service of a pod."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.lint.companions import name_of
from podbuilder.kube.proposed_companions.basis import Basis, each
from podbuilder.kube.proposed_companions.offer import Answers, Choice, Companion, Made, Offer, Question, open_
from podbuilder.kube.proposed_companions.service_offer import SLUG as SERVICE
from podbuilder.kube.proposed_companions.service_offer import ports_of, service_name
from podbuilder.kube.validation.formats import is_valid_port_name

INGRESS, HTTP_ROUTE = "ingress", "http-route"
KINDS = {INGRESS: "Ingress", HTTP_ROUTE: "HTTPRoute"}
_NO_PORT = "Nothing can be reached: no container says on which TCP port it listens."
_PATHS = (Choice("Prefix", "and all below it"), Choice("Exact", "alone"))
# What speaks HTTP, by the beginning of a port's name or by its number.
_NAMES, _NUMBERS = ("http", "web", "ui", "api"), (80, 8080, 8000, 3000)


def offers(basis: Basis) -> Iterator[Offer]:
    """Both, which lead to the same Service."""
    ports = _service_ports(basis)
    for slug, kind in KINDS.items():
        there = _leading(basis, kind)
        reason = f"The {kind} leads to the Service." if there else "HTTP from outside of the cluster gets to it."
        yield Offer(
            slug,
            kind,
            name_of(there[0]) if there else basis.free_name(kind, basis.name, "http"),
            kind,
            reason if ports else _NO_PORT,
            is_possible=bool(ports),
            is_there=bool(there),
            questions=_questions(slug, basis, ports),
            needs=() if basis.services else (SERVICE,),
        )


def _service_ports(basis: Basis) -> list[str]:
    """The names, or else the numbers, of the Service's TCP ports, that which is most likely for HTTP first."""
    if basis.services:
        listed = each(document.get(basis.services[0], ("spec", "ports")))
        found = [(one.get("name") or one.get("port"), one.get("port")) for one in listed if _is_tcp(one)]
    else:
        found = [(one.name, one.number) for one in ports_of(basis) if one.protocol == "TCP"]
    return [str(name) for name, number in sorted(found, key=_likelihood) if type(number) is int]


def _is_tcp(port: dict[str, Any]) -> bool:
    return str(port.get("protocol", "TCP")) == "TCP"


def _likelihood(port: tuple[Any, Any]) -> int:
    name, number = port
    if str(name).startswith(_NAMES):
        return 0
    return 1 if number in _NUMBERS else 2


def _leading(basis: Basis, kind: str) -> list[Document]:
    """Those of the file that lead to a Service of the pod."""
    names = {name_of(one) for one in basis.services}
    return [one for one in basis.neighbours.get(kind, ()) if names & set(_backends(one))]


def _backends(one: Document) -> Iterator[str]:
    for path, value in document.walk(one.get("spec")):
        if path[-1:] == ("name",) and isinstance(value, str) and {"service", "backendRefs"} & set(path):
            yield value


def _questions(slug: str, basis: Basis, ports: list[str]) -> tuple[Question, ...]:
    host = Question("host", "Host", f"{basis.name}.example.com", "host", help="Empty for every host.", is_optional=True)
    path = Question("path", "Path", "/", "path")
    path_type = Question("path-type", "Of the path", "Prefix", "choice", _PATHS)
    port = Question("port", "Port of the Service", ports[0] if ports else "", "choice", _choices(ports))
    if slug == HTTP_ROUTE:
        gateway = Question("gateway", "Gateway", "gateway")
        return (host, path, path_type, port, gateway, _optional("gateway-namespace", "Namespace of the Gateway"))
    own = (_optional("class", "Ingress class", "Empty for the cluster's default."), _optional("tls", "TLS Secret"))
    return (host, path, path_type, port, *own)


def _choices(ports: list[str]) -> tuple[Choice, ...]:
    return tuple(Choice(port, port) for port in ports)


def _optional(name: str, label: str, help: str = "") -> Question:
    return Question(name, label, "", help=help, is_optional=True)


def made(basis: Basis, offer: Offer, answers: Answers) -> Made:
    """The object, with its rule for one host and path."""
    notes = []
    at = _HOST[offer.slug]
    if answers["host"] == offer.questions[0].default:
        notes.append(open_(offer.slug, at, "Say under which host it is reached; this one is an example."))
    elif not answers["host"]:
        notes.append(open_(offer.slug, at.parent, "It is for every host, and may be in the way of others."))
    build = _route if offer.slug == HTTP_ROUTE else _ingress
    if offer.slug == HTTP_ROUTE:
        sentence = "The cluster needs the Gateway API and this Gateway, which must let in routes of this namespace."
        notes.append(open_(offer.slug, ROOT.child("spec", "parentRefs"), sentence))
    return Made((Companion(build(basis, offer, answers)),), tuple(notes))


_HOST: dict[str, FieldPath] = {
    INGRESS: ROOT.child("spec", "rules").index(0).child("host"),
    HTTP_ROUTE: ROOT.child("spec", "hostnames").index(0),
}


def _ingress(basis: Basis, offer: Offer, answers: Answers) -> Document:
    backend = {"service": {"name": service_name(basis), "port": _port(basis, answers["port"])}}
    path = {"path": answers["path"], "pathType": answers["path-type"], "backend": backend}
    host = {"host": answers["host"]} if answers["host"] else {}
    hosts = {"hosts": [answers["host"]]} if host else {}
    spec: dict[str, Any] = {"ingressClassName": answers["class"]} if answers["class"] else {}
    spec |= {"tls": [{**hosts, "secretName": answers["tls"]}]} if answers["tls"] else {}
    spec["rules"] = [{**host, "http": {"paths": [path]}}]
    return _object("networking.k8s.io/v1", basis, offer, spec)


def _route(basis: Basis, offer: Offer, answers: Answers) -> Document:
    namespace = {"namespace": answers["gateway-namespace"]} if answers["gateway-namespace"] else {}
    spec: dict[str, Any] = {"parentRefs": [{"name": answers["gateway"], **namespace}]}
    spec |= {"hostnames": [answers["host"]]} if answers["host"] else {}
    kind = {"Prefix": "PathPrefix"}.get(answers["path-type"], answers["path-type"])
    match = {"path": {"type": kind, "value": answers["path"]}}
    reference = {"name": service_name(basis), "port": _number(basis, answers["port"])}
    spec["rules"] = [{"matches": [match], "backendRefs": [reference]}]
    return _object("gateway.networking.k8s.io/v1", basis, offer, spec)


def _port(basis: Basis, port: str) -> Document:
    """The port as an Ingress names it. A Service's port may have a longer name than that can say."""
    if whole_number(port) is None and not is_valid_port_name(port):
        return {"name": port}
    return {"number": _number(basis, port)}


def _number(basis: Basis, port: str) -> int:
    """The number of the Service's port: a route knows ports by nothing else."""
    if basis.services:
        listed = list(each(document.get(basis.services[0], ("spec", "ports"))))
        return next(int(one["port"]) for one in listed if port in (one.get("name"), str(one["port"])))
    found = next(one for one in ports_of(basis) if one.name == port)
    return int(basis.chosen.get(SERVICE, {}).get(found.question, found.number))


def _object(api_version: str, basis: Basis, offer: Offer, spec: Document) -> Document:
    return {
        "apiVersion": api_version,
        "kind": offer.kind,
        "metadata": basis.metadata(offer.name),
        "spec": spec,
    }
