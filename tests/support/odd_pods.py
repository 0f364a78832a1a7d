"""Pods with anything anywhere, for property tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core.document import assign
from podbuilder.kube.core.field import FieldPath
from tests.support.pods import MINIMAL

NUMBERS = [0, 1, -1, 7, 8080, 2**31, -(2**31) - 1, 2**63, 10**30, 1.5, 8001.0, 1e300]
TEXTS = ["", "a", "8080", "1Gi", "3p", "true", "é", "\x00", "2026-01-31T12:00:00Z", "None", "x" * 300]
PLAIN = st.sampled_from([*NUMBERS, *TEXTS, True, False, None])
ANYTHING = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "name", "value"]), inner),
    max_leaves=4,
)


@cache
def places(version: str) -> list[FieldPath]:
    """Every place of a Pod, in the first item of each list, and an unknown field beside each."""

    def walk(spec: FieldSpec, path: FieldPath) -> Iterator[FieldPath]:
        yield path
        for name, field in spec.fields.items():
            yield from walk(field, path.child(name))
        if spec.fields:
            yield path.child("unheardOf")
        if spec.item is not None:
            yield from walk(spec.item, path.index(0) if spec.type == "list" else path.key("a.b/c"))

    return [path for path in walk(catalogue.load(version).root, FieldPath()) if path]


def fitting(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Values of a field's own type, so that not every pod is refused at once."""
    if spec.choices:
        return st.sampled_from(spec.choices)
    if spec.type in ("integer", "int-or-string"):
        return st.integers(-1, 70000)
    kinds: dict[str, Any] = {"string": st.sampled_from(TEXTS), "boolean": st.booleans(), "list": st.just([])}
    return kinds.get(spec.type, st.sampled_from(["1", "500m", "2Gi"]) if spec.type == "quantity" else st.just({}))


@st.composite
def odd_pods(draw: st.DrawFn, version: str = "1.36") -> Any:
    """The minimal pod with a few values put somewhere; most fit their field, some fit nothing."""
    pod: Any = MINIMAL
    for path in draw(st.lists(st.sampled_from(places(version)), min_size=1, max_size=6)):
        spec = catalogue.load(version).field(path)
        value = draw(fitting(spec) | ANYTHING) if spec is not None else draw(ANYTHING)
        pod = assign(pod, tuple(str(p) if isinstance(p, str) else p for p in path), value)
    return pod
