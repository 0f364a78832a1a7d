"""A host port keeps new pods from starting beside the old ones.

**Why** A port of a node serves one pod. A rollout that starts the new pod first waits forever for the port of the old
one, on every node that has one.

**Example** A DaemonSet with `hostPort: 80` and `maxSurge: 1`.

**Use instead** `maxSurge: 0` and `maxUnavailable: 1`, or a Service instead of the host port.

**Fix** None here: how many pods may be missing in a rollout is yours to say.

**See** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.lint.rule import WARNING, Rule
from podbuilder.kube.lint.subject import Item, Subject

# The field of each kind that says how a rollout goes, and how many pods it starts in advance by default.
STRATEGIES = {"DaemonSet": ("updateStrategy", 0), "Deployment": ("strategy", "25%")}
rule = Rule(__name__, WARNING, "reliability", ("container",))


def _host_port(pod: Subject) -> Item | None:
    ports = (port for c in pod.lasting for port in c.items("ports"))
    return next((p for p in ports if p.fields.get("hostPort") or pod.spec.get("hostNetwork")), None)


def check(pod: Subject) -> Iterator[Finding]:
    kind = pod.around.kind
    if kind not in STRATEGIES:
        return
    field, default = STRATEGIES[kind]
    strategy = pod.around.mapping("spec", field)
    rolling: Any = pod.around.mapping("spec", field, "rollingUpdate")
    surge, least = rolling.get("maxSurge", default), rolling.get("maxUnavailable", "25%")
    # A Deployment whose pods may be missing makes room for new ones by stopping old ones.
    waits = str(surge) not in ("0", "0%") and (kind == "DaemonSet" or str(least) in ("0", "0%"))
    port = _host_port(pod) if strategy.get("type", "RollingUpdate") == "RollingUpdate" and waits else None
    if port is not None:
        message = "A rollout starts the new pod first, which waits for the node's port that the old one holds."
        place = FieldPath(("spec", field, "rollingUpdate", "maxSurge"))
        yield rule.found(port.path.child("hostPort"), message, place)
