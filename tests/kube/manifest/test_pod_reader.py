"""Which pod of a text is read, and why there is none."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest.pod_reader import read_pod
from podbuilder.kube.yamltext.errors import YamlProblem

POD = "kind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}]}\n"


@pytest.mark.parametrize(("wanted", "document", "number"), [(0, 1, 0), (1, 3, 1), (7, 3, 1)])
def test_the_pod_with_a_number_or_the_last(wanted: int, document: int, number: int) -> None:
    found = read_pod(f"kind: Secret\n---\n{POD}---\n- [\n---\n{POD}", wanted)
    assert (found.document_number, found.number) == (document, number)


NONE = {
    "nothing": ("# nothing\n", "nothing here yet"),
    "no pod": ("kind: Node\n", "has no pod template"),
    "what stands beside pods": ("kind: Secret\n", "paste its pod or workload too"),
    "what cannot be read comes first": ("kind: Secret\n---\n- [\n", "still open"),
    "very much": ("---\n[" + "1, " * 9_000 + "1]\n" + ("---\n[" + "1, " * 9_000 + "1]\n") * 11, "first 100,000 values"),
}


@pytest.mark.parametrize(("text", "why"), NONE.values(), ids=NONE)
def test_why_there_is_none(text: str, why: str) -> None:
    with pytest.raises(YamlProblem) as refused:
        read_pod(text, 0)
    assert why in refused.value.message
