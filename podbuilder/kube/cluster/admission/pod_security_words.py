"""What Pod Security says of a violation, in the server's own words.

Mirrors the CheckResult of each check, Kubernetes v1.36, pod-security-admission/policy: the reason, and behind it in
brackets the detail. Which fields offend is known from our own checks; here is only how the server tells them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from podbuilder.kube.cluster.admission.version_table import holds
from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import KINDS, container_name

Words = Callable[[Document, Sequence[FieldPath]], tuple[str, str]]
# The fields of a volume that upstream knows by name; any other one that is not allowed is "unknown".
KNOWN_VOLUMES = (
    *("hostPath", "gcePersistentDisk", "awsElasticBlockStore", "gitRepo", "nfs", "iscsi", "glusterfs", "rbd"),
    *("flexVolume", "cinder", "cephfs", "flocker", "fc", "azureFile", "vsphereVolume", "quobyte", "azureDisk"),
    *("photonPersistentDisk", "portworxVolume", "scaleIO", "storageos"),
)


def told(check: str, pod: Document, paths: Sequence[FieldPath], version: str) -> str:
    """A violation of a check at these paths of the pod, as the server of a version tells it."""
    words = WORDS[check]
    if words is _app_armor and holds("AppArmorIsAnnotated", version):
        words = _app_armor_annotations
    reason, detail = words(pod, paths)
    return f"{reason} ({detail})" if detail else reason


def _quoted(items: Iterable[str]) -> str:
    return ", ".join(f'"{one}"' for one in items)


def _plural(one: str, count: int, many: str = "") -> str:
    return one if count == 1 else many or f"{one}s"


def _containers(pod: Document, paths: Sequence[FieldPath]) -> list[str]:
    """The names of the containers that the paths lead into, each once, in the order of the checks."""
    places = dict.fromkeys(path[:3] for path in paths if path[1] in KINDS)
    return [container_name(pod, FieldPath(place)) or "" for place in places]


def _who(names: Sequence[str]) -> str:
    return f"{_plural('container', len(names))} {_quoted(names)}"


def _setters(pod: Document, paths: Sequence[FieldPath]) -> str:
    """The pod and its containers, as those who set a field."""
    names = _containers(pod, paths)
    of_pod = ["pod"] if any(path[1] == "securityContext" for path in paths) else []
    return " and ".join([*of_pod, *([_who(names)] if names else [])])


def _values(pod: Document, paths: Sequence[FieldPath]) -> list[str]:
    return sorted({str(document.get(pod, path, "")) for path in paths})


def _must(reason: str, what: str) -> Words:
    """A check that concerns containers alone."""
    return lambda pod, paths: (reason, f"{_who(_containers(pod, paths))} {what}")


def _must_not_set(reason: str, what: str) -> Words:
    """A check that concerns the pod and its containers."""
    return lambda pod, paths: (reason, f"{_setters(pod, paths)} must not set {what}")


def _app_armor(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    fields = [path for path in paths if path[0] == "spec"]
    annotations = sorted(f'{path[-1]}="{document.get(pod, path)}"' for path in paths if path[0] == "metadata")
    values = [*_values(pod, fields), *annotations]
    setters = [one for one in [_setters(pod, fields)] if one]
    if annotations:
        setters.append(_plural("annotation", len(annotations)))
    detail = f"{' and '.join(setters)} must not set AppArmor profile type to {_quoted(values)}"
    return _plural("forbidden AppArmor profile", len(values)), detail


def _app_armor_annotations(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    """Mirrors appArmorProfile_1_0, Kubernetes v1.29."""
    told = sorted(f'{path[-1]}="{document.get(pod, path)}"' for path in paths)
    return _plural("forbidden AppArmor profile", len(told)), ", ".join(told)


def _added(pod: Document, paths: Sequence[FieldPath]) -> str:
    names = _containers(pod, paths)
    return f"{_who(names)} must not include {_quoted(_values(pod, paths))} in securityContext.capabilities.add"


def _capabilities(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    kept = [path for path in paths if path[-1] == "drop"]
    added = [path for path in paths if path[-1] != "drop"]
    details = []
    if kept:
        details.append(f'{_who(_containers(pod, kept))} must set securityContext.capabilities.drop=["ALL"]')
    if added:
        details.append(_added(pod, added))
    return "unrestricted capabilities", "; ".join(details)


def _host_namespaces(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    return "host namespaces", ", ".join(f"{path[-1]}=true" for path in paths)


def _host_path(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    names = _volumes(pod, paths)
    return "hostPath volumes", f"{_plural('volume', len(names))} {_quoted(names)}"


def _volumes(pod: Document, paths: Sequence[FieldPath]) -> list[str]:
    return [document.get(pod, (*path[:3], "name"), "") for path in paths]


def _volume_types(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    names = _volumes(pod, paths)
    kinds = sorted({str(path[-1]) if path[-1] in KNOWN_VOLUMES else "unknown" for path in paths})
    uses = _plural("uses", len(names), "use")
    what = f"{_plural('restricted volume type', len(kinds))} {_quoted(kinds)}"
    return "restricted volume types", f"{_plural('volume', len(names))} {_quoted(names)} {uses} {what}"


def _host_ports(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    names, ports = _containers(pod, paths), _values(pod, paths)
    uses = _plural("uses", len(names), "use")
    return "hostPort", f"{_who(names)} {uses} {_plural('hostPort', len(ports))} {', '.join(ports)}"


def _hosts(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    reason, names, hosts = "probe or lifecycle host", sorted(set(_containers(pod, paths))), _values(pod, paths)
    uses = _plural("uses", len(names), "use")
    return reason, f"{_who(names)} {uses} {_plural(reason, len(hosts))} {_quoted(hosts)}"


def _proc_mount(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    who = _who(_containers(pod, paths))
    return "procMount", f"{who} must not set securityContext.procMount to {_quoted(_values(pod, paths))}"


def _run_as_non_root(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    explicit = [path for path in paths if document.get(pod, path) is False]
    if explicit:
        return "runAsNonRoot != true", f"{_setters(pod, explicit)} must not set securityContext.runAsNonRoot=false"
    return "runAsNonRoot != true", f"pod or {_who(_containers(pod, paths))} must set securityContext.runAsNonRoot=true"


def _se_linux(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    types = _values(pod, [path for path in paths if path[-1] == "type"])
    data = [f"{_plural('type', len(types))} {_quoted(types)}"] if types else []
    data += [f"{name} may not be set" for name in ("user", "role") if any(path[-1] == name for path in paths)]
    what = f"set forbidden securityContext.seLinuxOptions: {'; '.join(data)}"
    return "seLinuxOptions", f"{_setters(pod, paths)} {what}"


def _seccomp(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    field = "securityContext.seccompProfile.type"
    explicit = [path for path in paths if document.has(pod, path[:-1])]
    if explicit:
        values = _quoted(_values(pod, explicit))
        return "seccompProfile", f"{_setters(pod, explicit)} must not set {field} to {values}"
    who = _who(_containers(pod, paths))
    return "seccompProfile", f'pod or {who} must set {field} to "RuntimeDefault" or "Localhost"'


def _sysctls(pod: Document, paths: Sequence[FieldPath]) -> tuple[str, str]:
    return "forbidden sysctls", ", ".join(str(document.get(pod, path, "")) for path in paths)


WORDS: dict[str, Words] = {
    "allowPrivilegeEscalation": _must(
        "allowPrivilegeEscalation != false", "must set securityContext.allowPrivilegeEscalation=false"
    ),
    "appArmorProfile": _app_armor,
    "capabilities_baseline": lambda pod, paths: ("non-default capabilities", _added(pod, paths)),
    "capabilities_restricted": _capabilities,
    "hostNamespaces": _host_namespaces,
    "hostPathVolumes": _host_path,
    "hostPorts": _host_ports,
    "hostProbesAndHostLifecycle": _hosts,
    "privileged": _must("privileged", "must not set securityContext.privileged=true"),
    "procMount": _proc_mount,
    "procMount_restricted": _proc_mount,
    "restrictedVolumes": _volume_types,
    "runAsNonRoot": _run_as_non_root,
    "runAsUser": _must_not_set("runAsUser=0", "runAsUser=0"),
    "seLinuxOptions": _se_linux,
    "seccompProfile_baseline": _seccomp,
    "seccompProfile_restricted": _seccomp,
    "sysctls": _sysctls,
    "windowsHostProcess": _must_not_set("hostProcess", "securityContext.windowsOptions.hostProcess=true"),
}
