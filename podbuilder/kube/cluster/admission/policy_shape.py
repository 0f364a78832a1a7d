"""Whether a policy or a binding is what the API server stores: what somebody brings may be anything."""

from __future__ import annotations

from typing import Any

_TEXTS = [str]
_SELECTOR = {"matchLabels": {}, "matchExpressions": [{"key!": str, "operator!": str, "values": _TEXTS}]}
_RULE = {
    **dict.fromkeys(("operations", "apiGroups", "apiVersions", "resources", "resourceNames"), _TEXTS),
    "scope": str,
}
_MATCH = {
    "namespaceSelector": _SELECTOR,
    "objectSelector": _SELECTOR,
    "resourceRules": [_RULE],
    "excludeResourceRules": [_RULE],
}
_NAMED = [{"name!": str, "expression!": str}]
_EXPRESSION = {"expression!": str}
SHAPE = {
    "metadata!": {"name!": str},
    "spec!": {
        "failurePolicy": str,
        "paramKind": {"apiVersion": str, "kind!": str},
        "matchConstraints": _MATCH,
        "matchConditions": _NAMED,
        "variables": _NAMED,
        "validations": [{**_EXPRESSION, "message": str, "messageExpression": str, "reason": str}],
        "auditAnnotations": [{"valueExpression!": str}],
        "mutations": [{"patchType": str, "jsonPatch": _EXPRESSION, "applyConfiguration": _EXPRESSION}],
        "reinvocationPolicy": str,
        # Of a binding.
        "policyName": str,
        "validationActions": _TEXTS,
        "matchResources": _MATCH,
        "paramRef": {"name": str, "namespace": str, "selector": _SELECTOR, "parameterNotFoundAction": str},
    },
}


def is_sound(one: Any) -> bool:
    """Whether a policy or a binding has the fields it needs, and all that is read of it has its type."""
    return _fits(one, SHAPE)


def _fits(value: Any, shape: Any) -> bool:
    """A field whose name ends in an exclamation mark must be there."""
    if isinstance(shape, list):
        return isinstance(value, list) and all(_fits(one, shape[0]) for one in value)
    if not isinstance(shape, dict):
        return isinstance(value, shape)
    if not isinstance(value, dict):
        return False
    for field, wanted in shape.items():
        name = field.removesuffix("!")
        if not (_fits(value[name], wanted) if name in value else name == field):
            return False
    return True
