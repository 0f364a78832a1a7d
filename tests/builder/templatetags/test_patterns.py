"""The menus of a container: its role, and what else it can be converted to."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client

from podbuilder.builder.editing.submit import fresh_page
from podbuilder.builder.models import Draft
from tests.builder.support import begin
from tests.support.plain import Element, Reader

pytestmark = pytest.mark.django_db
TEXT = """\
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: "nginx:1.27"}
  - {name: way, image: "envoyproxy/envoy:v1.35"}
"""


def drawn(tag: str, draft: Draft) -> Element:
    template = Template(f"{{% load patterns %}}{{% {tag} page %}}")
    context = Context({"page": fresh_page(draft, "containers/1"), "csrf_token": "token"})
    return Reader(template.render(context)).root


def test_the_role_with_its_reason_and_the_way_to_correct_it(client: Client) -> None:
    draft = begin(client, TEXT)
    menu = drawn("role_menu", draft)
    (form,) = menu.all("form")
    assert form.attrs["action"] == f"/drafts/{draft.key}/role/containers/1/"
    assert [(e.attrs["name"], e.attrs["value"]) for e in form.all("input")] == [
        ("csrfmiddlewaretoken", "token"),
        ("pod", "0"),
    ]
    assert menu.all("summary")[0].attrs["title"] == "What way is for"
    assert "envoyproxy/envoy is known" in menu.text
    assert [e.attrs["value"] for e in form.all("button") if "aria-current" in e.attrs] == [""]
    assert form.all("button")[-1].text == "Our guess: ambassador"


def test_a_role_that_the_user_has_chosen_is_marked(client: Client) -> None:
    draft = begin(client, TEXT)
    draft.roles = {"way": "adapter"}
    menu = drawn("role_menu", draft)
    assert [e.attrs["value"] for e in menu.all("button") if "aria-current" in e.attrs] == ["adapter"]
    assert menu.all("summary")[0].text.startswith("adapter")
    assert menu.all("button")[-1].text == "Our guess: ambassador"


def test_what_it_can_be_converted_to(client: Client) -> None:
    draft = begin(client, TEXT)
    links = {link.text: link.attrs["href"] for link in drawn("more_menu", draft).all("a")}
    assert links == {
        "Make it an init container…": f"/drafts/{draft.key}/convert/init/containers/1/",
        "Make it a native sidecar…": f"/drafts/{draft.key}/convert/native/containers/1/",
    }
    assert drawn("more_menu", draft).all("summary")[0].attrs["aria-label"] == "More for way"
