"""The cluster that a draft is judged by as well, if whoever has the draft may still see it."""

from __future__ import annotations

from podbuilder.builder.models import Draft
from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.clusters.shelf import snapshot_of
from podbuilder.kube.cluster.cluster_answer import ClusterAnswer, answer_to
from podbuilder.kube.cluster.known_names import KnownNames
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.neighbours import namespace_of

# What a keystroke waits for; beyond as many nodes and pods the verdict is asked for beside it.
MOST_AT_ONCE = 2_000


def cluster_of(draft: Draft) -> ClusterSnapshot | None:
    """The cluster that is chosen for a draft; None for none, and for one that its owner may not see any more."""
    if not draft.cluster:
        return None
    found = ClusterSnapshot.objects.without_facts()
    own = found.belonging_to(draft.owner) if draft.owner else found.of_visitor(draft.visitor)
    return own.filter(key=draft.cluster).first()


def is_large(cluster: ClusterSnapshot) -> bool:
    """Whether a verdict may take longer than a keystroke should wait."""
    return bool(cluster.counts.get("Node", 0) + cluster.counts.get("Pod", 0) > MOST_AT_ONCE)


def answer_of(
    draft: Draft, manifest: Manifest, cluster: ClusterSnapshot, *, with_replicas: bool = True
) -> ClusterAnswer:
    """What the cluster does with the pod of a manifest, or with the workload that makes it, and with its replicas."""
    shown = draft.with_defaults(manifest.nearest_pod)
    return answer_to(snapshot_of(cluster), shown, draft.kubernetes, with_replicas=with_replicas)


def names_in(cluster: ClusterSnapshot, draft: Draft, manifest: Manifest) -> KnownNames:
    """The names that the cluster has, in the namespace of what is edited."""
    return KnownNames(snapshot_of(cluster), namespace_of(draft.with_defaults(manifest).object))


def on_nodes(count: int) -> str:
    """On how many nodes there is something, in words."""
    return f"on {count} node{'' if count == 1 else 's'}"
