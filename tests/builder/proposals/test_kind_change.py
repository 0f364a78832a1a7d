"""A draft's object as one of another kind: what is asked, what is shown, and the step back."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.kind_change import KINDS, RESTART_POLICIES, KindChange
from podbuilder.kube.review import review_manifest
from podbuilder.kube.workload_change.change import kinds_to_be
from tests.builder.support import POD, Step, begin, edit
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
CLAIMED = """\
apiVersion: v1
kind: Pod
metadata:
  name: db.main
spec:
  containers:
  - name: db
    image: postgres:17 # pinned
    volumeMounts:
    - {name: data, mountPath: /data}
    - {name: logs, mountPath: /logs}
  volumes:
  - name: data
    persistentVolumeClaim: {claimName: db-data}
  - name: logs
    persistentVolumeClaim: {claimName: db-logs}
"""


def opened(client: Client, draft: Draft, to: str) -> PlainBrowser:
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/kind/{to}/")
    return browser


def test_every_kind_has_its_words() -> None:
    assert sorted(KINDS) == sorted(kinds_to_be())


@pytest.mark.parametrize("to", [kind for kind in KINDS if kind != "Pod"])
def test_a_pod_becomes_it_and_undo_takes_it_back(client: Client, to: str) -> None:
    draft = begin(client)
    opened(client, draft, to).press(f"Make it a {to}")
    draft.refresh_from_db()
    assert draft.manifest.kind == to
    assert review_manifest(draft.manifest).accepted
    assert draft.text.startswith("# The web server\n")
    assert edit(client, draft, "review", op="undo") == POD


def test_the_review_leads_there(client: Client) -> None:
    draft = begin(client)
    assert f"/drafts/{draft.key}/kind/Deployment/" in Step(client, draft, "review").browser.content.decode()


def test_a_custom_kind_stays_what_it_is_and_says_why(client: Client) -> None:
    text = "apiVersion: x.io/v1\nkind: Job\nspec: {template: {spec: {containers: [{name: a, image: b}]}}}\n"
    draft = begin(client, text)
    page = opened(client, draft, "Pod")
    assert "An object of the kind Job cannot be made another one here" in page.content.decode()
    assert not [button for button in page.root.all("button") if page.name_of(button) == "Make it a Pod"]


def test_what_is_asked_is_used(client: Client) -> None:
    draft = begin(client, CLAIMED)
    page = opened(client, draft, "StatefulSet")
    # A dot is not for StatefulSets.
    assert page.control("Name of the StatefulSet").attrs["value"] == "db-main"
    answers = {"name": "db-main", "service": "peers", "own:data": "on", "size:data": "5Gi", "size:logs": "1Gi"}
    shown = client.post(page.url, {**answers, "op": "look"}).context["change"]
    assert [(one.volume, one.is_own, one.size) for one in shown.claims] == [
        ("data", True, "5Gi"),
        ("logs", False, "1Gi"),
    ]
    client.post(page.url, {**answers, "op": "apply", "base": draft.revision})
    draft.refresh_from_db()
    spec = draft.manifest.object["spec"]
    assert draft.manifest.name == "db-main"
    assert spec["serviceName"] == "peers"
    (template,) = spec["volumeClaimTemplates"]
    assert template["spec"]["resources"]["requests"] == {"storage": "5Gi"}
    assert [volume["name"] for volume in draft.manifest.pod["spec"]["volumes"]] == ["logs"]
    assert "image: postgres:17 # pinned" in draft.text


def test_a_cron_job_runs_when_it_is_said(client: Client) -> None:
    draft = begin(client)
    page = opened(client, draft, "CronJob")
    page.fill("When it runs", "whenever")
    page.press("Show what changes")
    assert "The API server would not take this CronJob" in page.content.decode()
    page.fill("When it runs", "*/5 * * * *")
    page.fill("When its containers end", RESTART_POLICIES["CronJob"]["OnFailure"])
    page.press("Show what changes")
    page.press("Make it a CronJob")
    draft.refresh_from_db()
    assert draft.manifest.object["spec"]["schedule"] == "*/5 * * * *"
    assert draft.manifest.pod["spec"]["restartPolicy"] == "OnFailure"


@pytest.mark.parametrize("keeps", [False, True])
def test_labels_for_the_selector_go_or_stay(client: Client, keeps: bool) -> None:
    draft = begin(client)
    opened(client, draft, "Deployment").press("Make it a Deployment")
    draft.refresh_from_db()
    url = f"/drafts/{draft.key}/kind/Pod/"
    change = client.get(url).context["change"]
    assert change.labels == ["app.kubernetes.io/name", "app.kubernetes.io/instance"]
    kept = {"keep-labels": "on"} if keeps else {}
    client.post(url, {"restart": "Always", "op": "apply", "base": draft.revision, **kept})
    draft.refresh_from_db()
    assert ("app.kubernetes.io/instance" in draft.text) == keeps
    assert (draft.text == POD) != keeps


@pytest.mark.parametrize(("restart", "now"), [("Always", None), ("Never", "Never"), ("king", None)])
def test_a_pod_restarts_as_it_is_said(client: Client, restart: str, now: str | None) -> None:
    draft = begin(client)
    opened(client, draft, "DaemonSet").press("Make it a DaemonSet")
    draft.refresh_from_db()
    answers = {"restart": restart, "op": "apply", "base": draft.revision}
    client.post(f"/drafts/{draft.key}/kind/Pod/", answers)
    draft.refresh_from_db()
    assert draft.manifest.kind == "Pod"
    assert draft.manifest.pod["spec"].get("restartPolicy") == now


def test_what_has_to_be_read_comes_first(client: Client) -> None:
    change = KindChange(draft := begin(client, CLAIMED), draft.manifest, "StatefulSet")
    words = [row.word for row in change.rows]
    assert words == sorted(words, key=["To decide", "Gone", "New", "Moved"].index)
    assert {"To decide", "New"} <= set(words)


def test_another_page_wrote_meanwhile(client: Client) -> None:
    draft = begin(client)
    page = opened(client, draft, "Deployment")
    edit(client, draft, "metadata", **{"metadata.name": "other"})
    page.press("Make it a Deployment")
    draft.refresh_from_db()
    assert draft.manifest.kind == "Pod"
