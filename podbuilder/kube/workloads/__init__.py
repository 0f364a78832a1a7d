"""What the API server says of the objects that make Pods, Deployment, Job and the like, and of the pods they make.

There are two answers: the server on the object, and the server on the pods that are made from its template. Of kinds
that Kubernetes does not define only the template is judged.
"""

from podbuilder.kube.workloads.custom_kinds import is_unknown, not_judged, not_waived, without_placeholders

__all__ = ["is_unknown", "not_judged", "not_waived", "without_placeholders"]
