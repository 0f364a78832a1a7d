"""The draft's own waivers: a finding is suppressed for a reason, and unsuppressed."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.advice.waivers import suppress, unsuppress
from podbuilder.builder.models import Draft
from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.lint.waivers import MOST
from tests.builder.support import POD, begin

PROBE = Finding("liveness-probe-missing", FieldPath(("spec", "containers", 0, "livenessProbe")), "It has none.")
OTHER = {"rule": "host-pid", "path": "spec.hostPID", "reason": "It watches."}
PLACE = "containers[web].livenessProbe"


def waiver(reason: str, path: str = PLACE) -> dict[str, str]:
    return {"rule": "liveness-probe-missing", "path": path, "reason": reason}


@pytest.mark.django_db
def test_the_newest_comes_first_and_is_a_step_of_undo(client: Client) -> None:
    draft = begin(client)
    suppress(draft, PROBE, "field", "It ends by itself.")
    assert draft.waivers == [waiver("It ends by itself.")]
    Draft.objects.filter(pk=draft.pk).update(waivers=[OTHER])
    draft.refresh_from_db()
    suppress(draft, PROBE, "field", "It is a job.")
    assert draft.waivers == [waiver("It is a job."), OTHER]
    assert [change.subject for change in draft.changes.all()][-1] == "advice liveness-probe-missing"
    assert draft.text == POD


@pytest.mark.django_db
def test_a_reason_replaces_the_one_at_its_place_and_no_other(client: Client) -> None:
    draft = begin(client)
    suppress(draft, PROBE, "field", "One.")
    suppress(draft, PROBE, "container", "Two.")
    suppress(draft, PROBE, "field", "Three.")
    assert draft.waivers == [waiver("Three."), waiver("Two.", "containers[web]")]


@pytest.mark.django_db
def test_the_oldest_go_where_there_are_too_many(client: Client) -> None:
    draft = begin(client)
    many = [{"rule": "host-pid", "path": f"containers[c{i}]", "reason": "So."} for i in range(MOST)]
    Draft.objects.filter(pk=draft.pk).update(waivers=many)
    draft.refresh_from_db()
    suppress(draft, PROBE, "field", "One more.")
    assert draft.waivers == [waiver("One more."), *many[:-1]]


@pytest.mark.parametrize(
    ("target", "left"),
    {
        "nothing": ("", [OTHER, waiver("So.")]),
        "another rule": (f"host-ipc:{PLACE}", [OTHER, waiver("So.")]),
        "another place": ("liveness-probe-missing:containers[web]", [OTHER, waiver("So.")]),
        "one of them": (f"liveness-probe-missing:{PLACE}", [OTHER]),
        "the other": ("host-pid:spec.hostPID", [waiver("So.")]),
    }.values(),
)
def test_one_is_taken_back(target: str, left: list[dict[str, str]]) -> None:
    draft = Draft(text=POD, waivers=[OTHER, waiver("So.")])
    manifest = draft.manifest
    assert unsuppress(manifest, draft, target) == (manifest, {"waivers": left})
