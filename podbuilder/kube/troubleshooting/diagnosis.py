"""The causes that a paste speaks for, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import NamedTuple

from podbuilder.kube.troubleshooting import causes
from podbuilder.kube.troubleshooting.cause import Cause, Stage, Trouble
from podbuilder.kube.troubleshooting.fact import Fact, Facts
from podbuilder.kube.troubleshooting.paste_lines import squeezed
from podbuilder.kube.troubleshooting.paste_reader import read_facts

# So many lines are quoted for a cause.
_MOST_QUOTED = 3
_BETWEEN = " … "


class _Known(NamedTuple):
    """A trouble with its phrases as facts are searched for them."""

    trouble: Trouble
    signs: tuple[tuple[str, ...], ...]
    hints: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]


@lru_cache(maxsize=1)
def all_troubles() -> dict[str, Trouble]:
    """Every trouble by its label."""
    return registered(import_module(f"{causes.__name__}.{module.name}") for module in iter_modules(causes.__path__))


def registered(modules: Iterable[ModuleType]) -> dict[str, Trouble]:
    """The troubles of modules by their labels; two with one label raise ValueError."""
    found: dict[str, Trouble] = {}
    for module in modules:
        for trouble in module.TROUBLES:
            if trouble.label in found:
                raise ValueError(f"two troubles are called {trouble.label!r}")
            found[trouble.label] = trouble
    return found


def diagnose(text: str) -> tuple[Cause, ...]:
    """The causes that a paste speaks for, the likeliest first; none where nothing in it speaks for one."""
    facts = read_facts(text)
    ranked: list[tuple[bool, Stage, int, Cause]] = []
    for known in _known():
        found = list(_saying(facts, known.signs, known.unless))
        is_hint = not found
        needed = squeezed(known.trouble.hints_need)
        if is_hint and (not needed or facts.saying(needed)):
            found = list(_saying(facts, known.hints, known.unless))
        if known.trouble.stage is Stage.SCHEDULING:
            found = _after_assignment(facts, found)
        if found:
            ranked.append((is_hint, known.trouble.stage, len(ranked), _cause(known.trouble, found)))
    # A hint, as the exit code 137, only counts where nothing tells what it came from.
    decided = any(not is_hint for is_hint, *_ in ranked)
    return tuple(cause for is_hint, *_, cause in sorted(ranked, key=lambda one: one[:3]) if not (decided and is_hint))


@lru_cache(maxsize=1)
def _known() -> tuple[_Known, ...]:
    return tuple(
        _Known(trouble, _phrases(trouble.signs), _phrases(trouble.hints), tuple(map(squeezed, trouble.unless)))
        for trouble in all_troubles().values()
    )


def _phrases(signs: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(squeezed, sign.split(_BETWEEN))) for sign in signs)


def _saying(facts: Facts, signs: Iterable[tuple[str, ...]], unless: tuple[str, ...]) -> Iterator[Fact]:
    for sign in signs:
        for fact in facts.saying(*sign):
            key = squeezed(f"{fact.reason} {fact.text}") if unless else ""
            if not any(phrase in key for phrase in unless):
                yield fact


def _after_assignment(facts: Facts, found: list[Fact]) -> list[Fact]:
    """What the scheduler said after it had last found a node: what it said before has passed."""
    assigned = max((fact.lines[0] for fact in facts.saying("successfullyassigned")), default=0)
    return [fact for fact in found if fact.lines[0] > assigned]


def _cause(trouble: Trouble, found: list[Fact]) -> Cause:
    first = found[0]
    quotes = tuple(dict.fromkeys(fact.quote for fact in found))[:_MOST_QUOTED]
    lines = tuple(sorted({number for fact in found[:_MOST_QUOTED] for number in fact.lines}))
    said = squeezed(f"{first.reason} {first.text}")
    named = (field for phrase, field in trouble.fields if squeezed(phrase) in said)
    field = next(named, trouble.field).replace("{device}", _device(first.text)).replace("{path}", _path(first.text))
    place = f"spec.{first.group}[{first.index}]"
    if not first.container and first.reason.startswith("Init:"):
        place = "spec.initContainers[0]"
    return Cause(
        trouble.label, trouble.says, quotes, lines, field.replace("spec.containers[0]", place), trouble.commands
    )


def _device(text: str) -> str:
    """The resource that a message of the scheduler names last: `nvidia.com/gpu`."""
    _, insufficient, named = text.rpartition("Insufficient ")
    return named.partition(" ")[0].rstrip(".,") if insufficient else ""


def _path(text: str) -> str:
    """The field that the API server names first: `spec.volumes[0].name`; the whole spec if it names none."""
    _, named, rest = text.partition("spec.")
    return f"spec.{rest.partition(':')[0].partition(' ')[0]}" if named else "spec"
