"""The fixes of a cause in the pod that was given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.lint.rule import Patch
from podbuilder.kube.troubleshooting import fixes
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts
from podbuilder.kube.troubleshooting.situation import Fix, Situation

_LONGEST = 4_000


@cache
def all_fixes() -> dict[str, Fix]:
    """What makes the fixes of each cause, by its label."""
    found: dict[str, Fix] = {}
    for module in iter_modules(fixes.__path__):
        found.update(import_module(f"{fixes.__name__}.{module.name}").FIXES)
    return found


def fixes_of(label: str, field: FieldPath, facts: Sequence[Fact], paste: Facts, pod: Document) -> tuple[Patch, ...]:
    """The changes to a pod that mend a cause, the best first; none where nothing can be proposed."""
    make = all_fixes().get(label)
    if make is None:
        return ()
    text = "\n".join(f"{fact.reason} {fact.text}"[:_LONGEST] for fact in facts[:8])
    amounts = frozenset(fact.text for fact in paste.of(FactKind.FIELD, "memory", "cpu"))
    return tuple(make(Situation(label, field, text, pod, amounts)))
