"""Services and the pods behind them: labels, ports, and the host names of a StatefulSet's pods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube import lint
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.core.quoting import cut, quote
from podbuilder.kube.decoding import decode
from podbuilder.kube.file_references.contradiction import FileFinding, FileFix
from podbuilder.kube.file_references.file_objects import FileObject, FileObjects, FilePod
from podbuilder.kube.file_references.selectors import chosen_pods, unmet
from podbuilder.kube.lint.companions import SERVICE, Companions
from podbuilder.kube.manifest import set_

_TARGETS, _SELECTORS = "service-target-port-undeclared", "service-selector-mismatch"
_HEADLESS, _PORTS = ROOT.child("spec", "clusterIP"), ROOT.child("spec", "ports")


def findings(objects: FileObjects, version: str) -> Iterator[FileFinding]:
    """What is wrong between Services and pods."""
    for service in objects.of(SERVICE):
        pods = chosen_pods(objects, service)
        if pods:
            yield from _on_targets(objects, service, pods, version)
        else:
            yield from unmet(objects, service, ("spec", "selector"), _SELECTORS)
    for one in objects.of("StatefulSet"):
        yield from _on_host_names(objects, one)


def _on_targets(objects: FileObjects, service: FileObject, pods: list[FilePod], version: str) -> Iterator[FileFinding]:
    """Ports that lead to none of a pod: a name that no container gives to a port, or a number nobody speaks of."""
    for path, port in service.items(*_PORTS):
        target, protocol = port.get("targetPort", port.get("port")), port.get("protocol", "TCP")
        if isinstance(target, str) and not any(_leads_to(pod, target, protocol) for pod in pods):
            what = f"{quote(cut(target))} with the protocol {cut(str(protocol))}"
            sentence = f"No container of {_title(pods[0])} has a port named {what}."
            yield service.found(path.child("targetPort"), sentence, _named_fix(service, path, pods[0], port), _TARGETS)
    if _is_numeric(service) and all(map(_declares, pods)) and _is_advised(objects, service, pods, version):
        for path, port in service.items(*_PORTS):
            target = port.get("targetPort", port.get("port"))
            field = path.child("targetPort" if "targetPort" in port else "port")
            sentence = f"No container of {_title(pods[0])} declares the port {cut(str(target))}."
            yield service.found(field, sentence, _named_fix(service, path, pods[0], port), _TARGETS)


def _leads_to(pod: FilePod, name: str, protocol: Any) -> bool:
    """Mirrors FindPort, Kubernetes v1.36, pkg/api/v1/pod."""
    return any(port.get("name") == name and port.get("protocol", "TCP") == protocol for port in pod.ports)


def _declares(pod: FilePod) -> bool:
    return bool(pod.ports)


def _is_numeric(service: FileObject) -> bool:
    """Whether all ports of a Service lead to numbers."""
    targets = [port.get("targetPort", port.get("port")) for _, port in service.items(*_PORTS)]
    return bool(targets) and all(type(target) is int for target in targets)


def _is_advised(objects: FileObjects, service: FileObject, pods: list[FilePod], version: str) -> bool:
    """Whether the rule of advice says so: a number need not be declared, so it looks at what the programs are told."""
    targets = {port.get("targetPort", port.get("port")) for _, port in service.items(*_PORTS)}
    if any(targets & {port.get("containerPort") for port in pod.ports} for pod in pods):
        return False
    rule = lint.all_rules()[_TARGETS]
    around = Companions([service.whole])
    return all(any(rule.check(_subject(pod, version, around))) for pod in pods)


def _subject(pod: FilePod, version: str, companions: Companions) -> lint.Subject:
    decoded = decode(pod.pod, version, pod.is_template).document
    around = lint.Surroundings(pod.whole if pod.is_template else None, companions)
    return lint.Subject(decoded, version, around=around)


def _named_fix(service: FileObject, path: FieldPath, pod: FilePod, port: dict[str, Any]) -> FileFix | None:
    """The only port of the pod that speaks this protocol in place of the one that it does not have."""
    protocol = port.get("protocol", "TCP")
    same = [one for one in pod.ports if one.get("protocol", "TCP") == protocol]
    target = same[0].get("name") or same[0].get("containerPort") if len(same) == 1 else None
    if type(target) not in (int, str):
        return None
    edit = set_(path.child("targetPort"), target)
    return service.fix(f"Lead to the port {cut(str(target))}, the only one there is.", edit)


def _title(pod: FilePod) -> str:
    return f"the {pod.kind or 'Pod'} {quote(pod.name)}"


def _on_host_names(objects: FileObjects, one: FileObject) -> Iterator[FileFinding]:
    """A StatefulSet's serviceName must name a headless Service that is for its pods."""
    path = ROOT.child("spec", "serviceName")
    name = one.get(*path)
    for service in objects.named(SERVICE, name, one.namespace) if isinstance(name, str) and name else ():
        if service.get(*_HEADLESS) != "None":
            sentence = f"The pods of the StatefulSet {quote(one.name)} have no host names by it, as it is not headless."
            fix = service.fix("Make it headless: it loses its own address.", set_(_HEADLESS, "None"))
            yield service.found(_HEADLESS, sentence, fix)
        pods = [pod for pod in objects.pods if (pod.document_number, pod.at) == (one.document_number, one.at)]
        chosen = [pod for pod in chosen_pods(objects, service) if pod in pods]
        if service.get("spec", "selector") and not chosen:
            yield one.found(path, f"The Service {quote(service.name)} is for other pods, so these have no host names.")
    if where := objects.elsewhere(SERVICE, name, one.namespace):
        yield one.found(path, f"The Service {quote(str(name))} is in another namespace, {quote(where)}.")
