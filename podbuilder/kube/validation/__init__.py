"""What the API server rejects: ValidatePodCreate and all it calls, one module per part of the spec.

Kubernetes sources are named in each function; what upstream does oddly is marked "sic:".
"""

from podbuilder.kube.validation.pod import validate_pod

__all__ = ["validate_pod"]
