"""The pod around its containers: its name and labels, its network, and what its containers share."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, different, left, nothing
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.exporters.engine_run.container_export import ContainerExport
from podbuilder.kube.exporters.shell_text import fits_shell

_OS, _ARCH = "kubernetes.io/os", "kubernetes.io/arch"
_ROOT_DOMAIN = "."
_METADATA = ROOT.child("metadata")


def add_names(one: ContainerExport) -> None:
    """Its name, and the labels and annotations of the pod, which the main container has."""
    whole = one.whole
    name = whole.name_of(one.visited)
    one.flag("name", name)
    is_same = one.get("name") == name
    says = f"It is {name} there: the pod's name in it keeps it apart from those of other pods."
    one.say(one.at("name"), carried("--name") if is_same else different("--name", says))
    if not one.is_main:
        return
    for key, value in (whole.source.metadata.get("labels") or {}).items():
        path = _METADATA.child("labels").key(key)
        one.carry(path, "label", f"{key}={value}", different("--label", "Nothing selects by it there."))
    for key, value in (whole.source.metadata.get("annotations") or {}).items():
        if fits_shell(value):
            one.carry(_METADATA.child("annotations").key(key), "annotation", f"{key}={value}")


def add_network(one: ContainerExport) -> None:
    """Whose network, processes and memory it uses."""
    _share(one)
    for field, name in (("hostPID", "pid"), ("hostIPC", "ipc")):
        if one.spec.get(field):
            one.carry(SPEC.child(field), name, "host")
        elif one.spec.get(field) is False:
            one.say(SPEC.child(field), nothing("So it is anyway."))
    if one.has_network:
        _hosts(one)
    _node(one)


def _share(one: ContainerExport) -> None:
    whole, spec = one.whole, one.spec
    main = whole.name_of(whole.main) if whole.main else ""
    is_pod = one.is_podman and bool(whole.others)
    if is_pod and not one.is_init:
        one.flag("pod", f"new:{whole.source.name}" if one.is_main else whole.source.name)
    elif not one.has_network:
        one.flag("network", f"container:{main}")
    if one.has_network and spec.get("hostNetwork"):
        one.carry(SPEC.child("hostNetwork"), "network", "host")
    elif spec.get("hostNetwork") is False:
        one.say(SPEC.child("hostNetwork"), nothing("So it is anyway."))
    shared = spec.get("shareProcessNamespace")
    path = SPEC.child("shareProcessNamespace")
    if shared and not whole.others and one.is_main:
        one.carry(
            path, "init", None, different("--init", "A small program reaps children, as the pod's pause process does.")
        )
    elif shared and not one.has_network:
        one.carry(path, "pid", f"container:{main}")
    elif shared is False:
        one.say(path, nothing("So it is anyway."))


def _hosts(one: ContainerExport) -> None:
    spec = one.spec
    if spec.get("hostname"):
        one.carry(SPEC.child("hostname"), "hostname", spec["hostname"])
    for number, alias in enumerate(spec.get("hostAliases") or []):
        address = alias.get("ip", "")
        for name in alias.get("hostnames") or []:
            one.flag("add-host", f"{name}:{address}")
        one.say(SPEC.child("hostAliases").index(number), carried("--add-host"))
    config = spec.get("dnsConfig") or {}
    for field, flag in (("nameservers", "dns"), ("searches", "dns-search")):
        for number, value in enumerate(config.get(field) or []):
            if value == _ROOT_DOMAIN:
                says = "For an engine it means that there are no search domains at all."
                one.say(SPEC.child("dnsConfig", field).index(number), left(says))
                continue
            one.carry(SPEC.child("dnsConfig", field).index(number), flag, value)
    for number, option in enumerate(config.get("options") or []):
        value = option.get("value")
        text = option.get("name", "") + ("" if value is None else f":{value}")
        one.carry(SPEC.child("dnsConfig", "options").index(number), "dns-option", text)
    if spec.get("dnsPolicy") or spec.get("hostNetwork"):
        one.say(SPEC.child("dnsPolicy"), _policy(spec))


def _policy(spec: dict[str, Any]) -> Note:
    policy = spec.get("dnsPolicy", "ClusterFirst")
    if policy == "ClusterFirst" and spec.get("hostNetwork"):
        return nothing("With the network of the host, its name servers are asked, as in a cluster.")
    if policy == "Default":
        return nothing("An engine gives containers the name servers of its machine.")
    if policy == "None":
        return nothing("The servers of --dns take the place of the machine's name servers.")
    return left("There is no cluster whose names could be found; --network puts containers into one network.")


def _node(one: ContainerExport) -> None:
    selector = one.spec.get("nodeSelector") or {}
    platform = [selector[name] for name in (_OS, _ARCH) if name in selector]
    if platform:
        one.flag("platform", "/".join(platform))
    for name in (_OS, _ARCH):
        if name in selector:
            one.say(SPEC.child("nodeSelector").key(name), carried("--platform"))
    runtime = one.spec.get("runtimeClassName")
    if runtime:
        says = "A runtime of this name has to be set up on the machine."
        one.carry(SPEC.child("runtimeClassName"), "runtime", runtime, different("--runtime", says))
