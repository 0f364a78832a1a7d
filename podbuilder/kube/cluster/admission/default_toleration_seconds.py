"""A pod stays five minutes on a node that is not ready or cannot be reached, unless it says otherwise."""

from __future__ import annotations

from podbuilder.kube.cluster.admission.request import Outcome, Request
from podbuilder.kube.defaulting.admission import add_tolerations

NAME = "DefaultTolerationSeconds"


def admit(request: Request) -> Outcome:
    """Mirrors Admit, Kubernetes v1.36, plugin/pkg/admission/defaulttolerationseconds."""
    spec = dict(request.spec)
    add_tolerations(spec)
    return request.with_spec(**spec)
