"""Fields that the forms of the library share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

from django import forms

from podbuilder.library.revisions.derived_columns import LONGEST_WORD
from podbuilder.teams.models import Team

MOST_TAGS = 12
MOST_REVISIONS = 999_999_999
NOT_YOUR_TEAM = "Choose one of your teams in which you may save templates."


class TagsField(forms.Field):
    """A list of words, typed with commas between them."""

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        words = [" ".join(word.split()).lower() for word in (value or "").replace("\x00", "").split(",")]
        return list(dict.fromkeys(word for word in words if word))

    def validate(self, value: list[str]) -> None:
        if len(value) > MOST_TAGS:
            raise forms.ValidationError(f"There are {len(value)} tags; at most {MOST_TAGS} are allowed.")
        long = [tag for tag in value if len(tag) > LONGEST_WORD]
        if long:
            raise forms.ValidationError(f"A tag has at most {LONGEST_WORD} characters; “{long[0][:60]}” is longer.")

    def prepare_value(self, value: Any) -> str:
        return ", ".join(value) if isinstance(value, list) else value or ""


class NumberField(forms.IntegerField):
    """The number of a revision or version, which our own pages put into forms; None if missing or invalid."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=MOST_REVISIONS, required=False, **options)

    def clean(self, value: Any) -> int | None:
        try:
            number: int | None = super().clean(value)
        except forms.ValidationError:
            return None
        return number


class MarksField(forms.MultipleChoiceField):
    """The marks of findings. Which marks exist is known only after the form's text has been searched."""

    def valid_value(self, value: str) -> bool:
        return re.fullmatch(r"[0-9a-f]{64}", value) is not None


def of_teams(teams: Iterable[Team]) -> list[tuple[str, str]]:
    """Teams as choices of a list."""
    return [(team.slug, team.name) for team in teams]


def set_choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Set the choices of a field."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices
