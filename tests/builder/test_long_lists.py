"""Texts at their limits: no page holds all of a long list, each says so and leads to the rest, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from podbuilder.kube.core.limits import SHOWN_ADVICE, SHOWN_LINES, SHOWN_ROWS
from podbuilder.kube.manifest import Manifest
from tests.builder.support import begin
from tests.support.large_texts import TEXTS
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
PORT = re.compile(r'name="spec\.containers\[0\]\.ports\[(\d+)\]\.containerPort"')
LABEL = re.compile(r'name="metadata\.annotations#(\d+)\.key"')


def shown(client: Client, url: str, pattern: re.Pattern[str] = PORT) -> list[int]:
    return [int(number) for number in pattern.findall(client.get(url).content.decode())]


def test_a_short_list_is_shown_as_a_whole(client: Client) -> None:
    draft = begin(client, TEXTS["ports"].make(SHOWN_ROWS))
    page = client.get(f"/drafts/{draft.key}/edit/containers/0/").content.decode()
    assert len(PORT.findall(page)) == SHOWN_ROWS
    assert "Later" not in page


def test_the_rows_of_a_long_list_are_on_several_pages(client: Client) -> None:
    draft = begin(client, TEXTS["ports"].make(250))
    url, seen = f"/drafts/{draft.key}/edit/containers/0/", []
    while url:
        page = client.get(url).content.decode()
        seen += map(int, PORT.findall(page))
        later = re.search(r'rel="next" href="([^"#]*at=[^"#]*)', page)
        url = later[1] if later else ""
    assert seen == list(range(250))
    assert shown(client, f"/drafts/{draft.key}/edit/containers/0/?at=nonsense[") == list(range(SHOWN_ROWS))


def test_the_pairs_of_a_long_map_are_too(client: Client) -> None:
    draft = begin(client, TEXTS["annotations"].make(150))
    url = f"/drafts/{draft.key}/edit/metadata/"
    assert shown(client, url, LABEL) == list(range(100))
    at = "?at=metadata.annotations[example.com/a120]"
    assert shown(client, url + at, LABEL) == list(range(100, 150))


def test_a_jump_leads_to_the_page_with_the_field(client: Client) -> None:
    draft = begin(client, TEXTS["ports"].make(250))
    went = client.get(f"/drafts/{draft.key}/jump/?path=spec.containers[0].ports[220].containerPort")
    assert shown(client, went["Location"].partition("#")[0]) == list(range(200, 250))


def test_saving_one_page_leaves_the_other_rows(client: Client) -> None:
    draft = begin(client, TEXTS["ports"].make(250))
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/containers/0/?at=spec.containers[0].ports[200]")
    control = browser.root.all("input")
    port = next(c for c in control if c.attrs.get("name") == "spec.containers[0].ports[201].containerPort")
    browser.typed[id(port)] = "9999"
    browser.press("Save, and show earlier ones")
    draft.refresh_from_db()
    ports = Manifest.read(draft.text).pod["spec"]["containers"][0]["ports"]
    assert [p["containerPort"] for p in ports] == [*range(1, 202), 9999, *range(203, 251)]
    assert PORT.search(browser.content.decode())[1] == "100"


def test_a_new_row_is_shown_although_the_list_is_long(client: Client) -> None:
    draft = begin(client, TEXTS["ports"].make(250))
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/containers/0/")
    browser.press("Add port")
    assert 250 in [int(n) for n in PORT.findall(browser.content.decode())]


def test_many_messages_are_counted(client: Client) -> None:
    draft = begin(client, TEXTS["unknown fields"].make(200))
    page = client.get(f"/drafts/{draft.key}/edit/review/").content.decode()
    assert "And 140 more." in page
    report = client.get(f"/drafts/{draft.key}/report/").content.decode()
    assert "1 to 100 of 200" in report
    assert "field150" in client.get(f"/drafts/{draft.key}/report/?problems=2").content.decode()


def test_advice_is_on_several_pages(client: Client) -> None:
    draft = begin(client, TEXTS["containers"].make(30))
    review = client.get(f"/drafts/{draft.key}/edit/review/").content.decode()
    assert re.search(r"And \d+ more\.", review)
    first = client.get(f"/drafts/{draft.key}/advice/").content.decode()
    assert f"1 to {SHOWN_ADVICE} of" in first
    assert f"{SHOWN_ADVICE + 1} to" in client.get(f"/drafts/{draft.key}/advice/?page=2").content.decode()


def test_a_long_text_is_shown_in_parts(client: Client) -> None:
    draft = begin(client, TEXTS["equal lines"].make(2 * SHOWN_LINES))
    url = f"/drafts/{draft.key}/edit/metadata/"
    first, second = client.get(url).content.decode(), client.get(f"{url}?line={SHOWN_LINES + 1}").content.decode()
    assert " data-cut" in first
    assert f">{SHOWN_LINES}</a>" in first
    assert f">{SHOWN_LINES + 1}</a>" not in first
    assert f">{SHOWN_LINES + 1}</a>" in second
    assert "Earlier lines" in second


def test_a_text_that_just_fits_is_shown_as_a_whole(client: Client) -> None:
    """The empty text after its last line break is no line that another part would have."""
    text = TEXTS["equal lines"].make(2)
    draft = begin(client, text + "# line\n" * (SHOWN_LINES - text.count("\n")))
    page = client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    assert f">{SHOWN_LINES}</a>" in page
    assert "Later lines" not in page
    assert "l--end" in page
    draft = begin(client, draft.text + "# line\n")
    page = client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    assert f"Later lines, to {SHOWN_LINES + 1}<" in page


def test_a_long_line_is_cut_where_it_is_shown(client: Client) -> None:
    draft = begin(client, TEXTS["a long line"].make(100_000))
    page = client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    assert "characters more" in page
    assert " data-cut" in page
