"""Advice stands beside its field, in the outline and in lists, with fixes of one click and fixes that ask first."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.html import escape

from podbuilder.builder.advice.advice import judge
from podbuilder.builder.advice.filters import WHOLE_POD, Filter
from podbuilder.builder.models import Draft
from podbuilder.builder.steps.outline import slug_for
from podbuilder.kube import lint
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review
from tests.builder.support import POD, Step, begin, edit
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
LIVENESS = ("liveness-probe-missing", "spec.containers[0].livenessProbe")


def opened(client: Client, url: str) -> PlainBrowser:
    browser = PlainBrowser(client)
    browser.open(url)
    return browser


def fix_url(draft: Draft, rule: str, path: str) -> str:
    return f"/drafts/{draft.key}/advice/fix/?rule={rule}&path={quote(path)}"


def test_the_review_lists_advice_with_its_fixes(client: Client) -> None:
    page = Step(client, begin(client), "review").browser
    assert "fix:allow-privilege-escalation:spec.containers[0]" in page.content.decode()
    assert any(page.name_of(button) == "Apply all safe fixes" for button in page.root.all("button"))


def test_advice_stands_beside_its_field_and_in_the_outline(client: Client) -> None:
    draft = begin(client)
    page = Step(client, draft, "containers/0").browser
    text = page.content.decode()
    assert "message--advice" in text
    assert "has no liveness probe" in text
    assert fix_url(draft, *LIVENESS).replace("&", "&amp;") in text
    count = len([a for a in judge(draft.manifest, draft).advice if a.container])
    assert f'{count}<span class="visually-hidden"> pieces of advice' in text


def test_errors_stay_louder_than_advice(client: Client) -> None:
    draft = begin(client, POD.replace("containerPort: 80", "containerPort: 80000"))
    outline = opened(client, f"/drafts/{draft.key}/edit/containers/0/").by_id["outline"]
    link = next(a for a in outline.all("a") if a.attrs.get("aria-current"))
    assert [e.attrs["class"].split()[0] for e in link.all("span") if "visually-hidden" not in e.attrs.get("class", "")][
        -2:
    ] == ["badge", "outline__advice"]


def test_a_keystroke_brings_the_advice_that_follows_from_it(client: Client) -> None:
    draft = begin(client)
    step = Step(client, draft, "containers/0")
    answer = step.post({"spec.containers[0].image": "nginx"}, preview=True).content.decode()
    assert "has no tag and so means latest" in answer
    assert 'data-kind="advice"' in answer


def test_one_click_makes_one_fix(client: Client) -> None:
    draft = begin(client)
    finding = next(f for f in review(Manifest.read(POD).pod).findings if f.rule == "allow-privilege-escalation")
    text = edit(client, draft, "review", op=f"fix:{finding.rule}:{finding.path}")
    assert "allowPrivilegeEscalation: false" in text
    assert text.startswith("# The web server\n")
    assert edit(client, draft, "review", op="undo") == POD


@pytest.mark.parametrize(
    "op", ["fix:", "fix:nonsense:spec", "fix:run-as-non-root:nonsense", "fix:privileged-container:spec"]
)
def test_a_fix_of_nothing_changes_nothing(client: Client, op: str) -> None:
    assert edit(client, begin(client), "review", op=op) == POD


def test_all_safe_fixes_end_where_no_more_are_left(client: Client) -> None:
    draft = begin(client)
    text = edit(client, draft, "review", op="fix-all")
    pod = Manifest.read(text).pod
    left = [lint.fix(pod, finding) for finding in lint.run(pod)]
    assert not [patch for patch in left if patch and patch.safety is lint.Safety.SAFE]
    assert review(pod).accepted
    assert edit(client, draft, "review", op="fix-all") == text


@pytest.mark.parametrize(
    ("asked", "container"),
    {
        "nothing": ("", None),
        "a severity": ("severity=serious", None),
        "a category": ("category=reliability", "web"),
        "a container": ("container=web", "web"),
        "the pod": (f"container={quote(WHOLE_POD)}", ""),
        "what nobody knows": ("severity=loud&category=luck", None),
    }.values(),
)
def test_the_list_is_narrowed_down(client: Client, asked: str, container: str | None) -> None:
    draft = begin(client)
    page = opened(client, f"/drafts/{draft.key}/advice/?{asked}")
    wanted = Filter.read(
        dict(pair.split("=") for pair in asked.replace("%28", "(").replace("%29", ")").split("&") if pair)
    )
    shown = [one for one in judge(draft.manifest, draft).advice if wanted.fits(one)]
    rows = [li for li in page.root.all("li") if "problem--advice" in li.attrs.get("class", "")]
    assert len(rows) == len(shown) > 0
    assert container is None or {one.container for one in shown} == {container}


def test_a_filter_that_nothing_fits_says_so(client: Client) -> None:
    draft = begin(client)
    assert "Nothing of that kind" in opened(client, f"/drafts/{draft.key}/advice/?container=gone").content.decode()


def test_the_list_has_working_buttons(client: Client) -> None:
    draft = begin(client)
    opened(client, f"/drafts/{draft.key}/advice/?category=security").press("Apply all safe fixes")
    draft.refresh_from_db()
    assert "allowPrivilegeEscalation: false" in draft.text


def test_a_list_that_is_out_of_date_changes_nothing(client: Client) -> None:
    draft = begin(client)
    page = opened(client, f"/drafts/{draft.key}/advice/")
    text = edit(client, draft, "metadata", {"metadata.name": "front"})
    page.press("Apply all safe fixes")
    assert "changed in another tab" in page.content.decode()
    draft.refresh_from_db()
    assert draft.text == text


def test_the_course_is_told_as_a_lesson(client: Client) -> None:
    draft = begin(client)
    assert "lesson" not in opened(client, f"/drafts/{draft.key}/advice/").content.decode()
    draft.profile = "course"
    draft.save()
    for url in (f"/drafts/{draft.key}/advice/", f"/drafts/{draft.key}/edit/review/"):
        told = [li for li in opened(client, url).root.all("li") if "lesson" in li.attrs.get("class", "").split()]
        assert [li.all("h3")[0].text for li in told] == [
            "Set requests and limits. 3 to do",
            "Use probes. 2 to do",
            "Do not run as root. 1 to do",
            "Label everything. 1 to do",
            "Never use :latest. done",
        ]
    assert {one.rule for one in judge(draft.manifest, draft).advice} <= {
        r for taught in lint.LESSONS for r in taught.rules
    }


def test_a_profile_of_ones_own_decides_what_is_said(client: Client) -> None:
    draft = begin(client)
    draft.profile, draft.profile_text = "own", "start: nothing\nrules: {liveness-probe-missing: critical}\n"
    draft.save()
    assert [(one.rule, one.severity) for one in judge(draft.manifest, draft).advice] == [(LIVENESS[0], "critical")]
    draft.profile_text = "rules: ["
    assert judge(draft.manifest, draft).profile == lint.DEFAULT


def test_all_advice_stands_on_its_step(client: Client) -> None:
    draft = begin(client, POD.replace("spec:\n", "spec:\n  dnsPolicy: ClusterFirst\n", 1))
    draft.profile, draft.profile_text = "own", "start: all"
    draft.save()
    advice = judge(draft.manifest, draft).advice
    slugs = {slug_for(one.path) for one in advice}
    assert len(slugs) > 3
    for slug in slugs:
        text = " ".join(opened(client, f"/drafts/{draft.key}/edit/{slug}/").content.decode().split())
        for one in advice:
            assert slug_for(one.path) != slug or f"> {escape(one.finding.message)} <span" in text, (slug, one)
