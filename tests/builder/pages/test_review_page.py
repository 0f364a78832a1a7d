"""The whole pod at a glance: containers with their roles, levels of security, advice, commands and pictures."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from podbuilder.builder.editing.submit import fresh_page
from podbuilder.builder.pages.review_page import Overview
from podbuilder.kube import lint
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db
TWO = """\
kind: Pod
metadata: {name: web}
spec:
  hostPID: true
  initContainers:
  - name: migrate
    image: web:1
  containers:
  - name: web
    image: web:1
  - {}
"""
WAIVER = {"rule": "liveness-probe-missing", "path": "containers[web].livenessProbe", "reason": "It ends by itself."}


def overview(client: Client, text: str = POD, **state: Any) -> Overview:
    draft = begin(client, text)
    for name, value in state.items():
        setattr(draft, name, value)
    return Overview.of(fresh_page(draft, "review"))


def test_containers_in_the_order_in_which_they_start(client: Client) -> None:
    found = overview(client, TWO)
    key = found.draft.key
    assert [(row.name, row.role, row.image, row.href) for row in found.containers] == [
        ("migrate", "init", "web:1", f"/drafts/{key}/edit/init-containers/0/"),
        ("web", "app", "web:1", f"/drafts/{key}/edit/containers/0/"),
        ("unnamed", found.containers[2].role, "no image yet", f"/drafts/{key}/edit/containers/1/"),
    ]
    assert found.containers[1].reason.endswith(".")


def test_the_user_s_word_on_a_role_counts(client: Client) -> None:
    rows = overview(client, TWO, roles={"web": "adapter"}).containers
    assert (rows[1].role, rows[1].reason) == ("adapter", "You said so.")


def test_what_is_in_the_way_of_each_level(client: Client) -> None:
    found = overview(client, TWO)
    assert [(level.title, level.name) for level in found.security] == [
        ("Baseline", "baseline"),
        ("Restricted", "restricted"),
    ]
    baseline, restricted = found.security
    ((path, change, href),) = (field for one in baseline.controls for field in one.fields)
    assert path == "spec.hostPID"
    assert change
    assert href == f"/drafts/{found.draft.key}/jump/?path=spec.hostPID"
    assert len(restricted.controls) > 1
    assert overview(client).security[0].controls == []


def test_what_the_server_would_add(client: Client) -> None:
    assert "  restartPolicy: Always" in [line.text for line in overview(client).stored if line.sign == "+"]


def test_advice_and_what_is_suppressed(client: Client) -> None:
    found = overview(client, waivers=[WAIVER])
    assert [*dict.fromkeys(group.severity for group in found.rules)] == ["serious", "warning", "info"]
    assert WAIVER["rule"] not in {group.rule for group in found.rules}
    assert [*found.first_rules, *found.other_rules] == found.rules
    assert len(found.first_rules) == 5
    assert [one.finding.rule for one in found.suppressed] == [WAIVER["rule"]]
    assert found.lessons == []


def test_the_course_is_told_as_lessons(client: Client) -> None:
    assert [one.number for one in overview(client, profile="course").lessons] == [*range(1, len(lint.LESSONS) + 1)]


def test_pictures_in_the_looks_that_have_room(client: Client) -> None:
    found = overview(client)
    assert "picture--narrow" in found.diagram
    assert "picture--narrow" in found.pane_diagram
    assert "picture--wide" not in found.pane_diagram
    wide = overview(client, POD.replace("  - name: web", "  - name: log\n    image: b\n  - name: web"))
    assert "picture--wide" in wide.diagram
    assert "picture--wide" not in wide.pane_diagram
    assert 'id="diagram' in found.diagram
    assert 'id="pane' in found.pane_diagram
    assert f'href="/drafts/{found.draft.key}/edit/containers/0/"' in found.diagram
    assert "Startup of the pod" in found.timeline


def test_what_must_exist_with_the_values_of_parameters(client: Client) -> None:
    text = POD.replace("  containers:", "  serviceAccountName: <param:account>\n  containers:")
    parameter = {"name": "account", "type": "string", "default": "front"}
    (one,) = overview(client, text, parameters=[parameter]).wanted.missing
    assert (one.prerequisite.kind, one.prerequisite.name) == ("ServiceAccount", "front")


def test_each_piece_of_advice_is_on_the_page_once(client: Client) -> None:
    draft = begin(client, TWO)
    page = client.get(f"/drafts/{draft.key}/edit/review/").content.decode()
    for group in Overview.of(fresh_page(draft, "review")).rules:
        assert page.count(str(escape(group.text))) == 1, group.rule


def test_commands_for_the_object(client: Client) -> None:
    assert overview(client).apply_command == "kubectl apply -f web.yaml"
    assert "kubectl apply -f web.yaml" in [command for pair in overview(client).commands for command in pair]
