"""Tests of podbuilder.clusters.views: bringing a cluster, looking at what is kept, replacing it."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.web import limits
from tests.clusters.cases import TEXT, cluster_of
from tests.clusters.support import MARK, node
from tests.library.support import person, signed_in, team_of

pytestmark = pytest.mark.django_db


def test_the_page_says_what_to_run(client: Client) -> None:
    page = client.get("/clusters/").content.decode()
    assert page.count("kubectl get nodes,") >= 2


def test_what_every_object_has_is_said_once() -> None:
    alice = person("alice")
    page = signed_in(alice).get(f"/clusters/{cluster_of(alice).key}/").content.decode()
    assert "status.allocatable" in page
    assert "metadata.uid" not in page


def test_files_and_a_text_are_one_cluster(client: Client) -> None:
    files = [SimpleUploadedFile(f"{name}.json", json.dumps(node(name, "4")).encode()) for name in ("a", "b")]
    client.post("/clusters/", {"name": "prod", "file": files, "text": json.dumps(node("c", "4"))})
    assert ClusterSnapshot.objects.get().counts == {"Node": 3}


def test_a_cluster_is_kept_for_oneself_or_for_a_team() -> None:
    alice = person("alice")
    team = team_of("web", owner=alice)
    asker = signed_in(alice)
    asker.post("/clusters/", {"name": "mine", "text": TEXT})
    asker.post("/clusters/", {"name": "ours", "text": TEXT, "team": "web"})
    assert ClusterSnapshot.objects.get(owner=alice).name == "mine"
    assert ClusterSnapshot.objects.get(team=team).name == "ours"
    page = asker.get("/clusters/").content.decode()
    assert "<b>mine</b>" in page
    assert "<b>ours</b>" in page


WRONG = {
    "nothing": ({"name": "a", "text": ""}, "Choose the file that kubectl wrote"),
    "no YAML": ({"name": "a", "text": "a: ["}, "neither JSON nor YAML"),
    "nothing of a cluster": ({"name": "a", "text": "kind: Event"}, "nothing in it that says anything"),
    "no name": ({"name": "", "text": TEXT}, "This is missing."),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_a_state_of_the_page(client: Client, case: str) -> None:
    data, said = WRONG[case]
    response = client.post("/clusters/", data)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert not ClusterSnapshot.objects.exists()


def test_a_cluster_is_looked_at_and_replaced() -> None:
    alice = person("alice")
    cluster, asker = cluster_of(alice), signed_in(alice)
    page = asker.get(cluster.get_absolute_url()).content.decode()
    assert "data (keys only)" in page
    assert "Passed by: 1 Event." in page
    assert "Nothing was brought of: " in page
    assert (
        "neither JSON nor YAML" in asker.post(cluster.get_absolute_url(), {"name": "a", "text": "{"}).content.decode()
    )
    asker.post(cluster.get_absolute_url(), {"name": "prod-us", "text": json.dumps(node("a", "4"))})
    was = cluster.taken
    cluster.refresh_from_db()
    assert (cluster.name, cluster.counts) == ("prod-us", {"Node": 1})
    assert cluster.taken > was


def test_a_form_that_is_sent_beside_its_page_leads_there_as_well(client: Client) -> None:
    beside = {"HX-Request": "true"}
    answer = client.post("/clusters/", {"name": "a", "text": TEXT}, headers=beside)
    url = ClusterSnapshot.objects.get().get_absolute_url()
    assert (answer.status_code, answer["HX-Redirect"]) == (200, url)
    assert client.post(url, {"name": "b", "text": TEXT}, headers=beside)["HX-Redirect"] == url
    assert client.post(url, {"name": "b", "text": TEXT})["Location"] == url
    wrong = client.post("/clusters/", {"name": "a", "text": "a: ["}, headers=beside)
    assert "HX-Redirect" not in wrong.headers
    assert 'id="bring"' in wrong.content.decode()


def test_what_is_kept_is_a_file_without_secrets() -> None:
    alice = person("alice")
    response = signed_in(alice).get(f"{cluster_of(alice).get_absolute_url()}facts.json")
    assert len(json.loads(response.content)["Node"]) == 3
    assert MARK not in response.content.decode()


def test_there_is_room_for_so_many(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CLUSTERS_OF_VISITOR", 1)
    client.post("/clusters/", {"name": "a", "text": TEXT})
    assert client.post("/clusters/", {"name": "b", "text": TEXT}).status_code == 403
    monkeypatch.setattr(limits, "LARGEST_CLUSTER", 100)
    response = client.post(ClusterSnapshot.objects.get().get_absolute_url(), {"name": "a", "text": TEXT})
    assert response.status_code == 403
    assert "without running pods" in response.content.decode()
