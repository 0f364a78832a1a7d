"""Facts about a pod that are worth showing: its QoS class, its requests and limits, what its probes mean."""

from podbuilder.kube.insight.effective import effective_limits, effective_requests
from podbuilder.kube.insight.qos import qos_class

__all__ = ["effective_limits", "effective_requests", "qos_class"]
