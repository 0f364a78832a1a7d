"""The files of a base as one text, and a text back in the files."""

from __future__ import annotations

import pytest

from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.overlays import base_text
from podbuilder.kube.kustomization.overlays.base_text import changed_text, entries, listings, text_of, with_text
from podbuilder.kube.kustomization.problem import KustomizationError

POD = "# ours\n---\nkind: Pod\nmetadata: {name: web}  # the shop"
TWO = "---\nkind: Service\nmetadata: {name: a}\n---\nkind: Service\nmetadata: {name: b}\n---\n# the end\n"
DEEP = "\ufeff# licence\n---\nkind: ConfigMap\nmetadata: {name: deep}\n"
FILES = {
    "base/kustomization.yaml": "# all of it\nresources:\n- pod.yaml   # first\n- two.yaml\n- sub\n- two.yaml\n- 7\n",
    "base/pod.yaml": POD,
    "base/two.yaml": TWO,
    "base/sub/kustomization.yml": "bases: [deep.yaml, gone.yaml]\nhelmCharts: [{name: x}]\n",
    "base/sub/deep.yaml": DEEP,
}
TEXT = f"{POD}\n{TWO}---\n{DEEP[1:]}"


def folder(**files: str) -> Folder:
    return Folder({**FILES, **files}, ["base/logo.png"])


def changed(text: str) -> dict[str, str | None]:
    """The files that are others with a text in them; the text comes out of them again."""
    after = with_text(folder(), "base", text)
    assert text_of(after, "base") == text
    assert with_text(after, "base", text).files == after.files
    assert after.others == {"base/logo.png"}
    return {
        path: after.files.get(path) for path in {**FILES, **after.files} if after.files.get(path) != FILES.get(path)
    }


def test_the_lines_of_all_files_are_one_text() -> None:
    assert text_of(folder(), "base") == TEXT
    assert [one.file for one in listings(folder(), "base")] == ["base/pod.yaml", "base/two.yaml", "base/sub/deep.yaml"]
    assert entries(folder(), "base/sub") == [(("bases", 0), "deep.yaml"), (("bases", 1), "gone.yaml")]
    assert text_of(Folder({"kustomization.yaml": "namespace: x\n"}), ".") == ""


def test_a_comment_that_looks_like_the_begin_of_a_document_stays() -> None:
    files = {
        "kustomization.yaml": "resources: [a.yaml]\n",
        "a.yaml": "# --- ours ---\nkind: Pod\nmetadata: {name: a}\n",
    }
    after = with_text(Folder(files), ".", files["a.yaml"].replace("name: a", "name: b"))
    assert after.files["a.yaml"] == "# --- ours ---\nkind: Pod\nmetadata: {name: b}\n"


def test_the_same_text_changes_nothing() -> None:
    assert with_text(folder(), "base", TEXT).files == FILES
    assert changed_text(folder(), "base", TEXT, FILES) == TEXT


NEW = "---\nkind: ConfigMap\nmetadata: {name: made}\n"
CASES: dict[str, tuple[str, dict[str, str | None]]] = {
    "a field": (TEXT.replace("name: b", "name: b, x: y"), {"base/two.yaml": TWO.replace("name: b", "name: b, x: y")}),
    "another name": (
        TEXT.replace("name: web", "name: shop"),
        {"base/pod.yaml": POD.replace("name: web", "name: shop")},
    ),
    "a file that ends with a line": (
        TEXT.replace("name: deep", "name: deeper"),
        {"base/sub/deep.yaml": DEEP.replace("name: deep", "name: deeper")},
    ),
    "the comment of the first": (TEXT.replace("# ours", "# theirs"), {"base/pod.yaml": POD.replace("ours", "theirs")}),
    "the comment between": (
        TEXT.replace("# licence", "# free"),
        {
            "base/two.yaml": TWO.replace("---\n# the end\n", ""),
            "base/sub/deep.yaml": f"# the end\n---\n{DEEP[1:]}".replace("licence", "free"),
        },
    ),
    "a comment at the end": (f"{TEXT}---\n# more\n", {"base/sub/deep.yaml": f"{DEEP}---\n# more\n"}),
    "a new one at the end": (
        f"{TEXT}{NEW}",
        {
            "base/sub/configmap-made.yaml": NEW[4:],
            "base/sub/kustomization.yml": FILES["base/sub/kustomization.yml"].replace(
                "deep.yaml,", "deep.yaml, configmap-made.yaml,"
            ),
        },
    ),
    "a new one in front": (
        f"{NEW[4:]}---\n{TEXT}",
        {
            "base/configmap-made.yaml": NEW[4:],
            "base/kustomization.yaml": FILES["base/kustomization.yaml"].replace(
                "- pod", "- configmap-made.yaml\n- pod"
            ),
        },
    ),
    "two new ones behind a file": (
        TEXT.replace("---\nkind: Service\nmetadata: {name: a}", f"{NEW}{NEW}---\nkind: Service\nmetadata: {{name: a}}"),
        {
            "base/configmap-made.yaml": NEW[4:],
            "base/configmap-made-2.yaml": NEW[4:],
            "base/kustomization.yaml": FILES["base/kustomization.yaml"].replace(
                "# first\n", "# first\n- configmap-made-2.yaml\n- configmap-made.yaml\n"
            ),
        },
    ),
    "a new one within a file": (
        TEXT.replace("---\nkind: Service\nmetadata: {name: b}", f"{NEW}---\nkind: Service\nmetadata: {{name: b}}"),
        {
            "base/two.yaml": TWO.replace(
                "---\nkind: Service\nmetadata: {name: b}", f"{NEW}---\nkind: Service\nmetadata: {{name: b}}"
            )
        },
    ),
    "one that is gone": (
        TEXT.replace("kind: Service\nmetadata: {name: a}\n---\n", ""),
        {"base/two.yaml": TWO.replace("kind: Service\nmetadata: {name: a}\n---\n", "")},
    ),
    "all of a file": (
        TEXT.replace(TWO, ""),
        {
            "base/two.yaml": None,
            "base/kustomization.yaml": FILES["base/kustomization.yaml"].replace("- two.yaml\n", "", 1),
        },
    ),
}


@pytest.mark.parametrize(("text", "files"), CASES.values(), ids=CASES)
def test_each_document_stays_in_its_file(text: str, files: dict[str, str | None]) -> None:
    assert changed(text) == files


def test_one_that_moves_keeps_its_file() -> None:
    files = {"kustomization.yaml": "resources: [a.yaml, b.yaml]\n"}
    files |= {f"{name}.yaml": f"kind: Pod\nmetadata: {{name: {name}}}\n" for name in "ab"}
    text = f"{files['b.yaml']}---\n{files['a.yaml'].replace('}', ', x: y}')}"
    after = with_text(Folder(files), ".", text)
    assert after.files == {**files, "a.yaml": files["a.yaml"].replace("}", ", x: y}")}


def test_what_files_say_comes_into_the_text() -> None:
    text = f"{NEW[4:]}---\n{TEXT}".replace("name: web", "name: shop")
    now = with_text(folder(), "base", text)
    files = {**now.files, "base/two.yaml": TWO.replace("name: b", "name: c")}
    assert changed_text(now, "base", text, files) == text.replace("name: b}", "name: c}")


def test_objects_without_a_kind_are_known_by_their_lines() -> None:
    files = {"kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": "x: 1\n---\ny: 1\n---\n# a\n---\n"}
    after = with_text(Folder(files), ".", "z: 1\n---\nx: 1\n---\ny: 1\n")
    assert after.files["a.yaml"] == "x: 1\n---\ny: 1\n"
    assert after.files["object.yaml"] == "z: 1\n"


@pytest.mark.parametrize(
    ("files", "text", "says"),
    [
        ({"kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": "a: [\n"}, "x", "a.yaml: Line"),
        ({"kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": "a: b\n"}, "a: [", "Line 1"),
        ({"kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": "\x01"}, "a: b", "a.yaml: "),
    ],
)
def test_a_text_that_the_files_do_not_take(files: dict[str, str], text: str, says: str) -> None:
    with pytest.raises(KustomizationError, match=says):
        with_text(Folder(files), ".", text)


@pytest.mark.parametrize(
    ("text", "says"), [("a: b\n---\nc: d\n", "object.yaml cannot be listed"), ("", "cannot be taken off")]
)
def test_a_list_that_cannot_be_edited(monkeypatch: pytest.MonkeyPatch, text: str, says: str) -> None:
    monkeypatch.setattr(base_text, "with_edit", lambda *edit: None)
    with pytest.raises(KustomizationError, match=says):
        with_text(Folder({"kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": "a: b\n"}), ".", text)


def test_bases_below_bases_come_to_an_end() -> None:
    files = {f"{'b/' * level}kustomization.yaml": "resources: [b]\n" for level in range(1, 19)}
    files["kustomization.yaml"] = "resources: [b]\n"
    assert listings(Folder(files), ".") == []
    assert listings(Folder({"a/kustomization.yaml": "resources: [../a]\n"}), "a") == []
