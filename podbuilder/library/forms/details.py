"""Forms for the details, settings and owner of a template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from podbuilder.accounts.models import User
from podbuilder.builder.forms.fields import as_posted
from podbuilder.library.access import may_show
from podbuilder.library.forms.fields import NOT_YOUR_TEAM, NumberField, TagsField, of_teams, set_choices
from podbuilder.library.models import SavedTemplate
from podbuilder.library.models.template import ICONS, LONGEST_NAME, LONGEST_README, LONGEST_SLUG
from podbuilder.library.revisions.save import visibilities
from podbuilder.teams.models import Team
from podbuilder.web.forms import PlainForm

NOT_YOURS_TO_SHOW = "Only the team’s owners can show its templates to people outside it."
SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use lowercase letters, digits and single dashes between them, as in web-app."
)


class DetailsForm(PlainForm):
    """The details of a template: name, address, description and tags."""

    name = forms.CharField(max_length=LONGEST_NAME)
    slug = forms.CharField(
        label="Address",
        max_length=LONGEST_SLUG,
        validators=[SLUG],
        required=False,
        help_text="The last part of its web address. Left empty, it follows the name.",
    )
    description = forms.CharField(max_length=300, required=False, help_text="One line, for lists.")
    tags = TagsField(required=False, help_text="Words to find it by, with commas between them.")


class NewTemplateForm(DetailsForm):
    """Save a draft as a new template: whose it is and who sees it."""

    owner = forms.ChoiceField(label="Save it for", required=False)
    visibility = forms.ChoiceField(label="Who may see it")
    field_order = ("name", "description", "owner", "visibility", "slug", "tags")

    def __init__(self, data: Mapping[str, Any] | None, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.user = user
        self.teams = {team.slug: team for team in Team.objects.writable_by(user)}
        set_choices(self, "owner", [("", "Yourself"), *of_teams(self.teams.values())])
        set_choices(self, "visibility", visibilities(team=True) if self.teams else visibilities(team=None))

    @property
    def team(self) -> Team | None:
        return self.teams.get(self.cleaned_data.get("owner", ""))

    def clean(self) -> None:
        if self.cleaned_data.get("visibility") == "team" and not self.cleaned_data.get("owner"):
            self.add_error("visibility", "A template of your own has no team to show it to. Save it for a team.")
        elif not may_show(self.user, self.team, self.cleaned_data.get("visibility", "")):
            self.add_error("visibility", NOT_YOURS_TO_SHOW)


class SettingsForm(DetailsForm):
    """All settings of a template, and the version from which the page was drawn."""

    readme = forms.CharField(
        label="README",
        max_length=LONGEST_README,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "input input--mono"}),
        help_text="Markdown: what it is for, what it needs, how to use it.",
    )
    icon = forms.ChoiceField(choices=[(name, name) for name in ICONS])
    visibility = forms.ChoiceField(label="Who may see it")
    version = NumberField()
    field_order = ("name", "description", "slug", "tags", "icon", "visibility", "readme")

    def __init__(self, data: Mapping[str, Any] | None, template: SavedTemplate, *, may_manage: bool) -> None:
        names = ("name", "slug", "description", "tags", "readme", "icon", "visibility")
        super().__init__(data, initial={name: getattr(template, name) for name in names})
        self.fields["slug"].required = True
        self.fields["slug"].help_text = "The last part of its web address. Links to the old one stop working."
        set_choices(self, "visibility", visibilities(template.team))
        if not may_manage:
            self.fields["visibility"].disabled = True
            self.fields["visibility"].help_text = NOT_YOURS_TO_SHOW

    def clean_readme(self) -> str:
        return as_posted(self.cleaned_data["readme"])

    def details(self) -> dict[str, Any]:
        """The settings to save, by column."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class MoveForm(forms.Form):
    """The new owner of a template: one of the asker's teams, or the asker."""

    to = forms.ChoiceField(required=False, error_messages={"invalid_choice": NOT_YOUR_TEAM})

    def __init__(self, data: Mapping[str, Any], user: User) -> None:
        super().__init__(data)
        self.teams = {team.slug: team for team in Team.objects.writable_by(user)}
        self.user = user
        set_choices(self, "to", [("", "Yourself"), *of_teams(self.teams.values())])

    def may_take(self, template: SavedTemplate) -> bool:
        """Whether this person may show the template to as many people as now, once it is the team's."""
        return may_show(self.user, self.team, template.visibility)

    @property
    def team(self) -> Team | None:
        return self.teams.get(self.cleaned_data["to"])
