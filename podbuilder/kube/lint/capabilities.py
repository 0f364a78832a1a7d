"""Which rule reports an added capability: only the most serious one that applies."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.capability_names import BASELINE, RESTRICTED
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.subject import Container, Subject

ALL = "ALL"
DANGEROUS = {
    ALL: "grants every capability and is nearly the same as being privileged",
    "BPF": "lets it load programs into the kernel",
    "DAC_READ_SEARCH": "lets it read every file, including the node's",
    "MAC_ADMIN": "lets it change the rules of mandatory access control",
    "MAC_OVERRIDE": "lets it ignore mandatory access control",
    "NET_ADMIN": "lets it change routes, firewalls and interfaces",
    "PERFMON": "lets it watch other processes through the kernel's performance counters",
    "SYS_BOOT": "lets it restart the node",
    "SYS_PTRACE": "lets it read and change other processes",
    "SYS_RAWIO": "lets it reach devices and memory directly",
}
OWN_RULES = {
    "SYS_ADMIN": "capability-sys-admin",
    "SYS_MODULE": "capability-sys-module",
    "NET_RAW": "capability-net-raw-added",
}


def rule_for(name: str) -> str:
    """The id of the rule that reports a capability; "" if nothing is wrong with it."""
    if name in OWN_RULES:
        return OWN_RULES[name]
    if name in DANGEROUS:
        return "capabilities-dangerous"
    if name not in BASELINE:
        return "capabilities-add-beyond-default"
    return "" if name == RESTRICTED else "capabilities-add-beyond-net-bind"


def added(pod: Subject, rule: str) -> Iterator[tuple[Container, FieldPath, str]]:
    """The added capabilities that a rule reports: the container, the path, the plain name."""
    for container in pod.linux:
        for path, _, name in container.added() if container.capabilities else ():
            if rule_for(name) == rule:
                yield container, path, name


def drops(container: Container, name: str) -> bool:
    """Whether a container drops a capability, by name or with ALL, in any spelling."""
    dropped = {text.upper().removeprefix("CAP_") for text in container.capabilities.get("drop") or ()}
    return bool(dropped & {name, ALL})
