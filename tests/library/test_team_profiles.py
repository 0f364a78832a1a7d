"""A team's profile, chosen for a draft by its members."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.teams.models import Team
from tests.builder.support import begin
from tests.library.support import person, signed_in, team_of

pytestmark = pytest.mark.django_db
OWN = "start: nothing\nrules: {run-as-non-root: critical}\n"


def test_members_choose_what_their_team_keeps() -> None:
    alice, bob, charlie = map(person, ("alice", "bob", "charlie"))
    team_of("web", owner=alice, viewer=bob)
    team_of("idle", owner=alice)
    Team.objects.filter(slug="web").update(profile_text=OWN)
    for user, is_offered in ((alice, True), (bob, True), (charlie, False), (None, False)):
        client = signed_in(user) if user else Client()
        draft = begin(client)
        page = client.get(f"/drafts/{draft.key}/profile/").content.decode()
        assert ("The team Web" in page) == is_offered
        assert "The team Idle" not in page
    draft = begin(client := signed_in(bob))
    client.post(f"/drafts/{draft.key}/profile/", {"profile": "team:web", "text": ""})
    draft.refresh_from_db()
    assert (draft.profile, draft.profile_text) == ("own", OWN)
