"""What stands beside a pod in the builder: found in the outline, edited, saved, undone, and left again."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.builder.support import POD, Step, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: front\nspec:\n  ports:\n  - port: 80  # http\n"
CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  MODE: fast\n"
FILE = f"{POD}---\n{SERVICE}---\n{CONFIG}"
CONFIG_MAP = FIRST_COMPANION + 1


def opened(client: Client, draft: Draft, number: int, slug: str = "metadata") -> str:
    """Press a button of the outline on the page of a step; the address it leads to."""
    Step(client, draft, slug).post(op=f"open:{number}")
    return client.get(f"/drafts/{draft.key}/").url


def test_a_pod_lists_what_stands_beside_it(client: Client) -> None:
    draft = begin(client, FILE)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/metadata/")
    for nav in ("outline", "outline-buttons"):
        buttons = [one for one in page.by_id[nav].all("button") if one.attrs.get("value", "").startswith("open:")]
        assert [(one.text, one.attrs["value"]) for one in buttons] == [
            ("front Service", f"open:{FIRST_COMPANION}"),
            ("settings ConfigMap", f"open:{CONFIG_MAP}"),
        ]


def test_what_is_typed_is_saved_before_another_is_opened(client: Client) -> None:
    draft = begin(client, FILE)
    response = Step(client, draft, "metadata").post({"metadata.name": "shop"}, op=f"open:{FIRST_COMPANION}")
    assert response.url == f"/drafts/{draft.key}/"
    assert (draft.text, draft.pod_number) == (
        FILE.replace("name: web\n  labels", "name: shop\n  labels"),
        FIRST_COMPANION,
    )
    assert client.get(response.url).url == f"/drafts/{draft.key}/edit/object/"


def test_with_javascript_the_page_of_the_other_is_loaded(client: Client) -> None:
    draft = begin(client, FILE)
    response = Step(client, draft, "metadata").post(preview=True, op=f"open:{FIRST_COMPANION}")
    assert response["HX-Redirect"] == f"/drafts/{draft.key}/"


def test_its_page_leads_to_the_others_and_back(client: Client) -> None:
    draft = begin(client, FILE)
    opened(client, draft, FIRST_COMPANION)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/object/")
    outline = page.by_id["outline"]
    assert [one.attrs["value"] for one in outline.all("button")] == ["open:0", f"open:{CONFIG_MAP}"]
    assert [one.text.split()[:2] for one in outline.all("a")] == [["front", "Service"], ["Review", "and"]]
    assert [one.text.split()[0] for one in page.by_id["pods"].all("option")] == ["web", "front", "settings"]
    assert "Container" not in outline.text
    assert opened(client, draft, 0, "object") == f"/drafts/{draft.key}/edit/metadata/"


def test_a_keystroke_changes_its_line_alone(client: Client) -> None:
    draft = begin(client, FILE)
    opened(client, draft, FIRST_COMPANION)
    response = Step(client, draft, "object").post({"Service.spec.ports[0].port": "8080"}, preview=True)
    assert draft.text == FILE.replace("port: 80  # http", "port: 8080  # http")
    assert response.status_code == 200
    Step(client, draft, "object").post(op="undo")
    assert draft.text == FILE


def test_another_type_draws_the_form_anew(client: Client) -> None:
    draft = begin(client, FILE)
    opened(client, draft, FIRST_COMPANION)
    response = Step(client, draft, "object").post({"Service.spec.type": "ExternalName"}, preview=True)
    assert "Service.spec.externalName" in response.content.decode()


def test_rows_are_added_removed_and_pasted(client: Client) -> None:
    draft = begin(client, FILE)
    opened(client, draft, CONFIG_MAP)
    Step(client, draft, "object").post(op="pairs:ConfigMap.data", pasted="A=1\nB=2")
    assert draft.text.endswith('  MODE: fast\n  A: "1"\n  B: "2"\n')
    Step(client, draft, "object").post(op="remove:ConfigMap.data#0")
    assert draft.text.endswith('data:\n  A: "1"\n  B: "2"\n')


def test_the_core_group_of_a_rule_needs_no_typing(client: Client) -> None:
    role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: a\nrules:\n- verbs: [get]\n"
    draft = begin(client, f"{POD}---\n{role}")
    opened(client, draft, FIRST_COMPANION)
    Step(client, draft, "object").post(op="add:Role.rules[0].apiGroups")
    assert draft.text.endswith('- verbs: [get]\n  apiGroups:\n  - ""\n')


def test_the_list_of_drafts_still_tells_of_the_pod(client: Client) -> None:
    draft = begin(client, FILE.replace('image: "nginx:1.27"', 'image: ""'))
    assert (draft.name, draft.containers, draft.errors) == ("web", 1, 1)
    opened(client, draft, CONFIG_MAP)
    Step(client, draft, "object").post({"ConfigMap.metadata.name": "other"})
    assert (draft.name, draft.containers, draft.errors) == ("web", 1, 1)


def test_roles_stay_with_their_containers(client: Client) -> None:
    draft = begin(client, FILE)
    client.post(f"/drafts/{draft.key}/role/containers/0/", {"role": "adapter"})
    opened(client, draft, CONFIG_MAP)
    Step(client, draft, "object").post({"ConfigMap.data#0.value": "slow"})
    assert draft.roles == {"web": "adapter"}


def test_its_errors_stand_at_their_fields_and_in_the_outline(client: Client) -> None:
    draft = begin(client, FILE.replace("name: settings", "name: Settings!"))
    opened(client, draft, CONFIG_MAP)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/object/")
    assert "metadata.name" in page.by_id["problems"].text
    assert page.by_id["f-ConfigMap-metadata-name-says"].text
    assert "1error" in page.by_id["outline"].text
    page.open(f"/drafts/{draft.key}/edit/review/")
    assert "refuse this manifest" in page.by_id["step-form"].text


def test_its_lines_and_fields_are_found(client: Client) -> None:
    draft = begin(client, FILE)
    opened(client, draft, FIRST_COMPANION)
    line = FILE[: FILE.index("port: 80")].count("\n") + 1
    jump = f"/drafts/{draft.key}/jump/"
    step = f"/drafts/{draft.key}/edit/object/"
    assert client.get(jump, {"line": line}).url == f"{step}#f-Service-spec-ports-0-port"
    assert client.get(jump, {"line": 1}).url.startswith(step)
    assert client.get(jump, {"path": "Service.spec.type"}).url == f"{step}#f-Service-spec-type"
    assert client.get(jump, {"path": "spec.containers[0].image"}).url.startswith(step)
    found = client.get(f"/drafts/{draft.key}/find/", {"q": "node port"}).content.decode()
    assert "Service.spec.ports[].nodePort" in found
    assert "spec.containers" not in found
    note = {"comment:Service.metadata.name": "the entrance"}
    Step(client, draft, "object").post(note)
    assert "  # the entrance\n  name: front\n" in draft.text


def test_a_field_is_set_by_saying_it(client: Client) -> None:
    draft = begin(client, FILE)
    opened(client, draft, FIRST_COMPANION)
    found = client.get(f"/drafts/{draft.key}/find/", {"q": "type: NodePort"}).content.decode()
    assert "Set type to NodePort" in found
    Step(client, draft, "object").post(op='set:["Service.spec.type", "NodePort"]')
    assert "  type: NodePort\n" in draft.text


def test_where_it_is_gone_another_is_shown(client: Client) -> None:
    draft = begin(client, FILE)
    opened(client, draft, CONFIG_MAP)
    data = {"yaml": POD, "base": draft.revision, "tab_id": "t"}
    assert client.post(f"/drafts/{draft.key}/yaml/check/object/", {**data, "form": "1"}).status_code == 200
    draft.refresh_from_db()
    assert draft.manifest.kind == "Pod"
    assert client.get(f"/drafts/{draft.key}/edit/object/").url == f"/drafts/{draft.key}/"


def test_two_tabs_write_to_two_objects(client: Client) -> None:
    draft = begin(client, FILE)
    first = Step(client, draft, "metadata")
    opened(client, draft, FIRST_COMPANION)
    second = Step(client, draft, "object")
    second.post({"Service.metadata.name": "entrance"})
    first.post({"metadata.name": "shop"}, shown=FILE)
    assert draft.text == FILE.replace("name: front", "name: entrance").replace("name: web\n  l", "name: shop\n  l")
