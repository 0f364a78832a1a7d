"""The values that a template is tried with before anybody trusts it: the defaults, and the ends of what is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podbuilder.kube.templating.parameter import Parameter, Value
from podbuilder.kube.templating.values import LONGEST_NAME, LONGEST_REFERENCE, PORTS, bounds, problem

_DIGEST = "@sha256:" + "0" * 64
_SAMPLES: dict[str, Value] = {
    "string": "example",
    "integer": 1,
    "boolean": True,
    "quantity": "1",
    "image": "registry.example.com/app:1.0.0",
    "port": 8080,
    "name": "example",
    "secret": "example",
    "configmap": "example",
}


def defaults(parameters: Sequence[Parameter]) -> dict[str, Value]:
    """A value for each parameter: its default, or a plausible one where it asks for an answer."""
    return {p.name: p.default if p.default is not None else sample(p) for p in parameters}


def sample(parameter: Parameter) -> Value:
    """A value that the parameter's own bounds allow, if there is a plain one."""
    return next(boundaries(parameter, _usual(parameter)), _usual(parameter))


def _usual(parameter: Parameter) -> Value:
    if parameter.type == "choice":
        return parameter.choices[0] if parameter.choices else ""
    usual = _SAMPLES[parameter.type]
    return f"{parameter.starts_with}{usual}" if parameter.starts_with and isinstance(usual, str) else usual


def boundaries(parameter: Parameter, first: Value | None = None) -> Iterator[Value]:
    """The values at the ends of what a parameter allows, each once; after `first`, where one is given."""
    seen: set[tuple[type, Value]] = set()
    for value in (first, *_ends(parameter)):
        if value is not None and not problem(parameter, value) and (type(value), value) not in seen:
            seen.add((type(value), value))
            yield value


def _ends(parameter: Parameter) -> Iterator[Value]:
    if parameter.type in ("integer", "port"):
        low, high = bounds(parameter, *(PORTS if parameter.type == "port" else (None, None)))
        yield from (0 if low is None else low, 1, 2**31 - 1 if high is None else high)
    elif parameter.type == "boolean":
        yield from (True, False)
    elif parameter.type == "choice":
        yield from parameter.choices
    elif parameter.type == "quantity":
        yield from (str(bound) for bound in (parameter.minimum, parameter.maximum) if bound is not None)
    elif parameter.type == "image":
        start = parameter.starts_with or "registry.example.com:5000/"
        yield from (f"{start}team/app:1.0.0", f"{start}team/app{_DIGEST}", f"{start}:1.0.0", f"{start}{_DIGEST}")
    elif parameter.type == "name":
        yield from _texts(parameter, LONGEST_NAME)
    elif parameter.type in ("secret", "configmap"):
        yield from _texts(parameter, LONGEST_REFERENCE)
    else:
        yield ""
        yield from _texts(parameter, 256)


def _texts(parameter: Parameter, longest: int) -> Iterator[Value]:
    start = parameter.starts_with
    if parameter.longest is not None:
        longest = min(longest, parameter.longest)
    yield start or "a"
    yield start + "a" * max(1, longest - len(start))
