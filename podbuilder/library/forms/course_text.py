"""The form of a course's file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from podbuilder.accounts.models import User
from podbuilder.builder.forms.fields import as_posted
from podbuilder.kube.core.limits import MAX_COURSE
from podbuilder.kube.courses import Course, CourseFileError, read_course
from podbuilder.library.forms.fields import NOT_YOUR_TEAM, of_teams, set_choices
from podbuilder.teams.models import Team
from podbuilder.web.forms import PlainForm


class CourseForm(PlainForm):
    """A course, as text or as a file, and of a new one whose it is."""

    # Any text at all: read_course explains errors better than a field could.
    text = forms.Field(required=False)
    file = forms.FileField(required=False, allow_empty_file=True)
    team = forms.ChoiceField(label="It belongs to", required=False, error_messages={"invalid_choice": NOT_YOUR_TEAM})
    # What was sent, the course in it, and why it is none.
    sent = ""
    course: Course | None = None
    problem: CourseFileError | None = None

    def __init__(self, data: Mapping[str, Any] | None, files: Any, user: User, *, is_new: bool) -> None:
        super().__init__(data, files)
        self.teams = {team.slug: team for team in Team.objects.writable_by(user)} if is_new else {}
        set_choices(self, "team", [("", "Yourself"), *of_teams(self.teams.values())])
        if not self.teams:
            del self.fields["team"]

    def clean(self) -> None:
        upload = self.cleaned_data.get("file")
        # A character has at most four bytes; what is longer is refused by its length, whatever it says.
        raw = upload.read(4 * MAX_COURSE + 1).decode("utf-8", "replace") if upload else self.cleaned_data.get("text")
        self.sent = as_posted(str(raw or "")).replace("\x00", "")
        try:
            self.course = read_course(self.sent)
        except CourseFileError as error:
            self.problem = error
            self.add_error(None, f"Line {error.line}: {error.message}" if error.line else error.message)

    @property
    def chosen_team(self) -> Team | None:
        return self.teams.get(self.cleaned_data.get("team") or "")
