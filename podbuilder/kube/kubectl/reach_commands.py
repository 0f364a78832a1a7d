"""Commands that reach a pod's ports from one's own machine, and those that tell what it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from podbuilder.kube.core import document
from podbuilder.kube.core.label_selector import matches
from podbuilder.kube.core.limits import SHOWN_COMMANDS
from podbuilder.kube.kubectl.pod_command import Filter, PodCommand
from podbuilder.kube.kubectl.pod_target import INERT, PodTarget, is_usable, name_of
from podbuilder.kube.manifest.neighbours import agree, has_neighbours, namespace_of, objects_of

_SERVICE = re.compile("Service")
_PROXY_PORT = 8001
# Below it, a port is for root.
_FIRST_FREE = 1024
_TOP = "Needs the metrics server in the cluster."


def reach_commands(target: PodTarget) -> Iterator[PodCommand]:
    """Each port by itself, then all of them; kubectl forwards TCP alone."""
    if target.can(INERT):
        return
    ports: dict[int, tuple[str, str]] = {}
    for one in target.few(target.apps):
        for port in one.ports:
            if port.protocol == "TCP" and 0 < port.number < 65536:
                ports.setdefault(port.number, (name_of(one), port.name))
    numbers = list(ports)[:SHOWN_COMMANDS]
    taken: set[int] = set()
    pairs = [f"{_local(number, taken)}:{number}" for number in numbers]
    forward = ("kubectl", "port-forward", *target.where, target.any_pod)
    for place, (number, pair) in enumerate(zip(numbers, pairs, strict=True)):
        container, name = ports[number]
        what = f"port {number} of {container}" + (f" ({name})" if name else "")
        expect = f"It is at localhost:{pair.partition(':')[0]} as long as the command runs."
        yield PodCommand((*forward, pair), f"Reach {what}", expect, container, is_main=place == 0)
    if len(numbers) > 1:
        yield PodCommand((*forward, *pairs), "Reach all of its ports at once")
    for service, number in islice(_services(target), SHOWN_COMMANDS):
        yield PodCommand(
            ("kubectl", "port-forward", *target.where, f"service/{service}", f"{_local(number, taken)}:{number}"),
            f"Reach it as the Service {service} does",
            "kubectl takes one pod that the Service selects; it does not go through the Service itself.",
        )
    if numbers:
        yield _proxy(target, numbers[0])
        yield PodCommand(
            ("kubectl", "get", "services,endpointslices", *target.where),
            "See which Services have which pods behind them",
            "A pod that is not ready is behind none.",
        )


def _services(target: PodTarget) -> Iterator[tuple[str, int]]:
    """Name and TCP ports of the Services in the same file that select the pod."""
    manifest = target.manifest
    labels = document.mapping_at(manifest.pod, ("metadata", "labels"))
    for one in objects_of(manifest.tree.source, _SERVICE) if has_neighbours(manifest) else ():
        name, selector = document.get(one, ("metadata", "name")), document.get(one, ("spec", "selector"))
        if one.get("kind") != "Service" or not (isinstance(selector, dict) and selector and is_usable(name)):
            continue
        if agree(namespace_of(one), namespace_of(manifest.object)) and matches({"matchLabels": selector}, labels):
            for port in document.listed(one, ("spec", "ports")):
                number = document.get(port, ("port",))
                if type(number) is int and document.get(port, ("protocol",), "TCP") == "TCP":
                    yield name, number


def _local(number: int, taken: set[int]) -> int:
    """A port on one's own machine that can be opened without root, and that no other of the pod's ports has."""
    local = number if number >= _FIRST_FREE else 8000 + number
    while local in taken:
        local = local + 1 if local < 65535 else _FIRST_FREE
    taken.add(local)
    return local


def _proxy(target: PodTarget, port: int) -> PodCommand:
    at = f"http://localhost:{_PROXY_PORT}/api/v1/namespaces/{target.namespace}/pods/{target.pod}:{port}/proxy/"
    return PodCommand(
        ("kubectl", "proxy", f"--port={_PROXY_PORT}"),
        "Reach it through the API server",
        f"While it runs, the pod is at {at}",
    )


def usage_commands(target: PodTarget) -> Iterator[PodCommand]:
    """What the pod uses, and what it may use."""
    if target.can(INERT):
        return
    top = ("kubectl", "top", "pod", *target.where)
    yield PodCommand((*top, target.pod), "See what the pod uses", _TOP)
    yield PodCommand((*top, target.pod, "--containers"), "See what each container uses", _TOP)
    if target.selector:
        yield PodCommand((*top, *target.selector, "--sort-by=memory"), "See what all its pods use", _TOP)
    yield PodCommand(("kubectl", "top", "node"), "See what the nodes use", _TOP)
    yield PodCommand(
        ("kubectl", "describe", "pod", *target.where, target.pod),
        "Cut the limits out of what describe prints",
        filter=Filter("grep -A 5 Limits", "Select-String Limits -Context 0,5"),
    )
