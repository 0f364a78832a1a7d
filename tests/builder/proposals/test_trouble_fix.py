"""The fix of a cause, found by its name for a paste, held against a draft."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.proposals.trouble_fix import TroubleFix, offered
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db

KILLED = "    Last State:  Terminated\n      Reason:  OOMKilled\n      Exit Code:  137\n"
NEVER = 'Container image "nginx:1.27" is not present with pull policy of Never'
LIMITED = POD.replace("    ports:", "    resources: {limits: {memory: 64Mi}}\n    imagePullPolicy: Never\n    ports:")
LIMIT = "spec.containers[0].resources.limits[memory]"
NONE = {
    "no name": "",
    "no number": "oom-killed",
    "no such number": "oom-killed:9",
    "what is no number": "oom-killed:²",
    "another cause": "image-auth:0",
}


@pytest.mark.parametrize("named", NONE.values(), ids=NONE)
def test_there_is_no_such_fix(client: Client, named: str) -> None:
    draft = begin(client, LIMITED)
    assert offered(KILLED, draft.manifest, draft.kubernetes, named) is None


def held(client: Client, text: str, named: str, data: dict[str, str] | None = None) -> TroubleFix:
    draft = begin(client, LIMITED)
    found = offered(text, draft.manifest, draft.kubernetes, named)
    assert found is not None
    cause, patch = found
    return TroubleFix(draft, draft.manifest, patch, data, cause=cause)


def test_a_safe_fix_is_a_proposal(client: Client) -> None:
    fix = held(client, NEVER, "image-never-pull:0")
    assert (fix.title, str(fix.field)) == (
        "Pull the image where the node does not have it",
        "spec.containers[0].imagePullPolicy",
    )
    assert (fix.controls, fix.problems) == ([], [])
    assert "imagePullPolicy: IfNotPresent" in fix.proposal.after.text


def test_an_assisted_fix_asks_for_its_value(client: Client) -> None:
    fix = held(client, KILLED, "oom-killed:0", {LIMIT: "2Gi"})
    assert [(control.name, control.text) for control in fix.controls] == [(LIMIT, "2Gi")]
    assert "memory: 2Gi" in fix.proposal.after.text
