"""The library in a real browser: the way from a draft to a colleague's pod, and no violation of axe-core's rules."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.fork import fork
from podbuilder.library.revisions.save import Content, save_revision
from tests.library.support import DEPLOYMENT, PARAMETERS, draft_of, person, saved, team_of
from tests.support.accessibility import assert_accessible_in_every_look

README = "# What it is\n\nPages over *HTTP*.\n\n```\nkubectl get pods\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def sign_in(page: Page, user: Any) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])


@pytest.fixture
def alice(page: Page) -> Any:
    """Alice, signed in, with a template of her team's that has two revisions, and her own fork with a conflict."""
    alice = person("alice")
    team = team_of("web-team", owner=alice)
    template = saved(
        team=team, by=alice, text=DEPLOYMENT, parameters=PARAMETERS, readme=README, tags=["http"], visibility="unlisted"
    )
    copy = fork(template, template.newest, alice)
    for one, number in ((template, "3"), (copy, "4")):
        changed = DEPLOYMENT.replace("replicas: 2", f"replicas: {number}")
        save_revision(one, Content(changed, PARAMETERS, "1.36"), base=1, author=alice)
    sign_in(page, alice)
    return alice


@pytest.mark.parametrize(
    "url",
    [
        "/library/",
        "/t/web-team/web/",
        "/t/web-team/web/settings/",
        "/t/web-team/web/use/",
        "/t/alice/web/upstream/",
    ],
)
def test_pages(page: Page, alice: Any, url: str) -> None:
    page.goto(url)
    assert_accessible_in_every_look(page)


def test_a_draft_is_saved_with_a_key_and_told_of_what_it_missed(page: Page, alice: Any) -> None:
    draft = draft_of(alice, DEPLOYMENT.replace("replicas: 2", "replicas: 5"), origin="web-team/web@1")
    page.goto(f"/drafts/{draft.key}/edit/metadata/")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("has saved revision 2 in the meantime")
    expect(page.get_by_text("replicas 3 → 5")).to_be_visible()
    assert_accessible_in_every_look(page)
    page.get_by_label("What changed").fill("More of them")
    page.get_by_role("button", name="Save it over revision 2").click()
    expect(page.get_by_role("status").filter(has_text="Revision 3 of Web has been saved.")).to_be_visible()
    assert SavedTemplate.objects.get(team__slug="web-team").newest.message == "More of them"


def test_the_pod_follows_the_answers(page: Page, alice: Any) -> None:
    page.goto("/t/web-team/web/use/")
    result = page.locator("#use-result")
    expect(result).to_contain_text("Still to fill in: Image to run.")
    page.get_by_label("Image to run").fill("NGINX nginx")
    expect(page.locator("#p-image-says")).to_contain_text("lower case")
    expect(page.get_by_label("Image to run")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#live")).to_contain_text("Image to run: ")
    page.get_by_label("Image to run").fill("caddy:2")
    expect(result).to_contain_text("The API server accepts it.")
    expect(result.locator(".l").filter(has_text="image:")).to_contain_text("caddy:2")
    expect(page.locator("#p-image-says")).to_be_empty()
    expect(page.get_by_label("Image to run")).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#live")).to_have_text("Kubernetes 1.36 accepts it.")
    page.get_by_label("Level").select_option("debug")
    expect(result).to_contain_text("level-debug")


def test_a_colleague_forks_and_takes_over_what_came_after(page: Page, alice: Any) -> None:
    bob = person("bob")
    team_of("others", owner=bob)
    original = SavedTemplate.objects.get(team__slug="web-team")
    SavedTemplate.objects.filter(pk=original.pk).update(visibility="public")
    sign_in(page, bob)
    page.goto("/t/web-team/web/")
    page.get_by_role("button", name="Fork").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Web")
    assert page.url.endswith("/t/bob/web/")
    copy = SavedTemplate.objects.get(owner=bob)
    for one, number in ((original, "7"), (copy, "9")):
        changed = DEPLOYMENT.replace("replicas: 2", f"replicas: {number}")
        save_revision(one, Content(changed, PARAMETERS, "1.36"), base=one.latest_revision, author=bob)
    page.reload()
    page.get_by_role("link", name="1 new revision there").click()
    page.get_by_role("group", name="spec.replicas").get_by_label("Theirs").check()
    page.get_by_role("button", name="Show the result").click()
    expect(page.get_by_text("replicas 9 → 7")).to_be_visible()
    page.get_by_role("button", name="Take the changes").click()
    expect(page.get_by_text("Took over revision 3 of the original")).to_be_visible()
    page.get_by_role("link", name="What changed last").click()
    expect(page.locator(".l--gone")).to_contain_text("replicas: 9")
