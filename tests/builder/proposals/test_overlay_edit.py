"""One field of what an overlay builds, with another value."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.draft_folder import folder_of
from podbuilder.builder.proposals.overlay_edit import OverlayEdit
from tests.builder.kept_folder import FILES, bring

pytestmark = pytest.mark.django_db
ENV = "spec.template.spec.containers[app].env[MODE].value"
TWICE = {
    **FILES,
    "prod/kustomization.yaml": "resources: [../base, s.yaml]\nlabels: [{pairs: {a: b}}]\n",
    "prod/s.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: s}\n",
}


def edit(
    client: Client, field: str, files: dict[str, str | bytes] = FILES, number: str = "0", **data: str
) -> OverlayEdit:
    draft = bring(client, files)
    kept = folder_of(draft)
    assert kept is not None
    return OverlayEdit(draft, kept, "prod", {"object": number, "field": field, **data})


def test_before_a_value_is_typed(client: Client) -> None:
    found = edit(client, ENV)
    assert (found.in_base, found.now_text, found.text, found.is_long) == ("slow", "slow", "slow", False)
    assert (found.owner.base, found.can_choose, found.where, found.wrong) == ("base/web.yaml", True, "overlay", "")
    assert (found.files, found.errors, found.proposal.is_ready) == ([], [], False)


def test_a_value_lands_in_a_new_patch(client: Client) -> None:
    found = edit(client, ENV, value="fast")
    assert [(one.name, one.is_new) for one in found.files] == [
        ("prod/deployment-web.yaml", True),
        ("prod/kustomization.yaml", False),
    ]
    assert found.proposal.title == ("Set spec.template.spec.containers[0].env[0].value of Deployment web in prod")
    assert found.proposal.before.text == found.proposal.after.text


def test_a_field_goes(client: Client) -> None:
    found = edit(client, ENV, value="slow", remove="on", where="base")
    assert [one.name for one in found.files] == ["base/web.yaml"]
    assert found.proposal.title.startswith("Take away")
    assert "value: slow" not in found.proposal.after.text


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("spec.replicas", "7", 7),
        ("spec.template.spec.hostNetwork", "true", True),
        ("spec.template.spec.containers[app].resources.limits.cpu", "1", 1),
        ("spec.template.spec.containers[app].args", "[a, 1]", ["a", 1]),
        ("metadata.annotations[example.com/x]", "yes", "yes"),
        ("x.y", "3", 3),
    ],
)
def test_a_text_is_read_as_its_field_is(client: Client, field: str, text: str, value: object) -> None:
    found = edit(client, field, value=text)
    assert found.wrong == ""
    assert (found._value[0], type(found._value[0])) == (value, type(value))
    assert found.proposal.is_ready


def test_the_same_value_changes_nothing(client: Client) -> None:
    for field, text in (("spec.replicas", "3"), (ENV, "slow")):
        found = edit(client, field, value=text)
        assert (found.files, found.proposal.is_ready) == ([], False)


def test_what_changes_with_it_is_counted(client: Client) -> None:
    found = edit(client, "metadata.labels.a", TWICE, value="c")
    assert (found.edited.file, found.edited.others) == ("prod/kustomization.yaml", 1)


def test_an_object_of_the_overlay_alone_is_not_in_the_base(client: Client) -> None:
    assert edit(client, "kind", TWICE).in_base == ""


def test_a_base_that_is_not_built(client: Client) -> None:
    files = {**FILES, "base/kustomization.yaml": "resources: [web.yaml]\nvars: [{name: x}]\n"}
    found = edit(client, "spec.replicas", files)
    assert "vars" in found.unknown
    assert found.wrong == ""
