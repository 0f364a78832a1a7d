"""An expression that is read, made ready to be evaluated: each of its parts becomes a function of the scope.

Mirrors cel-go's interpreter as Kubernetes v1.36 sets it up, with its words for errors.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from podbuilder.kube.cel import macros, operators
from podbuilder.kube.cel.cel_error import CelError, no_key, no_overload
from podbuilder.kube.cel.cel_types import NOTHING, Maybe, Struct, kind
from podbuilder.kube.cel.functions import CONSTANTS, FUNCTIONS, METHODS, NAMESPACES
from podbuilder.kube.cel.scope import Run, Scope
from podbuilder.kube.cel.syntax import Call, Ident, Index, ListOf, Literal, MapOf, Node, Select, StructOf
from podbuilder.kube.core.limits import MAX_CEL_DEPTH


def ready(node: Node, depth: int = 0) -> Run:
    """How an expression is evaluated (CelError for functions that there are not)."""
    if depth > MAX_CEL_DEPTH:
        raise CelError(f"An expression is at most {MAX_CEL_DEPTH} deep here.")
    return _READY[type(node)](node, depth + 1)


def _literal(node: Literal, depth: int) -> Run:
    value = node.value
    return lambda scope: value


def _ident(node: Ident, depth: int) -> Run:
    name = node.name
    constant = CONSTANTS.get(name)

    def run(scope: Scope) -> Any:
        scope.spend()
        found = scope.names.get(name, scope)
        if found is scope:
            if constant is None:
                raise CelError(f"no such attribute(s): {name}")
            return constant
        if callable(found):
            found = scope.names[name] = found()
        return found

    return run


def _select(node: Select, depth: int) -> Run:
    operand, field, is_optional = ready(node.operand, depth), node.field, node.is_optional

    def run(scope: Scope) -> Any:
        scope.spend()
        of = operand(scope)
        if is_optional or isinstance(of, Maybe):
            return _optional_part(of, field)
        found = selected(of, field)
        if found is NOTHING:
            raise no_key(field)
        return found

    return run


def selected(of: Any, field: str) -> Any:
    """A field of a value; NOTHING if it has no such field. A field may be a function that makes its value."""
    if not isinstance(of, dict) or field not in of:
        return NOTHING
    found = of[field]
    if callable(found):
        found = of[field] = found()
    return found


def _optional_part(of: Any, key: Any) -> Maybe:
    """Mirrors optional selection: a part of nothing is nothing."""
    if isinstance(of, Maybe):
        if not of.is_there:
            return NOTHING
        of = of.value
    is_field = isinstance(of, dict) and isinstance(key, str)
    found = selected(of, key) if is_field else operators.part(of, key, NOTHING)
    return NOTHING if found is NOTHING else Maybe(found, True)


def _index(node: Index, depth: int) -> Run:
    operand, index, is_optional = ready(node.operand, depth), ready(node.index, depth), node.is_optional

    def run(scope: Scope) -> Any:
        scope.spend()
        of, key = operand(scope), index(scope)
        if is_optional or isinstance(of, Maybe):
            return _optional_part(of, key)
        return operators.part(of, key)

    return run


def _call(node: Call, depth: int) -> Run:
    special = _SPECIAL.get(node.name) if node.target is None else None
    if special is not None:
        return special(node, depth)
    macro = macros.expanded(node, lambda part: ready(part, depth))
    if macro is not None:
        return macro
    if node.target is not None:
        return _method(node, depth)
    found = FUNCTIONS.get(node.name)
    if found is None:
        raise _undeclared(node.name)
    return _applied(found, node.name, tuple(ready(one, depth) for one in node.args))


def _method(node: Call, depth: int) -> Run:
    args = tuple(ready(one, depth) for one in node.args)
    if isinstance(node.target, Ident) and f"{node.target.name}.{node.name}" in NAMESPACES:
        name = f"{node.target.name}.{node.name}"
        return _applied(NAMESPACES[name], name, args)
    found = METHODS.get(node.name)
    if found is None:
        raise _undeclared(node.name)
    return _applied(found, node.name, (ready(node.target, depth), *args))


def _undeclared(name: str) -> CelError:
    return CelError(f"undeclared reference to '{name}' (in container '')")


def _applied(function: Callable[..., Any], name: str, args: tuple[Run, ...]) -> Run:
    def run(scope: Scope) -> Any:
        values = [one(scope) for one in args]
        scope.spend_on(*values)
        try:
            found = function(*values)
        except (TypeError, AttributeError):
            # A function is made for values of certain types, and for so many of them.
            kinds = ", ".join(map(kind, values))
            raise no_overload(f"{name}({kinds})") from None
        if isinstance(found, str | bytes | list):
            scope.spend_on(found)
        return found

    return run


def _or(node: Call, depth: int) -> Run:
    return _logical(node, depth, True)


def _and(node: Call, depth: int) -> Run:
    return _logical(node, depth, False)


def _logical(node: Call, depth: int, decides: bool) -> Run:
    """Whichever side decides does, even if the other one ends in an error."""
    left, right = (ready(one, depth) for one in node.args)

    def run(scope: Scope) -> bool:
        scope.spend()
        return macros.decided((partial(left, scope), partial(right, scope)), decides)

    return run


def _conditional(node: Call, depth: int) -> Run:
    test, yes, no = (ready(one, depth) for one in node.args)

    def run(scope: Scope) -> Any:
        scope.spend()
        value = test(scope)
        if not isinstance(value, bool):
            raise no_overload()
        return yes(scope) if value else no(scope)

    return run


def _unary(node: Call, depth: int) -> Run:
    operand, function = ready(node.args[0], depth), operators.inverted if node.name == "!" else operators.negated
    return lambda scope: function(operand(scope))


def _binary(node: Call, depth: int) -> Run:
    left, right = (ready(one, depth) for one in node.args)
    function = operators.BINARY[node.name]

    def run(scope: Scope) -> Any:
        one, other = left(scope), right(scope)
        scope.spend_on(one, other)
        return function(one, other)

    return run


def _list(node: ListOf, depth: int) -> Run:
    items, optional = tuple(ready(one, depth) for one in node.items), node.optional

    def run(scope: Scope) -> Any:
        scope.spend(1 + len(items))
        found = []
        for i, item in enumerate(items):
            value = item(scope)
            if i not in optional:
                found.append(value)
            elif _is_given(value):
                found.append(value.value)
        return found

    return run


def _is_given(value: Any) -> bool:
    if not isinstance(value, Maybe):
        raise CelError(f"cannot initialize optional list element from non-optional value {value}")
    return value.is_there


def _map(node: MapOf, depth: int) -> Run:
    entries = tuple((ready(key, depth), ready(value, depth)) for key, value in node.entries)
    optional = node.optional

    def run(scope: Scope) -> Any:
        scope.spend(1 + len(entries))
        found: dict[Any, Any] = {}
        for i, (key_of, value_of) in enumerate(entries):
            key, value = key_of(scope), value_of(scope)
            if kind(key) not in ("string", "int", "uint", "bool"):
                raise CelError(f"unsupported key type: {kind(key)}")
            if i not in optional:
                if operators.is_key(found, key):
                    raise CelError(f"Failed with repeated key: {key}")
                found[key] = value
            elif _is_given(value):
                found[key] = value.value
        return found

    return run


def _struct(node: StructOf, depth: int) -> Run:
    entries = tuple((field, ready(value, depth)) for field, value in node.entries)
    optional, type_name = node.optional, node.type_name
    if type_name.split(".")[0] not in ("Object", "JSONPatch"):
        raise CelError(f"undeclared reference to '{type_name}' (in container '')")

    def run(scope: Scope) -> Any:
        scope.spend(1 + len(entries))
        found = Struct(type_name, {})
        for i, (field, value_of) in enumerate(entries):
            value = value_of(scope)
            if i not in optional:
                found[field] = value
            elif _is_given(value):
                found[field] = value.value
        return found

    return run


_SPECIAL: dict[str, Callable[[Call, int], Run]] = {
    "||": _or,
    "&&": _and,
    "?:": _conditional,
    "!": _unary,
    "neg": _unary,
    **dict.fromkeys(operators.BINARY, _binary),
}
_READY: dict[type, Callable[[Any, int], Run]] = {
    Literal: _literal,
    Ident: _ident,
    Select: _select,
    Index: _index,
    Call: _call,
    ListOf: _list,
    MapOf: _map,
    StructOf: _struct,
}
