"""Whether the conditions of a policy are met, which are asked before anything else of it."""

from __future__ import annotations

from podbuilder.kube import cel
from podbuilder.kube.cluster.admission.policy_inputs import Inputs
from podbuilder.kube.cluster.snapshot import Object


def are_met(policy: Object, inputs: Inputs) -> bool:
    """Whether every condition is (CelError if none is false and one cannot be evaluated; NotJudged).

    Mirrors Match, Kubernetes v1.36, apiserver pkg/admission/plugin/webhook/matchconditions. With the failure policy
    Ignore a condition that cannot be evaluated is not met.
    """
    errors = []
    for condition in policy["spec"].get("matchConditions") or ():
        try:
            if inputs.evaluate(condition["expression"], has_namespace=False) is False:
                return False
        except cel.CelError as error:
            errors.append(str(error))
    if errors and is_strict(policy):
        told = list(dict.fromkeys(errors))
        raise cel.CelError(told[0] if len(told) == 1 else f"[{', '.join(told)}]")
    return not errors


def is_strict(policy: Object) -> bool:
    """Whether what cannot be evaluated is refused."""
    return bool(policy["spec"].get("failurePolicy", "Fail") != "Ignore")
