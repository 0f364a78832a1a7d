"""Three revisions merged: each manifest of a file by itself, and the parameters."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.library.revisions.merge import ThreeWay, documents
from podbuilder.library.revisions.save import Content
from tests.builder.support import POD

OTHER = POD.replace("name: web\n  labels", "name: two\n  labels")
SERVICE = "kind: Service\nmetadata: {name: web}\n"
IMAGE = "spec.containers[0].image"


def pod(tag: str = "1.27", mode: str = "fast", text: str = POD) -> str:
    return text.replace("1.27", tag).replace("value: fast", f"value: {mode}")


def three(base: str, mine: str, theirs: str, choices: dict[str, str] | None = None) -> ThreeWay:
    contents = [Content(text, [], "1.36", {"pod_number": 0}) for text in (base, mine, theirs)]
    return ThreeWay(*contents, choices or {})


# The three texts, and the merged one.
MERGED: dict[str, tuple[str, str, str, str]] = {
    "nothing": (pod(), pod(), pod(), pod()),
    "only mine": (pod(), pod("1.28"), pod(), pod("1.28")),
    "only theirs": (pod(), pod(), pod("1.28"), pod("1.28")),
    "both the same": (pod(), pod("1.28"), pod("1.28"), pod("1.28")),
    "both, in different places": (pod(), pod("1.28"), pod(mode="slow"), pod("1.28", "slow")),
    "a comment of mine": (pod(), f"# Mine\n{pod()}", pod("1.28"), f"# Mine\n{pod('1.28')}"),
    "a service between": (
        f"{pod()}---\n{SERVICE}---\n{OTHER}",
        f"{pod()}---\n{SERVICE}---\n{OTHER}",
        f"{pod()}---\n{SERVICE}---\n{pod('1.28', text=OTHER)}",
        f"{pod()}---\n{SERVICE}---\n{pod('1.28', text=OTHER)}",
    ),
}


@pytest.mark.parametrize(("base", "mine", "theirs", "merged"), MERGED.values(), ids=MERGED)
def test_what_is_merged(base: str, mine: str, theirs: str, merged: str) -> None:
    state = three(base, mine, theirs)
    assert state.merged == Content(merged, [], "1.36", {"pod_number": 0})
    assert (state.conflicts, state.is_partial, state.taken_parameters) == ([], False, ())


def test_what_both_changed_is_decided() -> None:
    texts = (pod(), pod("1.28"), pod("1.29"))
    state = three(*texts)
    (conflict,) = state.conflicts
    assert "image" in conflict.name
    assert state.merged.text == pod("1.28"), "mine until it is decided"
    assert three(*texts, {conflict.name: "theirs"}).merged.text == pod("1.29")
    assert three(*texts, {conflict.name: "mine"}).merged.text == pod("1.28")


def test_conflicts_say_in_which_document_they_are() -> None:
    texts = [f"{pod(tag)}---\n{pod(tag, text=OTHER)}" for tag in ("1.27", "1.28", "1.29")]
    state = three(*texts)
    first, second = (conflict.name for conflict in state.conflicts)
    assert first.startswith("document 1: ")
    assert second == first.replace("document 1: ", "document 2: ")
    merged = three(*texts, {second: "theirs"}).merged.text
    assert merged == f"{pod('1.28')}---\n{pod('1.29', text=OTHER)}"


def test_a_document_more_stays_where_it_is() -> None:
    both = f"{pod('1.28')}---\n{OTHER}"
    assert three(pod(), pod(), both).is_partial
    assert three(pod(), pod(), both).merged.text == pod("1.28")
    assert three(pod(), both, pod()).merged.text == both


def test_what_cannot_be_written_is_not_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    from podbuilder.kube.manifest import Manifest, ManifestError

    def refuse(self: Manifest, edits: object) -> Manifest:
        raise ManifestError("no")

    monkeypatch.setattr(Manifest, "patch_document", refuse)
    assert three(pod(), pod(), pod("1.28")).merged is None


A: dict[str, Any] = {"name": "a", "default": 1}
B: dict[str, Any] = {"name": "b"}
PARAMETERS: dict[str, tuple[list[Any], list[Any], list[Any], list[Any]]] = {
    "none": ([], [], [], []),
    "one of theirs": ([A], [A], [A, B], [A, B]),
    "one of mine": ([A], [A, B], [A], [A, B]),
    "one that they removed": ([A, B], [A, B], [A], [A]),
    "a default of theirs": ([A], [A], [{**A, "default": 2}], [{**A, "default": 2}]),
}


@pytest.mark.parametrize(("base", "mine", "theirs", "merged"), PARAMETERS.values(), ids=PARAMETERS)
def test_parameters_are_merged(base: list[Any], mine: list[Any], theirs: list[Any], merged: list[Any]) -> None:
    state = ThreeWay(*(Content(POD, parameters, "1.36") for parameters in (base, mine, theirs)), {})
    assert state.merged is not None
    assert state.merged.parameters == merged
    assert bool(state.taken_parameters) is (merged != mine)


def test_each_document_of_a_file_is_there_once() -> None:
    listed = "kind: List\nitems:\n- {kind: Pod, metadata: {name: a}}\n- {kind: Pod, metadata: {name: b}}\n"
    assert [one.name for one in documents(POD)] == ["web"]
    found = documents(f"{POD}---\n{SERVICE}---\n{listed}---\n{OTHER}")
    assert [(one.document_number, one.name) for one in found] == [(0, "web"), (2, "a"), (3, "two")]
