"""The field of a pod that a cause points to, as far as the paste tells."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.core.lazy_pattern import lazy_pattern
from podbuilder.kube.troubleshooting.cause import Trouble
from podbuilder.kube.troubleshooting.exact_fields import Told, exact_field
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts
from podbuilder.kube.troubleshooting.paste_lines import squeezed

# States of containers that say what they are about by themselves; and those of which every pod has some.
_STATES = (FactKind.WAITING, FactKind.TERMINATED)
_NO_TROUBLE = ("PodInitializing", "ContainerCreating", "Completed", "")
# So many facts of a cause are searched for what they point to.
_MOST_FACTS = 8
_LONGEST = 4_000
_DEVICE = lazy_pattern(
    r"(?:Insufficient|unavailable for|unregistered device|unhealthy devices|OutOf)"
    r" ?([a-z0-9.-]{1,200}/[\w.-]{1,63}|hugepages-\w{1,9})"
)
# Of a workload's own file the pod's mistake is told with a longer path.
_PATH = lazy_pattern(r"\bspec\.(?:template\.spec\.|jobTemplate\.spec\.template\.spec\.)?([\w.\[\]/-]{1,200})")
# `failed to start container "till"`, `Container till failed liveness probe`, `container=till`.
_NAMED = lazy_pattern(r"(?i)\bcontainers?[ =:]{1,2}\\?[\"'`]?([a-z0-9][a-z0-9-]{0,62})")


def field_of(trouble: Trouble, facts: Sequence[Fact], paste: Facts) -> str:
    """The field that the first facts of a cause point to; "" where the pod is not at fault."""
    first = facts[0]
    texts = [f"{fact.reason} {fact.text}"[:_LONGEST] for fact in facts[:_MOST_FACTS]]
    said = [squeezed(text) for text in texts]
    named = (field for phrase, field in trouble.fields if any(squeezed(phrase) in one for one in said))
    field = next(named, trouble.field)
    if "{device}" in field:
        field = field.replace("{device}", _device(texts)) if _device(texts) else field.partition("[{device}")[0]
    place = _place(first, paste)
    told = Told(tuple(texts), paste, place)
    field = exact_field(trouble.label, field.replace("{path}", _path(first.text)), told)
    return field.replace("spec.containers[0]", place, 1)


def _place(fact: Fact, paste: Facts) -> str:
    """The container that a fact is about: the one it names, else the only one that is in trouble."""
    states = (*paste.of(FactKind.WAITING), *paste.of(FactKind.TERMINATED))
    name = fact.container or _named(fact, paste)
    if name:
        known = [one for one in (*states, *paste.of(FactKind.FIELD)) if one.container == name]
    else:
        known = [one for one in states if one.container and one.reason not in _NO_TROUBLE]
    is_one = len({(one.group, one.index) for one in known}) == 1
    if is_one and fact.kind not in _STATES:
        fact = known[0]
    elif not name and _is_initializing(fact, paste):
        return "spec.initContainers[0]"
    return f"spec.{fact.group}[{fact.index}]"


def _named(fact: Fact, paste: Facts) -> str:
    """The container of the paste that a message names; "" if none."""
    if fact.kind in _STATES or "ontainer" not in fact.text[:_LONGEST]:
        return ""
    names = {one.container for one in paste if one.container}
    return next((found[1] for found in _NAMED.finditer(fact.text[:_LONGEST]) if found[1] in names), "")


def _is_initializing(fact: Fact, paste: Facts) -> bool:
    """Whether rows of pods say that init containers are not done, and the fact is not another pod's."""
    if fact.kind is FactKind.STATUS:
        return fact.reason.startswith("Init:")
    rows = [row for row in paste.of(FactKind.STATUS) if row.reason != "Running"]
    about = fact.about.rpartition("/")[2]
    rows = [row for row in rows if row.about == about] or rows
    return bool(rows) and all(row.reason.startswith("Init:") for row in rows)


def _device(texts: Sequence[str]) -> str:
    """The resource that is named: `nvidia.com/gpu`."""
    found = [one[1] for text in texts if (one := _DEVICE.search(text))]
    return found[0].rstrip(".,") if found else ""


def _path(text: str) -> str:
    """The field that the API server names first: `spec.volumes[0].name`; the whole spec if it names none."""
    found = _PATH.search(text)
    return f"spec.{found[1].rstrip('.')}" if found else "spec"
