"""Tests of podbuilder.builder.views.cluster."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder import draft_cluster
from podbuilder.builder.models import Draft
from tests.builder.support import Step
from tests.clusters.cases import POD, cluster_of
from tests.library.support import draft_of, person, signed_in
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
LARGE = POD.replace('cpu: "1"', "cpu: 3")
# More than three things keep it away from each node.
FAR_OFF = (
    POD.replace('cpu: "1"', "cpu: 30")
    + """\
  serviceAccountName: none
  nodeSelector: {zone: z}
  affinity:
    podAffinity:
      requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, labelSelector: {matchLabels: {app: db}}}]
"""
)


@pytest.fixture
def known() -> tuple[Client, Draft]:
    """Alice, and a draft of hers that is judged by a cluster."""
    alice = person("alice")
    return signed_in(alice), draft_of(alice, LARGE, cluster=cluster_of(alice).key)


def test_without_clusters_the_page_says_how_to_bring_one(client: Client) -> None:
    alice = person("alice")
    draft = draft_of(alice)
    assert "Bring one" in signed_in(alice).get(f"/drafts/{draft.key}/cluster/").content.decode()


def test_the_page_shows_the_verdict(known: tuple[Client, Draft]) -> None:
    asker, draft = known
    page = asker.get(f"/drafts/{draft.key}/cluster/").content.decode()
    for said in ("Insufficient cpu", "untolerated taint", "0/3 nodes are available", "Ask for 2 of cpu"):
        assert said in page


def test_a_cluster_is_chosen_and_left(known: tuple[Client, Draft]) -> None:
    asker, draft = known
    other = cluster_of(draft.owner, name="other")
    for chosen in (other.key, ""):
        assert asker.post(f"/drafts/{draft.key}/cluster/choose/", {"cluster": chosen}).status_code == 302
        draft.refresh_from_db()
        assert draft.cluster == chosen
    foreign = cluster_of(person("bob"))
    assert asker.post(f"/drafts/{draft.key}/cluster/choose/", {"cluster": foreign.key}).status_code == 404


def test_the_line_of_a_large_cluster_is_asked_for(known: tuple[Client, Draft], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_cluster, "MOST_AT_ONCE", 1)
    asker, draft = known
    at = f"/drafts/{draft.key}/cluster/line/metadata/"
    page = asker.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    assert f'hx-post="{at}"' in page
    assert "its page has the answer" in page
    assert "fits no node" in asker.post(at).content.decode()
    draft.judge_by_cluster("")
    assert asker.post(at).status_code == 404


def test_no_step_of_the_pod_has_the_line_alone(known: tuple[Client, Draft], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_cluster, "MOST_AT_ONCE", 1)
    asker, draft = known
    answer = asker.post(f"/drafts/{draft.key}/cluster/line/containers/9/").content.decode()
    assert "fits no node" in answer
    assert "own-lists" not in answer


def test_each_answer_asks_a_large_cluster_anew(known: tuple[Client, Draft], monkeypatch: pytest.MonkeyPatch) -> None:
    asker, draft = known
    step = Step(asker, draft, "containers/0")
    change = {"spec.containers[0].image": "nginx:1.28"}
    asked = 'hx-trigger="load delay:300ms"'
    assert asked not in step.post(change, preview=True).content.decode()
    monkeypatch.setattr(draft_cluster, "MOST_AT_ONCE", 1)
    typed = step.post(change, preview=True).content.decode()
    pressed = step.post(preview=True, op="add:spec.containers[0].env").content.decode()
    written = asker.post(f"/drafts/{draft.key}/yaml/check/metadata/", {**step.data, "yaml": LARGE}).content.decode()
    assert [answer.count(asked) for answer in (typed, pressed, written)] == [1, 1, 1]


def test_the_review_says_what_the_cluster_says(known: tuple[Client, Draft], monkeypatch: pytest.MonkeyPatch) -> None:
    asker, draft = known

    def verdict() -> str:
        html = asker.get(f"/drafts/{draft.key}/edit/review/").content.decode()
        return html.partition('id="verdict-title"')[2].partition("</section>")[0]

    assert "fits no node" in verdict()
    monkeypatch.setattr(draft_cluster, "MOST_AT_ONCE", 1)
    assert "fits no node" not in verdict()
    assert f'href="/drafts/{draft.key}/cluster/"' in verdict()
    draft.judge_by_cluster("")
    assert "cluster" not in verdict()


def test_a_remedy_is_looked_at_and_applied(known: tuple[Client, Draft]) -> None:
    asker, draft = known
    at = f"/drafts/{draft.key}/cluster/remedies/1/"
    assert "cpu: &quot;2&quot;" in asker.get(at).content.decode()
    response = asker.post(at, {"base": draft.revision, "tab_id": "t", "pod": 0}, follow=True)
    assert "has room" in response.content.decode()
    draft.refresh_from_db()
    assert 'cpu: "2"' in draft.text
    assert draft.undo(base=draft.revision, tab_id="t")
    assert asker.get(f"/drafts/{draft.key}/cluster/remedies/9/").status_code == 404


def test_a_remedy_that_is_not_enough_says_what_comes_next() -> None:
    alice = person("alice")
    draft = draft_of(alice, FAR_OFF, cluster=cluster_of(alice).key)
    page = signed_in(alice).get(f"/drafts/{draft.key}/cluster/").content.decode()
    assert "Use ServiceAccount default" in page
    assert "This lifts the first refusal. What comes next:" in page


def test_the_header_offers_the_clusters_and_comes_back(known: tuple[Client, Draft]) -> None:
    asker, draft = known
    other = cluster_of(draft.owner, name="staging")
    url = f"/drafts/{draft.key}/edit/volumes/"
    page = PlainBrowser(asker)
    page.open(url)
    page.fill("Cluster", "staging")
    page.press("Set the cluster")
    assert page.url == url
    draft.refresh_from_db()
    assert draft.cluster == other.key


def test_whoever_has_no_cluster_is_asked_for_none() -> None:
    alice = person("alice")
    page = signed_in(alice).get(f"/drafts/{draft_of(alice).key}/edit/volumes/").content.decode()
    assert "cluster/choose/" not in page


def test_the_choice_leads_nowhere_else(known: tuple[Client, Draft]) -> None:
    asker, draft = known
    answer = asker.post(f"/drafts/{draft.key}/cluster/choose/", {"cluster": "", "next": "//example.com/"})
    assert answer["Location"] == f"/drafts/{draft.key}/cluster/"
