"""The step of what stands beside a pod: one form for each kind, which keeps what it does not show."""

from __future__ import annotations

import pytest

from podbuilder.builder.steps.companion import FIELDS
from podbuilder.builder.steps.outline import OBJECT, REVIEW, slug_for, steps_of
from podbuilder.builder.steps.registry import has_step
from podbuilder.kube.core import companion_kinds
from tests.builder.steps.companions.forms import Form


def test_each_kind_has_a_form() -> None:
    assert set(FIELDS) == set(companion_kinds.KINDS)


@pytest.mark.parametrize("kind", FIELDS)
def test_an_empty_one_asks_for_its_name_first(kind: str) -> None:
    form = Form(f"apiVersion: {companion_kinds.KINDS[kind].api_version}\nkind: {kind}\n")
    assert next(iter(form.controls)) == "metadata.name"
    assert form.groups[0] == "Name"
    assert all(slug_for(part.path) == OBJECT for part in form.all)
    assert f"kind: {kind}\nmetadata:\n  name: web\n" in form.typed({"metadata.name": "web"})


def test_it_has_one_step_and_the_review() -> None:
    form = Form("kind: Secret\n")
    assert [step.slug for step in steps_of(form.object)] == [OBJECT, REVIEW]
    assert has_step(form.object, REVIEW)
    assert not has_step(form.object, "metadata")
    assert not has_step({"metadata": {}}, OBJECT)


def test_what_no_version_knows_is_named_and_kept() -> None:
    form = Form("apiVersion: v1\nkind: Service\nspec: {colour: blue}\nsize: 7\nstatus: {loadBalancer: {}}\n")
    assert form.leftovers == ["Service.spec.colour", "Service.size"]
    assert "{colour: blue, type: NodePort}\nsize: 7\n" in form.typed({"spec.type": "NodePort"})


def test_metadata_and_spec_stay_when_they_are_emptied_and_data_goes() -> None:
    service = "kind: Service\nmetadata:\n  name: web\nspec:\n  type: NodePort\n"
    assert Form(service).typed({"metadata.name": "", "spec.type": ""}) == "kind: Service\nmetadata: {}\nspec: {}\n"
    account = "kind: ServiceAccount\nautomountServiceAccountToken: false\n"
    assert Form(account).typed({"automountServiceAccountToken": ""}) == "kind: ServiceAccount\n"
