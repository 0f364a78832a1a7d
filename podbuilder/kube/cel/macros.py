"""What looks like a function and is none: its arguments are expressions, some of them with a name of their own.

Mirrors cel-go's macros with the extensions of optional types, bindings and two variables, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from podbuilder.kube.cel.cel_error import CelError, no_overload
from podbuilder.kube.cel.cel_types import NOTHING, Maybe, equal
from podbuilder.kube.cel.scope import Run, Scope
from podbuilder.kube.cel.syntax import Call, Ident, Node, Select

Ready = Callable[[Node], Run]
_UNSET: Any = object()


def expanded(node: Call, ready: Ready) -> Run | None:
    """How a macro is evaluated; None if the call is none."""
    if node.target is None:
        return _has(node.args[0], ready) if node.name == "has" and len(node.args) == 1 else None
    if node.name == "bind" and node.target == Ident("cel") and len(node.args) == 3:
        return _bind(node.args, ready)
    if node.name in ("optMap", "optFlatMap") and len(node.args) == 2:
        return _on_optional(node, ready)
    if node.name == "sortBy" and len(node.args) == 2:
        return _sort_by(node, ready)
    return _comprehension(node, ready)


def _name(node: Node) -> str:
    if not isinstance(node, Ident):
        raise CelError("argument must be a simple name")
    return node.name


def _has(node: Node, ready: Ready) -> Run:
    """Whether a value has a field. A field of what has none ends in an error, as everywhere."""
    if not isinstance(node, Select):
        raise CelError("invalid argument to has() macro")
    operand, field = ready(node.operand), node.field

    def run(scope: Scope) -> bool:
        scope.spend()
        of = operand(scope)
        if isinstance(of, Maybe):
            of = of.value if of.is_there else {}
        return isinstance(of, dict) and field in of

    return run


def _with(scope: Scope, names: Iterable[str], values: Iterable[Any], body: Run) -> Any:
    """The value of an expression in which names have these values."""
    pairs = list(zip(names, values, strict=True))
    before = [(name, scope.names.get(name, _UNSET)) for name, _ in pairs]
    scope.names.update(pairs)
    try:
        return body(scope)
    finally:
        for name, value in before:
            if value is _UNSET:
                scope.names.pop(name, None)
            else:
                scope.names[name] = value


def _bind(args: tuple[Node, ...], ready: Ready) -> Run:
    name, value, body = _name(args[0]), ready(args[1]), ready(args[2])
    return lambda scope: _with(scope, (name,), (value(scope),), body)


def _on_optional(node: Call, ready: Ready) -> Run:
    target, name, body = ready(node.target), _name(node.args[0]), ready(node.args[1])
    is_flat = node.name == "optFlatMap"

    def run(scope: Scope) -> Any:
        of = target(scope)
        if not isinstance(of, Maybe):
            raise no_overload()
        if not of.is_there:
            return NOTHING
        found = _with(scope, (name,), (of.value,), body)
        return found if is_flat else Maybe(found, True)

    return run


def _sort_by(node: Call, ready: Ready) -> Run:
    from podbuilder.kube.cel.lists import sorted_by

    target, name, body = ready(node.target), _name(node.args[0]), ready(node.args[1])

    def run(scope: Scope) -> Any:
        items = _ranged(target(scope), scope)
        return sorted_by(items, [_with(scope, (name,), (item,), body) for item in items])

    return run


def _comprehension(node: Call, ready: Ready) -> Run | None:
    """A macro that goes through a list or a map, with one name for each item, or with two."""
    count, names = len(node.args), node.args
    for of, sizes in ((_ONE, {"filter": (2,), "map": (2, 3)}), (_TWO, _SIZES_OF_TWO)):
        taken = 1 if of is _ONE else 2
        fold = of.get(node.name)
        if fold is None or count not in sizes.get(node.name, (taken + 1,)):
            continue
        bound = tuple(_name(one) for one in names[:taken])
        return _fold(ready(node.target), bound, tuple(ready(one) for one in node.args[taken:]), fold)
    return None


Item = Callable[[Run], Any]
Fold = Callable[[Iterator[tuple[Any, Item]], tuple[Run, ...]], Any]


def _fold(target: Run, names: tuple[str, ...], bodies: tuple[Run, ...], fold: Fold) -> Run:
    def run(scope: Scope) -> Any:
        of = target(scope)
        return fold(_items(of, names, scope), bodies)

    return run


def _items(of: Any, names: tuple[str, ...], scope: Scope) -> Iterator[tuple[Any, Item]]:
    """Each item's values, and how an expression is evaluated with them under the names."""
    for key, item in _pairs(of, scope, len(names) == 2):
        values = (key, item) if len(names) == 2 else (item,)
        scope.spend()
        yield values if len(names) == 2 else item, partial(_with, scope, names, values)


def _ranged(of: Any, scope: Scope) -> list[Any]:
    return [item for _, item in _pairs(of, scope, False)]


def _pairs(of: Any, scope: Scope, is_double: bool) -> Iterable[tuple[Any, Any]]:
    """The items of a list with their numbers, or of a map its keys, and its values where there are two names."""
    scope.spend_on(of)
    if isinstance(of, list | tuple):
        return list(enumerate(of))
    if isinstance(of, dict):
        if not is_double:
            return [(key, key) for key in of]
        return [(key, value() if callable(value) else value) for key, value in of.items()]
    raise no_overload()


def decided(outcomes: Iterable[Callable[[], Any]], decides: bool) -> bool:
    """Whether all, or any, are true: an outcome that decides does, even if others end in an error (CelError)."""
    error: CelError | None = None
    for outcome in outcomes:
        try:
            value = outcome()
        except CelError as found:
            error = error or found
            continue
        if not isinstance(value, bool):
            error = error or no_overload()
        elif value is decides:
            return decides
    if error:
        raise error
    return not decides


def _all(items: Iterator[tuple[Any, Item]], bodies: tuple[Run, ...]) -> bool:
    return decided((partial(item, bodies[0]) for _, item in items), False)


def _exists(items: Iterator[tuple[Any, Item]], bodies: tuple[Run, ...]) -> bool:
    return decided((partial(item, bodies[0]) for _, item in items), True)


def _exists_one(items: Iterator[tuple[Any, Item]], bodies: tuple[Run, ...]) -> bool:
    return sum(_is_true(item(bodies[0])) for _, item in items) == 1


def _is_true(value: Any) -> bool:
    if not isinstance(value, bool):
        raise no_overload()
    return value


def _filter(items: Iterator[tuple[Any, Item]], bodies: tuple[Run, ...]) -> list[Any]:
    return [value for value, item in items if _is_true(item(bodies[0]))]


def _map(items: Iterator[tuple[Any, Item]], bodies: tuple[Run, ...]) -> list[Any]:
    """With two expressions the first says which items are taken."""
    return [item(bodies[-1]) for _, item in items if len(bodies) == 1 or _is_true(item(bodies[0]))]


def _transform_map(items: Iterator[tuple[Any, Item]], bodies: tuple[Run, ...]) -> dict[Any, Any]:
    return {values[0]: item(bodies[-1]) for values, item in items if len(bodies) == 1 or _is_true(item(bodies[0]))}


def _transform_map_entry(items: Iterator[tuple[Any, Item]], bodies: tuple[Run, ...]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for _, item in items:
        if len(bodies) == 1 or _is_true(item(bodies[0])):
            entry = item(bodies[-1])
            if not isinstance(entry, dict):
                raise no_overload()
            for key, value in entry.items():
                if any(equal(key, there) for there in found):
                    raise CelError(f"insert failed: key {key} already exists")
                found[key] = value
    return found


_ONE: dict[str, Fold] = {
    "all": _all,
    "exists": _exists,
    "exists_one": _exists_one,
    "existsOne": _exists_one,
    "filter": _filter,
    "map": _map,
}
_TWO: dict[str, Fold] = {
    "all": _all,
    "exists": _exists,
    "existsOne": _exists_one,
    "transformList": _map,
    "transformMap": _transform_map,
    "transformMapEntry": _transform_map_entry,
}
_SIZES_OF_TWO = dict.fromkeys(("transformList", "transformMap", "transformMapEntry"), (3, 4))
