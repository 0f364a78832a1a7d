"""What a file holds: pods, documents without any, and what cannot be read; without an editor's limits."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_DOCUMENTS, MAX_NODES
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_object import FileObject
from podbuilder.kube.manifest.file_pods import NoPod, file_pods
from podbuilder.kube.yamltext.errors import YamlProblem

POD = "kind: Pod\nspec:\n  containers:\n  - name: a\n"
SERVICE = "kind: Service\n"


def in_short(one: Manifest | FileObject | NoPod | YamlProblem) -> str:
    if isinstance(one, Manifest):
        return f"pod {one.number} at {one.pod_path or 'the root'} of document {one.document_number}"
    if isinstance(one, FileObject):
        return f"an object at {one.path or 'the root'} of document {one.document_number}"
    if isinstance(one, NoPod):
        return f"no pod in document {one.document_number}, line {one.line}, {'a kind' if one.has_kind else 'no kind'}"
    return f"line {one.line}"


FILES = {
    "nothing": ("", []),
    "comments": ("# nothing\n---\n# more\n", []),
    "null": ("---\nnull\n", []),
    "a pod": (POD, ["pod 0 at the root of document 0"]),
    "a service": (SERVICE, ["an object at the root of document 0", "no pod in document 0, line 1, a kind"]),
    "a text": ("hello\n", ["no pod in document 0, line 1, no kind"]),
    "an empty kind": (
        "kind: ''\n",
        ["an object at the root of document 0", "no pod in document 0, line 1, a kind"],
    ),
    "a list of objects": (
        "kind: List\nitems: [{kind: Service}, 7, {kind: Pod}]\n",
        ["pod 0 at items[2] of document 0", "an object at items[0] of document 0"],
    ),
    "all of it": (
        f"{SERVICE}---\n{POD}---\na: [\n---\nkind: List\nitems:\n- {{kind: Pod}}\n- {{kind: Job}}\n",
        [
            "an object at the root of document 0",
            "no pod in document 0, line 1, a kind",
            "pod 0 at the root of document 1",
            "line 9",
            "pod 1 at items[0] of document 3",
            "pod 2 at items[1].spec.template of document 3",
        ],
    ),
}


@pytest.mark.parametrize(("text", "found"), FILES.values(), ids=FILES)
def test_what_is_in_a_file(text: str, found: list[str]) -> None:
    assert [in_short(one) for one in file_pods(text)] == found


def test_nothing_is_too_large() -> None:
    texts = [POD] * (MAX_DOCUMENTS + 1)
    texts.append("kind: ConfigMap\ndata:\n" + "".join(f"  k{i}: {i}\n" for i in range(MAX_NODES)))
    texts.append(SERVICE + "data: " + "x" * MAX_CHARACTERS)
    found = list(file_pods("---\n".join(texts).encode()))
    assert sum(isinstance(one, Manifest) for one in found) == MAX_DOCUMENTS + 1
    assert [one.has_kind for one in found if isinstance(one, NoPod)] == [True, True]


def test_aliases_still_cannot_multiply_it() -> None:
    lines = ["a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    (problem,) = file_pods("\n".join(lines))
    assert isinstance(problem, YamlProblem)
    assert "Expanded" in problem.message


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(YamlProblem, match="not UTF-8 text"):
        list(file_pods(b"a: \xff"))
