"""The kubectl commands that belong to a manifest, with its own names in them."""

from __future__ import annotations

import re

from podbuilder.kube.core import document
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_name import file_name

# Names with anything else in them would need quoting in a shell, and no server accepts them anyway.
PLAIN = re.compile(r"[A-Za-z0-9][-A-Za-z0-9._]*")


def apply_command(manifest: Manifest) -> str:
    """What creates or updates the object from its file."""
    return f"kubectl apply{_where(manifest)} -f {file_name(manifest)}.yaml"


def _where(manifest: Manifest) -> str:
    namespace = document.get(manifest.object, ("metadata", "namespace"))
    return f" -n {_plain(namespace, 'NAMESPACE')}" if namespace else ""


def commands_for(manifest: Manifest) -> list[tuple[str, str]]:
    """What to run, in pairs: the purpose, and the command."""
    name, file = _plain(manifest.name, "NAME"), f"{file_name(manifest)}.yaml"
    where, kind = _where(manifest), manifest.kind.lower()
    thing = name if kind == "pod" else f"{kind}/{name}"
    commands = [
        ("Check it with the server, without changing anything", f"kubectl apply --dry-run=server{where} -f {file}"),
        ("Create or update it", apply_command(manifest)),
        ("See its status", f"kubectl get {kind}{where} {name} -o wide"),
        ("See what happened to it", f"kubectl describe {kind}{where} {name}"),
        ("Read its logs", f"kubectl logs{where} {thing} --all-containers --follow"),
        ("Open a shell in it", f"kubectl exec{where} -it {thing} -- /bin/sh"),
    ]
    port = _first_port(manifest)
    if port:
        commands.append(("Reach it from this machine", f"kubectl port-forward{where} {thing} {_local(port)}:{port}"))
    commands.append(("Delete it", f"kubectl delete{where} -f {file}"))
    return commands


def _plain(text: object, otherwise: str) -> str:
    return text if isinstance(text, str) and PLAIN.fullmatch(text) else otherwise


def _first_port(manifest: Manifest) -> int | None:
    spec = manifest.pod.get("spec")
    containers = spec.get("containers") if isinstance(spec, dict) else None
    for container in containers if isinstance(containers, list) else ():
        ports = container.get("ports") if isinstance(container, dict) else None
        for port in ports if isinstance(ports, list) else ():
            number = port.get("containerPort") if isinstance(port, dict) else None
            if type(number) is int and 0 < number < 65536:
                return number
    return None


def _local(port: int) -> int:
    """A port on one's own machine that can be opened without root."""
    return port if port > 1023 else 8000 + port
