from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from podbuilder.library.facts import LONGEST_WORD
from podbuilder.library.models import SavedTemplate
from podbuilder.library.models.template import ICONS, LONGEST_NAME, LONGEST_README, LONGEST_SLUG
from podbuilder.library.saving import visibilities
from podbuilder.teams.models import Role, Team

MOST_TAGS = 12
SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", "An address has lowercase letters, digits and single dashes between them: web-app."
)


class TagsField(forms.CharField):
    """Words with commas between them, as a list."""

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        words = [" ".join(word.split()).lower() for word in (value or "").replace("\x00", "").split(",")]
        return list(dict.fromkeys(word for word in words if word))

    def validate(self, value: list[str]) -> None:
        if len(value) > MOST_TAGS:
            raise forms.ValidationError(f"There are {len(value)} tags; at most {MOST_TAGS} help anybody find it.")
        long = [tag for tag in value if len(tag) > LONGEST_WORD]
        if long:
            raise forms.ValidationError(f"A tag has at most {LONGEST_WORD} characters; “{long[0][:60]}” is longer.")

    def run_validators(self, value: Any) -> None:
        """Nothing but `validate`: the field's own validators are made for texts."""

    def prepare_value(self, value: Any) -> str:
        return ", ".join(value) if isinstance(value, list) else value or ""


class DressedForm(forms.Form):
    """A form whose controls look like those of the builder."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "input")


class DetailsForm(DressedForm):
    """What is said about a template."""

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

    def __init__(self, data: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.teams = {team.slug: team for team in writable_teams(user)}
        self.fields["owner"].choices = [("", "Yourself"), *((slug, team.name) for slug, team in self.teams.items())]
        self.fields["visibility"].choices = visibilities(team=True) if self.teams else visibilities(team=None)

    @property
    def team(self) -> Team | None:
        return self.teams.get(self.cleaned_data.get("owner", ""))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("visibility") == "team" and not data.get("owner"):
            self.add_error("visibility", "What you save for yourself has no team to show it to. Save it for a team.")
        return data


class SettingsForm(DetailsForm):
    """What is said about a template, all of it."""

    readme = forms.CharField(
        label="README",
        max_length=LONGEST_README,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "input input--mono"}),
        help_text="Markdown: what it is for, what it needs, how to use it.",
    )
    icon = forms.ChoiceField(choices=[(name, name) for name in ICONS])
    visibility = forms.ChoiceField(label="Who may see it")
    field_order = ("name", "description", "slug", "tags", "icon", "visibility", "readme")

    def __init__(self, data: Any, template: SavedTemplate, *, may_manage: bool) -> None:
        names = ("name", "slug", "description", "tags", "readme", "icon", "visibility")
        super().__init__(data, initial={name: getattr(template, name) for name in names})
        self.fields["slug"].required = True
        self.fields["slug"].help_text = "The last part of its web address. Links to the old one end with a change."
        self.fields["visibility"].choices = visibilities(template.team)
        if not may_manage:
            self.fields["visibility"].disabled = True
            self.fields["visibility"].help_text = "Only the team’s owners change this."


def writable_teams(user: Any) -> list[Team]:
    """The teams that this person may save templates for."""
    return list(Team.objects.filter(memberships__user=user, memberships__role__in=(Role.OWNER, Role.EDITOR)))
