"""The field of a pod that a cause points to, as far as the paste tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podbuilder.kube.core.lazy_pattern import lazy_pattern
from podbuilder.kube.troubleshooting.cause import Trouble
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts
from podbuilder.kube.troubleshooting.paste_lines import squeezed

# States of containers that say what they are about by themselves; and those of which every pod has some.
_STATES = (FactKind.WAITING, FactKind.TERMINATED)
_NO_TROUBLE = ("PodInitializing", "ContainerCreating", "Completed", "")
# So many facts of a cause are searched for what they point to.
_MOST_FACTS = 8
_DEVICE = lazy_pattern(
    r"(?:Insufficient|unavailable for|unregistered device|OutOf) ?([a-z0-9.-]{1,200}/[\w.-]{1,63}|hugepages-\w{1,9})"
)
_PROBES = (("liveness", "livenessProbe"), ("readiness", "readinessProbe"), ("startup", "startupProbe"))
# Of a workload's own file the pod's mistake is told with a longer path.
_PATH = lazy_pattern(r"\bspec\.(?:template\.spec\.|jobTemplate\.spec\.template\.spec\.)?([\w.\[\]/-]{1,200})")
# One control of Pod Security that is violated: `runAsUser=0 (container "app" must not set runAsUser=0)`.
_MUST_SET = lazy_pattern(r"must (?:not )?set (?:securityContext\.)?([A-Za-z.]{3,60})", re.ASCII)
_SHORT = lazy_pattern(r"Insufficient (cpu|memory|ephemeral-storage)\b", re.ASCII)
_ASKED = lazy_pattern(r"\b(limits|requests)\.", re.ASCII)
# Two containers of one pod seldom both want a port below 1024: on the node's own network somebody else has it.
_OF_HOST = lazy_pattern(r"(?:[:\]]|port )\d{1,3}\b(?!\.)", re.IGNORECASE | re.ASCII)
# Where fsGroup does not help: what lies there is of the image, and only its user may write it.
_OF_IMAGE = lazy_pattern(
    r"[ '\"`:](?:/(?:etc|usr|bin|sbin|root|opt|run|var/run|home|proc|dev|app)/|/[\w.-]{1,60}['\"`: ])"
)


def field_of(trouble: Trouble, facts: Sequence[Fact], paste: Facts) -> str:
    """The field that the first facts of a cause point to; "" where the pod is not at fault."""
    first = facts[0]
    texts = [f"{fact.reason} {fact.text}" for fact in facts[:_MOST_FACTS]]
    said = [squeezed(text) for text in texts]
    named = (field for phrase, field in trouble.fields if any(squeezed(phrase) in one for one in said))
    field = next(named, trouble.field)
    if "{device}" in field:
        field = field.replace("{device}", _device(texts)) if _device(texts) else field.partition("[{device}")[0]
    field = _more_exactly(trouble.label, field.replace("{path}", _path(first.text)), texts)
    return field.replace("spec.containers[0]", _place(first, paste), 1)


def _place(fact: Fact, paste: Facts) -> str:
    """The container that a fact is about: the one it names, else the only one that is in trouble."""
    states = (*paste.of(FactKind.WAITING), *paste.of(FactKind.TERMINATED))
    if fact.container:
        known = [one for one in states if one.container == fact.container]
    else:
        known = [one for one in states if one.container and one.reason not in _NO_TROUBLE]
    is_one = len({(one.group, one.index) for one in known}) == 1
    if is_one and fact.kind not in _STATES:
        fact = known[0]
    elif not fact.container and fact.reason.startswith("Init:"):
        return "spec.initContainers[0]"
    return f"spec.{fact.group}[{fact.index}]"


def _device(texts: Sequence[str]) -> str:
    """The resource that is named: `nvidia.com/gpu`."""
    found = [one[1] for text in texts if (one := _DEVICE.search(text[:4000]))]
    return found[0].rstrip(".,") if found else ""


def _path(text: str) -> str:
    """The field that the API server names first: `spec.volumes[0].name`; the whole spec if it names none."""
    found = _PATH.search(text)
    return f"spec.{found[1].rstrip('.')}" if found else "spec"


def _key(resource: str) -> str:
    return f"[{resource}]" if "-" in resource else f".{resource}"


def _of_quota(text: str) -> str:
    """What a quota asks of a pod, or what the pod asked for: not what is used and how much there may be."""
    _, _, asked = text.partition("must specify")
    return asked or text.partition("requested:")[2].partition(" used:")[0]


def _more_exactly(label: str, field: str, texts: Sequence[str]) -> str:
    """The field as the message tells it: which probe, which control of Pod Security, whose file."""
    first = texts[0].lower()
    probe = next((field for name, field in _PROBES if f"{name} probe" in first), "")
    if probe and label != "probe-too-early":
        return field.replace("livenessProbe", probe).replace("readinessProbe", probe)
    if label == "pod-security-denied":
        controls = set(_MUST_SET.findall(texts[0][:4000]))
        return f"{field}.{controls.pop()}" if len(controls) == 1 else field
    if label == "quota-denied":
        asked = set(_ASKED.findall(_of_quota(texts[0][:4000])))
        return f"{field}.{asked.pop()}" if len(asked) == 1 else field
    if label == "insufficient-resources":
        short = set(_SHORT.findall(texts[0][:4000]))
        return f"{field}{_key(short.pop())}" if len(short) == 1 else field
    if label == "file-permission" and _OF_IMAGE.search(texts[0][:4000]):
        return field.replace("fsGroup", "runAsUser")
    if label == "port-in-use" and _OF_HOST.search(texts[0][:4000]):
        return "spec.hostNetwork"
    return field
