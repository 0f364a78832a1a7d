"""Taints that a pod does not tolerate. Mirrors TaintToleration, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable
from podbuilder.kube.cluster.scheduling.taints import untolerated


class TaintToleration(Plugin):
    """NoSchedule and NoExecute keep a pod away; before 1.34 the first such taint is named."""

    NAME = "TaintToleration"

    def check(self, node: NodeInfo) -> Status | None:
        taint = untolerated(node.taints, self.pod.tolerations)
        if taint is None:
            return None
        if self.cluster.holds("TaintIsNamed"):
            return unresolvable(f"node(s) had untolerated taint {{{taint.get('key')}: {taint.get('value') or ''}}}")
        return unresolvable("node(s) had untolerated taint(s)")
