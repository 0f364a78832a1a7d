"""A step's page: what it leaves out is counted, and nothing of it outlives the answer."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from podbuilder.builder.editing.submit import fresh_page
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.step_page import SHOWN_ADVICE
from podbuilder.builder.views import steps
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.builder.support import POD, Step, begin
from tests.support.plain import Reader

pytestmark = pytest.mark.django_db

APP = "spec.containers[0]"
# A pod on which there is much to advise, and a profile that asks for little.
ADVISED = "kind: Pod\napiVersion: v1\nmetadata: {name: web}\nspec: {containers: [{name: web, image: nginx}]}\n"
RULES = "name: Few\nstart: nothing\nrules: {image-tag-mutable: on}\nsettings: {}\n"


def test_advice_that_is_not_shown_is_counted(client: Client) -> None:
    page = fresh_page(begin(client, ADVISED), "metadata")
    found = len(page.advised.advice)
    assert found > SHOWN_ADVICE
    pane = page.verdict_pane
    assert (len(pane.advice), pane.more_advice) == (SHOWN_ADVICE, found - SHOWN_ADVICE)
    assert f"And {pane.more_advice} more." in client.get(page.url).content.decode()


def test_titles_and_the_name_of_the_file_follow_what_is_typed(client: Client) -> None:
    draft = begin(client)
    answer = Step(client, draft, "containers/0").post(
        {f"{APP}.name": "shop", f"{APP}.ports[0].containerPort": "81"}, preview=True
    )
    said = Reader(answer.content.decode()).root
    echoes = {e.attrs["data-echo"]: e.text for e in said.all("li") if "data-echo" in e.attrs}
    assert echoes == {"page": "shop · web · Podbuilder", "title": "shop", "file": "web"}
    rows = {e.attrs["data-row"]: e.text for e in said.all("li") if "data-row" in e.attrs}
    assert list(rows.values()) == ["Port 81", "Port https", "Variable MODE"]
    step = Step(client, draft, "containers/0").browser
    assert [step.by_id[row].all("p")[0].text for row in rows] == list(rows.values())


def test_what_the_version_lacks_is_said_where_it_stands_and_removed_there(client: Client) -> None:
    draft = begin(client, ADVISED.replace("image: nginx", "image: nginx, resizePolicy: [{resourceName: cpu}]"))
    Draft.objects.update(kubernetes="1.25")
    draft.refresh_from_db()
    step = Step(client, draft, "containers/0")
    [leftover] = [e for e in step.browser.by_id["step"].all("li") if e.attrs.get("data-path") == f"{APP}.resizePolicy"]
    assert 'Kubernetes 1.25 has no field "resizePolicy"' in leftover.text
    [button] = leftover.all("button")
    assert client.get(f"/drafts/{draft.key}/jump/?path={APP}.resizePolicy")["Location"].endswith(leftover.attrs["id"])
    step.post(op=button.attrs["value"])
    assert "resizePolicy" not in draft.text


def test_nothing_is_counted_where_all_of_it_is_shown(client: Client) -> None:
    draft = begin(client, ADVISED)
    Draft.objects.update(profile="own", profile_text=RULES)
    draft.refresh_from_db()
    page = fresh_page(draft, "metadata")
    assert 0 < len(page.advised.advice) < SHOWN_ADVICE
    assert page.verdict_pane.more_advice == 0
    html = client.get(page.url).content.decode()
    assert " more." not in html


@pytest.fixture
def garbage() -> Iterator[list[object]]:
    """What only a search for cycles frees, from here on."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield gc.garbage
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def ours(garbage: list[object]) -> Counter[str]:
    gc.collect()
    return Counter(type(found).__qualname__ for found in garbage if type(found).__module__.startswith("podbuilder."))


@pytest.mark.parametrize("slug", ["metadata", "containers/0", "review"])
def test_a_page_and_its_previews_leave_no_cycles(client: Client, slug: str, request: pytest.FixtureRequest) -> None:
    opened = Step(client, begin(client, POD), slug)
    ask = Asker(client, opened)
    ask.all()
    left = request.getfixturevalue("garbage")
    ask.all()
    assert ours(left) == {}


def test_nor_do_those_of_what_stands_beside_a_pod(client: Client, request: pytest.FixtureRequest) -> None:
    draft = begin(client, f"{POD}---\napiVersion: v1\nkind: Secret\nmetadata: {{name: keys}}\n")
    draft.choose_pod(FIRST_COMPANION)
    ask = Asker(client, Step(client, draft, "object"))
    ask.all()
    left = request.getfixturevalue("garbage")
    ask.all()
    assert ours(left) == {}


class Asker:
    """Asks the views themselves: the test client keeps what it was answered in a cycle of its own."""

    def __init__(self, client: Client, step: Step) -> None:
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        self.key, self.slug, self.data = step.draft.key, step.slug, step.data
        self.number = 0

    def all(self) -> None:
        """Open the step, and type into it three times; once more what cannot be saved."""
        self.ask(steps.step, RequestFactory().get("/"))
        for _ in range(3):
            self.number += 1
            typed = {"metadata.name": f"api-{self.number}", "spec.containers[0].image": f"a:{self.number}"}
            self.ask(steps.preview, RequestFactory().post("/", {**self.data, **typed}))
        self.ask(steps.preview, RequestFactory().post("/", {**self.data, f"{APP}.ports[0].containerPort": "x"}))
        self.ask(steps.preview, RequestFactory().post("/", {**self.data, "op": "add:spec.volumes"}))

    def ask(self, view: Callable[..., HttpResponse], request: HttpRequest) -> None:
        request.user, request.COOKIES = AnonymousUser(), dict(self.cookies)
        assert view(request, self.key, self.slug).status_code == 200
