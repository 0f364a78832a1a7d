"""Rules of the cluster's own, written as expressions: what they refuse, and what they warn of.

Mirrors Kubernetes v1.36, apiserver pkg/admission/plugin/policy/validating: dispatcher.go and validator.go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from podbuilder.kube import cel
from podbuilder.kube.cluster.admission.policy_conditions import are_met, is_strict
from podbuilder.kube.cluster.admission.policy_inputs import (
    NO_PARAMS,
    Budget,
    Inputs,
    MissingParams,
    parameters,
    uncertainties,
)
from podbuilder.kube.cluster.admission.policy_scope import bound, not_asked, unreadable
from podbuilder.kube.cluster.admission.request import UNPROCESSABLE, Outcome, Request, first_of
from podbuilder.kube.cluster.admission.version_table import holds
from podbuilder.kube.cluster.snapshot import Object

NAME = KIND = "ValidatingAdmissionPolicy"
# Mirrors reasonToCode; other reasons cannot be stored.
CODES = {"Unauthorized": 401, "Forbidden": 403, "RequestEntityTooLarge": 413, "Invalid": UNPROCESSABLE}
LONGEST_MESSAGE = 5 * 1024
DENY, WARN = "Deny", "Warn"


class Denial(NamedTuple):
    """What a policy denies: the message, the reason, and whether it is denied whatever the binding says."""

    message: str
    reason: str = "Invalid"
    is_certain: bool = False


def validate(request: Request) -> Outcome:
    """All policies are asked, so that each can warn; the first denial is told."""
    if not holds("ValidatingPolicies", request.version):
        return request.unsure(*not_asked(request, KIND))
    refusals = []
    budget = Budget()
    request = request.unsure(*unreadable(request, KIND))
    for policy, binding in bound(request, KIND):
        names = policy["metadata"]["name"], binding["metadata"]["name"]
        actions = binding["spec"].get("validationActions") or ()
        notes = uncertainties(request, policy, binding)
        for denial in _denials(request, policy, binding, budget, notes):
            if WARN in actions and not denial.is_certain:
                begin = "Validation failed for ValidatingAdmissionPolicy '{}' with binding '{}': ".format(*names)
                request = request.warned(begin + denial.message)
            if denial.is_certain or DENY in actions:
                begin = "ValidatingAdmissionPolicy '{}' with binding '{}' denied request: ".format(*names)
                refusal = request.forbidden(begin + denial.message)
                refusals.append(refusal._replace(code=CODES.get(denial.reason, UNPROCESSABLE)))
        request = request.unsure(*notes)
    denied = first_of(refusals)
    return denied._replace(request=request) if denied else request


def _denials(request: Request, policy: Object, binding: Object, budget: Budget, notes: list[str]) -> Iterator[Denial]:
    """What a policy denies with each of its binding's parameters; what is not judged goes to the notes."""
    try:
        found = parameters(request, policy, binding)
    except MissingParams:
        if is_strict(policy):
            yield Denial(NO_PARAMS, is_certain=True)
        return
    except cel.NotJudged as reason:
        notes.append(_unjudged(policy, reason))
        return
    for params in found:
        inputs = Inputs(request, policy, params, budget, is_stored=True)
        yield from _judged(policy, inputs, notes)
        notes += inputs.notes


def _unjudged(policy: Object, reason: cel.NotJudged) -> str:
    return f"The policy {policy['metadata']['name']} is not judged. {reason}"


def _judged(policy: Object, inputs: Inputs, notes: list[str]) -> Iterator[Denial]:
    """Mirrors Validate of validator.go."""
    try:
        if not are_met(policy, inputs):
            return
    except cel.CelError as error:
        yield Denial(str(error))
        return
    except cel.NotJudged as reason:
        notes.append(_unjudged(policy, reason))
        return
    for validation in policy["spec"].get("validations") or ():
        try:
            if inputs.evaluate(validation["expression"]) is not True:
                yield Denial(_message(validation, inputs), validation.get("reason", "Invalid"))
        except cel.CelError as error:
            if is_strict(policy):
                yield Denial(str(error))
        except cel.NotJudged as reason:
            notes.append(_unjudged(policy, reason))
    for annotation in policy["spec"].get("auditAnnotations") or ():
        wrong = _wrong_annotation(annotation["valueExpression"], inputs, notes) if is_strict(policy) else ""
        if wrong:
            yield Denial(wrong, is_certain=True)


def _message(validation: Mapping[str, Any], inputs: Inputs) -> str:
    """The words of a denial: what its expression makes, what is written, or the expression that failed."""
    made: Any = ""
    if validation.get("messageExpression"):
        try:
            made = inputs.evaluate(validation["messageExpression"])
        except cel.CelError:
            made = ""
    message = made.strip() if isinstance(made, str) else ""
    if len(message.encode("utf-8", "surrogatepass")) > LONGEST_MESSAGE or "\n" in message:
        message = ""
    written = str(validation.get("message", "")).strip()
    return message or written or f"failed expression: {validation['expression'].strip()}"


def _wrong_annotation(expression: str, inputs: Inputs, notes: list[str]) -> str:
    """Why an annotation of the audit log cannot be made, which is a refusal; "" if it can."""
    try:
        value = inputs.evaluate(expression)
    except cel.CelError as error:
        return str(error)
    except cel.NotJudged as reason:
        notes.append(f"The policy {inputs.policy} is not judged. {reason}")
        return ""
    if value is None or isinstance(value, str):
        return ""
    told = f"valueExpression '{expression}' resulted in unsupported return type: {cel.kind(value)}"
    return f"{told}. Return type must be either string or null."
