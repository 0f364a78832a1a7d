"""Tests of podbuilder.builder.models.assignment: a draft notices when its task is done, and does not forget it."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from django.test import Client

from podbuilder.builder.models import Draft, summary
from podbuilder.builder.models import draft as draft_module
from podbuilder.builder.models.assignment import AssignedTask, goals_met
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review, review_manifest
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db
TASK = AssignedTask(
    course="pods",
    lesson="hosts",
    task="one",
    title="Host it",
    ask="Host it.",
    hint="",
    goals=[{"field": "spec.hostname"}, {"role": "adapter"}],
)
HOSTED = POD.replace("spec:\n", "spec:\n  hostname: web\n", 1)
SERVICE = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n"


def draft_with(client: Client, **columns: object) -> Draft:
    draft = begin(client)
    Draft.objects.filter(pk=draft.pk).update(task=TASK, **columns)
    draft.refresh_from_db()
    return draft


def name_of_app() -> str:
    return str(Manifest.read(POD).pod["spec"]["containers"][0]["name"])


def write(draft: Draft, text: str) -> None:
    draft.write(text, base=draft.revision, tab_id="")


def test_a_draft_without_a_task_has_none_to_do(client: Client) -> None:
    draft = begin(client)
    write(draft, HOSTED)
    assert (draft.task, draft.task_done) == ({}, False)


def test_a_goal_alone_does_not_do(client: Client) -> None:
    draft = draft_with(client)
    write(draft, HOSTED)
    assert not draft.task_done


def test_all_goals_do_and_are_not_forgotten(client: Client) -> None:
    draft = draft_with(client, roles={name_of_app(): "adapter"})
    write(draft, HOSTED)
    assert draft.task_done
    write(draft, POD)
    draft.refresh_from_db()
    assert draft.task_done
    assert draft.task == TASK


def test_the_pod_counts_while_what_stands_beside_it_is_edited(client: Client) -> None:
    draft = draft_with(client, roles={name_of_app(): "adapter"})
    write(draft, POD + SERVICE)
    draft.choose_pod(Manifest.read(draft.text).companions[0].number)
    write(draft, HOSTED + SERVICE)
    assert draft.task_done


@pytest.mark.parametrize("place", [0, 1], ids=["the pod", "what stands beside it"])
def test_a_pod_with_a_task_is_judged_once(client: Client, monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    draft = draft_with(client)
    write(draft, POD + SERVICE)
    draft.choose_pod([0, Manifest.read(draft.text).companions[0].number][place])
    judged: list[Review] = []

    def judge(manifest: Manifest, version: str) -> Review:
        judged.append(review_manifest(manifest, version))
        return judged[-1]

    monkeypatch.setattr(summary, "review_manifest", judge)
    met = Mock(wraps=goals_met)
    monkeypatch.setattr(draft_module, "goals_met", met)
    write(draft, HOSTED + SERVICE)
    assert [id(call.args[2]) for call in met.call_args_list] == [id(review) for review in judged]
    assert len(judged) == 1


def test_goals_are_met_one_by_one() -> None:
    manifest = Manifest.read(HOSTED)
    assert goals_met(TASK, manifest, review_manifest(manifest), {}) == [True, False]
    assert goals_met(AssignedTask(), manifest, review_manifest(manifest), {}) == []
