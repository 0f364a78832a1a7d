"""The form that brings the facts of a cluster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from podbuilder.kube.cluster.facts import ClusterFacts, FactsError, facts_of
from podbuilder.kube.cluster.facts_reader import objects_of
from podbuilder.teams.models import Team
from podbuilder.web.forms import PlainForm

NOT_YOUR_TEAM = "Choose one of your teams in which you may write."


class ClusterForm(PlainForm):
    """The name of a cluster, what kubectl printed of it, as text or as files, and of a new one whose it is."""

    name = forms.CharField(max_length=63, help_text="Such as prod-eu.")
    # Any text at all: objects_of explains errors better than a field could.
    text = forms.Field(required=False)
    team = forms.ChoiceField(label="It belongs to", required=False, error_messages={"invalid_choice": NOT_YOUR_TEAM})
    # The facts in it, and why there are none.
    facts: ClusterFacts | None = None
    problem = ""

    def __init__(self, request: HttpRequest, *, is_new: bool, initial: Mapping[str, Any] | None = None) -> None:
        is_sent = request.method == "POST"
        super().__init__(request.POST if is_sent else None, initial=initial)
        uploads: MultiValueDict[str, Any] = request.FILES
        self.uploads = uploads.getlist("file") if is_sent else []
        self.teams = self._teams(request) if is_new else {}
        field = self.fields["team"]
        if self.teams and isinstance(field, forms.ChoiceField):
            field.choices = [("", "Yourself"), *((team.slug, team.name) for team in self.teams.values())]
        else:
            del self.fields["team"]

    @staticmethod
    def _teams(request: HttpRequest) -> dict[str, Team]:
        if not request.user.is_authenticated:
            return {}
        return {team.slug: team for team in Team.objects.writable_by(request.user)}

    def clean(self) -> None:
        text = str(self.cleaned_data.get("text") or "")
        texts = [*(upload.read() for upload in self.uploads), *([text] if text else [])]
        try:
            facts = facts_of(one for text in texts for one in objects_of(text))
        except FactsError as problem:
            self.problem = str(problem)
        else:
            if not texts:
                self.problem = "Choose the file that kubectl wrote, or paste what it printed."
            elif not facts.objects:
                self.problem = "There is nothing in it that says anything of a cluster."
            self.facts = facts
        if self.problem:
            self.add_error(None, self.problem)

    @property
    def chosen_team(self) -> Team | None:
        return self.teams.get(self.cleaned_data.get("team") or "")
