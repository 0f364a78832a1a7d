"""A request or limit is outside the bounds that your team allows.

**Why** A container that asks for half a node is hard to place; one that asks for almost nothing is usually a
mistake, such as `1m` instead of `1`.

**Example** `limits: {cpu: 64}` although 8 is the most.

**Use instead** An amount within the bounds.

**Fix** Assisted: proposes the bound.

**See** https://kubernetes.io/docs/concepts/policy/limit-range/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject, quantity
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "resources",
    ("container", "init"),
    default=False,
    foreign={
        "kube-linter": ("unset-cpu-requirements", "unset-memory-requirements"),
        "kubescape": ("C-0004", "C-0050"),
    },
    needs=("smallest_cpu", "largest_cpu", "smallest_memory", "largest_memory"),
)


def _bounds(pod: Subject) -> dict[str, tuple[str, str]]:
    s = pod.settings
    return {"cpu": (s.smallest_cpu, s.largest_cpu), "memory": (s.smallest_memory, s.largest_memory)}


def _better(bounds: tuple[str, str], text: Any) -> str:
    """The bound that an amount violates; "" if none."""
    amount, (low, high) = quantity(text), bounds
    least, most = quantity(low or None), quantity(high or None)
    if amount is None:
        return ""
    if least is not None and amount < least:
        return low
    return high if most is not None and amount > most else ""


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        for side in ("requests", "limits"):
            for name, bounds in _bounds(pod).items():
                text = (c.resources.get(side) or {}).get(name)
                bound = _better(bounds, text)
                if bound:
                    path = c.path.child("resources", side).key(name)
                    what = f"a {name.replace('cpu', 'CPU')} {side.removesuffix('s')} of {text}"
                    yield rule.found(path, f"{c.title} has {what}, which is outside your team's bound of {bound}.")


def fix(pod: Subject, finding: Finding) -> Patch | None:
    side, name = str(finding.path[-2]), str(finding.path[-1])
    resources = pod.container_at(finding.path).resources
    if pod.resources:
        # What the pod as a whole has limits what each container can have.
        return None
    bound = _better(_bounds(pod)[name], resources[side][name])
    other = "limits" if side == "requests" else "requests"
    # A request must not exceed its limit, so the other one changes, too.
    less, more = quantity(bound), quantity((resources.get(other) or {}).get(name))
    if other == "requests":
        less, more = more, less
    both = less is not None and more is not None and less > more
    paths = [finding.path, finding.path.parent.parent.child(other).key(name)] if both else [finding.path]
    return assisted("Keep to the bound.", *(set_(path, bound) for path in paths))
