"""What the API server rejects: ValidatePodCreate and all it calls, one module per part of the spec.

Kubernetes sources are named in each function; what upstream does oddly is marked "sic:".
"""

from podbuilder.kube.validation.pod import validate_pod
from podbuilder.kube.validation.pod_template import validate_pod_template

__all__ = ["validate_pod", "validate_pod_template"]
