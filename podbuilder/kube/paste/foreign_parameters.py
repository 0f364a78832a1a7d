"""Placeholders of other templating languages made into parameters."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube.core.document import walk
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.foreign_placeholder import CONTROL, ForeignPlaceholder, foreign_placeholders, may_have
from podbuilder.kube.paste.lines import PastedLine, Trace, trace_at
from podbuilder.kube.templating import MOST_PARAMETERS, Parameter

# What a program or another reader gets; the server's own fields of these names hold no other texts.
_PROGRAMS = frozenset({"command", "args", "annotations"})


class Parametrized(NamedTuple):
    """Lines with placeholders of our own, the parameters that they name, and the first place of a foreign one."""

    trace: Trace
    lines: list[PastedLine]
    parameters: tuple[Parameter, ...]


def control(lines: list[PastedLine]) -> Trace | None:
    """The first place where a template computes, repeats or leaves out something: only its own program can do that."""
    for line in lines:
        match = CONTROL.search(line.text)
        if match is not None:
            message = (
                f"“{match[0][:2]} …” is an instruction of a templating language. Render the template first, for "
                "example with “helm template”."
            )
            return trace_at(line, message, match.start())
    return None


def parametrized(lines: list[PastedLine]) -> Parametrized | None:
    """The lines with `<param:name>` for each foreign placeholder outside of comments."""
    names = _Names()
    left, trace = list[PastedLine](), None
    for line in lines:
        found = [] if line.text.lstrip().startswith("#") else foreign_placeholders(line.text)
        if found and trace is None:
            trace = trace_at(line, f"{found[0].said}.", found[0].start)
        left.append(line._replace(text=names.put(line.text, found)))
    if trace is None or len(names.parameters) > MOST_PARAMETERS:
        return None
    return Parametrized(trace, left, tuple(names.parameters.values()))


def in_fields(pod: Document, declared: tuple[Parameter, ...] = ()) -> tuple[dict[FieldPath, str], list[Parameter]]:
    """The fields of a pod with foreign placeholders, each with our own in it, and the parameters that these name.

    What a program gets may be in its own language, and annotations in that of whoever reads them: there a placeholder
    counts only if it is a variable's whole value. Parameters that are declared keep their names.
    """
    names = _Names(declared)
    values = {}
    for path, value in walk(pod):
        if not isinstance(value, str) or not may_have(value) or not _PROGRAMS.isdisjoint(path):
            continue
        found = foreign_placeholders(value)
        if found and (path[-1] != "value" or found[0].text == value):
            values[path] = names.put(value, found)
    return values, list(names.parameters.values())


class _Names:
    """The parameters that placeholders become: the same one for the same text."""

    def __init__(self, declared: tuple[Parameter, ...] = ()) -> None:
        self.parameters: dict[str, Parameter] = {}
        self._taken = {parameter.name for parameter in declared}

    def put(self, text: str, found: list[ForeignPlaceholder]) -> str:
        """The text with placeholders of our own."""
        parts, done = [], 0
        for one in found:
            parts += [text[done : one.start], self._of(one).placeholder]
            done = one.end
        return "".join([*parts, text[done:]])

    def _of(self, one: ForeignPlaceholder) -> Parameter:
        known = self.parameters.get(one.text)
        if known is None:
            names = (one.name, *(f"{one.name[:36]}-{number}" for number in range(2, 1000)))
            free = next(name for name in names if name not in self._taken)
            self._taken.add(free)
            known = self.parameters[one.text] = Parameter(free, default=one.default or None)
        return known
