"""Controls are drawn by hand: whatever a manifest holds comes back as the text it is, and never as HTML."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from podbuilder.builder.forms.fields import as_posted
from tests.builder.support import Step, begin

# What would end a text, an attribute, an element or a textarea, if it were not escaped.
HOSTILE = {
    "a plain text": "nginx:1.27",
    "an element": "<script>alert(1)</script>",
    "the end of an attribute": '"><img src=x onerror=alert(1)>',
    "a single quote": "' onfocus='alert(1)",
    "the end of a textarea": "a\n</textarea><script>alert(1)</script>",
    "an entity": "&lt;b&gt; &amp; &quot;",
    "a template's braces": "{{ page.draft }}{% url 'home' %}",
}
POD = """apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {%s: %s}
spec:
  containers:
  - name: web
    image: %s
    imagePullPolicy: %s
    args: [%s]
"""
ELEMENTS = {"script", "img", "b"}


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("slug", ["metadata", "containers/0"])
def test_a_text_stays_a_text(client: Client, slug: str, text: str) -> None:
    step = Step(client, begin(client, POD % ((json.dumps(text),) * 5)), slug)
    names = {
        "metadata": ["metadata.annotations#0.key", "metadata.annotations#0.value"],
        "containers/0": [f"spec.containers[0].{name}" for name in ("image", "imagePullPolicy", "args[0]")],
    }[slug]
    assert {name: as_posted(step.data[name]) for name in names} == dict.fromkeys(names, text)
    form = step.browser.by_id["step-form"]
    assert not ELEMENTS & {element.tag for element in form.walk()}
    assert not [e for e in form.walk() if {"onerror", "onfocus"} & set(e.attrs)]


@pytest.mark.django_db
def test_the_unit_of_a_number_stands_behind_it(client: Client) -> None:
    step = Step(client, begin(client), "running")
    assert {span.text for span in step.browser.root.all("span") if span.attrs.get("class") == "unit__name"} == {"s"}
