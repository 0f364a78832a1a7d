"""The fix of a cause, found by its name for a paste, held against a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from podbuilder.builder.proposals import trouble_fix
from podbuilder.builder.proposals.trouble_fix import TroubleFix, offered
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.rule import assisted, safe
from podbuilder.kube.manifest import Edit
from podbuilder.kube.troubleshooting import Cause, diagnose
from tests.builder.support import begin

pytestmark = pytest.mark.django_db

KILLED = "    Last State:  Terminated\n      Reason:  OOMKilled\n      Exit Code:  137\n"
LIMIT = FieldPath(("spec", "containers", 0, "resources", "limits")).key("memory")
FIXES = (safe("Double the limit.", Edit("set", LIMIT, "256Mi")), assisted("Set a limit.", Edit("set", LIMIT, "1Gi")))
NONE = {
    "no name": "",
    "no number": "oom-killed",
    "no such number": "oom-killed:9",
    "what is no number": "oom-killed:²",
    "another cause": "image-auth:0",
}


@pytest.fixture(autouse=True)
def two_fixes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cause has two fixes, whatever the engine offers for it."""

    def with_fixes(text: str, **more: Any) -> tuple[Cause, ...]:
        return tuple(replace(cause, fixes=FIXES) for cause in diagnose(text, **more))

    monkeypatch.setattr(trouble_fix, "diagnose", with_fixes)


@pytest.mark.parametrize("named", NONE.values(), ids=NONE)
def test_there_is_no_such_fix(client: Client, named: str) -> None:
    draft = begin(client)
    assert offered(KILLED, draft.manifest, draft.kubernetes, named) is None


def held(client: Client, named: str, data: dict[str, str] | None = None) -> TroubleFix:
    draft = begin(client)
    found = offered(KILLED, draft.manifest, draft.kubernetes, named)
    assert found is not None
    return TroubleFix(draft, draft.manifest, *found, data)


def test_a_safe_fix_is_a_proposal(client: Client) -> None:
    fix = held(client, "oom-killed:0")
    assert (fix.title, fix.field) == ("Double the limit", LIMIT)
    assert (fix.controls, fix.problems) == ([], [])
    assert "memory: 256Mi" in fix.proposal.after.text


def test_an_assisted_fix_asks_for_its_value(client: Client) -> None:
    fix = held(client, "oom-killed:1", {"spec.containers[0].resources.limits[memory]": "2Gi"})
    assert [control.text for control in fix.controls] == ["2Gi"]
    assert "memory: 2Gi" in fix.proposal.after.text
