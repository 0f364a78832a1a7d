"""Which labels a selector selects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OPERATORS = ("In", "NotIn", "Exists", "DoesNotExist")


def matches(selector: Mapping[str, Any], labels: Mapping[str, Any]) -> bool:
    """Whether a usable selector selects a pod with these labels."""
    if any(labels.get(key) != value for key, value in selector.get("matchLabels", {}).items()):
        return False
    return all(meets(requirement, labels) for requirement in selector.get("matchExpressions", ()))


def meets(requirement: Mapping[str, Any], labels: Mapping[str, Any]) -> bool:
    """sic: a pod without the label is "not in" whatever is listed."""
    key, operator = requirement["key"], requirement["operator"]
    if operator in ("In", "NotIn"):
        return (labels.get(key) in requirement.get("values", ())) == bool(operator == "In")
    return (key in labels) == bool(operator == "Exists")
