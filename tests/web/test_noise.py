"""Noise at every door: posted forms, pasted text and addresses that no page of ours sends.

Whatever comes, the answer is a page or a refusal, it comes at once, and the draft stays one that can be read.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podbuilder.builder.models import Draft
from podbuilder.builder.steps.outline import steps_of
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.patterns import starters
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
# Of this process, so that neighbours on the machine do not count.
LONGEST_SECONDS = 1.0

TEXT = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "",
            "0",
            "-1",
            "1e3",
            "99999999999999999999",
            "true",
            "null",
            "~",
            "{}",
            "[]",
            "a: b",
            "- x",
            "1Gi",
            "\x00",
            "\ud7ff",
        ]
    ),
    st.sampled_from(
        ["|\n a", "&a b", "*a", "!!python/object:os.system x", "%YAML", "---", "...", "\ufeff", "\x85", "\u2028"]
    ),
)
VERBS = ("add", "remove", "duplicate", "up", "down", "move", "resource", "drop", "undo", "redo", "mine", "theirs", "x")


class Door:
    """A visitor with one draft, who counts the seconds."""

    def __init__(self) -> None:
        self.client = Client()
        self.client.post(reverse("draft-new"), {"starter": "ml-model-serving"})
        self.draft = Draft.objects.get()
        self.slugs = [step.slug for step in steps_of(Manifest.read(self.draft.text).pod)]
        browser = PlainBrowser(self.client)
        self.names: list[str] = []
        self.ops: list[str] = []
        for slug in self.slugs:
            browser.open(reverse("draft-step", args=[self.draft.key, slug]))
            self.names += [
                e.attrs["name"] for e in browser.root.all("input", "select", "textarea") if "name" in e.attrs
            ]
            self.ops += [e.attrs["value"] for e in browser.root.all("button") if e.attrs.get("name") == "op"]

    def ask(self, send: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        began = time.process_time()
        response = send(*arguments, **options)
        took = time.process_time() - began
        assert response.status_code < 500
        assert took < LONGEST_SECONDS, f"{took:.1f} s"
        return response

    def start_over(self) -> None:
        Draft.objects.filter(pk=self.draft.pk).update(text=starters.find("ml-model-serving").manifest)


@pytest.fixture
def door() -> Door:
    return Door()


once = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)


@once
@given(data=st.data())
def test_forms_of_noise(door: Door, data: st.DataObject) -> None:
    door.start_over()
    names = st.one_of(
        st.sampled_from(door.names), st.text(max_size=30), st.sampled_from(door.names).map(lambda n: n + "[0]")
    )
    ops = st.one_of(
        st.sampled_from(door.ops),
        st.tuples(st.sampled_from(VERBS), st.one_of(names, st.text(max_size=10))).map(":".join),
        st.sampled_from(VERBS),
    )
    form = data.draw(st.dictionaries(names, TEXT, max_size=8))
    form |= data.draw(st.fixed_dictionaries({}, optional={"op": ops, "base": TEXT, "writer": TEXT, "next": TEXT}))
    slug = data.draw(
        st.one_of(st.sampled_from(door.slugs), st.sampled_from(["containers/99", "initContainers/-1", "x"]))
    )
    name = data.draw(st.sampled_from(["draft-step", "draft-preview"]))
    door.ask(door.client.post, reverse(name, args=[door.draft.key, slug]), form)
    door.draft.refresh_from_db()
    pod = Manifest.read(door.draft.text).pod
    door.ask(door.client.get, reverse("draft-step", args=[door.draft.key, steps_of(pod)[0].slug]))


@pytest.mark.parametrize("slug", ["containers/99", "init-containers/0", "no-such-step"])
def test_buttons_of_a_step_that_is_gone(door: Door, slug: str) -> None:
    for name in ("draft-step", "draft-preview"):
        for op in ("", *VERBS, "add:spec.containers"):
            door.ask(door.client.post, reverse(name, args=[door.draft.key, slug]), {"op": op, "base": "1"})


@once
@given(content=st.one_of(st.text(max_size=200), st.binary(max_size=200), st.lists(TEXT, max_size=20).map("\n".join)))
def test_pasted_and_uploaded_noise(door: Door, content: str | bytes) -> None:
    door.ask(door.client.post, reverse("draft-import"), {"text": content})
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n' + raw + b"\r\n--x--\r\n"
    door.ask(door.client.post, reverse("draft-import"), body, content_type="multipart/form-data; boundary=x")


FRAGMENTS = st.sampled_from(
    [
        *(
            "apiVersion: v1",
            "kind: Pod",
            "kind: Deployment",
            "metadata:",
            "  name: web",
            "spec:",
            "  containers:",
            "  - name: a",
        ),
        *(
            "    image: nginx",
            "    env: [{name: A, value: on}]",
            "  template:",
            "    spec:",
            "items:",
            "---",
            "# note",
            "",
            "{",
            "]",
        ),
        *(
            "  volumes: 3",
            "  containers: {a: b}",
            "    ports: [80]",
            "    resources: {limits: {cpu: []}}",
            "metadata: []",
            "spec: x",
        ),
        *(
            "  ? [a]",
            "  <<: *a",
            "  labels: &a {x: *a}",
            "  name: &a web",
            "    command: [1, null, {}]",
            "\tname: x",
            "'",
            '"',
        ),
    ]
)


@once
@given(lines=st.lists(FRAGMENTS, max_size=14))
def test_pasted_manifests_that_are_nearly_some(door: Door, lines: list[str]) -> None:
    text = "\n".join(["apiVersion: v1", "kind: Pod", *lines])
    response = door.ask(door.client.post, reverse("draft-import"), {"text": text})
    if response.status_code == 302:
        first = door.ask(door.client.get, response.headers["Location"])
        page = door.ask(door.client.get, first.headers["Location"])
        assert page.status_code == 200
        for step in steps_of(Manifest.read(Draft.objects.order_by("-updated")[0].text).pod):
            url = first.headers["Location"].split("/edit/")[0] + f"/edit/{step.slug}/"
            assert door.ask(door.client.get, url).status_code in {200, 302}


@once
@given(key=TEXT, line=TEXT, path=TEXT, version=TEXT)
def test_addresses_of_noise(door: Door, key: str, line: str, path: str, version: str) -> None:
    go = reverse("draft-go", args=[door.draft.key])
    door.ask(door.client.get, go, {"line": line, "path": path})
    door.ask(door.client.get, f"{go}?path=spec.containers[{line}].{path}")
    door.ask(door.client.get, f"/drafts/{key}/")
    door.ask(door.client.get, f"/drafts/{door.draft.key}/edit/{key}/")
    door.ask(door.client.post, reverse("kubernetes"), {"kubernetes": version})
    door.ask(door.client.post, reverse("draft-version", args=[door.draft.key, "metadata"]), {"kubernetes": version})
    door.client.cookies["kubernetes"] = "1.29"
    door.ask(door.client.get, "/", headers={"cookie": f"visitor={line.encode('unicode_escape').decode()}; theme=x"})


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "a: " * 50_000, "- " * 50_000, "{a: " * 20_000, "x" * 1_000_000, "a\n" * 500_000]
)
def test_deep_and_long_text_is_refused_at_once(door: Door, text: str) -> None:
    response = door.ask(door.client.post, reverse("draft-import"), {"text": text})
    assert response.status_code in {200, 400}


def test_aliases_that_multiply_are_refused_at_once(door: Door) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    response = door.ask(door.client.post, reverse("draft-import"), {"text": "\n".join(lines)})
    assert response.status_code == 200
