"""The Troubleshooter's page: what was pasted, with the lines that say something marked, and the causes beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from django.urls import reverse
from django.utils.functional import cached_property

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.pasted_pod import pod_in
from podbuilder.builder.pages.trouble_ways import Way, ways_to_mend
from podbuilder.kube.catalogue import UnknownPath, of_path
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import SHOWN_LINES, SHOWN_OF_PASTED_LINE
from podbuilder.kube.lint.rule import Safety
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.troubleshooting import Answer, Cause, NextPaste, answer, mask, read_facts
from podbuilder.kube.troubleshooting.cause_pages import CausePage, all_cause_pages
from podbuilder.kube.troubleshooting.paste_lines import MOST_CHARACTERS
from podbuilder.kube.troubleshooting.pod_names import names_in

# So many causes are shown: of more than these, none is likely.
SHOWN_CAUSES = 6
# Of a paste with more lines than a page shows: these around each line that is marked, and at both ends.
_AROUND = 25
_ENDS = 400
# A private key that begins so many lines before one that is shown goes on in it.
_BEFORE = 250
# So much of a field's value is shown.
_LONGEST_VALUE = 80
# Few signs of a line are enough to find it in a quotation, which may join several.
_KNOWN_BY = 60
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# What to run where nothing was pasted yet: what it tells, and the command.
_FIRST = (
    ("States, probes and events, in one go", "kubectl describe pod POD"),
    ("The same with every message, and the pod itself", "kubectl get pod POD -o yaml"),
    ("It starts and ends again: what it said last", "kubectl logs POD --previous --tail=200"),
    ("There is no pod at all: what its owner says", "kubectl get events --sort-by=.lastTimestamp"),
)
# A field of the workload; only a Deployment has it by that name.
_STRATEGY = "strategy.type"
# Causes write `limits.memory`, where a path has the resource as a key.
_AMOUNTS = ("limits", "requests")


class PastedLine(NamedTuple):
    """A line of a paste: its number from 1, its text without credentials, and the cause that quotes it, by number."""

    number: int
    text: str
    cause: int = 0
    # How many lines before this one are not shown.
    left_out: int = 0


class Quotation(NamedTuple):
    """What a paste says for a cause, and the line where it stands."""

    text: str
    line: int


class OfferedFix(NamedTuple):
    """A button for a change to the pod: what it says, and the name of the fix."""

    title: str
    name: str
    is_safe: bool


class Instead(NamedTuple):
    """What would speak for another cause, and its page."""

    says: str
    page: CausePage


@dataclass(frozen=True)
class ShownCause:
    """A cause as a page shows it; `number` is its rank from 1."""

    number: int
    cause: Cause
    page: TroublePage

    @property
    def quotes(self) -> list[Quotation]:
        """The lines that say so, each with where it stands."""
        return [Quotation(text, self._line_of(text)) for text in self.cause.evidence]

    def _line_of(self, quoted: str) -> int:
        texts = self.page.texts
        own = (line for line in self.cause.lines if quoted.startswith(texts[line].strip()[:_KNOWN_BY] or "\n"))
        return next(own, self.cause.lines[0])

    @property
    def field(self) -> str:
        """The path of the field that is at fault; "" where the pod is not."""
        pod = self.page.pod
        if self.cause.field == _STRATEGY and pod is not None and pod.kind == "Deployment":
            return f"Deployment.spec.{_STRATEGY}"
        for amount in _AMOUNTS:
            resources, is_one, resource = self.cause.field.partition(f".resources.{amount}.")
            if is_one:
                return f"{resources}.resources.{amount}[{resource}]"
        return self.cause.field

    @cached_property
    def _path(self) -> FieldPath | None:
        """The field as a path; None for what is no field of a pod."""
        try:
            return of_path(self.page.version, self.field).resolve(self.field) if self.field else None
        except UnknownPath:
            return None

    @property
    def field_url(self) -> str:
        """The address of the field's control in the draft; "" without a draft, and for what is no field of a pod."""
        draft = self.page.draft
        if draft is None or self._path is None:
            return ""
        return f"{reverse('builder:draft-jump', args=[draft.key])}?path={quote(str(self._path))}"

    @cached_property
    def _value(self) -> object:
        """What the field is in the pod that is known."""
        known = self.page.pod
        return document.get(known.pod, self._path) if known is not None and self._path is not None else None

    @property
    def fixes(self) -> list[OfferedFix]:
        """The changes to the pod that mend it, where that is known."""
        offered = enumerate(self.cause.fixes if self.page.pod else ())
        return [
            OfferedFix(fix.title.removesuffix("."), f"{self.cause.label}:{number}", fix.safety is Safety.SAFE)
            for number, fix in offered
        ]

    @property
    def ways(self) -> list[Way]:
        """The pages of the draft that mend it where no change to one field does."""
        draft = self.page.draft
        return list(ways_to_mend(self.cause, draft, self._value)) if draft is not None else []

    @property
    def value(self) -> str:
        """What the field is now; "" for more than a word, and for what may be secret."""
        value = "" if self._path is None or self._path[-1] == "value" else self._value
        return str(value)[:_LONGEST_VALUE] if isinstance(value, str | int) and not isinstance(value, bool) else ""

    @property
    def otherwise(self) -> list[Instead]:
        """What would speak for other causes."""
        return [Instead(one.says, all_cause_pages()[one.label]) for one in self.cause.otherwise]


@dataclass(frozen=True)
class TroublePage:
    """A paste and what it speaks for in a version of Kubernetes, with the draft that it is about, if there is one."""

    text: str
    version: str
    draft: Draft | None = None
    was_asked: bool = False

    @property
    def refusal(self) -> str:
        """Why the paste is not read; "" if it is, and before anything is asked."""
        if self.was_asked and not self.text.strip():
            return "There is nothing here yet: paste what one of the commands below prints, or choose its file."
        if len(self.text) > MOST_CHARACTERS:
            return (
                f"This has {len(self.text):,} characters; a paste may have {MOST_CHARACTERS:,}. Of a log, "
                "“kubectl logs POD --tail=2000” prints the last lines, which say how it ended."
            )
        return ""

    @property
    def is_read(self) -> bool:
        return bool(self.text.strip()) and not self.refusal

    @cached_property
    def manifest(self) -> Manifest | None:
        """The pod that is in the paste, where that is one as “kubectl get pod -o yaml” prints it."""
        return pod_in(self.text) if self.is_read and self.draft is None else None

    @cached_property
    def pod(self) -> Manifest | None:
        """The pod that the paste is about, as far as it is known: the draft's, or the one in it."""
        return self.draft.manifest if self.draft else self.manifest

    @cached_property
    def answer(self) -> Answer:
        """What the paste speaks for."""
        return answer(self.text if self.is_read else "", pod=self.pod.pod if self.pod else None, version=self.version)

    @cached_property
    def causes(self) -> list[ShownCause]:
        """The causes, the likeliest first."""
        return [ShownCause(number, cause, self) for number, cause in enumerate(self.answer.causes[:SHOWN_CAUSES], 1)]

    @property
    def next_paste(self) -> NextPaste | None:
        """What to paste next, where something is open."""
        return self.answer.next_paste

    @property
    def first_commands(self) -> list[tuple[str, str]]:
        """What to run before anything was pasted, with the names of the draft's pod."""
        names = names_in(read_facts(""), self.pod.pod if self.pod else None)
        return [(says, names.fill(command)) for says, command in _FIRST]

    @cached_property
    def _marks(self) -> dict[int, int]:
        """The causes by the lines that they quote; of several for one line, the likeliest."""
        found: dict[int, int] = {}
        for one in self.causes:
            for line in one.cause.lines:
                found.setdefault(line, one.number)
        return found

    @cached_property
    def texts(self) -> dict[int, str]:
        """The lines that are shown, by number, with their credentials covered."""
        raw = self.text.split("\n") if self.is_read else []
        return dict(_covered(raw, _numbers_shown(len(raw), self._marks)))

    @property
    def lines(self) -> Iterator[PastedLine]:
        """The lines as they were pasted; of very many those that are marked, and both ends."""
        last = 0
        for number, text in self.texts.items():
            yield PastedLine(number, text, self._marks.get(number, 0), number - last - 1)
            last = number


def _numbers_shown(count: int, marks: Mapping[int, int]) -> list[int]:
    if count <= SHOWN_LINES:
        return list(range(1, count + 1))
    shown = {*range(1, _ENDS + 1), *range(count - _ENDS + 1, count + 1)}
    for mark in marks:
        shown.update(range(max(mark - _AROUND, 1), min(mark + _AROUND, count) + 1))
    return sorted(shown)


def _covered(raw: list[str], numbers: list[int]) -> Iterator[tuple[int, str]]:
    """The lines of these numbers with their credentials covered, each stretch of them with what stands before it."""
    raw = [line[:SHOWN_OF_PASTED_LINE] for line in raw]
    for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        stretch = [number for _, number in run]
        begin = max(stretch[0] - 1 - _BEFORE, 0)
        covered = _COLOUR.sub("", mask("\n".join(raw[begin : stretch[-1]]))).split("\n")
        yield from zip(stretch, covered[stretch[0] - 1 - begin :], strict=True)
