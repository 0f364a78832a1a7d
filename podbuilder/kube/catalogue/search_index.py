"""Finding fields by what people call them: by name, label, documentation, or a value they take.

A container's fields are found once, as those of `spec.containers[]`: the caller knows which container is meant. With
the pod's fields those of the workload around it are found; of a companion, which has no pod, its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from podbuilder.kube.catalogue import NOT_WRITTEN, SERVER_WRITTEN, STATUS_OF_CLAIMS, with_workload
from podbuilder.kube.catalogue.field_usage import usage_of
from podbuilder.kube.catalogue.spec import FieldSpec
from podbuilder.kube.core import companion_kinds

# An image with its digest must fit behind the name of the field.
LONGEST_QUERY = 300
MOST_OF_A_NAME = 4
_LEFT_OUT = frozenset({"spec.ephemeralContainers", "spec.initContainers[]"})
_WORD = re.compile(r"[A-Z]{2,}s?(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[A-Z]")
_ASKED = re.compile(r"[a-z0-9]+")
_INDEX = re.compile(r"\[[0-9]*\]")

# How well a field fits; smaller is better. A name is worth more than a label, and that more than a mention.
NAME, LABEL, START, WORDS, PART, AROUND, MENTION = range(7)

# Fields of the workload around a pod, without its kind, the commonest first. They are not counted as those of pods are.
COMMON_AROUND = (
    "metadata.name",
    "spec.replicas",
    "spec.schedule",
    "metadata.labels",
    "metadata.namespace",
    "metadata.annotations",
    "spec.selector",
    "spec.strategy",
    "spec.updateStrategy",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
    "spec.parallelism",
    "spec.completions",
    "spec.backoffLimit",
    "spec.jobTemplate.spec.backoffLimit",
    "spec.concurrencyPolicy",
)
# A field that so many public pods have is meant by its label alone.
COMMON = 50
_USAGE_AROUND = 4_000
# Other names that people use for a field, or for its usual keys.
ALSO_CALLED = {
    "resources.requests": "cpu memory ram gpu",
    "resources.limits": "cpu memory ram gpu",
    "env": "variables",
    "command": "entrypoint",
    "args": "cmd",
    "volumes[].persistentVolumeClaim": "pvc",
    "volumes[].configMap.defaultMode": "chmod",
    "volumes[].secret.defaultMode": "chmod",
    "serviceAccountName": "rbac",
    "securityContext.runAsUser": "uid root",
    "securityContext.runAsGroup": "gid",
    "livenessProbe": "healthcheck health check",
    "readinessProbe": "healthcheck health check",
    "tolerations": "taint",
    "topologySpreadConstraints": "zones",
    "imagePullSecrets": "registry credentials",
    "replicas": "scale copies instances",
    "schedule": "cron",
    "backoffLimit": "retries",
    "volumeClaimTemplates": "pvc",
}


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A field prepared for the search; all texts are in lower case."""

    spec: FieldSpec
    name: str
    label: str
    # Words in one text, each after a space: of the field itself, of the fields around it, of its documentation.
    own: str
    around: str
    doc: str
    choices: frozenset[str]
    # The order among fields that fit equally well: those that most pods have first, then those higher up.
    order: tuple[int, int, str]

    @property
    def is_common(self) -> bool:
        return -self.order[0] >= COMMON


def search_fields(version: str, asked: str, most: int = 12, workload: str = "") -> list[FieldSpec]:
    """The fields of a version that fit a query best, best first; those of the workload around the pod among them.

    Where `workload` is the kind of a companion, they are only its own.
    """
    words = _words_of(asked)
    if not words:
        return []
    known = {entry.order: entry for entry in entries(version, workload)}
    fitting = sorted((fit, order) for order, entry in known.items() if (fit := fitness(entry, words)) is not None)
    specs = [known[order].spec for _, order in fitting]
    return sorted(specs, key=_seen_before(specs).__getitem__)[:most]


def names_a_field(version: str, asked: str, workload: str = "") -> bool:
    """Whether all words of a query are a field's own: of its name, its label, or what people call it."""
    words = _words_of(asked)
    fits = (fitness(entry, words) for entry in entries(version, workload) if words)
    return any(fit is not None and fit <= WORDS for fit in fits)


def _words_of(asked: str) -> list[str]:
    return _ASKED.findall(_INDEX.sub(" ", asked[:LONGEST_QUERY]).lower())


def _seen_before(specs: list[FieldSpec]) -> dict[FieldSpec, bool]:
    """Whether enough fields of the same name come before: a dozen probes must not hide the fields with other names."""
    seen: Counter[str] = Counter()
    crowded = {}
    for spec in specs:
        seen[spec.name] += 1
        crowded[spec] = seen[spec.name] > MOST_OF_A_NAME
    return crowded


def fitness(entry: SearchEntry, words: list[str]) -> int | None:
    """How well a field fits the words; None if it does not."""
    joined = "".join(words)
    if joined == entry.name or (f"{joined}s" == entry.name and entry.is_common):
        return NAME
    if joined == entry.label:
        return NAME if entry.is_common else LABEL
    if entry.name.startswith(joined) or entry.label.startswith(joined):
        return START
    if joined in entry.choices or all(f" {word}" in entry.own for word in words):
        return WORDS
    if len(joined) > 2 and joined in entry.name:
        return PART
    here = [f" {word}" in entry.own for word in words]
    if any(here) and all(ours or f" {word}" in entry.around for word, ours in zip(words, here, strict=True)):
        return AROUND
    # One or two letters occur in every field's documentation.
    if len(joined) > 2 and all(f" {word}" in entry.doc for word in words):
        return MENTION
    return None


@cache
def entries(version: str, workload: str = "") -> tuple[SearchEntry, ...]:
    """Every field of a version that people write, prepared for the search once."""
    if workload in companion_kinds.KINDS:
        return tuple(_entries(with_workload(version, workload).root.fields[workload]))
    if workload:
        return (*entries(version), *_entries(with_workload(version, workload).root.fields[workload]))
    return tuple(_entries(with_workload(version, "").root))


def _entries(root: FieldSpec) -> list[SearchEntry]:
    docs: dict[str, str] = {}
    found: list[SearchEntry] = []
    for top in _tops(root):
        own = [top] if top.name not in ("metadata", "spec") else []
        for spec in (*own, *_below(top.item if top.type == "list" and top.item else top)):
            around = _around(top, root) + "".join(e.own for e in found if _is_below(spec.pattern, e.spec.pattern))
            doc = docs.setdefault(spec.doc, _words(_ASKED.findall(spec.doc.lower())))
            found.append(_entry(spec, around, doc))
    return found


def _tops(root: FieldSpec) -> list[FieldSpec]:
    """The fields of an object in which the others are found; what a companion has beside those is found itself."""
    if root.name not in companion_kinds.KINDS:
        return [root.fields[name] for name in ("metadata", "spec") if name in root.fields]
    return [top for name, top in root.fields.items() if name not in NOT_WRITTEN]


def _around(top: FieldSpec, root: FieldSpec) -> str:
    return f" {top.name}" + (f" {root.name.lower()}" if root.name else "")


def _below(parent: FieldSpec) -> Iterator[FieldSpec]:
    """The fields below one, each after the one that contains it."""
    for spec in parent.fields.values():
        is_the_servers = spec.name in SERVER_WRITTEN and parent.name == "metadata"
        if spec.pattern in _LEFT_OUT or is_the_servers or spec.pattern.endswith(STATUS_OF_CLAIMS):
            continue
        yield spec
        inner = spec.item if spec.type == "list" else spec
        if inner is not None and inner.pattern not in _LEFT_OUT:
            yield from _below(inner)


def _is_below(pattern: str, other: str) -> bool:
    return pattern.startswith(other) and pattern[len(other)] in ".["


def _entry(spec: FieldSpec, around: str, doc: str) -> SearchEntry:
    also = next((words for end, words in ALSO_CALLED.items() if spec.pattern.endswith(f".{end}")), "")
    name = [word.lower() for word in _WORD.findall(spec.name)]
    label = _ASKED.findall(spec.label.lower())
    return SearchEntry(
        spec=spec,
        name=spec.name.lower(),
        label="".join(label),
        own=_words([spec.name.lower(), *name, *label, *also.split()]),
        around=around,
        doc=doc,
        choices=frozenset(choice.lower() for choice in spec.choices),
        order=(-_usage(spec.pattern), spec.pattern.count("."), spec.pattern),
    )


def _usage(pattern: str) -> int:
    """How many pods have a field; a workload's common fields count as much as those that a third of all pods have."""
    kind, _, own = pattern.partition(".")
    if kind[:1].isupper():
        return _USAGE_AROUND - COMMON_AROUND.index(own) if own in COMMON_AROUND else 0
    return usage_of(pattern)


def _words(words: list[str]) -> str:
    return "".join(f" {word}" for word in dict.fromkeys(words))
