"""Container states, conditions and fields of describe output, YAML and pieces of them."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting.entries import entries_of
from podbuilder.kube.troubleshooting.fact import Fact, FactKind
from podbuilder.kube.troubleshooting.paste_lines import lines_of
from podbuilder.kube.troubleshooting.states import facts_in

QUIET = {
    "nothing": "",
    "a container that runs": "Containers:\n  app:\n    State:  Running\n      Started:  Mon",
    "a state that does not say why": "State:  Waiting",
    "a log": "level: info",
}
DESCRIBE = """Init Containers:
  wait:
    State:  Terminated
      Reason:     Completed
      Exit Code:  0
Containers:
  app:
    State:       Waiting
      Reason:    CrashLoopBackOff
    Last State:  Terminated
      Reason:    OOMKilled
      Exit Code: 137
"""
YAML = """status:
  containerStatuses:
  - lastState:
      terminated:
        exitCode: 137
        reason: OOMKilled
    name: app
    state:
      waiting:
        reason: CrashLoopBackOff
  initContainerStatuses:
  - name: wait
    state:
      terminated:
        exitCode: 0
        reason: Completed
"""


def facts(text: str) -> list[Fact]:
    return list(facts_in(entries_of(lines_of(text)[0])))


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_other_lines_say_nothing(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize("text", [DESCRIBE, YAML])
def test_describe_and_yaml_say_the_same(text: str) -> None:
    found = {(f.kind, f.group, f.container, f.reason, f.code) for f in facts(text)}
    assert found == {
        (FactKind.TERMINATED, "initContainers", "wait", "Completed", 0),
        (FactKind.WAITING, "containers", "app", "CrashLoopBackOff", None),
        (FactKind.TERMINATED, "containers", "app", "OOMKilled", 137),
    }


CASES: dict[str, tuple[str, FactKind, str, str]] = {
    "a message": ("waiting:\n  message: no\n  reason: ErrImagePull", FactKind.WAITING, "ErrImagePull", "message: no"),
    "a code alone": ("Exit Code: 1", FactKind.TERMINATED, "", "Exit Code: 1"),
    "a signal alone": ("State: Terminated\n  Signal: 9", FactKind.TERMINATED, "", "Signal: 9"),
    "a state with other keys only": ("terminated:\n  startedAt: x", FactKind.TERMINATED, "", "startedAt: x"),
    "a condition": ("type: Ready\nreason: PodFailed", FactKind.CONDITION, "PodFailed", "reason: PodFailed"),
    "an event": ("type: Warning\nmessage: no\nreason: Failed", FactKind.EVENT, "Failed", "message: no"),
    "the pod": ("Reason: Evicted\nMessage: low", FactKind.POD, "Evicted", "Message: low"),
    "a message alone": ("message: low on\n  memory", FactKind.POD, "", "message: low on memory"),
}


@pytest.mark.parametrize(("text", "kind", "reason", "quote"), CASES.values(), ids=CASES)
def test_a_piece(text: str, kind: FactKind, reason: str, quote: str) -> None:
    (fact,) = facts(text)
    assert (fact.kind, fact.reason, fact.quote) == (kind, reason, quote)


def test_fields_are_told_with_their_container() -> None:
    text = "containers:\n- name: web\n  image: nginx\n- image: redis\n  command:\n  - sh\n  - -c"
    assert [(f.container, f.index, f.reason, f.text) for f in facts(text)] == [
        ("web", 0, "image", "nginx"),
        ("", 1, "image", "redis"),
        ("", 1, "command", "sh -c"),
    ]
