"""What a running program needs: memory, CPU, rights, places to write, and peace from Services' variables."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core import document
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import Patch, assisted, safe
from podbuilder.kube.manifest import Edit, remove_, set_
from podbuilder.kube.troubleshooting.situation import Fix, Situation, appended, doubled, own_volume

_GROUP = 1000
_PORTS = "net.ipv4.ip_unprivileged_port_start"
# The capability that allows what a program says it may not do.
_CAPABILITIES = {
    **dict.fromkeys(("iptables", "/dev/net/tun", "netlink", "ip link", "nftables", "ipset"), "NET_ADMIN"),
    **dict.fromkeys(("mlock", "lock memory"), "IPC_LOCK"),
    **dict.fromkeys(("chown", "ownership"), "CHOWN"),
    **dict.fromkeys(("setuid", "su:"), "SETUID"),
    **dict.fromkeys(("setgid", "setgroups"), "SETGID"),
    **dict.fromkeys(("ptrace", "strace"), "SYS_PTRACE"),
    **dict.fromkeys(("settime", "set date"), "SYS_TIME"),
    **dict.fromkeys(("ping", "raw socket"), "NET_RAW"),
}
_SHELLS = {"sh", "bash", "/bin/sh", "/bin/bash"}


def more_memory(one: Situation) -> Iterator[Patch]:
    """Twice the memory, as limit and as request."""
    resources = one.container.child("resources")
    limit = resources.child("limits").key("memory")
    twice = doubled(one.get(limit), "8Mi")
    if not twice or not one.is_as_told(limit):
        return
    edits = [set_(limit, twice)]
    if one.get(request := resources.child("requests").key("memory")) is not None:
        edits.append(set_(request, twice))
    yield assisted(f"Give it {twice} of memory.", *edits)


def more_cpu(one: Situation) -> Iterator[Patch]:
    """No limit on CPU that slows it down while it starts."""
    limit = one.container.child("resources", "limits").key("cpu")
    twice = doubled(one.get(limit), "500m")
    if twice and one.is_as_told(limit):
        yield assisted(f"Give it {twice} of CPU.", set_(limit, twice))


def group(one: Situation) -> Iterator[Patch]:
    """A group to which the volumes' files belong."""
    context = SPEC.child("securityContext")
    if one.get(context.child("fsGroup")) is None and document.listed(one.pod, SPEC.child("volumes")):
        user = one.get(one.container.child("securityContext", "runAsUser"), one.get(context.child("runAsUser")))
        number = user if isinstance(user, int) and user > 0 else _GROUP
        make = safe if number == user else assisted
        yield make(f"Let the volumes belong to group {number}.", set_(context.child("fsGroup"), number))


def place_to_write(one: Situation) -> Iterator[Patch]:
    """An empty volume where the program wants to write."""
    told = one.found(r"(/[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+){0,12})")
    folder = (told[1].rpartition("/")[0] if told and told[1].count("/") > 1 else told[1] if told else "") or "/tmp"  # noqa: S108 - in the container
    mounts = [document.get(m, ("mountPath",)) for m in document.listed(one.pod, one.container.child("volumeMounts"))]
    if folder not in mounts:
        yield safe(f"Let it write to {folder}.", *own_volume(one.pod, one.container, "scratch", folder))


def low_ports(one: Situation) -> Iterator[Patch]:
    """A pod in which every user may listen on every port."""
    path = SPEC.child("securityContext", "sysctls")
    names = [document.get(item, ("name",)) for item in document.listed(one.pod, path)]
    if _PORTS not in names and one.get(SPEC.child("hostNetwork")) is not True:
        yield safe("Let every user listen on every port.", appended(one.pod, path, {"name": _PORTS, "value": "0"}))


def capability(one: Situation) -> Iterator[Patch]:
    """The one capability that the program's words name."""
    wanted = next((name for words, name in _CAPABILITIES.items() if words in one.text.lower()), "")
    path = one.container.child("securityContext", "capabilities", "add")
    if wanted and wanted not in document.listed(one.pod, path):
        yield assisted(f"Add the capability {wanted}.", appended(one.pod, path, wanted))


def without_links(one: Situation) -> Iterator[Patch]:
    """A pod without variables for the namespace's Services."""
    path = SPEC.child("enableServiceLinks")
    if one.get(path) is not False:
        yield safe("Make no variables for Services.", set_(path, False))


def own_network(one: Situation) -> Iterator[Patch]:
    """A pod with a network of its own, in which all ports are free."""
    edits: list[Edit] = [remove_(SPEC.child("hostNetwork"))]
    for index, container in enumerate(document.listed(one.pod, SPEC.child("containers"))):
        ports = SPEC.child("containers").index(index).child("ports")
        edits += [
            remove_(ports.index(at).child("hostPort"))
            for at, port in enumerate(document.listed(container, ("ports",)))
            if document.has(port, ("hostPort",))
        ]
    if one.get(SPEC.child("hostNetwork")) is True:
        yield assisted("Give the pod a network of its own.", *edits)


def stays(one: Situation) -> Iterator[Patch]:
    """A shell that has something to wait for, or a pod that may end."""
    words = one.words("command")
    if set(words) <= _SHELLS and len(words) == 1 and not one.words("args"):
        yield assisted("Let it wait.", set_(one.container.child("command"), ["sleep", "infinity"]))
    elif one.get(SPEC.child("restartPolicy"), "Always") == "Always" and one.pod.get("kind") == "Pod":
        yield assisted("Let the pod end.", set_(SPEC.child("restartPolicy"), "OnFailure"))


FIXES: dict[str, Fix] = {
    "oom-killed": more_memory,
    "cpu-throttled": more_cpu,
    "file-permission": group,
    "read-only-root": place_to_write,
    "privileged-port": low_ports,
    "capability-missing": capability,
    "service-env-clash": without_links,
    "port-in-use": own_network,
    "process-completes": stays,
}
