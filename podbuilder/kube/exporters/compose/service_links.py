"""How the services of a pod belong together: what they wait for, by which names they are found, how many there are."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import Note, carried, different, left, nothing
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import Visited
from podbuilder.kube.exporters.compose.flag_keys import Keys
from podbuilder.kube.exporters.engine_run.container_export import ContainerExport, PodExport
from podbuilder.kube.exporters.service_ports import services_of

_REPLICAS = FieldPath(("spec", "replicas"))
_FOUND = "Other services find it by this name."


def add_links(one: ContainerExport, keys: Keys) -> None:
    """What a service waits for; of the main one also its names and its number."""
    before = _before(one.whole, one.visited)
    if before:
        keys["depends_on"] = {one.whole.name_of(before): {"condition": "service_completed_successfully"}}
    if one.is_main:
        _add_names(one, keys)
        note = _replicas(one, keys)
        if note:
            one.whole.report.workload_notes[_REPLICAS] = note


def _before(export: PodExport, visited: Visited) -> Visited | None:
    """The init container that ends before a container starts; those beside the main one start after it anyway."""
    inits = export.source.init_containers
    if visited == export.main:
        return inits[-1] if inits else None
    number = inits.index(visited) if visited in inits else 0
    return inits[number - 1] if number else None


def _add_names(one: ContainerExport, keys: Keys) -> None:
    """The names of Services that lead to the pod."""
    own, aliases = one.whole.name_of(one.visited), []
    for service in services_of(one.whole.file, one.whole.source):
        if service.name == own or one.spec.get("hostNetwork"):
            note = (
                different("services", _FOUND) if service.name == own else left("The network of the host has no names.")
            )
        else:
            aliases.append(service.name)
            note = different("networks", _FOUND)
        one.whole.used.setdefault(("Service", service.name), note)
    if aliases:
        keys["networks"] = {"default": {"aliases": aliases}}


def _replicas(one: ContainerExport, keys: Keys) -> Note | None:
    manifest = one.whole.source.manifest
    number = document.get(manifest.object, ("spec", "replicas")) if manifest.is_template else None
    if type(number) is not int or number < 0:
        return None
    if number == 1:
        return nothing("So it is anyway.")
    if number and one.whole.others:
        return left("There is one of each: the containers beside it share the network of a single one.")
    if number and ("ports" in keys or one.spec.get("hostNetwork")):
        return left("There is one, since a port of the machine leads to a single container.")
    keys.setdefault("deploy", {})["replicas"] = number
    return carried("deploy.replicas")
