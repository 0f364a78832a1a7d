"""What a chart, its release and its objects are called, so that the release of that name gives the manifest's names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.label_keys import IDENTITY
from podbuilder.kube.core.placeholder import PARAMETERS
from podbuilder.kube.exporters.helm.go_text import literal
from podbuilder.kube.exporters.source_file import key_of
from podbuilder.kube.manifest.neighbours import namespace_of

LONGEST = 63
# The suffix of a name leaves at least this much of the name before it.
_LEAST = 20
# What Helm takes for the name of a release, and what it takes for the name of a chart.
_RELEASE = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_LONGEST_RELEASE = 53
_CHART = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_WORDS = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_NAME_LABEL, _INSTANCE_LABEL = IDENTITY
_FALLBACK = "app"


@dataclass(frozen=True)
class ChartNames:
    """The names of a chart and of the release that renders as the manifest."""

    chart: str
    release: str
    # The release's; "" if the manifest names none.
    namespace: str
    # The name that the helper `fullname` gives for this release; "" if the manifest's names cannot be had so.
    full: str
    # The objects whose names follow the release.
    objects: frozenset[tuple[str, str]]

    def helper(self, name: str) -> str:
        """The action's expression that calls a helper of the chart."""
        return f'include "{self.chart}.{name}" .'

    def name_of(self, kind: str, name: str) -> str:
        """The expression for the name of an object; "" if it stands in the template as it is."""
        return self.expression(name) if (kind, name) in self.objects else ""

    def expression(self, text: str) -> str:
        """The expression for a text that is the full name, or begins with it; "" for others."""
        if not self.full or not _is_name_of(text, self.full):
            return ""
        suffix = text.removeprefix(self.full)
        if not suffix:
            return self.helper("fullname")
        cut = f'{self.helper("fullname")} | trunc {LONGEST - len(suffix)} | trimSuffix "-"'
        return f"printf {literal(f'%s{suffix}')} ({cut})"

    def label(self, key: str, value: str) -> str:
        """The expression for a label by which objects of a release are found; "" if it does not depend on it."""
        if key == _NAME_LABEL and value == self.chart:
            return self.helper("name")
        if key == _INSTANCE_LABEL and value == self.release:
            return ".Release.Name"
        return self.expression(value)


def names_for(primary: Document, labels: Document, objects: Collection[Document], wanted: str = "") -> ChartNames:
    """The names for a chart whose first workload is `primary`; `labels` are those of its pods.

    The chart is called as `wanted` if the manifest's names follow no release anyway.
    """
    base = key_of(primary)[1]
    namespace = namespace_of(primary)
    found = next(_candidates(base, labels), None)
    if found is None:
        words = _WORDS.findall((wanted or PARAMETERS.pattern.sub("", base)).lower())
        chart = max(words, key=len, default=_FALLBACK)[:LONGEST].strip("-")
        release = chart[:_LONGEST_RELEASE].strip("-")
        return ChartNames(chart, release, namespace, "", frozenset())
    named = (key_of(one) for one in objects if namespace_of(one) in ("", namespace))
    return ChartNames(*found, namespace, base, frozenset(key for key in named if _is_name_of(key[1], base)))


def _candidates(base: str, labels: Document) -> Iterator[tuple[str, str]]:
    """The names of a chart and a release of which `fullname` makes the name of the workload."""
    if len(base) > LONGEST:
        return
    instance, name = (document.get(labels, (key,)) for key in (_INSTANCE_LABEL, _NAME_LABEL))
    longest = max(_WORDS.findall(base), key=len, default="")
    for release in (instance, base):
        for chart in (name, longest):
            if not (isinstance(release, str) and isinstance(chart, str)):
                continue
            is_valid = _RELEASE.fullmatch(release) and _CHART.fullmatch(chart) and len(release) <= _LONGEST_RELEASE
            if is_valid and full_name(release, chart) == base:
                yield chart, release


def full_name(release: str, chart: str) -> str:
    """What the helper `fullname` gives where no value says otherwise."""
    return release if chart in release else f"{release}-{chart}"


def _is_name_of(text: str, full: str) -> bool:
    is_long = len(text) > LONGEST or len(text) - len(full) > LONGEST - _LEAST
    return text == full or (text.startswith(f"{full}-") and not is_long)
