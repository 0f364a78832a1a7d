from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from podbuilder.accounts.models import OwnerName
from podbuilder.accounts.names import LONGEST, problem_with
from podbuilder.teams.models import Role, Team
from podbuilder.web.forms import PlainForm

ROLES = [(role.value, f"{role.label}: {role.explanation}") for role in Role]


def clean_title(text: str) -> str:
    """A name on one line, since the subjects of mails contain it."""
    return " ".join(text.split())


class TeamForm(PlainForm):
    name = forms.CharField(label="Name", max_length=80, help_text="Such as Payments or Web platform.")
    slug = forms.CharField(
        label="Short name",
        max_length=LONGEST,
        help_text="Part of its templates' addresses; it cannot be changed. As in payments or web-platform.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_name(self) -> str:
        return clean_title(self.cleaned_data["name"])

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower()
        if problem := problem_with(slug):
            raise ValidationError(problem)
        if not OwnerName.is_free(slug):
            raise ValidationError("A person or a team has or had this name. Names are never reused.")
        return slug

    def team(self) -> Team:
        return Team(name=self.cleaned_data["name"], slug=self.cleaned_data["slug"])


class RenameForm(PlainForm):
    name = forms.CharField(label="Name", max_length=80)

    def clean_name(self) -> str:
        return clean_title(self.cleaned_data["name"])


class RoleForm(PlainForm):
    role = forms.ChoiceField(choices=[*Role.choices, ("hand-over", "Owner, in my place")])


class InviteForm(PlainForm):
    role = forms.ChoiceField(label="As", choices=ROLES, initial=Role.EDITOR.value)
    email = forms.EmailField(
        label="E-mail",
        required=False,
        max_length=254,
        help_text="Leave it empty for a link to pass on yourself. Each link works for one person, for 14 days.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class DeleteTeamForm(PlainForm):
    slug = forms.CharField(label="The team's short name, to be sure", max_length=254)

    def __init__(self, team: Team, *args: object, **kwargs: object) -> None:
        self.team = team
        super().__init__(*args, **kwargs)

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if slug != self.team.slug:
            raise ValidationError(f"Type {self.team.slug} to delete this team.")
        return slug
