"""An amount of memory or CPU lacks its unit.

**Why** Memory without a unit is in bytes, and CPU in whole cores. No container starts in 512 bytes, and no node has
500 cores to spare.

**Example** `requests: {memory: 512, cpu: 500}`

**Use instead** `requests: {memory: 512Mi, cpu: 500m}`

**Fix** Assisted: adds Mi for memory, or m for CPU.

**See** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.core.int64 import INT64_MAX
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.lint.rule import CRITICAL, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

# Less memory than this is too little even for a program that only waits; few nodes have so many cores.
LEAST_BYTES, MANY_CORES = 1 << 20, 100
# Thousandths are written as round numbers; who wants a whole large node asks for what it has: 146 cores.
ROUND = 10
UNITS = {"cpu": "m", "memory": "Mi", "ephemeral-storage": "Mi"}
rule = Rule(__name__, CRITICAL, "resources", ("pod", "container", "init"))


def _amounts(pod: Subject) -> Iterator[tuple[FieldPath, str, object]]:
    """The amounts without a unit: the path, the name and the number."""
    holders = [(c.path, c.resources) for c in pod.planned]
    holders.append((SPEC, pod.resources))
    for path, resources in holders:
        for kind in ("requests", "limits") if resources else ():
            amounts = resources.get(kind) or {}
            for name, amount in amounts.items():
                if name in UNITS and _is_odd(name, amount) and not (name == "cpu" and _has_devices(amounts)):
                    yield path.child("resources", kind).key(name), name, amount


def _has_devices(amounts: Mapping[str, object]) -> bool:
    """Whether GPUs or the like are asked for, beside which a hundred cores may well be meant."""
    return any("/" in name for name in amounts)


def _is_odd(name: str, amount: object) -> bool:
    number = whole_number(str(amount), most=INT64_MAX, least=1)
    if number is None or name != "cpu":
        return number is not None and number < LEAST_BYTES
    return number >= MANY_CORES and number % ROUND == 0


def check(pod: Subject) -> Iterator[Finding]:
    for path, name, amount in _amounts(pod):
        unit = "cores" if name == "cpu" else "bytes"
        yield rule.found(path, f"Without a unit these are {amount} {unit}, which is hardly what is meant.")


def fix(pod: Subject, finding: Finding) -> Patch:
    unit = UNITS[str(finding.path[-1])]
    # A limit below its request is refused, so all of them change together.
    edits = [
        set_(path, f"{amount}{UNITS[name]}")
        for path, name, amount in _amounts(pod)
        if path[:-2] == finding.path[:-2] and name == finding.path[-1]
    ]
    return assisted(f"Write {unit} after the number.", *edits)
