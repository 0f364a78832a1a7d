"""Labels of nodes that a pod asks for and no node that has room for it has: ask for those that nodes have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.cluster.scheduling.filters.node_affinity import NodeAffinity
from podbuilder.kube.cluster.scheduling.matchers import meets_expression, meets_field, meets_term, whole
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.core.document import listed, mapping_at, outermost_emptied
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import Edit, insert_, remove_, set_

NAME = NodeAffinity.NAME
SELECTOR = SPEC.child("nodeSelector")
AFFINITY = SPEC.child("affinity", "nodeAffinity")
TERMS = AFFINITY.child(REQUIRED, "nodeSelectorTerms")
EXPRESSIONS, FIELDS = "matchExpressions", "matchFields"
# As many different changes of values are looked at, those of the most nodes.
_MOST_CHANGES = 6

_WHATEVER = "whatever their"


class LabelChange(NamedTuple):
    """A way to let a node in: what is said of it, its edits, and how much it gives up."""

    words: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    size: Size = Size.ADDED

    def with_(self, other: LabelChange) -> LabelChange:
        """Both together."""
        return LabelChange(self.words + other.words, self.edits + other.edits, max(self.size, other.size))

    @property
    def dropped(self) -> int:
        """How much is asked no longer."""
        return sum(words.startswith(_WHATEVER) for words in self.words)


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Take a node as it is; ask for less; only prefer what is asked for."""
    every = refused.refused_by(NAME)
    counted: Counter[LabelChange] = Counter()
    for node in refused.best_of(every, nodeSelector=None, affinity=_without_node_affinity(refused)):
        for of_selector in _selector_changes(refused.written, node):
            counted.update(of_selector.with_(of_term) for of_term in _affinity_changes(refused.written, node))
    fewest = sorted(counted, key=lambda one: (one.dropped, len(one.edits), -counted[one]))
    for size in (Size.OTHER, Size.DROPPED):
        for words, edits, _ in [one for one in fewest if one.size is size][:_MOST_CHANGES]:
            yield Remedy(f"Choose nodes {' and '.join(words)}", edits[0].path, edits, size)
    yield from _preferred(refused.written)


def _without_node_affinity(refused: RefusedPod) -> dict[str, Any]:
    return {name: value for name, value in (refused.spec.get("affinity") or {}).items() if name != "nodeAffinity"}


def _selector_changes(pod: Document, node: NodeInfo) -> Iterator[LabelChange]:
    """How the node selector would have to be changed for a node: to the node's values, or without these labels."""
    own = mapping_at(pod, SELECTOR)
    others = [key for key, value in own.items() if node.labels.get(key) != value]
    if not others:
        yield LabelChange()
        return
    there = [key for key in others if key in node.labels]
    absent = [key for key in others if key not in node.labels]
    if there:
        said = (*(f"with {key}={node.labels[key]}" for key in there), *(f"{_WHATEVER} {key}" for key in absent))
        edits = (*(set_(SELECTOR.key(key), node.labels[key]) for key in there), *_removals(pod, absent))
        yield LabelChange(said, edits, Size.DROPPED if absent else Size.OTHER)
    yield LabelChange(tuple(f"{_WHATEVER} {key}" for key in others), tuple(_removals(pod, others)), Size.DROPPED)


def _removals(pod: Document, keys: Sequence[str]) -> Iterator[Edit]:
    whole = mapping_at(pod, SELECTOR)
    yield from [remove_(SELECTOR)] if len(keys) == len(whole) else (remove_(SELECTOR.key(key)) for key in keys)


def _affinity_changes(pod: Document, node: NodeInfo) -> Iterator[LabelChange]:
    """How one of the terms would have to be changed for a node; not at all if it meets one, or if there is none."""
    terms = listed(pod, TERMS)
    if not terms or any(meets_term(term, node.labels, node.name) for term in terms):
        yield LabelChange()
        return
    for number in range(len(terms)):
        yield from _term_changes(pod, TERMS.index(number), node, is_only=len(terms) == 1)


def _term_changes(pod: Document, path: FieldPath, node: NodeInfo, *, is_only: bool) -> Iterator[LabelChange]:
    """A term with values of the node's, and without what the node does not meet."""
    expressions, fields = listed(pod, path.child(EXPRESSIONS)), listed(pod, path.child(FIELDS))
    unmet = [
        (path.child(EXPRESSIONS).index(i), each)
        for i, each in enumerate(expressions)
        if not meets_expression(each, node.labels)
    ]
    unmet += [(path.child(FIELDS).index(i), each) for i, each in enumerate(fields) if not meets_field(each, node.name)]
    labels = {**node.labels, "metadata.name": node.name}
    taken = [change for change in (_value(at, each, labels) for at, each in unmet) if change]
    if len(taken) == len(unmet):
        yield LabelChange(tuple(words for words, _ in taken), tuple(edit for _, edit in taken), Size.OTHER)
    dropped = tuple(f"{_WHATEVER} {each.get('key')}" for _, each in unmet)
    if len(unmet) < len(expressions) + len(fields):
        yield LabelChange(dropped, tuple(remove_(at) for at, _ in reversed(unmet)), Size.DROPPED)
    elif is_only:
        # A term that asks for nothing would let no node in, so it goes altogether.
        gone = outermost_emptied(pod, AFFINITY.child(REQUIRED), lambda _: True)
        yield LabelChange(dropped, (remove_(gone),), Size.DROPPED)


def _value(path: FieldPath, asked: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[str, Edit] | None:
    """What to say of the values of an expression that a node does not meet, and the edit; None if it cannot be so."""
    key = str(asked.get("key", ""))
    own, values = labels.get(key), listed(asked, ("values",))
    at = path.child("values")
    if own is None:
        return None
    match asked.get("operator"):
        case "In" if path[-2] == FIELDS:
            return f"with {key}={own}", set_(at.index(0), own)
        case "In":
            return f"with {key}={own} too", insert_(at.index(len(values)), own)
        case "NotIn" if len(values) > 1:
            return f"with {key}={own} too", remove_(at.index(values.index(own)))
        case "Gt" | "Lt" if (number := whole(own)) is not None:
            bound = number - 1 if asked["operator"] == "Gt" else number + 1
            return f"with {key}={own} too", set_(at.index(0), str(bound))
    return None


def _preferred(pod: Document) -> Iterator[Remedy]:
    """Prefer what the terms ask for."""
    terms = listed(pod, TERMS)
    wishes = AFFINITY.child(PREFERRED)
    place = len(listed(pod, wishes))
    edits = [insert_(wishes.index(place + i), {"weight": 100, "preference": one}) for i, one in enumerate(terms)]
    if terms:
        path = AFFINITY.child(REQUIRED)
        title = "Prefer nodes that match the node affinity, and take others too"
        yield Remedy(title, path, (*edits, remove_(path)), Size.WISH)
