"""An object of the chart: its document, and the places in it that a template fills in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.exporters.helm.go_text import escaped
from podbuilder.kube.exporters.source_file import key_of
from podbuilder.kube.manifest import write
from podbuilder.kube.manifest.pod_paths import pod_paths_of

# In the lines of a slot, the column at which the lines below its key stand. No text has it: it is escaped there.
COLUMN = "\0"
STEP = 2
# Every entry of a map, its values as texts, whatever they look like.
ENTRIES = ("{{{{- range $key, $value := {} }}}}", "{{ $key | quote }}: {{ $value | quote }}", "{{- end }}")


def entries(expression: str) -> tuple[str, ...]:
    """The lines that write each entry of a map of texts."""
    return (ENTRIES[0].format(expression), *ENTRIES[1:])


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in place of a value: an action's expression or a text behind its key, or lines below it."""

    expression: str = ""
    text: str = ""
    below: tuple[str, ...] = ()
    # `with …` or `if …`: unless it holds, the key is left out. Not for the first key of a list's item.
    condition: str = ""

    def lines(self, column: int, before: str) -> Iterator[str]:
        """The template's lines; `before` is what stands there before the value, up to its colon or dash."""
        pad = " " * column
        if self.condition:
            yield f"{pad}{{{{- {self.condition} }}}}"
        if self.expression:
            yield f"{before} {{{{ {self.expression} }}}}"
        elif self.text:
            yield f"{before} {self.text}"
        else:
            # Lines in place of a list's item stand where its dash would.
            inner = column + STEP if before.endswith(":") else column
            if before.endswith(":"):
                yield before
            yield from (" " * inner + line.replace(COLUMN, str(inner)) for line in self.below)
        if self.condition:
            yield f"{pad}{{{{- end }}}}"


def texts(value: str) -> Slot:
    """A slot that writes a text."""
    return Slot(f"{value} | quote")


def structure(value: str) -> Slot:
    """A slot that writes a list or an object, and leaves out the key of an empty one."""
    return Slot(below=(f"{{{{- toYaml . | nindent {COLUMN} }}}}",), condition=f"with {value}")


def text_map(value: str) -> Slot:
    """The same for a map of texts. Helm's toYaml does not quote every key that needs it, such as `<<`."""
    return Slot(below=entries("."), condition=f"with {value}")


class ObjectTemplate:
    """One object. What is put first at a place counts; what has no slot stands in the template as it is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.kind, self.name = key_of(document)
        self.pods = tuple(pod_paths_of(document))
        # An expression unless which the object is left out; "" for none.
        self.condition = ""
        # In the order in which they were put there.
        self.slots: dict[FieldPath, Slot] = {}
        # What has a slot in it.
        self._around: set[tuple[str | int, ...]] = set()

    def place(self, path: FieldPath) -> str:
        """A field of it, as a report says it."""
        return f"{self.kind} {self.name}: {path}"

    def get(self, *path: str | int) -> Any:
        """The value at a path; None where there is none."""
        return documents.get(self.document, path)

    def has(self, path: tuple[str | int, ...]) -> bool:
        """Whether there is a value at a path."""
        return documents.has(self.document, path)

    def is_free(self, path: FieldPath) -> bool:
        """Whether nothing at a path, around it, or in it has a slot."""
        return path not in self._around and not path.is_under_any(self.slots)

    def put(self, path: FieldPath, slot: Slot) -> None:
        """Have a slot stand at a path (ValueError if there is one)."""
        if not self.is_free(path):
            raise ValueError(f"{self.place(path)} has a slot")
        self.slots[path] = slot
        self._around.update(path[:length] for length in range(len(path)))

    @property
    def text(self) -> str:
        """The template."""
        stem = "chart-slot-"
        whole = str(self.document)
        while stem in whole:
            stem += "x"
        slots = {f"{stem}{number}": slot for number, slot in enumerate(self.slots.values())}
        places = zip(self.slots, slots, strict=True)
        marked = reduce(lambda one, place: documents.assign(one, *place), places, self.document)
        lines: list[str] = []
        for line in write(marked).rstrip("\n").split("\n"):
            before, _, word = line.rpartition(" ")
            if word in slots:
                # An item's key stands behind its dashes, and lines in place of an item stand where its dash would.
                column = len(before) - len(before.lstrip(" -" if before.endswith(":") else " "))
                lines += slots[word].lines(column, escaped(before))
            else:
                lines.append(escaped(line))
        if self.condition:
            lines = [f"{{{{- if {self.condition} }}}}", *lines, "{{- end }}"]
        return "\n".join(lines) + "\n"
