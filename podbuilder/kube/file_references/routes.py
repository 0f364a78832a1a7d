"""Ingresses and HTTPRoutes, the Services that they lead to, and the ports of those."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.core.quoting import cut, quote
from podbuilder.kube.file_references.contradiction import FileFinding, FileFix
from podbuilder.kube.file_references.file_objects import FileObject, FileObjects
from podbuilder.kube.lint.companions import SERVICE
from podbuilder.kube.manifest import set_

_RULES = ROOT.child("spec", "rules")
# A route's other kinds of backends are not Services.
_KINDS = ("", "Service", None)


class Backend(NamedTuple):
    """A Service that is named, in which namespace, and the field that says its port."""

    name: Any
    namespace: str
    at: FieldPath
    port: Any
    port_at: FieldPath


def findings(objects: FileObjects) -> Iterator[FileFinding]:
    """Backends without such a port, and those that only another namespace has."""
    for one in objects.of("Ingress"):
        for backend in _of_ingress(one):
            yield from _on_backend(objects, one, backend)
    for one in objects.of("HTTPRoute"):
        for backend in _of_route(one):
            yield from _on_backend(objects, one, backend)


def _of_ingress(one: FileObject) -> Iterator[Backend]:
    places = [ROOT.child("spec", "defaultBackend")]
    for at, _ in one.items(*_RULES):
        places += [path.child("backend") for path, _ in one.items(*at, "http", "paths")]
    for place in places:
        service = place.child("service")
        for field in ("number", "name"):
            at = service.child("port", field)
            if document.has(one.whole, at):
                yield Backend(one.get(*service, "name"), one.namespace, service.child("name"), one.get(*at), at)


def _of_route(one: FileObject) -> Iterator[Backend]:
    for at, _ in one.items(*_RULES):
        for path, reference in one.items(*at, "backendRefs"):
            namespace = reference.get("namespace")
            if reference.get("kind") in _KINDS and reference.get("group") in ("", None):
                where = namespace if isinstance(namespace, str) else one.namespace
                yield Backend(
                    reference.get("name"), where, path.child("name"), reference.get("port"), path.child("port")
                )


def _on_backend(objects: FileObjects, one: FileObject, backend: Backend) -> Iterator[FileFinding]:
    services = objects.named(SERVICE, backend.name, backend.namespace)
    if where := objects.elsewhere(SERVICE, backend.name, backend.namespace):
        yield one.found(backend.at, f"The Service {quote(backend.name)} is in another namespace, {quote(where)}.")
    if backend.port is None or not services or any(_has(service, backend.port) for service in services):
        return
    sentence = f"The Service {quote(backend.name)} has no port {cut(str(backend.port))}."
    yield one.found(backend.port_at, sentence, _fix(one, backend, services[0]))


def _has(service: FileObject, port: Any) -> bool:
    field = "name" if isinstance(port, str) else "port"
    ports = [one for _, one in service.items("spec", "ports")]
    # What a Service without ports, or of another host's name, leads to is not known here.
    return not ports or any(one.get(field) == port for one in ports)


def _fix(one: FileObject, backend: Backend, service: FileObject) -> FileFix | None:
    """The only port that there is."""
    ports = [port for _, port in service.items("spec", "ports")]
    value = ports[0].get("name" if isinstance(backend.port, str) else "port") if len(ports) == 1 else None
    if value is None:
        return None
    return one.fix(f"Lead to its only port, {cut(str(value))}.", set_(backend.port_at, value), is_safe=True)
