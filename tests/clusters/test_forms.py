"""Tests of podbuilder.clusters.forms."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from podbuilder.clusters.forms import ClusterForm
from tests.clusters.cases import TEXT
from tests.library.support import person, team_of

pytestmark = pytest.mark.django_db


def form_of(data: dict[str, Any], user: Any = None, *, is_new: bool = True) -> ClusterForm:
    request = RequestFactory().post("/clusters/", data)
    request.user = user or AnonymousUser()
    return ClusterForm(request, is_new=is_new)


def test_facts_are_read_from_texts_and_files() -> None:
    form = form_of({"name": "a", "text": "", "file": SimpleUploadedFile("a.json", TEXT.encode())})
    assert form.is_valid()
    assert form.facts is not None
    assert len(form.facts.objects["Node"]) == 3
    assert form.chosen_team is None


def test_teams_that_one_writes_for_are_offered() -> None:
    alice = person("alice")
    team_of("web", owner=alice)
    team_of("seen", viewer=alice)
    form = form_of({"name": "a", "text": TEXT, "team": "web"}, alice)
    assert form.is_valid()
    assert str(form.chosen_team) == "Web"
    assert not form_of({"name": "a", "text": TEXT, "team": "seen"}, alice).is_valid()
    assert "team" not in form_of({"name": "a", "text": TEXT}, alice, is_new=False).fields


def test_what_cannot_be_read_is_told() -> None:
    form = form_of({"name": "a", "text": "{"})
    assert not form.is_valid()
    assert "neither JSON nor YAML" in form.problem
