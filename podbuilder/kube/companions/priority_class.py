"""PriorityClass. Mirrors Kubernetes v1.36, pkg/apis/scheduling/validation and pkg/apis/scheduling/v1."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import ROOT, Document, FieldError, forbidden
from podbuilder.kube.core.generated_name import name_of
from podbuilder.kube.defaulting.admission import SYSTEM_PRIORITIES
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.scheduling import validate_preemption_policy

HIGHEST_USER_DEFINABLE = 1_000_000_000
SYSTEM_PREFIX = "system-"
PREEMPT = "PreemptLowerPriority"


def set_defaults(document: Document, options: PodOptions) -> Document:
    """Mirrors SetDefaults_PriorityClass. A value is always written, globalDefault only where it is true."""
    made = {name: value for name, value in document.items() if value or name != "globalDefault"}
    return {"value": 0, "preemptionPolicy": PREEMPT, **made}


def validate_priority_class(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidatePriorityClass."""
    name, value = name_of(document["metadata"]), document["value"]
    if name.startswith(SYSTEM_PREFIX):
        # Those of the system are there already; the same once more passes this far.
        if SYSTEM_PRIORITIES.get(name) != value or document.get("globalDefault"):
            detail = f"Names that begin with “{SYSTEM_PREFIX}” are Kubernetes' own. Choose another."
            yield forbidden(ROOT.child("metadata", "name"), detail)
    elif value > HIGHEST_USER_DEFINABLE:
        detail = (
            f"The highest value of a class of your own is {HIGHEST_USER_DEFINABLE}; those above are Kubernetes' own."
        )
        yield forbidden(ROOT.child("value"), detail)
    yield from validate_preemption_policy(document["preemptionPolicy"], ROOT.child("preemptionPolicy"))
