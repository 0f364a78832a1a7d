"""Forms of buttons that concern one revision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from podbuilder.library.forms.fields import NumberField
from podbuilder.web.forms import PlainForm

# Prefix of the controls for conflicts.
CHOICE = "choice:"


class RevisionForm(forms.Form):
    """A button for one revision; without a number, the newest."""

    number = NumberField()


class BaseForm(forms.Form):
    """A button with the revision that was the newest when its page was drawn."""

    base = NumberField()


class StarForm(forms.Form):
    on = forms.BooleanField(required=False)


class SaveRevisionForm(PlainForm):
    """The next revision of a template: the one that its author has seen, and a message."""

    base = NumberField()
    message = forms.CharField(
        label="What changed",
        max_length=300,
        required=False,
        help_text="A few words for people who read the history.",
    )


class TakeOverForm(forms.Form):
    """Taking over an original: the chosen side of each conflict, and the revisions that the choices are about."""

    mine = NumberField()
    theirs = NumberField()

    def __init__(self, data: Mapping[str, Any] | None, conflicts: Iterable[str]) -> None:
        super().__init__(data)
        self.conflicts = list(conflicts)
        for name in self.conflicts:
            sides = [("mine", "Yours"), ("theirs", "Theirs")]
            self.fields[f"{CHOICE}{name}"] = forms.ChoiceField(choices=sides, required=False)

    def choices(self) -> dict[str, str]:
        """The sides that were chosen, by the conflict's name."""
        chosen = {name: self.cleaned_data.get(f"{CHOICE}{name}") for name in self.conflicts} if self.is_valid() else {}
        return {name: side for name, side in chosen.items() if side}
