"""The names that a cluster has for what is typed in a namespace: objects, keys, node labels, taints, resources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.cluster.snapshot import Object, Snapshot
from podbuilder.kube.core import quantity
from podbuilder.kube.core.limits import SHOWN_NAMES

# The types of Secrets with which images are pulled.
_PULL_SECRETS = ("kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg")


@dataclass(frozen=True, slots=True)
class NodeNames:
    """What the nodes of a cluster have, each in alphabetical order."""

    labels: Mapping[str, tuple[str, ...]]
    # By the key of a taint: its values and its effects.
    taint_values: Mapping[str, tuple[str, ...]]
    taint_effects: Mapping[str, tuple[str, ...]]
    # Devices, huge pages and whatever else a container asks for by its name: how many nodes have some of it.
    resources: Mapping[str, int]


class KnownNames:
    """The names of a snapshot, for one namespace; of a long list the first that are shown."""

    def __init__(self, snapshot: Snapshot, namespace: str) -> None:
        self._snapshot = snapshot
        self._namespace = namespace or "default"

    def objects(self, kind: str) -> list[str]:
        """The objects of a kind in the namespace, or in the cluster itself; no namespace that is being deleted."""
        return _names(one for one in self._of(kind) if one.get("status", {}).get("phase") != "Terminating")

    def pull_secrets(self) -> list[str]:
        """The Secrets with which images can be pulled."""
        return _names(one for one in self._of("Secret") if one.get("type") in _PULL_SECRETS)

    def keys(self, kind: str, name: str) -> list[str]:
        """The keys of a Secret or a ConfigMap; none of one that is not there."""
        found = self._snapshot.named(kind, name, self._namespace) or {}
        return _shown([*found.get("data", ()), *found.get("binaryData", ())])

    @property
    def label_keys(self) -> list[str]:
        """The keys of the nodes' labels."""
        return _shown(self._nodes.labels)

    def label_values(self, key: str) -> list[str]:
        """The values that a label has on the nodes."""
        return _shown(self._nodes.labels.get(key, ()))

    @property
    def taint_keys(self) -> list[str]:
        """The keys of the nodes' taints."""
        return _shown(self._nodes.taint_values)

    def taint_values(self, key: str) -> list[str]:
        """The values of the taints with a key."""
        return _shown(self._nodes.taint_values.get(key, ()))

    def taint_effects(self, key: str) -> list[str]:
        """The effects of the taints with a key."""
        return list(self._nodes.taint_effects.get(key, ()))

    @property
    def resources(self) -> Mapping[str, int]:
        """On how many nodes there is some of a device, of huge pages or the like; what most nodes have comes first."""
        return self._nodes.resources

    def _of(self, kind: str) -> list[Object]:
        return [*self._snapshot.of(kind, ""), *self._snapshot.of(kind, self._namespace)]

    @property
    def _nodes(self) -> NodeNames:
        return self._snapshot.once(NodeNames, lambda: _node_names(self._snapshot))


def _names(objects: Iterable[Object]) -> list[str]:
    return _shown({str(one.get("metadata", {}).get("name", "")) for one in objects})


def _shown(names: Iterable[str]) -> list[str]:
    return sorted(names)[:SHOWN_NAMES]


def _node_names(snapshot: Snapshot) -> NodeNames:
    labels: dict[str, set[str]] = {}
    values: dict[str, set[str]] = {}
    effects: dict[str, set[str]] = {}
    resources: Counter[str] = Counter()
    for node in snapshot.of("Node"):
        for key, value in node.get("metadata", {}).get("labels", {}).items():
            labels.setdefault(key, set()).add(value)
        for taint in node.get("spec", {}).get("taints", ()):
            key = taint.get("key", "")
            values.setdefault(key, set()).update(filter(None, [taint.get("value")]))
            effects.setdefault(key, set()).update(filter(None, [taint.get("effect")]))
        allocatable = node.get("status", {}).get("allocatable", {})
        resources.update(name for name, amount in allocatable.items() if _is_there(name, amount))
    most_first = sorted(resources.items(), key=lambda one: (-one[1], one[0]))
    return NodeNames(_sorted(labels), _sorted(values), _sorted(effects), dict(most_first))


def _is_there(name: str, amount: Any) -> bool:
    if "/" not in name and not name.startswith("hugepages-"):
        return False
    try:
        return quantity.parse(amount).sign > 0
    except quantity.QuantityError:
        return False


def _sorted(found: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(values)) for key, values in sorted(found.items())}
