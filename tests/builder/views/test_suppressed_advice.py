"""Advice is suppressed with a reason, shown where it is reviewed, and kept with its container."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from podbuilder.builder.advice.advice import judge
from podbuilder.builder.models import Draft
from podbuilder.kube.core.field import Finding
from tests.builder.support import POD, Step, begin, edit
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
RULE, PATH = "liveness-probe-missing", "spec.containers[0].livenessProbe"
PLACE = "containers[web].livenessProbe"


def waive(client: Client, draft: Draft, scope: str = "field", reason: str = "It ends by itself.") -> PlainBrowser:
    browser = PlainBrowser(client)
    url = f"/drafts/{draft.key}/advice/suppressed/?rule={RULE}&path={quote(PATH)}"
    browser.open(url)
    browser._load(client.post(url, {"scope": scope, "reason": reason}, follow=True), url)
    draft.refresh_from_db()
    return browser


def suppressed(draft: Draft) -> list[Finding]:
    return [one.finding for one in judge(draft.manifest, draft).suppressed]


def test_nothing_is_suppressed_by_looking(client: Client) -> None:
    draft = begin(client)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/advice/suppressed/?rule={RULE}&path={quote(PATH)}")
    assert "the whole container web" in browser.content.decode()
    assert draft.waivers == [] == suppressed(draft)


@pytest.mark.parametrize("scope", ["field", "container", "pod"])
def test_what_is_suppressed_is_listed_with_its_reason(client: Client, scope: str) -> None:
    draft = begin(client)
    page = waive(client, draft, scope)
    assert [finding.rule for finding in suppressed(draft)] == [RULE]
    assert "It ends by itself." in page.content.decode()
    assert RULE not in {one.rule for one in judge(draft.manifest, draft).advice}
    assert draft.text == POD


@pytest.mark.parametrize(("scope", "reason"), [("field", "  "), ("node", "It ends by itself.")])
def test_without_a_reason_or_a_place_it_stands(client: Client, scope: str, reason: str) -> None:
    draft = begin(client)
    page = waive(client, draft, scope, reason)
    assert "/suppressed/" in page.url
    assert draft.waivers == []


def test_what_nobody_speaks_of_cannot_be_suppressed(client: Client) -> None:
    draft = begin(client)
    response = client.get(f"/drafts/{draft.key}/advice/suppressed/?rule=host-pid&path=spec.hostPID")
    assert (response.status_code, "/edit/review/" in response["Location"]) == (302, True)


def test_it_is_spoken_of_again_when_asked(client: Client) -> None:
    draft = begin(client)
    waive(client, draft)
    edit(client, draft, "review", op=f"unsuppress:{RULE}:{PLACE}")
    assert draft.waivers == []
    waive(client, draft)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/advice/")
    browser.press(f"Show again: {RULE} ({PATH})")
    draft.refresh_from_db()
    assert draft.waivers == []
    assert draft.text == POD


def test_all_safe_fixes_leave_it_alone(client: Client) -> None:
    draft = begin(client)
    draft.waivers = [{"rule": "allow-privilege-escalation", "path": "containers[web]", "reason": "It needs sudo."}]
    draft.save()
    assert "allowPrivilegeEscalation" not in edit(client, draft, "review", op="fix-all")


def test_it_follows_its_container(client: Client) -> None:
    draft = begin(client)
    waive(client, draft)
    edit(client, draft, "containers/0", {"spec.containers[0].name": "front"})
    assert [waiver["path"] for waiver in draft.waivers] == ["containers[front].livenessProbe"]
    assert [finding.rule for finding in suppressed(draft)] == [RULE]
    edit(client, draft, "metadata", op="undo")
    assert [waiver["path"] for waiver in draft.waivers] == [PLACE]


def test_it_follows_its_container_in_the_text_as_well(client: Client) -> None:
    draft = begin(client)
    waive(client, draft)
    data = {
        "yaml": POD.replace("  - name: web\n", "  - name: front\n"),
        "base": str(draft.revision),
        "tab_id": "editor",
    }
    client.post(f"/drafts/{draft.key}/yaml/check/metadata/", data)
    draft.refresh_from_db()
    assert [waiver["path"] for waiver in draft.waivers] == ["containers[front].livenessProbe"]
    assert [finding.rule for finding in suppressed(draft)] == [RULE]


def test_undo_speaks_of_it_again_and_redo_does_not(client: Client) -> None:
    draft = begin(client)
    waive(client, draft)
    edit(client, draft, "review", op="undo")
    assert draft.waivers == []
    edit(client, draft, "review", op="redo")
    edit(client, draft, "review", op=f"unsuppress:{RULE}:{PLACE}")
    assert draft.waivers == []
    edit(client, draft, "review", op="undo")
    assert [waiver["path"] for waiver in draft.waivers] == [PLACE]


TOLD = POD.replace("  name: web\n", "  name: web\n  annotations:\n    kube-score/ignore: pod-probes\n", 1)


def test_annotations_of_other_tools_are_honoured_and_shown(client: Client) -> None:
    draft = begin(client, TOLD)
    assert RULE in {finding.rule for finding in suppressed(draft)}
    page = Step(client, draft, "review").browser.content.decode()
    assert "Suppressed by the annotation kube-score/ignore." in page
    assert f"unsuppress:{RULE}" not in page


def test_comments_for_trivy_are_honoured(client: Client) -> None:
    draft = begin(client, POD.replace("  - name: web", "  # trivy:ignore:KSV-0014\n  - name: web"))
    assert [finding.rule for finding in suppressed(draft)] == ["read-only-root-filesystem"]
