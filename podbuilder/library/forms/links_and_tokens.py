"""Forms for share links and tokens, and for acknowledging what is not a credential."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from podbuilder.library.forms.fields import MarksField, NumberField, set_choices
from podbuilder.library.models import SavedTemplate
from podbuilder.library.secret_gate import Acknowledgement
from podbuilder.library.sharing.access_tokens import ONLY_OWN, ONLY_TEAM, READ
from podbuilder.web.forms import PlainForm

NEVER, A_WEEK = "never", "7"
LIFETIMES = [("1", "A day"), (A_WEEK, "A week"), ("30", "30 days"), (NEVER, "Until it is revoked")]
TOKEN_LIFETIMES = [("30", "30 days"), ("90", "90 days"), ("365", "A year"), ("", "Until it is revoked")]


class AcknowledgementForm(forms.Form):
    """Somebody's statement that what stopped a form is not a credential."""

    not_secret = MarksField(required=False)
    reason = forms.CharField(required=False)

    def acknowledgement(self) -> Acknowledgement:
        """What the form says; nothing if it is invalid."""
        if not self.is_valid():
            return Acknowledgement()
        return Acknowledgement(frozenset(self.cleaned_data["not_secret"]), self.cleaned_data["reason"])


class ShareForm(PlainForm):
    """A new link: which revision it shows (empty for the newest), and for how long."""

    revision = NumberField(label="It shows", widget=forms.Select)
    days = forms.ChoiceField(label="It works for", choices=LIFETIMES, required=False, initial=A_WEEK)

    def __init__(self, data: Mapping[str, Any] | None, template: SavedTemplate | None = None) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input input--short"
        if template is None:
            del self.fields["revision"]
            return
        self.newest = template.latest_revision
        offered = [("", "The newest revision, whichever that is"), (self.newest, f"Revision {self.newest}, for good")]
        self.fields["revision"].widget.choices = offered

    def clean_revision(self) -> int | None:
        """A revision that exists, though no longer the newest if others have saved since."""
        number: int | None = self.cleaned_data["revision"]
        return number if number is None or number <= self.newest else None

    @property
    def expires(self) -> datetime | None:
        days = self.cleaned_data["days"] or A_WEEK
        return None if days == NEVER else timezone.now() + timedelta(days=int(days))


class TokenForm(PlainForm):
    """A new token: what for, what it reads, and for how long."""

    name = forms.CharField(label="What it is for", max_length=100, help_text="Such as: deploys from the build server.")
    reach = forms.ChoiceField(label="It reads", required=False)
    days = forms.ChoiceField(label="It works for", choices=TOKEN_LIFETIMES, required=False, initial="90")

    def __init__(self, data: Mapping[str, Any] | None, teams: Mapping[str, str]) -> None:
        super().__init__(data)
        limits = [(f"{ONLY_TEAM}{pk}", f"Templates of {name} only") for pk, name in teams.items()]
        everything = ("", "All templates that you may see")
        set_choices(self, "reach", [everything, (ONLY_OWN, "Your own templates only"), *limits])

    @property
    def scopes(self) -> list[str]:
        reach = self.cleaned_data["reach"]
        return [READ, reach] if reach else [READ]

    @property
    def expires(self) -> datetime | None:
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=int(days)) if days else None
