"""Facts about a pod worth showing: its QoS class, what it asks for and may use, what its probes amount to."""

from podbuilder.kube.insight.effective import effective_limits, effective_requests
from podbuilder.kube.insight.qos import qos_class

__all__ = ["effective_limits", "effective_requests", "qos_class"]
