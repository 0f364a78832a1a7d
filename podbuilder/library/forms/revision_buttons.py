"""Buttons that concern one revision, and what they were drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from podbuilder.library.forms.fields import DressedForm, NumberField

# In front of the name of each conflict.
CHOICE = "choice:"


class RevisionForm(forms.Form):
    """A button that means one revision, the newest without a number."""

    number = NumberField()


class BaseForm(forms.Form):
    """A button that means what its page was drawn from: the revision that was the newest then."""

    base = NumberField()


class StarForm(forms.Form):
    on = forms.BooleanField(required=False)


class SaveRevisionForm(DressedForm):
    """The next revision of a template: the one its author has seen, and what they say of theirs."""

    base = NumberField()
    message = forms.CharField(
        label="What changed",
        max_length=300,
        required=False,
        help_text="A few words for those who look for the reason later. May stay empty.",
    )


class TakeOverForm(forms.Form):
    """What of the original is taken over: for each conflict whose side, and which revisions that was decided about."""

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
