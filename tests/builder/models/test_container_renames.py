"""What is kept by the names of containers follows them: choices of roles, and waivers."""

from __future__ import annotations

import pytest

from podbuilder.builder.models.container_renames import follow, followed
from podbuilder.builder.models.state import State
from podbuilder.kube.core.field import Document
from tests.support.pod_text import pod_of


def pods(*names: list[str]) -> list[Document]:
    return [pod_of(containers=[{"name": name} for name in these]) for these in names]


def waived(*places: str) -> State:
    return {"roles": {}, "waivers": [{"rule": "host-pid", "path": place, "reason": "a test"} for place in places]}


@pytest.mark.parametrize(
    ("before", "after", "chosen", "expected"),
    [
        (["a", "b"], ["a", "b"], {"b": "app"}, {"b": "app"}),
        (["a", "b"], ["b", "a"], {"b": "app"}, {"b": "app"}),
        (["a", "b"], ["a", "c"], {"b": "app"}, {"c": "app"}),
        (["a", "b"], ["a"], {"a": "init", "b": "app"}, {"a": "init"}),
        (["a"], ["a", "b"], {"a": "init"}, {"a": "init"}),
        (["a", "b"], ["a", "a"], {"b": "app"}, {"a": "app"}),
        (["a", "a"], ["a", "ab"], {"a": "app"}, {"ab": "app"}),
        (["a", "b"], ["a", "c"], {"a": "app"}, {"a": "app"}),
        (["a"], ["b"], {"other": "app"}, {"other": "app"}),
    ],
    ids=[
        "nothing changes",
        "they change places",
        "one is renamed",
        "one goes",
        "one comes",
        "one gets the name of another",
        "and goes on to one of its own",
        "another is renamed",
        "what is said of another pod of the file stays",
    ],
)
def test_choices_follow(before: list[str], after: list[str], chosen: dict[str, str], expected: dict[str, str]) -> None:
    assert followed(chosen, *pods(before, after)) == expected


@pytest.mark.parametrize("state", [{"roles": {}, "waivers": []}, waived("containers[b].image", "hostPID", "")])
def test_what_nothing_happens_to_is_left_alone(state: State) -> None:
    assert follow(state, *pods(["a", "b"], ["c", "b"])) == {}


def test_waivers_and_roles_follow_together() -> None:
    state: State = {**waived("containers[a].image", "containers[a]", "hostPID"), "roles": {"a": "app"}}
    found = follow(state, *pods(["a"], ["z"]))
    assert found["roles"] == {"z": "app"}
    assert [waiver["path"] for waiver in found["waivers"]] == ["containers[z].image", "containers[z]", "hostPID"]
