"""Notes: the comment of a field, seen and written in the form."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from tests.builder.support import POD, Step, begin, edit
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
IMAGE = "spec.containers[0].image"
TEXT = 'image: "nginx:1.27"'


def fragment(client: Client, draft: Draft, path: str) -> str:
    response = client.get(f"/drafts/{draft.key}/note/", {"path": path}, headers={"HX-Request": "true"})
    return response.content.decode()


@pytest.mark.parametrize(
    ("slug", "path", "note", "line", "becomes"),
    [
        ("containers/0", IMAGE, "pinned", f"    {TEXT}\n", f"    # pinned\n    {TEXT}\n"),
        ("containers/0", IMAGE, "one\r\ntwo", f"    {TEXT}\n", f"    # one\n    # two\n    {TEXT}\n"),
        ("metadata", "metadata.labels[app]", "changed", "app: web  # what the Service selects", "app: web  # changed"),
        ("metadata", "metadata.labels[app]", "", "app: web  # what the Service selects", "app: web"),
        ("metadata", "metadata.labels[app]", " what the Service selects ", "x", "x"),
        (
            "containers/0",
            "spec.containers[0].ports[0]",
            "plain",
            "    - containerPort: 80",
            "    # plain\n    - containerPort: 80",
        ),
        ("containers/0", "spec.containers[0].workingDir", "not there", "x", "x"),
        ("containers/0", "spec.nonsense", "no field", "x", "x"),
    ],
)
def test_a_note_is_written_and_nothing_else(
    client: Client, slug: str, path: str, note: str, line: str, becomes: str
) -> None:
    draft = begin(client)
    assert edit(client, draft, slug, {f"comment:{path}": note}) == POD.replace(line, becomes, 1)


def test_a_note_and_a_value_at_once(client: Client) -> None:
    draft = begin(client)
    text = edit(client, draft, "containers/0", {IMAGE: "nginx:1.28", f"comment:{IMAGE}": "newer"})
    assert text == POD.replace(TEXT, '# newer\n    image: "nginx:1.28"')


def test_a_note_for_a_field_that_goes_is_not_missed(client: Client) -> None:
    draft = begin(client)
    text = edit(client, draft, "containers/0", {IMAGE: "", f"comment:{IMAGE}": "why"})
    assert text == POD.replace(f"    {TEXT}\n", "")


def test_a_note_is_one_step_of_undo(client: Client) -> None:
    draft = begin(client)
    step = Step(client, draft, "containers/0")
    for note in ("p", "pi", "pinned"):
        step.post({f"comment:{IMAGE}": note}, preview=True)
    assert "# pinned" in draft.text
    assert draft.changes.count() == 1
    Step(client, draft, "containers/0").post(op="undo")
    assert draft.text == POD


def test_removing_a_field_removes_its_note_and_no_other(client: Client) -> None:
    text = POD.replace(f"    {TEXT}\n", f"    # of the image\n    {TEXT}  # pinned\n    # of the ports\n")
    draft = begin(client, text)
    assert edit(client, draft, "containers/0", {IMAGE: ""}) == POD.replace(f"    {TEXT}\n", "    # of the ports\n")
    assert edit(client, draft, "metadata", op="remove:metadata.labels#0") == draft.text
    assert "what the Service selects" not in draft.text
    assert "# The web server\n" in draft.text
    assert "# of the ports\n" in draft.text


def test_a_refusal_is_said_at_the_field(client: Client) -> None:
    draft = begin(client, "kind: Pod\nspec:\n  containers:\n  - name: web\n    image: nginx\n")
    before = draft.text
    response = Step(client, draft, "containers/0").post({"comment:spec.containers[0].name": "one\ntwo"}, preview=True)
    assert "must be a single line" in response.content.decode()
    assert draft.text == before


def test_the_signs(client: Client) -> None:
    draft = begin(client)
    html = client.get(f"/drafts/{draft.key}/edit/metadata/").content.decode()
    url = f"/drafts/{draft.key}/note/?path="
    assert f'class="note" href="{url}metadata.name"' in html
    assert f'class="note note--kept" href="{url}metadata.labels%5Bapp%5D"' in html
    assert f'{url}metadata.namespace"' not in html


def test_the_control_on_demand(client: Client) -> None:
    draft = begin(client)
    html = fragment(client, draft, "metadata.labels[app]")
    assert 'name="comment:metadata.labels[app]"' in html
    assert "what the Service selects</textarea>" in html
    assert "not in the manifest yet" in fragment(client, draft, "metadata.namespace")
    assert client.get(f"/drafts/{draft.key}/note/", {"path": "nonsense"}).status_code == 404


def test_where_no_note_can_stand(client: Client) -> None:
    draft = begin(client, "kind: Pod\nmetadata: {name: web}\nspec:\n  containers: []\n")
    html = fragment(client, draft, "metadata.name")
    assert "braces or brackets" in html
    assert "<textarea" not in html


def test_without_javascript(client: Client) -> None:
    draft = begin(client)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/note/?path={IMAGE}")
    browser.fill("Note on Image", "pinned")
    browser.press("Save")
    draft.refresh_from_db()
    assert draft.text == POD.replace(TEXT, f"# pinned\n    {TEXT}")
    assert "/edit/containers/0/" in browser.url
