"""The Service that leads to a pod, and the headless one from which the pods of a StatefulSet have their host names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.companions import SERVICE, name_of
from podbuilder.kube.manifest import set_
from podbuilder.kube.manifest.pod_edits import unique
from podbuilder.kube.proposed_companions.basis import LABELS, Basis, each
from podbuilder.kube.proposed_companions.offer import (
    Answers,
    Choice,
    Companion,
    CompanionNote,
    Made,
    Offer,
    Question,
    added_,
)
from podbuilder.kube.validation.formats import is_dns1123_label

SLUG, HEADLESS = "service", "headless-service"
PROTOCOLS = ("TCP", "UDP", "SCTP")
TYPES = (
    Choice("ClusterIP", "inside of the cluster"),
    Choice("NodePort", "on a port of every node"),
    Choice("LoadBalancer", "through a load balancer"),
)
LINKS = SPEC.child("enableServiceLinks")
_LINKS = (Choice("off", "leave them out"), Choice("on", "keep them"))


class ServicePort(NamedTuple):
    """A port of the Service to be: its name, its number where nobody says another, and what it leads to."""

    name: str
    number: int
    target: int | str
    protocol: str

    @property
    def question(self) -> str:
        """The name of the question for its number."""
        return f"port-{self.name}"


def ports_of(basis: Basis) -> list[ServicePort]:
    """A port of the Service for each that a container declares, by its name where it has one.

    A name that several containers give to a port leads to the first one alone, so those go by number. Mirrors
    FindPort, Kubernetes v1.36, pkg/api/v1/pod.
    """
    declared = [port for one in basis.lasting for port in each(one.container.get("ports")) if _is_port(port)]
    names = [port.get("name") for port in declared]
    found: dict[tuple[int, str], ServicePort] = {}
    for port in declared:
        number, protocol, name = port["containerPort"], port.get("protocol", "TCP"), port.get("name")
        is_named = isinstance(name, str) and names.count(name) == 1 and not is_dns1123_label(name)
        taken = (*names, *(one.name for one in found.values()))
        label = str(name) if is_named else unique(f"{protocol.lower()}-{number}", map(str, taken))
        port_of = ServicePort(label, number, str(name) if is_named else number, protocol)
        # sic: two containers may say that they listen on the same port, of which one can.
        found.setdefault((number, protocol), port_of)
    return list(found.values())


def _is_port(port: dict[str, Any]) -> bool:
    number = port.get("containerPort")
    return type(number) is int and 0 < number < 65536 and port.get("protocol", "TCP") in PROTOCOLS


def service_name(basis: Basis) -> str:
    """The name of the Service that leads to the pod: of the one that the file has, or of the one to be."""
    if basis.services:
        return name_of(basis.services[0])
    return basis.chosen.get(SLUG, {}).get("name") or _default_name(basis)


def _default_name(basis: Basis) -> str:
    name = basis.free_name(SERVICE, basis.name, "client")
    is_headless = basis.kind == "StatefulSet" and name == _headless_name(basis)
    return f"{name[:56].rstrip('-')}-client" if is_headless else name


def _headless_name(basis: Basis) -> str:
    name = document.get(basis.object, ("spec", "serviceName"))
    return name if isinstance(name, str) and name else basis.name


def offers(basis: Basis) -> Iterator[Offer]:
    """What can be offered of the two."""
    if basis.kind == "StatefulSet" and basis.is_native:
        yield _headless(basis)
    ports = ports_of(basis)
    if basis.services:
        reason = "It leads to the pod."
    elif ports:
        reason = "A container says on which port it listens."
    else:
        reason = "No container says on which port it listens. Give one a port first."
    is_advised = bool(ports) and not basis.ends and basis.kind != "StatefulSet" and basis.kind != "DaemonSet"
    yield Offer(
        SLUG,
        SERVICE,
        service_name(basis),
        "Service",
        reason,
        is_possible=bool(ports),
        is_advised=is_advised and not basis.services,
        is_there=bool(basis.services),
        questions=_questions(basis, ports),
    )


def _questions(basis: Basis, ports: list[ServicePort]) -> tuple[Question, ...]:
    name = _default_name(basis)
    clash = _clash(basis, name)
    links = Question(
        "links",
        "Variables for Services in the containers",
        "off",
        "choice",
        _LINKS,
        f"The Service would give every container {_prefix(name)}PORT, and the app reads {clash}.",
    )
    return (
        Question("name", "Name", name, "label"),
        Question("type", "Reached", "ClusterIP", "choice", TYPES),
        *(Question(one.question, f"Port for {one.target}", str(one.number), "number") for one in ports),
        *((links,) if clash else ()),
    )


def _prefix(name: str) -> str:
    return name.upper().replace("-", "_") + "_"


def _clash(basis: Basis, name: str) -> str:
    """A variable of the app's own that looks like those of a Service of this name; "" for none."""
    if document.get(basis.pod, LINKS) is False:
        return ""
    variables = (variable.get("name") for one in basis.lasting for variable in each(one.container.get("env")))
    return next((one for one in variables if isinstance(one, str) and one.startswith(_prefix(name))), "")


def _headless(basis: Basis) -> Offer:
    name = _headless_name(basis)
    there, is_name = basis.named(SERVICE, name) is not None, not is_dns1123_label(name)
    reason = "The pods of a StatefulSet have their host names from it."
    return Offer(
        HEADLESS,
        SERVICE,
        name,
        "Headless Service",
        reason if is_name else f"{quote(name)} is no name that a Service can have.",
        is_possible=is_name,
        is_advised=is_name and not there,
        is_there=there,
    )


def made(basis: Basis, offer: Offer, answers: Answers) -> Made:
    """The Service, with the labels that its selector needs."""
    is_headless = offer.slug == HEADLESS
    ports = [
        {
            "name": one.name,
            "port": one.number if is_headless else int(answers[one.question]),
            "targetPort": one.target,
            **({"protocol": one.protocol} if one.protocol != "TCP" else {}),
        }
        for one in ports_of(basis)
    ]
    name = offer.name if is_headless else answers["name"]
    spec: dict[str, Any] = {"clusterIP": "None"} if is_headless else {"type": answers["type"]}
    spec |= {"selector": basis.selector, **({"ports": ports} if ports else {})}
    edits, notes = list(basis.label_edits), list(label_notes(basis))
    if not is_headless and answers.get("links", "off") == "off" and _clash(basis, name):
        edits.append(set_(LINKS, False))
        sentence = f"Variables such as {_prefix(name)}PORT would stand in the way of the app's own."
        notes.append(added_(LINKS, sentence))
    if is_headless and document.get(basis.object, ("spec", "serviceName")) != name:
        edits.append(set_(basis.of_workload("spec", "serviceName"), name))
        notes.append(added_(basis.of_workload("spec", "serviceName"), "It names the headless Service."))
    one = {"apiVersion": "v1", "kind": SERVICE, "metadata": basis.metadata(name), "spec": spec}
    return Made((Companion(one),), tuple(notes), tuple(edits))


def label_notes(basis: Basis) -> Iterator[CompanionNote]:
    """What is told about the labels that the pod gets."""
    for edit in basis.label_edits:
        yield added_(LABELS.key(str(edit.path[-1])), "The selector finds the pod by it.")
