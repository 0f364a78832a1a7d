"""What the API server rejects about the objects that make Pods: Deployment, Job and the like, without their template.

The template itself is judged as the pods that are made from it; what a kind requires beyond that is checked here.
"""

from podbuilder.kube.workloads.custom_kinds import is_unknown, not_judged, not_waived, without_placeholders
from podbuilder.kube.workloads.pods import pod_of
from podbuilder.kube.workloads.verdict import errors_of

__all__ = ["errors_of", "is_unknown", "not_judged", "not_waived", "pod_of", "without_placeholders"]
