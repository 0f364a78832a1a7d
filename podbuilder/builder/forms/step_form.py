"""The form of a step: its parts as drawn, and the place of each message among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from podbuilder.builder.forms.control import HINT, Control, Message, Part
from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.forms.layout import Leftover, Rows
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import SHOWN_MESSAGES


class StepForm:
    """The parts of a step. `complaints` says of controls by name why what was posted in them changed nothing."""

    def __init__(self, parts: list[Part], complaints: Mapping[str, Message] = MappingProxyType({})) -> None:
        self.parts = parts
        self.complaints = dict(complaints)
        self.all_parts = [part for top in parts for part in top.walk()]
        self._cut = [part for part in self.all_parts if isinstance(part, Rows) and part.is_cut]
        # The parts that can say something: by their names, and by the paths they are about.
        self._by_name: dict[str, Part] = {}
        self._slots: dict[FieldPath, str] = {}
        self.leftovers: list[Leftover] = []
        for part in self.all_parts:
            if hasattr(part, "messages"):
                self._by_name[part.name] = part
                if part.path not in self._slots or isinstance(part, Control):
                    self._slots[part.path] = part.name

    def add_leftover(self, path: FieldPath) -> None:
        """Give a field that no part shows a place of its own, where what is said of it stands."""
        if path not in self._slots:
            part = Leftover(path, str(path))
            self.leftovers.append(part)
            self.all_parts.append(part)
            self._by_name[part.name], self._slots[path] = part, part.name

    @property
    def is_cut(self) -> bool:
        """Whether a list of it is too long to be shown as a whole."""
        return bool(self._cut)

    def hides(self, path: FieldPath) -> bool:
        """Whether a field belongs to a row that is not shown."""
        return any(rows.hides(path) for rows in self._cut)

    def slot_for(self, path: FieldPath) -> str:
        """The name of the part beside which a message about `path` stands; "" for the step as a whole.

        That is the control of exactly this path, or else the nearest part around it.
        """
        at = path
        while at:
            if at in self._slots:
                return self._slots[at]
            at = at.parent
        return ""

    def place(self, messages: Iterable[tuple[FieldPath, Message]]) -> list[Message]:
        """Attach each message to its part; what belongs to no part is returned, for the head of the step."""
        unplaced: list[Message] = []
        lists = {"": unplaced}
        more: Counter[tuple[str, str]] = Counter()
        for path, message in messages:
            name = self.slot_for(path)
            part: Any = self._by_name.get(name)
            said = lists.setdefault(name, part.messages) if part else unplaced
            if len(said) < SHOWN_MESSAGES:
                said.append(message)
            else:
                more[name if part else "", message.kind] += 1
        for (name, kind), count in more.items():
            lists[name].append(
                Message(kind, f"There {'is' if count == 1 else 'are'} {count:,} more; the report lists all.")
            )
        return unplaced

    def place_complaints(self, posted: Mapping[str, str]) -> None:
        """Say at each control why its text changed nothing, and show that text again, so that it can be mended."""
        for name, message in self.complaints.items():
            part: Any = self._by_name.get(name)
            if part is None:
                continue
            if message.kind == HINT:
                # What is being asked for is not complained about meanwhile.
                part.messages.clear()
            part.messages.append(message)
            if isinstance(part, Control):
                part.text = as_posted(posted.get(name, ""))
