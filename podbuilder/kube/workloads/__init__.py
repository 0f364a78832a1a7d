"""What the API server rejects about the objects that make Pods: Deployment, Job and the like, without their template.

The template itself is judged as the pods that are made from it; what a kind requires beyond that is checked here.
"""

from podbuilder.kube.workloads.pods import pod_of
from podbuilder.kube.workloads.verdict import errors_of

__all__ = ["errors_of", "pod_of"]
