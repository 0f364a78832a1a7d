"""The steps of the builder: the page, where a save goes on to, and what answers to a keystroke."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.builder.views.steps import step_url, to_page
from podbuilder.kube.core import versions
from tests.builder.support import POD, Step, begin

pytestmark = pytest.mark.django_db
APP = "spec.containers[0]"


@pytest.fixture
def draft(client: Client) -> Draft:
    return begin(client)


def test_a_step_is_drawn_for_its_owner(client: Client, draft: Draft) -> None:
    page = client.get(f"/drafts/{draft.key}/edit/containers/0/")
    assert page.status_code == 200
    assert 'value="nginx:1.27"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    for kind in ("edit", "preview"):
        assert Client().post(f"/drafts/{draft.key}/{kind}/containers/0/").status_code == 404
    assert Client().get(f"/drafts/{draft.key}/edit/containers/0/").status_code == 404
    assert client.get(f"/drafts/{draft.key}/preview/containers/0/").status_code == 405


@pytest.mark.parametrize("slug", ["containers/9", "nonsense", "init-containers/0"])
def test_a_step_that_is_not_there_leads_to_the_draft(client: Client, draft: Draft, slug: str) -> None:
    assert client.get(f"/drafts/{draft.key}/edit/{slug}/")["Location"] == f"/drafts/{draft.key}/"


def test_whoever_looks_for_a_field_is_told_how_it_gets_a_control(client: Client, draft: Draft) -> None:
    url, said = f"/drafts/{draft.key}/edit/volumes/", "Press “Add volume”"
    assert said in client.get(url, {"for": "spec.volumes[0].secret.secretName"}).content.decode()
    assert said not in client.get(url).content.decode()
    elsewhere = client.get(f"/drafts/{draft.key}/edit/metadata/", {"for": "spec.volumes[0].secret.secretName"})
    assert said not in elsewhere.content.decode()


NEXT: dict[str, tuple[str, str, str]] = {
    "nowhere": ("containers/0", "", "/edit/containers/0/"),
    "the next step": ("containers/0", "next", "/edit/volumes/"),
    "the step before": ("containers/0", "back", "/edit/metadata/"),
    "another page of this site": ("containers/0", "/rules/", "/rules/"),
    "another site": ("containers/0", "https://example.com/", "/edit/containers/0/"),
    "another site in disguise": ("containers/0", "//example.com/", "/edit/containers/0/"),
    "a word": ("containers/0", "nonsense", "/edit/containers/0/"),
}


@pytest.mark.parametrize(("slug", "wanted", "goes_on"), NEXT.values(), ids=NEXT)
def test_where_a_save_goes_on_to(client: Client, draft: Draft, slug: str, wanted: str, goes_on: str) -> None:
    response = Step(client, draft, slug).post({f"{APP}.image": "nginx:1.28"}, next=wanted)
    expected = goes_on if goes_on == "/rules/" else f"/drafts/{draft.key}{goes_on}"
    assert response["Location"] == expected
    assert draft.text == POD.replace("1.27", "1.28")


def test_a_button_leads_to_where_the_focus_goes(client: Client, draft: Draft) -> None:
    response = Step(client, draft, "containers/0").post(op=f"up:{APP}.ports[1]")
    assert response["Location"] == f"/drafts/{draft.key}/edit/containers/0/#f-spec-containers-0-ports-0"


def test_what_is_not_saved_is_said_before_the_page_is_left(client: Client, draft: Draft) -> None:
    said = "The fields marked below are not saved."
    typed = {f"{APP}.ports[0].containerPort": "eighty"}
    left = Step(client, draft, "containers/0").post(typed, next="next")
    assert (left.status_code, said in left.content.decode()) == (200, True)
    saved = Step(client, draft, "containers/0").post(typed)
    assert (saved.status_code, said in saved.content.decode()) == (200, False)


def test_a_keystroke_brings_what_follows_and_a_button_the_form(client: Client, draft: Draft) -> None:
    typed = Step(client, draft, "containers/0").post({f"{APP}.image": "nginx:1.28"}, preview=True)
    assert (typed.status_code, typed["HX-Retarget"]) == (200, "#yaml")
    assert 'id="step"' not in typed.content.decode()
    pressed = Step(client, draft, "containers/0").post(op=f"remove:{APP}.ports[0]", preview=True)
    assert pressed.status_code == 200
    assert "HX-Retarget" not in pressed
    assert 'id="step"' in pressed.content.decode()


def test_a_page_that_is_overtaken_says_so(client: Client, draft: Draft) -> None:
    old = Step(client, draft, "containers/0")
    Step(client, draft, "containers/0").post({f"{APP}.image": "nginx:other"})
    answer = old.post({f"{APP}.image": "nginx:mine"}, preview=True)
    assert answer["HX-Retarget"] == "#conflict"
    assert "nginx:other" in draft.text


def test_a_text_that_cannot_be_read_is_refused_where_it_is_typed(client: Client, draft: Draft) -> None:
    answer = Step(client, draft, "metadata").post({"yaml": "kind: [Pod\n"}, preview=True)
    assert answer["HX-Retarget"] == "#editor-problem"
    Step(client, draft, "metadata").post({"yaml": "kind: [Pod\r\n"})
    assert (draft.text, draft.unreadable) == (POD, "kind: [Pod\n")


def test_addresses(draft: Draft) -> None:
    assert step_url(draft, "volumes") == f"/drafts/{draft.key}/edit/volumes/"
    assert step_url(draft, "") == f"/drafts/{draft.key}/"
    assert to_page("/there/")["HX-Redirect"] == "/there/"


def test_versions_are_offered_the_newest_first(client: Client, draft: Draft) -> None:
    context = client.get(f"/drafts/{draft.key}/edit/volumes/").context
    assert list(context["versions"]) == list(versions.VERSIONS)[::-1]
    assert context["versions_url"] == f"/drafts/{draft.key}/version/volumes/"


def is_enabled(client: Client, draft: Draft, slug: str, op: str) -> bool:
    step = Step(client, draft, slug)
    (button,) = (one for one in step.browser.root.all("button") if one.attrs.get("value") == op)
    return "disabled" not in button.attrs


@pytest.mark.parametrize(
    ("op", "enabled"),
    [
        (f"up:{APP}", False),
        (f"down:{APP}", False),
        (f"up:{APP}.env[0]", False),
        (f"down:{APP}.env[0]", False),
        (f"up:{APP}.ports[0]", False),
        (f"down:{APP}.ports[0]", True),
        (f"up:{APP}.ports[1]", True),
        (f"down:{APP}.ports[1]", False),
    ],
)
def test_nothing_is_moved_where_it_stands_alone_or_at_an_end(
    client: Client, draft: Draft, op: str, enabled: bool
) -> None:
    assert is_enabled(client, draft, "containers/0", op) is enabled


def test_a_container_can_be_moved_among_others(client: Client) -> None:
    draft = begin(client, f"{POD}  - name: log\n    image: busybox:1.36\n")
    found = [
        (
            is_enabled(client, draft, f"containers/{i}", f"up:spec.containers[{i}]"),
            is_enabled(client, draft, f"containers/{i}", f"down:spec.containers[{i}]"),
        )
        for i in (0, 1)
    ]
    assert found == [(False, True), (True, False)]


def test_the_name_of_a_blank_pod_is_there_to_be_replaced(client: Client) -> None:
    blank = client.post("/drafts/new/", {"starter": ""})["Location"]
    assert blank.endswith("#f-metadata-name")
    page = client.get(blank, follow=True)
    assert "data-selects" in page.content.decode()
    draft = Draft.objects.get()
    Step(client, draft, "metadata").post({"metadata.name": "own"})
    assert "data-selects" not in client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
