"""What the expressions of a policy see: the object, the request, the namespace, parameters and the policy's variables.

Mirrors Kubernetes v1.36, apiserver pkg/admission/plugin/cel, and CollectParams, plugin/policy/generic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from podbuilder.kube import cel
from podbuilder.kube.cluster.admission.policy_scope import CREATE
from podbuilder.kube.cluster.admission.request import Request
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.label_selector import matches
from podbuilder.kube.core.limits import MAX_CEL_STEPS, MAX_POLICY_STEPS
from podbuilder.kube.insight.qos import qos_class

# Kinds of which every object is in a namespace, even where the snapshot has none.
IN_NAMESPACES = ("ConfigMap", "Secret")
NO_PARAMS = "failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction"
# What nobody can tell from a snapshot: kubernetes/kubernetes#130887.
LOST_PARAMS = (
    "An API server loses ConfigMap params once no binding uses them, until its restart:"
    " the policy {} is judged with those that the snapshot has."
)
USER = {"username": "admin", "groups": ["system:masters", "system:authenticated"]}
OF_NAMESPACE = ("metadata", "spec", "status")
MADE_UP = ("uid", "creationTimestamp")


class MissingParams(Exception):
    """There are no parameters, and the binding says that this is a refusal."""


def parameters(request: Request, policy: Object, binding: Object) -> list[Object | None]:
    """The objects that a binding evaluates its policy with, one after the other; [None] where there are none to be.

    MissingParams, or NotJudged where the snapshot says nothing of their kind.
    """
    kind, reference = policy["spec"].get("paramKind"), binding["spec"].get("paramRef")
    if not kind or not reference:
        return [None]
    name = kind.get("kind", "")
    if not request.snapshot.knows(name):
        raise cel.NotJudged(f"The snapshot has no {name}s, of which it needs one.")
    found = _referred(request, name, reference)
    if not found and reference.get("parameterNotFoundAction") == "Deny":
        raise MissingParams
    identity = {"apiVersion": kind.get("apiVersion", ""), "kind": name}
    return [{**identity, **one, **_values_of(one)} for one in found]


def uncertainties(request: Request, policy: Object, binding: Object) -> list[str]:
    """What is not certain of the parameters that are found. Mirrors ensureParamsForPolicyLocked, plugin/policy/generic.

    They are judged as a server finds them that has just been started.
    """
    kind = (policy["spec"].get("paramKind") or {}).get("kind")
    is_asked = kind == "ConfigMap" and binding["spec"].get("paramRef") and request.snapshot.knows(kind)
    return [LOST_PARAMS.format(policy["metadata"]["name"])] if is_asked else []


def _values_of(one: Object) -> dict[str, Any]:
    """Where a snapshot has kept only the keys of an object's data, nobody here knows the values."""
    kept = {name: one.get(name) for name in ("data", "binaryData")}
    return {name: dict.fromkeys(keys, _withheld) for name, keys in kept.items() if isinstance(keys, list)}


def _withheld() -> Any:
    raise cel.NotJudged("It depends on values that the snapshot does not keep.")


def _referred(request: Request, kind: str, reference: Mapping[str, Any]) -> list[Object]:
    every = request.snapshot.of(kind)
    if kind in IN_NAMESPACES or any("namespace" in one["metadata"] for one in every):
        every = request.snapshot.of(kind, reference.get("namespace") or request.namespace)
    if reference.get("name"):
        return [one for one in every if one["metadata"]["name"] == reference["name"]]
    selector = reference.get("selector") or {}
    return [one for one in every if matches(selector, one["metadata"].get("labels") or {})]


class Budget:
    """What all policies together may cost, in operations."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_POLICY_STEPS

    def value(self, expression: str, names: Mapping[str, Any]) -> Any:
        """The value of an expression (CelError; NotJudged)."""
        program, steps = _compiled(expression), min(MAX_CEL_STEPS, self.left)
        scope = cel.Scope(names, steps)
        try:
            return program.run(scope)
        finally:
            self.left -= steps - scope.left


class Inputs:
    """The names of a policy's expressions, and what was asked of that nobody here knows."""

    def __init__(
        self, request: Request, policy: Object, params: Object | None, budget: Budget, is_stored: bool
    ) -> None:
        self.budget = budget
        self.notes: list[str] = []
        self.policy = str(policy["metadata"]["name"])
        self.names: dict[str, Any] = {
            "object": _seen(request, is_stored),
            "oldObject": None,
            "request": self._request(request),
            "params": None if params is None else dict(params),
            "namespaceObject": {key: request.namespace_object.get(key) or {} for key in OF_NAMESPACE},
            "authorizer": self._unknown("what somebody may do"),
        }
        self.names["variables"] = {
            one["name"]: self._variable(one["name"], one["expression"]) for one in policy["spec"].get("variables") or ()
        }

    def evaluate(self, expression: str, has_namespace: bool = True) -> Any:
        """The value of an expression (CelError, whose text is as a policy tells it; NotJudged)."""
        names = self.names if has_namespace else {**self.names, "namespaceObject": None}
        try:
            return self.budget.value(expression, names)
        except cel.CelError as error:
            raise cel.CelError(f"expression '{expression}' resulted in error: {error}") from None

    def _variable(self, name: str, expression: str) -> Callable[[], Any]:
        def run() -> Any:
            try:
                return self.budget.value(expression, self.names)
            except cel.CelError as error:
                raise cel.CelError(f'composited variable "{name}" fails to evaluate: {error}') from None

        return run

    def _unknown(self, what: str) -> Callable[[], Any]:
        def run() -> Any:
            raise cel.NotJudged(f"It depends on {what}.")

        return run

    def _request(self, request: Request) -> dict[str, Any]:
        """Mirrors CreateAdmissionRequest: what is asked for is a dry run, by an administrator."""
        resource = request.resource
        kind = {"group": resource.group, "version": resource.version, "kind": resource.kind}
        of = {"group": resource.group, "version": resource.version, "resource": resource.name}
        found = {"uid": "", "kind": kind, "resource": of, "requestKind": kind, "requestResource": of}
        name = request.metadata.get("name")
        options = {"apiVersion": "meta.k8s.io/v1", "kind": "CreateOptions", "dryRun": ["All"]}
        return {
            **found,
            **({"name": name} if name else {}),
            "namespace": request.namespace,
            "operation": CREATE,
            "userInfo": self._noted("who asks: taken to be admin of system:masters", USER),
            "dryRun": True,
            "options": options,
        }

    def _noted(self, what: str, value: Any) -> Callable[[], Any]:
        def run() -> Any:
            self.notes.append(f"The policy {self.policy} depends on {what}.")
            return value

        return run


def _compiled(expression: str) -> cel.Program:
    """The program of an expression. One that we cannot read is not judged: the server has read it."""
    try:
        return cel.compile(expression)
    except cel.CelError as error:
        raise cel.NotJudged(f"An expression of it cannot be read here: {error}") from None


def _seen(request: Request, is_stored: bool) -> dict[str, Any]:
    """The object as expressions see it, with its kind and its status; what the server makes up is unknown."""
    metadata = dict(request.metadata)
    status: dict[str, Any] = {}
    if is_stored:
        metadata |= {name: _made_up for name in MADE_UP if name not in metadata}
    if is_stored and request.is_pod:
        status = {"phase": "Pending", "qosClass": qos_class(request.object, request.version)}
    identity = {"apiVersion": request.resource.api_version, "kind": request.resource.kind}
    return {**request.object, **identity, "metadata": metadata, "status": status}


def _made_up() -> Any:
    raise cel.NotJudged("It depends on what the server makes up.")
