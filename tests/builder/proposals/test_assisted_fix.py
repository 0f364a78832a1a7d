"""A fix that asks something first: what it proposes can be changed, is shown, and is made by a button."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from podbuilder.builder.advice.advice import judge
from podbuilder.builder.advice.fixes import find_advice
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.assisted_fix import AssistedFix
from tests.builder.support import POD, begin, edit
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
MEMORY = ("memory-limit-missing", "spec.containers[0].resources.limits[memory]")
LIVENESS = ("liveness-probe-missing", "spec.containers[0].livenessProbe")


def opened(client: Client, url: str) -> PlainBrowser:
    browser = PlainBrowser(client)
    browser.open(url)
    return browser


def fix_url(draft: Draft, rule: str, path: str) -> str:
    return f"/drafts/{draft.key}/advice/fix/?rule={rule}&path={quote(path)}"


def test_a_fix_that_asks_is_proposed_changed_shown_and_made(client: Client) -> None:
    draft = begin(client)
    page = opened(client, fix_url(draft, *LIVENESS))
    assert "+" not in draft.text
    assert "livenessProbe:" in page.content.decode()
    page.fill("Path", "/healthz")
    page.press("Show what changes")
    assert "/healthz" in page.content.decode()
    draft.refresh_from_db()
    assert draft.text == POD
    page.press("Apply")
    draft.refresh_from_db()
    assert "path: /healthz" in draft.text
    assert find_advice(draft.manifest, draft, *LIVENESS) is None
    assert edit(client, draft, "review", op="undo") == POD


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("failureThreshold", "many", "Failures in a row to act"),
        ("httpGet.port", "99999", "Port"),
    ],
)
def test_an_answer_that_cannot_be_is_told(client: Client, name: str, value: str, said: str) -> None:
    draft = begin(client)
    page = opened(client, fix_url(draft, *LIVENESS))
    base = {"base": str(draft.revision), "tab_id": "w", "op": "apply"}
    fields = {
        control.attrs["name"]: page.value_of(control)
        for control in page.root.all("input")
        if control.attrs.get("name", "").startswith("spec")
    }
    response = client.post(page.url, {**fields, **base, f"{LIVENESS[1]}.{name}": value})
    assert response.status_code == 200
    assert f"{said}: " in response.content.decode()
    # It is said beside the control, too.
    assert response.content.decode().count('aria-invalid="true"') == 1
    draft.refresh_from_db()
    assert draft.text == POD


@pytest.mark.parametrize(("amount", "is_mended"), [("1Gi", True), ("", False)])
def test_whether_the_answers_settle_the_advice(client: Client, amount: str, is_mended: bool) -> None:
    """Though other rules advise much else on this pod."""
    draft = begin(client)
    advice = find_advice(draft.manifest, draft, *MEMORY)
    assert advice is not None
    assert advice.patch is not None
    fix = AssistedFix(draft, draft.manifest, advice.patch, {MEMORY[1]: amount}, advice=advice)
    assert fix.is_mended is is_mended


def test_a_fix_meanwhile_overtaken_is_not_made(client: Client) -> None:
    draft = begin(client)
    page = opened(client, fix_url(draft, *LIVENESS))
    text = edit(client, draft, "metadata", {"metadata.name": "front"})
    page.press("Apply")
    assert "changed in another tab" in page.content.decode()
    draft.refresh_from_db()
    assert draft.text == text


@pytest.mark.parametrize(("rule", "path"), [("", ""), ("host-pid", "spec.hostPID"), (LIVENESS[0], "nonsense")])
def test_a_fix_of_what_nobody_advises_leads_back(client: Client, rule: str, path: str) -> None:
    response = client.get(fix_url(begin(client), rule, path))
    assert (response.status_code, "/edit/review/" in response["Location"]) == (302, True)


def test_every_fix_that_asks_has_a_page(client: Client) -> None:
    draft = begin(client)
    asking = [one for one in judge(draft.manifest, draft).advice if one.question]
    assert len(asking) > 3
    for one in asking:
        page = opened(client, fix_url(draft, one.rule, str(one.path)))
        assert one.question.removesuffix(".") in page.content.decode()
