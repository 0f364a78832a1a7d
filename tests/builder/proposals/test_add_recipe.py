"""Adding a container by purpose, through the pages: as a browser without JavaScript does it, and its live preview."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from django.test import Client

from podbuilder.builder.models import Draft
from tests.builder.support import POD, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

WINDOWS = POD.replace("spec:\n", "spec:\n  os:\n    name: windows\n")


def opened(client: Client, path: str = "", text: str = POD) -> tuple[Draft, PlainBrowser]:
    draft = begin(client, text)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/add/{path}")
    assert browser.status == 200
    return draft, browser


def stored(draft: Draft) -> Any:
    draft.refresh_from_db()
    return yaml.safe_load(draft.text)["spec"]


def previewed(client: Client, draft: Draft, recipe: str, **answers: str) -> str:
    data = {f"ask-{name.replace('_', '-')}": answer for name, answer in answers.items()}
    response = client.post(f"/drafts/{draft.key}/add/{recipe}/preview/", data)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("query", "offered", "absent"),
    [
        ("", ["Ship logs with Fluent Bit", "Migrate the database"], []),
        ("?q=PROMETHEUS+nginx", ["Metrics of nginx"], ["Metrics of Redis"]),
        ("?pattern=init", ["Migrate the database"], ["Ship logs with Fluent Bit"]),
        ("?pattern=nonsense", ["Ship logs with Fluent Bit", "Migrate the database"], []),
        ("?q=helicopter", ["Nothing matches"], ["Migrate the database"]),
    ],
)
def test_purposes_are_searched(client: Client, query: str, offered: list[str], absent: list[str]) -> None:
    _, browser = opened(client, query)
    assert all(title in browser.root.text for title in offered)
    assert not any(title in browser.root.text for title in absent)


def test_the_list_alone_follows_typing(client: Client) -> None:
    draft = begin(client)
    response = client.get(f"/drafts/{draft.key}/add/?q=logs", headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<div id="purposes"')


def test_what_does_not_fit_says_why(client: Client) -> None:
    draft, browser = opened(client, text=WINDOWS)
    assert "this pod runs on Windows" in browser.root.text
    assert not [a for a in browser.root.all("a") if a.attrs["href"].endswith("/add/fluent-bit/")]
    assert "this pod runs on Windows" in previewed(client, draft, "fluent-bit")


def test_a_recipe_is_added_with_what_its_boxes_show_in_grey(client: Client) -> None:
    draft, browser = opened(client, "fluent-bit/")
    assert "native sidecar" in browser.root.text
    browser.press("Add to the pod")
    assert browser.url.endswith("/edit/init-containers/0/")
    assert "log-shipper was added." in browser.root.text
    assert stored(draft)["initContainers"][0]["restartPolicy"] == "Always"
    assert draft.containers == 2


def test_answers_are_used_and_shown_beforehand(client: Client) -> None:
    draft, browser = opened(client, "fluent-bit/")
    browser.fill("Name of the new container", "shipper")
    browser.fill("Where the app writes its logs", "/var/log/nginx")
    browser.press("Preview")
    assert "Gets the volume logs at /var/log/nginx." in browser.root.text
    assert "initContainers" not in stored(draft)
    browser.press("Add to the pod")
    spec = stored(draft)
    assert spec["initContainers"][0]["name"] == "shipper"
    assert spec["containers"][0]["volumeMounts"] == [{"name": "logs", "mountPath": "/var/log/nginx"}]


def test_a_wrong_answer_is_told_beside_its_question_and_nothing_is_added(client: Client) -> None:
    draft, browser = opened(client, "fluent-bit/")
    browser.fill("Port for health and metrics", "80")
    browser.press("Add to the pod")
    port = browser.control("Port for health and metrics")
    assert port.attrs["aria-invalid"] == "true"
    assert "taken by the container web" in browser.by_id["ask-port-says"].text
    assert browser.value_of(port) == "80"
    assert "initContainers" not in stored(draft)


def test_the_preview_follows_with_messages_and_defaults(client: Client) -> None:
    draft = begin(client)
    fine = previewed(client, draft, "haproxy", name="way", port="9000")
    assert 'data-default="way-config"' in fine
    assert "ConfigMap way-config" in fine
    assert "Gets the variable BACKEND_ADDRESS: 127.0.0.1:9000." in fine
    wrong = previewed(client, draft, "haproxy", name="web")
    assert "The pod already has a container with the name web" in wrong
    assert "What will be added" in wrong


def test_applied_twice_the_names_differ_and_each_is_one_step_of_undo(client: Client) -> None:
    draft, browser = opened(client, "fluent-bit/")
    browser.press("Add to the pod")
    draft.refresh_from_db()
    once = draft.text
    browser.open(f"/drafts/{draft.key}/add/fluent-bit/")
    browser.press("Add to the pod")
    assert [c["name"] for c in stored(draft)["initContainers"]] == ["log-shipper", "log-shipper-2"]
    browser.press("Undo")
    draft.refresh_from_db()
    assert draft.text == once
    browser.press("Undo")
    draft.refresh_from_db()
    assert draft.text == POD


def test_a_page_from_before_anothers_edit_adds_nothing_at_first(client: Client) -> None:
    draft, browser = opened(client, "fluent-bit/")
    draft.write(POD.replace("tier: front", "tier: back"), base=draft.revision, tab_id="another")
    browser.press("Add to the pod")
    assert "This draft was changed in another tab" in browser.root.text
    assert "initContainers" not in stored(draft)
    browser.press("Add to the pod")
    assert stored(draft)["initContainers"]
    assert "tier: back" in draft.text


def test_of_several_pods_the_one_shown_is_meant(client: Client) -> None:
    draft, browser = opened(client, "wait-tcp/", f"{POD}---\n{POD.replace('name: web', 'name: other')}")
    draft.choose_pod(1)
    browser.press("Add to the pod")
    draft.refresh_from_db()
    first, second = draft.text.split("---")
    assert "wait-for-port" in first
    assert "wait-for-port" not in second


def test_only_what_it_adds_is_held_against_it(client: Client) -> None:
    wrong = POD.replace("spec:\n", "spec:\n  initContainers:\n  - name: Wrong\n    image: x\n")
    draft = begin(client, wrong)
    assert "No new errors." in previewed(client, draft, "redis-proxy")


def test_what_the_server_would_say_of_it_is_told(client: Client) -> None:
    draft = begin(client)
    assert "No new errors." in previewed(client, draft, "migration")
    assert "The API server would report" in previewed(client, draft, "migration", variable="A=B")


def test_on_an_old_version_it_says_what_that_means(client: Client) -> None:
    draft = begin(client, POD.replace("spec:\n", "spec:\n  restartPolicy: Never\n"))
    Draft.objects.update(kubernetes="1.28")
    text = previewed(client, draft, "fluent-bit")
    assert "has no native sidecars" in text
    assert "it will not while the helper runs" in text


def test_a_manifest_that_takes_no_edit_says_so(client: Client) -> None:
    flow = "spec: {containers: [{name: web, image: nginx}]} # a\nkind: Pod\n"
    for text in (flow, "kind: Pod\nspec:\n  containers: &all\n  - name: a\n    image: x\n  initContainers: *all\n"):
        draft = begin(client, text)
        assert "preview" in previewed(client, draft, "fluent-bit")


@pytest.mark.parametrize("answer", ["x" * 5000, "\x00", "a\nb", "<script>", "٣", "-", "/" * 300, "{{", "&a *b"])
def test_odd_answers_are_answered(client: Client, answer: str) -> None:
    draft = begin(client)
    for recipe in ("fluent-bit", "migration"):
        data = dict.fromkeys(("app", "name", "volume", "path", "port", "image", "arguments", "output", "size"), answer)
        assert "What will be added" in previewed(client, draft, recipe, **data)


def test_there_is_no_such_recipe(client: Client) -> None:
    draft = begin(client)
    assert client.get(f"/drafts/{draft.key}/add/nothing/").status_code == 404
