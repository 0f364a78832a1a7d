"""What a person would change, where the words of a cause and the rest of the paste tell more than its label does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from podbuilder.kube.core.lazy_pattern import lazy_pattern
from podbuilder.kube.troubleshooting.fact import FactKind, Facts
from podbuilder.kube.troubleshooting.paste_lines import squeezed

_CONTAINER = "spec.containers[0]"
_PROBES = (("liveness", "livenessProbe"), ("readiness", "readinessProbe"), ("startup", "startupProbe"))
# One control of Pod Security that is violated: `runAsUser=0 (container "app" must not set runAsUser=0)`.
_MUST_SET = lazy_pattern(r"must (?:not )?set (?:securityContext\.)?([A-Za-z.]{3,60})", re.ASCII)
_SHORT = lazy_pattern(r"Insufficient (cpu|memory|ephemeral-storage)\b", re.ASCII)
# What a quota counts: `limits.cpu`, `requests.memory`, and `cpu`, which are requests.
_ASKED = lazy_pattern(r"(?<![.\w])(limits|requests|cpu|memory)\b", re.ASCII)
_LIMITS_OR_REQUESTS = {"cpu": "requests", "memory": "requests"}
# Two containers of one pod seldom both want a port below 1024: on the node's own network somebody else has it.
_OF_HOST = lazy_pattern(r"(?:[:\]]|port )\d{1,3}\b(?!\.)", re.IGNORECASE | re.ASCII)
# Where fsGroup does not help: what lies there is of the image, and only its user may write it.
_OF_IMAGE = lazy_pattern(
    r"[ '\"`:](?:/(?:etc|usr|bin|sbin|root|opt|run|var/run|home|proc|dev|app)/|/[\w.-]{1,60}['\"`: ])"
)
_MISSING_MOUNT = lazy_pattern(r"volumeMounts\[\d{1,4}\]\.name: Not found: \\?\"([\w.-]{1,63})")
# A program that images start themselves with.
_ENTRYPOINT = lazy_pattern(r"[\"'`/](?:docker-)?entry-?point[\w.-]{0,40}[\"'`: ]", re.IGNORECASE)
# On the node these belong to a program or to the kernel: an empty folder in their place would not help.
_OF_NODE = lazy_pattern(
    r"(?:socket file|character device|block device|\.sock\b|docker|containerd|crio|kubelet| /(?:dev|sys|proc)/)"
)
_HOST_PATHS = lazy_pattern(r"(?:check failed:|: open|: stat) (/[^\s:]{0,200})")
_OBJECT_NAMED = lazy_pattern(r"(?:configmap|secret)s? \\?[\"']?([a-z0-9][a-z0-9.-]{0,252})", re.IGNORECASE)
_PROGRAM = lazy_pattern(r"exec: \\?[\"'`]([^\"'`]{1,200})|executable file [`'\"]([^`'\"]{1,200})")
_FLAG = lazy_pattern(r"--?[A-Za-z][\w-]{0,60}")
_MISSING_FILE = lazy_pattern(r"(?i)no such file|file .{0,120}not found|cannot find|could not find")


class Told(NamedTuple):
    """What is told of a cause: the words of its first facts, the whole paste, and the container it is about."""

    texts: tuple[str, ...]
    paste: Facts
    place: str

    @property
    def first(self) -> str:
        """The words of the fact that says it first."""
        return self.texts[0]

    @property
    def all(self) -> str:
        """All of these words."""
        return "\n".join(self.texts)

    def has(self, *phrases: str) -> bool:
        """Whether some line of the paste says all of these phrases."""
        return bool(self.paste.saying(*map(squeezed, phrases)))

    def value(self, *names: str) -> str:
        """What the paste shows of a field, all of its places together; "" where it shows none."""
        return " ".join(fact.text for fact in self.paste.of(FactKind.FIELD, *names))


Rule = Callable[[str, Told], str]


def exact_field(label: str, field: str, told: Told) -> str:
    """The field of a cause, more exactly where its facts or the rest of the paste tell it."""
    probe = next((probe for name, probe in _PROBES if f"{name} probe" in told.first.lower()), "")
    if probe and label != "probe-too-early":
        field = field.replace("livenessProbe", probe).replace("readinessProbe", probe)
    rule = _RULES.get(label)
    return rule(field, told) if rule else field


def _key(resource: str) -> str:
    return f"[{resource}]" if "-" in resource else f".{resource}"


def _probe_too_early(field: str, told: Told) -> str:
    """A startup probe helps what a probe kills; what is only not ready is a matter of the probe that says so."""
    killed = told.has("failed liveness probe") or told.has("failed startup probe") or told.has("will be restarted")
    restarted = any(fact.count for fact in told.paste.of(FactKind.STATUS)) or told.has("CrashLoopBackOff")
    named = [probe for name, probe in _PROBES if f"{name} probe failed" in told.all.lower()]
    if killed or not named or (restarted and "readinessProbe" not in named[:1]):
        return field
    return f"{_CONTAINER}.{named[0]}"


def _pod_security(field: str, told: Told) -> str:
    controls = set(_MUST_SET.findall(told.first))
    return f"{field}.{controls.pop()}" if len(controls) == 1 else field


def _quota(field: str, told: Told) -> str:
    """What a quota asks of a pod, or what the pod asked for: not what is used and how much there may be."""
    _, _, must = told.first.partition("must specify")
    asked = must or told.first.partition("requested:")[2].partition(" used:")[0]
    kinds = {_LIMITS_OR_REQUESTS.get(kind, kind) for kind in _ASKED.findall(asked)}
    return f"{field}.{kinds.pop()}" if len(kinds) == 1 else field


def _insufficient(field: str, told: Told) -> str:
    """The resource that is short; where the paste shows limits only, which are the requests too, the limit."""
    short = set(_SHORT.findall(told.first))
    if not short:
        short = {name for name in ("cpu", "memory") if told.value(name)}
    if told.has("limits:") and not told.has("requests:"):
        field = field.replace("requests", "limits")
    return f"{field}{_key(short.pop())}" if len(short) == 1 else field


def _file_permission(field: str, told: Told) -> str:
    if "chown" in told.first or "changing ownership" in told.first:
        # An init container that gives files to the program's user must be root itself.
        return f"{told.place}.securityContext" if "init" in told.place else field
    return field.replace("fsGroup", "runAsUser") if _OF_IMAGE.search(told.first) else field


def _port_in_use(field: str, told: Told) -> str:
    return "spec.hostNetwork" if _OF_HOST.search(told.first) else field


def _invalid_spec(field: str, told: Told) -> str:
    """One name that several mounts miss is a volume that nobody wrote; one that one misses is a slip of that mount."""
    missing = _MISSING_MOUNT.findall(told.first)
    return "spec.volumes" if len(missing) > len(set(missing)) else field


def _csi_driver(field: str, told: Told) -> str:
    """A volume that a claim brought is mounted by MountDevice first: only one of the pod's own gets as far as SetUpAt.

    Mirrors csiPlugin.CanDeviceMount, kubernetes v1.36, pkg/volume/csi.
    """
    of_pod = re.search(r"(?i)setupat|volume mode .{0,4}Ephemeral", told.all)
    return f"{field}.csi.driver" if of_pod and "MountDevice" not in told.all else field


def _host_path(field: str, told: Told) -> str:
    """The type, where a folder or file would do that is made; the path, where something is asked of this node."""
    if field.endswith(".type"):
        paths = set(_HOST_PATHS.findall(told.all))
        return field.removesuffix(".type") if len(paths) > 1 or _OF_NODE.search(told.all) else field
    # The kubelet looks at a volume's folder itself only where it has to make a subPath in it.
    # Mirrors makeMounts, kubernetes v1.36, pkg/kubelet/kubelet_pods.go.
    by_kubelet = re.search(r"(?:Error:|CreateContainerConfigError:?) \\?\"?l?stat /", told.all)
    return f"{_CONTAINER}.volumeMounts[0].subPath" if by_kubelet else field


def _not_executable(field: str, told: Told) -> str:
    """The image's own start script is mended in the image, unless the pod names it."""
    is_own = _ENTRYPOINT.search(told.first) and "entrypoint" not in told.value("command", "args")
    return f"{_CONTAINER}.image" if is_own else field


def _by_command(field: str, told: Told) -> str:
    """The one of command and args in which the paste shows what is wrong, or the only one that it shows."""
    command, args = told.value("command"), told.value("args")
    program = _PROGRAM.search(told.first)
    words = [one for one in program.groups() if one] if program else _FLAG.findall(told.first)
    in_command, in_args = (any(word in value for word in words) for value in (command, args))
    if in_command != in_args:
        return f"{_CONTAINER}.{'command' if in_command else 'args'}"
    if bool(command) != bool(args):
        return f"{_CONTAINER}.{'command' if command else 'args'}"
    return field


def _selector(field: str, told: Told) -> str:
    """What rules nodes out: an affinity, where the paste shows that there is no selector."""
    shown = told.paste.of(FactKind.FIELD, "nodeselectors", "nodeselector")
    is_none = any(fact.text.partition(" ")[0] in ("<none>", "") for fact in shown) or (
        not shown and told.value("nodeaffinity")
    )
    return "spec.affinity.nodeAffinity" if field == "spec.nodeSelector" and is_none else field


def _object(field: str, told: Told) -> str:
    """A variable, or all keys of the object at once, as the paste shows it."""
    named = _OBJECT_NAMED.search(told.first)
    kind = "configMap" if "configMap" in field else "secret"
    if not named or ".env[0]" not in field:
        return field
    at_once = told.has(f"{named[1]} {kind}", "Optional:") or named[1] in told.value("envfrom").split()
    return f"{_CONTAINER}.envFrom[0].{kind}Ref.name" if at_once else field


def _setting(field: str, told: Told) -> str:
    """A file that is not there is mounted, not set as a variable."""
    return f"{_CONTAINER}.volumeMounts" if _MISSING_FILE.search(told.first) else field


def _dependency(field: str, told: Told) -> str:
    """An init container that waits for something has its address in its command."""
    return f"{_CONTAINER}.command" if "init" in told.place else field


_RULES: dict[str, Rule] = {
    "probe-too-early": _probe_too_early,
    "pod-security-denied": _pod_security,
    "quota-denied": _quota,
    "insufficient-resources": _insufficient,
    "file-permission": _file_permission,
    "port-in-use": _port_in_use,
    "invalid-spec": _invalid_spec,
    "csi-driver-missing": _csi_driver,
    "host-path-missing": _host_path,
    "command-not-executable": _not_executable,
    "command-not-found": _by_command,
    "app-bad-arguments": _by_command,
    "process-completes": _by_command,
    "node-selector-mismatch": _selector,
    "configmap-missing": _object,
    "secret-missing": _object,
    "app-missing-setting": _setting,
    "app-dependency-unreachable": _dependency,
}
