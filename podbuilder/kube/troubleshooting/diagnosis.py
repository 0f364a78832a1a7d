"""The causes that a paste speaks for, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import NamedTuple

from podbuilder.kube.core import versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.troubleshooting import causes
from podbuilder.kube.troubleshooting.cause import Answer, Cause, Stage, Trouble
from podbuilder.kube.troubleshooting.fact import Fact, Facts
from podbuilder.kube.troubleshooting.masking import mask
from podbuilder.kube.troubleshooting.next_paste import next_paste, understood
from podbuilder.kube.troubleshooting.paste_lines import squeezed
from podbuilder.kube.troubleshooting.paste_reader import read_facts
from podbuilder.kube.troubleshooting.pod_names import PodNames, names_in, names_of
from podbuilder.kube.troubleshooting.twins import twins_of

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


def diagnose(text: str, *, pod: Document | None = None, version: str = versions.DEFAULT) -> tuple[Cause, ...]:
    """The causes that a paste speaks for, the likeliest first; none where nothing in it speaks for one.

    With a pod given, the fields are paths in it.
    """
    return answer(text, pod=pod, version=version).causes


def answer(text: str, *, pod: Document | None = None, version: str = versions.DEFAULT) -> Answer:
    """All there is to say of a paste: its causes, as `diagnose` gives them, and what to paste next."""
    facts = read_facts(text)
    names = names_in(facts, pod)
    found = tuple(_cause(trouble, said, is_hint, names, facts) for trouble, said, is_hint in _ranked(facts))
    first = found[0].next_paste if found else next_paste(facts, names)
    return Answer(found, (), "" if found else understood(facts), first, facts.left_out)


def _ranked(facts: Facts) -> list[tuple[Trouble, list[Fact], bool]]:
    """The troubles that facts speak for, each with these facts and whether they only hint at it."""
    ranked: list[tuple[bool, Stage, int, Trouble, list[Fact]]] = []
    for known in _known():
        found = list(_saying(facts, known.signs, known.unless))
        is_hint = not found
        needed = squeezed(known.trouble.hints_need)
        if is_hint and (not needed or facts.saying(needed)):
            found = list(_saying(facts, known.hints, known.unless))
        if known.trouble.stage is Stage.SCHEDULING:
            found = _after_assignment(facts, found)
        if found:
            ranked.append((is_hint, known.trouble.stage, len(ranked), known.trouble, found))
    # A hint, as the exit code 137, only counts where nothing tells what it came from.
    decided = any(not is_hint for is_hint, *_ in ranked)
    ranked.sort(key=lambda one: one[:3])
    return [(trouble, found, is_hint) for is_hint, _, _, trouble, found in ranked if not (decided and is_hint)]


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


def _cause(trouble: Trouble, found: list[Fact], is_hint: bool, names: PodNames, facts: Facts) -> Cause:
    quotes = tuple(dict.fromkeys(mask(fact.quote) for fact in found))[:_MOST_QUOTED]
    lines = tuple(sorted({number for fact in found[:_MOST_QUOTED] for number in fact.lines}))
    names = names_of(names, found)
    otherwise = twins_of(trouble.label)
    return Cause(
        trouble.label,
        trouble.says,
        quotes,
        lines,
        _field(trouble, found[0]),
        (names.fill(trouble.commands[0]), names.fill(trouble.commands[1])),
        sure=not is_hint,
        otherwise=otherwise,
        next_paste=next_paste(facts, names, trouble) if is_hint or otherwise else None,
    )


def _field(trouble: Trouble, first: Fact) -> str:
    """The field of a pod that the first fact of a cause points to."""
    said = squeezed(f"{first.reason} {first.text}")
    named = (field for phrase, field in trouble.fields if squeezed(phrase) in said)
    field = next(named, trouble.field).replace("{device}", _device(first.text)).replace("{path}", _path(first.text))
    place = f"spec.{first.group}[{first.index}]"
    if not first.container and first.reason.startswith("Init:"):
        place = "spec.initContainers[0]"
    return field.replace("spec.containers[0]", place)


def _device(text: str) -> str:
    """The resource that a message of the scheduler names last: `nvidia.com/gpu`."""
    _, insufficient, named = text.rpartition("Insufficient ")
    return named.partition(" ")[0].rstrip(".,") if insufficient else ""


def _path(text: str) -> str:
    """The field that the API server names first: `spec.volumes[0].name`; the whole spec if it names none."""
    _, named, rest = text.partition("spec.")
    return f"spec.{rest.partition(':')[0].partition(' ')[0]}" if named else "spec"
