"""Forms that take a file: templates, and a lint profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from podbuilder.accounts.models import User
from podbuilder.builder.forms.fields import as_posted
from podbuilder.kube.lint import ProfileError, read_profile
from podbuilder.library.forms.fields import NOT_YOUR_TEAM, of_teams, set_choices
from podbuilder.library.transfer.import_export import LARGEST_UPLOAD
from podbuilder.teams.models import Team
from podbuilder.web.forms import PlainForm

LONGEST_PROFILE = 100_000


class ImportTemplatesForm(PlainForm):
    """A template's file, or a ZIP of them, and whom to save it for."""

    file = forms.FileField(
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.zip"}),
        error_messages={"required": "Choose a file first."},
    )
    team = forms.ChoiceField(label="Save it for", required=False, error_messages={"invalid_choice": NOT_YOUR_TEAM})

    def __init__(self, data: Mapping[str, Any] | None, files: Any, user: User) -> None:
        super().__init__(data, files)
        self.fields["file"].error_messages["required"] = "Choose a file first."
        self.teams = {team.slug: team for team in Team.objects.writable_by(user)}
        set_choices(self, "team", [("", "Yourself"), *of_teams(self.teams.values())])
        if not self.teams:
            self.fields["team"].widget = forms.HiddenInput()

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_UPLOAD:
            raise forms.ValidationError(f"This file is larger than {LARGEST_UPLOAD} bytes.")
        return upload

    @property
    def chosen_team(self) -> Team | None:
        return self.teams.get(self.cleaned_data["team"])


class TeamProfileForm(forms.Form):
    """A team's lint profile, as text or as a file; empty for none."""

    # Any text at all: read_profile explains errors better than a field could.
    text = forms.Field(required=False)
    file = forms.FileField(required=False, allow_empty_file=True)
    # The profile as YAML, "" for none, and why it is invalid.
    profile_text = ""
    problem: ProfileError | None = None

    def content(self) -> str:
        """The uploaded file if there is one, else the text."""
        upload = self.cleaned_data.get("file")
        raw = upload.read(LONGEST_PROFILE + 1).decode("utf-8", "replace") if upload else self.cleaned_data.get("text")
        return as_posted(str(raw or "")).replace("\x00", "")

    def clean(self) -> None:
        text = self.content()
        try:
            if text.strip():
                read_profile(text)
        except ProfileError as error:
            self.problem = error
            self.profile_text = text
            self.add_error(None, error.message)
            return
        self.profile_text = text if text.strip() else ""
