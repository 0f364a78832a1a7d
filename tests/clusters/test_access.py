"""Tests of podbuilder.clusters.access: to whom a cluster does not belong, for them it does not exist."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.clusters.cases import TEXT, cluster_of
from tests.library.support import person, signed_in, team_of

pytestmark = pytest.mark.django_db

# Who asks, and what comes of looking at and of deleting one person's cluster, and a team's.
CASES = {
    "visitor": (404, 404, 404, 404),
    "stranger": (404, 404, 404, 404),
    "viewer": (404, 404, 200, 403),
    "editor": (404, 404, 200, 302),
    "owner": (200, 302, 200, 302),
}


@pytest.mark.parametrize("who", CASES)
def test_everybody_gets_what_is_theirs(who: str) -> None:
    people = {name: person(name) for name in ("stranger", "viewer", "editor", "owner")}
    team = team_of("web", owner=people["owner"], editor=people["editor"], viewer=people["viewer"])
    asker = signed_in(people[who]) if who in people else Client()
    found: list[int] = []
    for cluster in (cluster_of(people["owner"]), cluster_of(team=team)):
        at = cluster.get_absolute_url()
        found.append(asker.get(at).status_code)
        assert asker.get(f"{at}facts.json").status_code == found[-1]
        replaced = asker.post(at, {"name": "new", "text": TEXT}).status_code
        found.append(asker.post(f"{at}delete/").status_code)
        assert replaced == found[-1]
    assert tuple(found) == CASES[who]


def test_a_browser_has_its_own(client: Client) -> None:
    at = client.post("/clusters/", {"name": "mine", "text": TEXT})["Location"]
    assert client.get(at).status_code == 200
    assert Client().get(at).status_code == 404
    assert client.post(f"{at}delete/").status_code == 302
    assert client.get(at).status_code == 404
