"""Node labels that name device models: the values that a pod requires or prefers, and edits that choose others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.core.document import get, listed
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import Edit, pod_edits, set_

NODE_AFFINITY = SPEC.child("affinity", "nodeAffinity")
_TERMS, _EXPRESSIONS = "nodeSelectorTerms", "matchExpressions"
_TERMS_PATH, _PREFERRED_PATH = NODE_AFFINITY.child(REQUIRED, _TERMS), NODE_AFFINITY.child(PREFERRED)


def chosen(pod: Document, key: str) -> tuple[tuple[str, ...], bool]:
    """The values of a label that the pod requires, or else prefers; and whether it requires them."""
    selector = get(pod, (*SPEC, "nodeSelector", key))
    if isinstance(selector, str):
        return (selector,), True
    affinity = get(pod, NODE_AFFINITY)
    for is_strict, expressions in ((True, _required(affinity)), (False, _preferred(affinity))):
        for expression in expressions:
            if expression.get("key") == key and expression.get("operator") == "In":
                values = listed(expression, ("values",))
                return tuple(value for value in values if isinstance(value, str)), is_strict
    return (), True


def choose(pod: Document, key: str, values: tuple[str, ...], *, is_strict: bool) -> tuple[Edit, ...]:
    """The edits after which the pod requires these values of a label, or prefers them, and no others.

    One required value becomes a node selector, which is the plainest way; anything else, a node affinity.
    """
    selector = SPEC.child("nodeSelector").key(key)
    present, affinity = get(pod, selector), get(pod, NODE_AFFINITY)
    if is_strict and len(values) == 1:
        edits = [] if present == values[0] else [set_(selector, values[0])]
        return (*edits, *affinity_edits(pod, without(affinity, (key,))))
    edits = [] if present is None else [pod_edits.without(pod, selector, SPEC)]
    wanted = {"key": key, "operator": "In", "values": list(values)}
    here, there = (_required, _preferred) if is_strict else (_preferred, _required)
    others = [e for e in here(affinity) if e.get("key") == key and e != wanted]
    others += [e for e in there(affinity) if e.get("key") == key]
    if others:
        added = (
            _with_required(without(affinity, (key,)), wanted)
            if is_strict
            else _with_preferred(without(affinity, (key,)), wanted)
        )
        return (*edits, *affinity_edits(pod, added))
    return (*edits, *(_require(pod, wanted) if is_strict else _prefer(pod, wanted)))


def affinity_edits(pod: Document, wanted: Any) -> Iterator[Edit]:
    """The edit that makes this the pod's node affinity; none if it is that already."""
    if wanted != get(pod, NODE_AFFINITY):
        yield set_(NODE_AFFINITY, wanted) if wanted else pod_edits.without(pod, NODE_AFFINITY, SPEC)


def without(affinity: Any, keys: tuple[str, ...]) -> Any:
    """A node affinity without its expressions on these labels.

    A node has to match one of the required terms: if one had no other expression, any node matches now.
    """
    if not isinstance(affinity, dict):
        return affinity
    rest = dict(affinity)
    terms = pod_edits.items(affinity, REQUIRED, _TERMS)
    if any(_is_only_of(term, keys) for term in terms):
        del rest[REQUIRED]
    elif terms:
        kept = [_term_without(term, keys) for term in affinity[REQUIRED][_TERMS]]
        rest[REQUIRED] = {**affinity[REQUIRED], _TERMS: kept}
    if pod_edits.items(affinity, PREFERRED):
        rest[PREFERRED] = [one for one in affinity[PREFERRED] if not _is_only_of(get(one, ("preference",)), keys)]
        if not rest[PREFERRED]:
            del rest[PREFERRED]
    return rest


def _required(affinity: Any) -> list[dict[str, Any]]:
    """The label expressions of the required terms."""
    terms = pod_edits.items(affinity, REQUIRED, _TERMS)
    return [expression for term in terms for expression in pod_edits.items(term, _EXPRESSIONS)]


def _preferred(affinity: Any) -> list[dict[str, Any]]:
    """The label expressions of the preferred terms."""
    preferred = pod_edits.items(affinity, PREFERRED)
    return [expression for one in preferred for expression in pod_edits.items(one, "preference", _EXPRESSIONS)]


def _require(pod: Document, wanted: dict[str, Any]) -> Iterator[Edit]:
    """A node has to match one of the terms, so the expression belongs in each of them."""
    if not pod_edits.items(pod, *_TERMS_PATH):
        yield set_(_TERMS_PATH, [{_EXPRESSIONS: [wanted]}])
        return
    for number, term in enumerate(listed(pod, _TERMS_PATH)):
        if isinstance(term, dict) and wanted not in pod_edits.items(term, _EXPRESSIONS):
            yield from pod_edits.append(pod, _TERMS_PATH.index(number).child(_EXPRESSIONS), [wanted])


def _prefer(pod: Document, wanted: dict[str, Any]) -> Iterator[Edit]:
    if wanted not in _preferred(get(pod, NODE_AFFINITY)):
        yield from pod_edits.append(pod, _PREFERRED_PATH, [_weighed(wanted)])


def _with_required(affinity: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    terms = listed(affinity, (REQUIRED, _TERMS)) or [{}]
    with_it = [
        {**term, _EXPRESSIONS: [*listed(term, (_EXPRESSIONS,)), wanted]} if isinstance(term, dict) else term
        for term in terms
    ]
    return {**affinity, REQUIRED: {_TERMS: with_it}}


def _with_preferred(affinity: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {**affinity, PREFERRED: [*listed(affinity, (PREFERRED,)), _weighed(wanted)]}


def _weighed(wanted: dict[str, Any]) -> dict[str, Any]:
    return {"weight": 100, "preference": {_EXPRESSIONS: [wanted]}}


def _is_only_of(term: Any, keys: tuple[str, ...]) -> bool:
    """Whether a term has expressions on these labels, and nothing else."""
    if not isinstance(term, dict) or set(term) != {_EXPRESSIONS}:
        return False
    expressions = pod_edits.items(term, _EXPRESSIONS)
    return bool(expressions) and all(e.get("key") in keys for e in expressions)


def _term_without(term: Any, keys: tuple[str, ...]) -> Any:
    expressions = get(term, (_EXPRESSIONS,))
    if not isinstance(expressions, list):
        return term
    return {**term, _EXPRESSIONS: [e for e in expressions if get(e, ("key",)) not in keys]}
