"""Nothing that is pasted or posted makes a server error, or takes longer than a second."""

from __future__ import annotations

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builder.support import POD, Step, begin
from tests.support.databases import examples

pytestmark = pytest.mark.django_db(transaction=False)

SLUGS = ("metadata", "containers/0", "volumes", "networking", "running", "scheduling", "security", "review")
# Pieces of YAML that mean something, put together at random: more of them are nearly manifests than of random letters.
PIECES = st.sampled_from(
    [
        "apiVersion: v1",
        "kind: Pod",
        "kind: Deployment",
        "spec:",
        "  containers:",
        "  - name: a",
        "    image: b",
        "\n",
        "metadata:",
        "  name: x",
        "  labels: {a: b}",
        "- ",
        ": ",
        "? ",
        "&a ",
        "*a",
        "<<: ",
        "|",
        ">",
        "'",
        '"',
        "#",
        "[",
        "]",
        "{",
        "}",
        "\t",
        "---",
        "...",
        "%YAML 1.1",
        "!!binary ",
        "~",
        "null",
        "  initContainers: [1, {}]",
        "  volumes: {}",
        "    ports: [{containerPort: []}]",
        "    env: 5",
        "    resources: {limits: [a]}",
        "\r\n",
        "é",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=30).map("\n".join),
    st.lists(PIECES, max_size=30).map("".join),
)
VALUES = st.one_of(
    st.text(max_size=40), st.sampled_from(["", "-1", "1e999", "9" * 30, "true", "a: b", "{}", "\x00", "日本"])
)
OPS = st.one_of(
    st.text(max_size=30),
    st.builds(
        "{}:{}".format,
        st.sampled_from(["add", "remove", "copy", "up", "down", "resource", "drop", "undo", "mine", "theirs"]),
        st.sampled_from(
            [
                "",
                "spec",
                "metadata",
                "metadata.labels#0",
                "metadata.labels#99999",
                "spec.containers",
                "spec.volumes[0]",
                "spec.containers[0]",
                "spec.containers[0].env[0]",
                "spec.containers[0].resources.limits[cpu]",
                "kind",
            ]
        ),
    ),
    st.sampled_from(["undo", "redo", "mine", "theirs"]),
)


def quick(response_status: int, began: float) -> None:
    assert response_status < 500
    # Of this process's own time, so that a busy machine is no failure.
    assert time.process_time() - began < 1


@pytest.fixture(autouse=True)
def _warm(client: Client) -> None:
    """The first request of a process reads schemas and templates."""
    Step(client, begin(client), "containers/0")


@settings(max_examples=examples(120))
@given(st.one_of(TEXTS, st.binary(max_size=300).map(lambda b: b.decode("latin-1"))))
def test_any_text_can_be_pasted(text: str) -> None:
    client, began = Client(raise_request_exception=True), time.process_time()
    response = client.post("/drafts/import/", {"text": text})
    quick(response.status_code, began)
    if response.status_code == 302:
        for slug in SLUGS:
            key = response.url.split("/")[2]
            quick(client.get(f"/drafts/{key}/edit/{slug}/").status_code, time.process_time())
        for name in ("versions/", "download.yaml", "download.json", "go/?line=2"):
            quick(client.get(f"/drafts/{key}/{name}").status_code, time.process_time())


@settings(max_examples=examples(60))
@given(st.binary(max_size=400))
def test_any_file_can_be_uploaded(content: bytes) -> None:
    began = time.process_time()
    upload = SimpleUploadedFile("pod.yaml", content, content_type="application/yaml")
    quick(Client().post("/drafts/import/", {"file": upload}).status_code, began)


@settings(max_examples=examples(60))
@given(st.data())
def test_any_step_can_be_posted(data: st.DataObject) -> None:
    client = Client()
    draft = begin(client, POD)
    slug = data.draw(st.sampled_from(SLUGS))
    page = Step(client, draft, slug)
    names = st.one_of(st.sampled_from(sorted(page.data)), st.text(max_size=30))
    typed = data.draw(st.dictionaries(names, VALUES, max_size=8))
    op = data.draw(st.one_of(st.just(""), OPS))
    began = time.process_time()
    response = page.post(typed, preview=data.draw(st.booleans()), op=op)
    quick(response.status_code, began)
    quick(client.get(f"/drafts/{draft.key}/", follow=True).status_code, time.process_time())
