"""The form of a step: its parts as drawn, and the place of each message among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from podbuilder.builder.forms.control import Control, Message, Part
from podbuilder.builder.forms.fields import as_posted
from podbuilder.kube.core.field import FieldPath


class StepForm:
    """The parts of a step. `complaints` says of controls by name why what was posted in them changed nothing."""

    def __init__(self, parts: list[Part], complaints: Mapping[str, str] = MappingProxyType({})) -> None:
        self.parts = parts
        self.complaints = dict(complaints)
        self.all_parts = [part for top in parts for part in top.walk()]
        # The parts that can say something: by their names, and by the paths they are about.
        self._by_name: dict[str, Part] = {}
        self._slots: dict[FieldPath, str] = {}
        for part in self.all_parts:
            if hasattr(part, "messages"):
                self._by_name[part.name] = part
                if part.path not in self._slots or isinstance(part, Control):
                    self._slots[part.path] = part.name

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
        for path, message in messages:
            part: Any = self._by_name.get(self.slot_for(path))
            (part.messages if part else unplaced).append(message)
        return unplaced

    def place_complaints(self, posted: Mapping[str, str]) -> None:
        """Say at each control why its text changed nothing, and show that text again, so that it can be mended."""
        for name, text in self.complaints.items():
            part: Any = self._by_name.get(name)
            if part is None:
                continue
            part.messages.append(Message("error", text))
            if isinstance(part, Control):
                part.text = as_posted(posted.get(name, ""))
