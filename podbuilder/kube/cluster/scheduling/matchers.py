"""Selectors of labels and of nodes, made ready to be asked many times.

Mirrors LabelSelectorAsSelector of apimachinery and nodeaffinity of component-helpers, Kubernetes v1.36.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from podbuilder.kube.core.affinity_fields import REQUIRED
from podbuilder.kube.core.int64 import INT64_MAX
from podbuilder.kube.core.label_selector import OPERATORS, meets

Labels = Mapping[str, str]
Requirement = Mapping[str, Any]

_WHOLE = re.compile(r"[+-]?[0-9]{1,20}", re.ASCII)


class LabelSelector:
    """A label selector of the API. One that is not there selects nothing, an empty one selects everything."""

    __slots__ = ("_equal", "_requirements", "is_empty", "is_nothing")

    def __init__(self, selector: Mapping[str, Any] | None, further: Sequence[Requirement] = ()) -> None:
        self.is_nothing = selector is None
        given = selector or {}
        self._equal = tuple((given.get("matchLabels") or {}).items())
        self._requirements = (*(given.get("matchExpressions") or ()), *(() if self.is_nothing else further))
        # An operator that does not exist makes upstream give up on the whole selector.
        if any(each.get("operator") not in OPERATORS for each in self._requirements):
            self.is_nothing = True
        self.is_empty = not (self.is_nothing or self._equal or self._requirements)

    def matches(self, labels: Labels) -> bool:
        """Whether these labels are selected."""
        if self.is_nothing:
            return False
        for key, value in self._equal:
            if labels.get(key) != value:
                return False
        return all(meets(each, labels) for each in self._requirements)


def whole(text: object) -> int | None:
    """The integer that a label's value stands for. Mirrors ParseInt in base 10 and 64 bits."""
    if not isinstance(text, str) or not _WHOLE.fullmatch(text):
        return None
    number = int(text)
    return number if -INT64_MAX - 1 <= number <= INT64_MAX else None


def meets_expression(requirement: Requirement, labels: Labels) -> bool:
    """Whether a node's labels meet one expression of a node selector; one that is no expression is never met."""
    key, operator = str(requirement.get("key", "")), requirement.get("operator")
    values: Sequence[Any] = requirement.get("values") or ()
    if operator in ("Gt", "Lt"):
        bound = whole(values[0]) if len(values) == 1 else None
        own = whole(labels.get(key))
        if bound is None or own is None:
            return False
        return own > bound if operator == "Gt" else own < bound
    return operator in OPERATORS and meets({"key": key, "operator": operator, "values": values}, labels)


def meets_field(requirement: Requirement, name: str) -> bool:
    """Whether a node's name, the only field there is, meets one field expression of a node selector."""
    values: Sequence[Any] = requirement.get("values") or ()
    if requirement.get("key") != "metadata.name" or len(values) != 1:
        return False
    is_same = bool(values[0] == name)
    return {"In": is_same, "NotIn": not is_same}.get(str(requirement.get("operator")), False)


def meets_term(term: Mapping[str, Any], labels: Labels, name: str) -> bool:
    """Whether a node meets a term of a node selector; an empty term is met by none.

    sic: fields of a node without a name, which is what a volume's affinity is asked about, do not count.
    """
    expressions, fields = term.get("matchExpressions") or (), term.get("matchFields") or ()
    if not expressions and not fields:
        return False
    if not all(meets_expression(each, labels) for each in expressions):
        return False
    return not name or all(meets_field(each, name) for each in fields)


def meets_node_selector(selector: Mapping[str, Any], labels: Labels, name: str) -> bool:
    """Whether a node meets one of the selector's terms."""
    return any(meets_term(term, labels, name) for term in selector.get("nodeSelectorTerms") or ())


class RequiredNodeAffinity:
    """Where a pod's nodeSelector and its required node affinity let it run. Mirrors GetRequiredNodeAffinity."""

    __slots__ = ("_labels", "required")

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self._labels = tuple((spec.get("nodeSelector") or {}).items())
        affinity = (spec.get("affinity") or {}).get("nodeAffinity") or {}
        self.required: Mapping[str, Any] | None = affinity.get(REQUIRED)

    @property
    def is_absent(self) -> bool:
        """Whether the pod asks nothing of its node."""
        return not self._labels and self.required is None

    def matches(self, labels: Labels, name: str) -> bool:
        """Whether a node is one of those."""
        for key, value in self._labels:
            if labels.get(key) != value:
                return False
        return self.required is None or meets_node_selector(self.required, labels, name)


def meets_topology(terms: Sequence[Mapping[str, Any]], labels: Labels) -> bool:
    """Whether a node is in one of a storage class's allowed topologies; no terms allow all.

    Mirrors MatchTopologySelectorTerms. sic: terms that are all empty allow none.
    """
    return not terms or any(
        bool(expressions) and all(labels.get(each.get("key", "")) in (each.get("values") or ()) for each in expressions)
        for expressions in (term.get("matchLabelExpressions") or () for term in terms)
    )
