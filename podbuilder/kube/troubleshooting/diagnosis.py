"""The causes that a paste speaks for, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from itertools import islice
from pkgutil import iter_modules
from types import ModuleType
from typing import NamedTuple

from podbuilder.kube.core import versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.lint.rule import Patch
from podbuilder.kube.troubleshooting import causes
from podbuilder.kube.troubleshooting.cause import Answer, Cause, ReasonNote, Stage, Trouble
from podbuilder.kube.troubleshooting.cause_fields import field_of
from podbuilder.kube.troubleshooting.cause_fixes import fixes_of
from podbuilder.kube.troubleshooting.credential_mask import mask
from podbuilder.kube.troubleshooting.fact import Fact, Facts
from podbuilder.kube.troubleshooting.next_paste import next_paste, understood
from podbuilder.kube.troubleshooting.paste_lines import squeezed
from podbuilder.kube.troubleshooting.paste_reader import read_facts
from podbuilder.kube.troubleshooting.pod_fields import field_in_pod, field_of_version
from podbuilder.kube.troubleshooting.pod_names import PodNames, names_in, names_of
from podbuilder.kube.troubleshooting.precedence import small_cpu, weigh
from podbuilder.kube.troubleshooting.reasons import notes_in, probe_note
from podbuilder.kube.troubleshooting.twins import twins_of
from podbuilder.kube.troubleshooting.weight import Weighed

# So many lines are quoted for a cause.
_MOST_QUOTED = 3
# So many facts are kept for a cause.
_MOST_FACTS = 80
# Between two neighbours one that is moved finds room.
_BETWEEN_ORDERS = 10
_BETWEEN, _MATCHING = " … ", " ~ "
# So much of a fact is matched against an expression.
_LONGEST_MATCHED = 4_000


class _Sign(NamedTuple):
    """What a fact must say: all of these phrases, and what it must match besides."""

    phrases: tuple[str, ...]
    pattern: re.Pattern[str] | None


class _Known(NamedTuple):
    """A trouble with its signs as facts are searched for them."""

    trouble: Trouble
    signs: tuple[_Sign, ...]
    hints: tuple[_Sign, ...]
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

    With a pod given, the fields are paths in it, as the cluster's version has them.
    """
    return answer(text, pod=pod, version=version).causes


def answer(text: str, *, pod: Document | None = None, version: str = versions.DEFAULT) -> Answer:
    """All there is to say of a paste: its causes, as `diagnose` gives them, and what to paste next."""
    facts = read_facts(text)
    names = names_in(facts, pod)
    found = tuple(_cause(one, names, facts, pod, version) for one in _ranked(facts))
    first = found[0].next_paste if found else next_paste(facts, names)
    return Answer(found, _notes(facts, found), "" if found else understood(facts), first, facts.left_out)


def _notes(facts: Facts, found: Iterable[Cause]) -> tuple[ReasonNote, ...]:
    notes = notes_in(facts)
    about_probes = any(all_troubles()[cause.label].stage is Stage.PROBE for cause in found)
    probe = None if about_probes else probe_note(facts)
    return (*notes, probe) if probe else notes


def _ranked(facts: Facts) -> list[Weighed]:
    """The troubles that facts speak for, the likeliest first."""
    found: list[Weighed] = []
    for number, known in enumerate(_known()):
        said = list(islice(_saying(facts, known.signs, known.unless), _MOST_FACTS))
        is_hint = not said
        needed = squeezed(known.trouble.hints_need)
        if is_hint and (not needed or facts.saying(needed)):
            said = list(islice(_saying(facts, known.hints, known.unless), _MOST_FACTS))
        if known.trouble.stage is Stage.SCHEDULING:
            said = _after_assignment(facts, said)
        if known.trouble.label == "cpu-throttled":
            said = said or small_cpu(facts)
        if said:
            found.append(Weighed(known.trouble, tuple(said), is_hint, order=number * _BETWEEN_ORDERS))
    found = weigh(facts, found)
    # A hint, as the exit code 137, only counts where nothing tells what it came from.
    decided = any(not one.is_hint for one in found)
    return [one for one in found if not (decided and one.is_hint)]


@lru_cache(maxsize=1)
def _known() -> tuple[_Known, ...]:
    return tuple(
        _Known(trouble, _phrases(trouble.signs), _phrases(trouble.hints), tuple(map(squeezed, trouble.unless)))
        for trouble in all_troubles().values()
    )


def _phrases(signs: Iterable[str]) -> tuple[_Sign, ...]:
    found = []
    for sign in signs:
        phrases, matching, pattern = sign.partition(_MATCHING)
        parts = tuple(map(squeezed, phrases.split(_BETWEEN)))
        found.append(_Sign(parts, re.compile(pattern, re.ASCII) if matching else None))
    return tuple(found)


def _saying(facts: Facts, signs: Iterable[_Sign], unless: tuple[str, ...]) -> Iterator[Fact]:
    for sign in signs:
        for fact in facts.saying(*sign.phrases, unless=unless):
            if not sign.pattern or sign.pattern.search(f"{fact.reason} {fact.text}"[:_LONGEST_MATCHED].strip()):
                yield fact


def _after_assignment(facts: Facts, found: list[Fact]) -> list[Fact]:
    """What the scheduler said after it had last found a node: what it said before has passed."""
    assigned = max((fact.lines[0] for fact in facts.saying("successfullyassigned")), default=0)
    return [fact for fact in found if fact.lines[0] > assigned]


def _cause(one: Weighed, names: PodNames, facts: Facts, pod: Document | None, version: str) -> Cause:
    trouble = one.trouble
    quotes = tuple(mask(quote) for quote in list(dict.fromkeys(fact.quote for fact in one.facts))[:_MOST_QUOTED])
    lines = tuple(sorted({number for fact in one.facts[:_MOST_QUOTED] for number in fact.lines}))
    names = names_of(names, one.facts)
    otherwise = twins_of(trouble.label)
    field = field_of(trouble, one.facts, facts)
    fixes: tuple[Patch, ...] = ()
    if pod is not None:
        path = field_of_version(field_in_pod(field, one.facts, pod), pod, version)
        field, fixes = str(path), fixes_of(trouble.label, path, one.facts, facts, pod)
    return Cause(
        trouble.label,
        trouble.says,
        quotes,
        lines,
        field,
        (names.fill(trouble.commands[0]), names.fill(trouble.commands[1])),
        sure=not (one.is_hint or one.is_behind),
        otherwise=otherwise,
        next_paste=next_paste(facts, names, trouble) if one.is_hint or otherwise else None,
        fixes=fixes,
    )
