"""Changes of the cluster's own, written as expressions that make a part of an object, or a JSON patch.

Mirrors Kubernetes v1.36, apiserver pkg/admission/plugin/policy/mutating.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from podbuilder.kube import cel
from podbuilder.kube.cluster.admission import registry
from podbuilder.kube.cluster.admission.json_patches import PatchFailure, TestFailure, patched
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
from podbuilder.kube.cluster.admission.request import AdmissionRefusal, Request
from podbuilder.kube.cluster.admission.structured_merge import MergeFailure, merged
from podbuilder.kube.cluster.admission.version_table import holds
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.field import Document

NAME = KIND = "MutatingAdmissionPolicy"
_OPERATION = ("op", "path", "from")
IF_NEEDED = "IfNeeded"
Invocation = tuple[Object, Object, Object | None]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Round:
    """What the policies made of a request, and which of them are to be asked again after the other plugins were."""

    request: Request
    refusal: AdmissionRefusal | None = None
    is_changed: bool = False
    again: frozenset[Key] = field(default_factory=frozenset)


def admit(request: Request, again: frozenset[Key] | None = None) -> Round:
    """Ask every policy that concerns the request, or in the second round only those that are to be asked `again`."""
    if not holds("MutatingPolicies", request.version):
        return Round(request.unsure(*not_asked(request, KIND)))
    denied, invocations, request = _invocations(request)
    state, budget = Round(request), Budget()
    for policy, binding, params in invocations:
        key = (policy["metadata"]["name"], binding["metadata"]["name"], _name(params))
        inputs = Inputs(state.request, policy, params, budget, is_stored=False)
        try:
            if not are_met(policy, inputs) or (again is not None and key not in again):
                continue
            state = _mutated(state, policy, params, budget)
        except (cel.CelError, PatchFailure, MergeFailure) as error:
            denied += _denial(policy, binding, str(error))
        except cel.NotJudged as reason:
            told = f"The policy {policy['metadata']['name']} is not judged. {reason}"
            state = replace(state, request=state.request.unsure(told))
        if policy["spec"].get("reinvocationPolicy") == IF_NEEDED:
            state = replace(state, again=state.again | {key})
    return replace(state, refusal=AdmissionRefusal(denied[0])) if denied else state


def _name(params: Object | None) -> str:
    return f"{params['metadata'].get('namespace', '')}/{params['metadata']['name']}" if params else ""


def _denial(policy: Object, binding: Object, why: str) -> list[str]:
    """What is told of a failure, where the policy says that it is one."""
    names = policy["metadata"]["name"], binding["metadata"]["name"]
    return [f"policy '{names[0]}' with binding '{names[1]}' denied request: {why}"] if is_strict(policy) else []


def _invocations(request: Request) -> tuple[list[str], list[Invocation], Request]:
    """What is refused for want of parameters, and all policies with their bindings and each of their parameters."""
    denied: list[str] = []
    found: list[Invocation] = []
    request = request.unsure(*unreadable(request, KIND))
    for policy, binding in bound(request, KIND):
        request = request.unsure(*uncertainties(request, policy, binding))
        try:
            found += [(policy, binding, params) for params in parameters(request, policy, binding)]
        except MissingParams:
            denied += _denial(policy, binding, NO_PARAMS)
        except cel.NotJudged as reason:
            request = request.unsure(f"The policy {policy['metadata']['name']} is not judged. {reason}")
    return denied, found, request


def _mutated(state: Round, policy: Object, params: Object | None, budget: Budget) -> Round:
    """Each change of a policy in turn, every one seeing what those before have made."""
    request = state.request
    for mutation in policy["spec"].get("mutations") or ():
        inputs = Inputs(request, policy, params, budget, is_stored=False)
        read = registry.read_again(_changed(request, mutation, inputs), request)
        if isinstance(read, AdmissionRefusal):
            raise PatchFailure(read.message)
        request = read.unsure(*inputs.notes)
        state = replace(state, request=request, is_changed=True)
    return state


def _changed(request: Request, mutation: Mapping[str, Any], inputs: Inputs) -> Document:
    """The object after one change (CelError, PatchFailure, MergeFailure, NotJudged)."""
    # What is merged and patched is the object as the API has it, with its identity.
    resource = request.resource
    whole = {"apiVersion": resource.api_version, "kind": resource.kind, **request.object}
    if "jsonPatch" in mutation:
        operations = inputs.evaluate(mutation["jsonPatch"]["expression"])
        if not isinstance(operations, list):
            raise cel.CelError("type mismatch: JSONPatchType.expression should evaluate to array")
        try:
            found: Document = patched(whole, [_operation(one) for one in operations])
        except TestFailure:
            return request.object
        except PatchFailure as error:
            raise PatchFailure(f"JSON Patch: {error}") from None
        return found
    if "applyConfiguration" not in mutation:
        raise cel.NotJudged("A mutation of it has no expression.")
    patch = inputs.evaluate(mutation["applyConfiguration"]["expression"])
    if not isinstance(patch, cel.Struct):
        raise cel.CelError(f"unsupported return type from ApplyConfiguration expression: {cel.kind(patch)}")
    check_types(patch, "Object")
    try:
        return dict(merged(whole, plain(patch), resource.kind, request.version))
    except MergeFailure as error:
        raise MergeFailure(f"error applying patch: {error}") from None


def _operation(made: Any) -> dict[str, Any]:
    """An operation, which the server's checker of types has made sure of where it stores a policy."""
    if not isinstance(made, cel.Struct) or not all(isinstance(made.get(name, ""), str) for name in _OPERATION):
        raise cel.CelError("type mismatch: JSONPatchType.expression should evaluate to array of JSONPatch")
    value = made.get("value")
    if isinstance(value, cel.Struct):
        check_types(value, value.type_name)
    return {**dict.fromkeys(_OPERATION, ""), **made, "value": plain(value)}


def check_types(value: Any, named: str, allowance: cel.Allowance | None = None) -> None:
    """A part of an object must be named as its place is (CelError). Mirrors CheckTypeNamesMatchFieldPathNames."""
    allowance = allowance or cel.Allowance()
    allowance.spend()
    if isinstance(value, cel.Struct):
        if value.type_name != named:
            raise cel.CelError(f'type mismatch: unexpected type name "{value.type_name}", expected "{named}"')
        for name, inner in value.items():
            check_types(inner, f"{named}.{name}", allowance)
    elif isinstance(value, dict):
        for inner in value.values():
            check_types(inner, named, allowance)
    elif isinstance(value, list):
        for inner in value:
            check_types(inner, named, allowance)


def plain(value: Any, allowance: cel.Allowance | None = None) -> Any:
    """A value of an expression as JSON has it (CelError for one that JSON has not)."""
    allowance = allowance or cel.Allowance()
    allowance.spend()
    if isinstance(value, dict):
        return {str(name): plain(inner, allowance) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner, allowance) for inner in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise cel.CelError("JSONPath valueExpression evaluated to a type that could not marshal to JSON")
