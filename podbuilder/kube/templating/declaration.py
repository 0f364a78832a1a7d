"""Whether declarations of parameters make sense, whatever the manifest is that uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from podbuilder.kube.core import quantity
from podbuilder.kube.core.placeholder import NAME
from podbuilder.kube.templating.parameter import MOST_CHOICES, MOST_PARAMETERS, TYPES, Parameter
from podbuilder.kube.templating.values import PORTS, bounds, problem


def problems(parameters: Sequence[Parameter]) -> list[tuple[str, str]]:
    """What is wrong with the declarations: the parameter's name ("" for all of them together) and a sentence."""
    found = []
    if len(parameters) > MOST_PARAMETERS:
        found.append(("", f"There are {len(parameters)} parameters; a template has at most {MOST_PARAMETERS}."))
    seen: set[str] = set()
    for parameter in parameters[:MOST_PARAMETERS]:
        if parameter.name in seen:
            found.append((parameter.name, f"Two parameters are called {parameter.name}."))
        seen.add(parameter.name)
        found += [(parameter.name, text) for text in _of_one(parameter)]
    return found


def _of_one(parameter: Parameter) -> Iterator[str]:
    if not re.fullmatch(NAME, parameter.name):
        yield "A parameter's name starts with a letter and has lower-case letters, digits, - and _, at most 40 of them."
    if parameter.type not in TYPES:
        yield f"{parameter.type!r} is not a type of parameter. The types are: {', '.join(TYPES)}."
        return
    about_bounds = list(_of_bounds(parameter))
    yield from about_bounds
    if parameter.type == "choice" and not parameter.choices:
        yield "A parameter whose value is one of a list needs that list."
    if len(parameter.choices) > MOST_CHOICES:
        yield f"A list has at most {MOST_CHOICES} choices."
    if parameter.default is not None and not about_bounds:
        why_not = problem(parameter, parameter.default)
        if why_not:
            yield f"The default is not allowed. {why_not}"


def _of_bounds(parameter: Parameter) -> Iterator[str]:
    given = (parameter.minimum, parameter.maximum)
    if parameter.type in ("integer", "port"):
        if any(bound is not None and (isinstance(bound, bool) or not isinstance(bound, int)) for bound in given):
            yield "The least and the greatest value must be whole numbers."
            return
        low, high = bounds(parameter, *(PORTS if parameter.type == "port" else (None, None)))
        if low is not None and high is not None and low > high:
            yield f"The least value, {low}, is more than the greatest, {high}."
    if parameter.type == "quantity":
        try:
            amounts = [quantity.parse(str(bound)) for bound in given if bound is not None]
        except quantity.QuantityError:
            yield "The least and the greatest amount must be written like 100m or 2Gi."
            return
        if len(amounts) == 2 and amounts[0] > amounts[1]:
            yield f"The least amount, {given[0]}, is more than the greatest, {given[1]}."
