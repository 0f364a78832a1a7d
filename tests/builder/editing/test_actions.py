"""The buttons that change the draft as a whole."""

from __future__ import annotations

import pytest

from podbuilder.builder.editing.actions import ACTIONS, action_for
from podbuilder.builder.models import Draft
from tests.builder.support import POD

WAIVERS = [
    {"rule": "host-pid", "path": "spec.hostPID", "reason": "It watches."},
    {"rule": "run-as-non-root", "path": "containers[web]", "reason": "It needs root."},
]
FIX = "fix:allow-privilege-escalation:spec.containers[0].securityContext.allowPrivilegeEscalation"
LIVE = POD.replace("metadata:\n", "metadata:\n  uid: 1d2c3b\n") + "status: {phase: Running}\n"


def press(op: str, text: str = POD) -> tuple[str, object]:
    draft = Draft(text=text, waivers=WAIVERS)
    action = action_for(op)
    assert action is not None
    manifest, state = action(draft.manifest, draft)
    return manifest.text, state


@pytest.mark.parametrize("op", ["", ":", "add:spec.containers", "undo", "Fix:x", "fix-everything"])
def test_what_is_no_action(op: str) -> None:
    assert action_for(op) is None


def test_which_actions_there_are() -> None:
    assert set(ACTIONS) == {"clean", "correct", "fix", "fix-all", "fix-rule", "set", "unsuppress"}


@pytest.mark.parametrize(
    "op",
    ["clean", "fix", "fix:", "fix-rule", "fix-rule:host-pid", "fix:host-pid:spec.hostPID", "fix:no-such-rule:spec"],
)
def test_an_action_with_nothing_to_do_changes_nothing(op: str) -> None:
    assert press(op) == (POD, {})


def test_what_a_server_wrote_is_removed() -> None:
    assert press("clean", LIVE) == (POD, {})


def test_one_fix_is_made_at_its_target() -> None:
    text, state = press(FIX)
    added = [line for line in text.splitlines() if line not in POD.splitlines()]
    assert added == ["    securityContext:", "      allowPrivilegeEscalation: false"]
    assert len(text.splitlines()) == len(POD.splitlines()) + 2
    assert state == {}


def test_one_correction_is_made_at_its_target() -> None:
    text, state = press("correct:0:annotations", POD + "annotations: {a: b}\n")
    assert "\n  annotations: {a: b}\n" in text
    assert state == {}


def test_all_fixes_are_made() -> None:
    text, state = press("fix-all")
    assert "allowPrivilegeEscalation: false" in text
    assert len(text) > len(press(FIX)[0])
    assert state == {}


def test_a_waiver_is_taken_back_and_the_text_stays() -> None:
    assert press("unsuppress:host-pid:spec.hostPID") == (POD, {"waivers": WAIVERS[1:]})
    assert press("unsuppress:host-pid:elsewhere") == (POD, {"waivers": WAIVERS})
