"""The overlays of a draft: what is posted is kept as it was typed, and read as Kustomize's."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.draft_overlays import (
    GROUPS,
    LONGEST_ANSWER,
    MOST_ANSWERS,
    OverlayForm,
    control_name,
    overlays_of,
    posted,
    stored_folder,
    with_another,
    without,
)
from podbuilder.kube.exporters.kustomize.base_files import base_of
from podbuilder.kube.exporters.kustomize.kustomize_export import MAX_OVERLAYS, export_kustomize
from podbuilder.kube.exporters.kustomize.overlay_questions import questions
from podbuilder.kube.kustomization.overlays.brought_folder import open_folder
from podbuilder.kube.kustomization.overlays.overlay import ContainerChange, Overlay
from tests.builder.support import POD

STAGING: dict[str, Any] = {"name": "staging", "answers": {"tag/nginx": "1.28"}}
PROD: dict[str, Any] = {"name": "prod", "answers": {}}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, STAGING),
        ({"o1/tag/nginx": "1.29", "tag/nginx": "1.30"}, STAGING),
        ({"o0/tag/nginx": " 1.29 "}, {"name": "staging", "answers": {"tag/nginx": "1.29"}}),
        ({"o0/tag/nginx": ""}, {"name": "staging", "answers": {}}),
        ({"o0/name": " test "}, {"name": "test", "answers": {"tag/nginx": "1.28"}}),
        ({"o0/name": " "}, STAGING),
        ({"o0/more/x": "A=1\r\nB= 2 "}, {"name": "staging", "answers": {"tag/nginx": "1.28", "more/x": "A=1\nB= 2 "}}),
        ({"o0/tag/nginx": "1" * 20_000}, {"name": "staging", "answers": {"tag/nginx": "1" * LONGEST_ANSWER}}),
    ],
)
def test_what_is_posted_is_kept(data: dict[str, str], expected: dict[str, Any]) -> None:
    assert posted([STAGING, PROD], data)[0] == expected


def test_one_is_added_and_one_removed() -> None:
    assert with_another([], "staging") == [{"name": "staging", "answers": {}}]
    assert with_another([STAGING], " staging ") == [STAGING]
    assert with_another([STAGING], " ") == [STAGING]
    many = [{"name": f"o{i}", "answers": {}} for i in range(MAX_OVERLAYS)]
    assert with_another(many, "more") == many
    assert without([STAGING, PROD], 0) == [PROD]
    assert without([STAGING, PROD], 7) == [STAGING, PROD]


def test_they_are_kustomize_s() -> None:
    first, second = overlays_of([STAGING, PROD])
    assert (first.name, first.images[0].new_tag, second.images) == ("staging", "1.28", ())


def test_a_form_asks_what_the_base_has() -> None:
    asked = questions([one.resource for one in base_of(POD).objects])
    wrong = {"name": "staging", "answers": {"tag/nginx": "1.28", "limits/Pod/web/web/cpu": "much", "tag/gone": "1"}}
    form = OverlayForm(0, wrong, asked)
    assert (form.name, form.control_of_name) == ("staging", "o0/name")
    groups = {group.title: group for group in form.groups}
    assert list(groups) == [title for title in GROUPS.values() if title in groups]
    assert {title: group.answered for title, group in groups.items() if group.answered} == {"Images": 1, "Resources": 1}
    controls = {control.name: control for group in form.groups for control in group.controls}
    assert controls[control_name(0, "tag/nginx")].text == "1.28"
    assert "number with a unit" in controls[control_name(0, "limits/Pod/web/web/cpu")].error
    assert control_name(0, "tag/gone") not in controls
    assert len({control.id for control in controls.values()}) == len(controls)


def test_what_is_in_the_base_can_be_taken_away() -> None:
    asked = questions([one.resource for one in base_of(POD).objects])
    stored = posted([PROD], {"o0/without/env/Pod/web/web/MODE": "yes"})
    form = OverlayForm(0, stored[0], asked)
    (group,) = (group for group in form.groups if group.answered)
    assert [(control.name_without, control.goes) for control in group.controls if control.question.can_go] == [
        ("o0/without/env/Pod/web/web/MODE", True)
    ]
    made = export_kustomize(POD, overlays_of(stored))
    assert made.built["prod"][0]["spec"]["containers"][0]["env"] == []
    assert stored_folder(open_folder(made.files)) == {"overlays": stored}
    assert posted(stored, {"o0/without/env/Pod/web/web/MODE": ""}) == [PROD]


DEPLOYMENT = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {}\n"


def test_a_folder_that_was_written_here_is_kept_as_answers() -> None:
    overlays = [Overlay("dev", namespace="dev"), Overlay("prod", replicas={"web": 3})]
    stored = stored_folder(open_folder(export_kustomize(DEPLOYMENT, overlays).files))
    assert stored == {
        "overlays": [
            {"name": "dev", "answers": {"namespace": "dev"}},
            {"name": "prod", "answers": {"replicas/web": "3"}},
        ]
    }
    assert stored_folder(open_folder(export_kustomize(POD).files)) == {"overlays": []}


MANY = ContainerChange("Pod", "web", "web", env={f"N{i}": "x" for i in range(MOST_ANSWERS + 1)})


@pytest.mark.parametrize("overlay", [Overlay("prod", labels={"a": "b"}), Overlay("prod", containers=(MANY,))])
def test_what_no_question_asks_for_is_kept_as_files(overlay: Overlay) -> None:
    brought = open_folder(export_kustomize(POD, [overlay]).files)
    assert stored_folder(brought) == {"folder": brought.kept.to_json()}


def test_files_with_a_comment_are_kept_as_files() -> None:
    files = export_kustomize(POD, [Overlay("dev")]).files
    brought = open_folder({**files, "overlays/dev/kustomization.yaml": f"# ours\n{files['base/kustomization.yaml']}"})
    assert stored_folder(brought) == {"folder": brought.kept.to_json()}
