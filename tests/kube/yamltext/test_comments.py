"""The comment of a field: read, written, and nothing else touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.core.document import walk
from podbuilder.kube.manifest import Manifest, ManifestError, remove_
from tests.support.pods import path_of

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("comments.yaml").read_text(encoding="utf-8"))


def dos(text: str) -> str:
    return text.replace("\n", "\r\n")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("ending", [str, dos], ids=["LF", "CRLF"])
def test_a_comment(case: dict[str, Any], ending: Any) -> None:
    before, at = Manifest.read(ending(case["before"])), path_of(case["path"])
    # A mark and the space behind it are not part of the text; further spaces are.
    assert before.comment(at) == case["is"]
    if "write" not in case:
        return
    if "refused" in case:
        with pytest.raises(ManifestError, match=case["refused"]):
            before.with_comment(at, case["write"])
        return
    after = before.with_comment(at, case["write"])
    assert after.text == ending(case.get("after", case["before"]))
    assert after.document == before.document
    assert after.with_comment(at, after.comment(at)).text == after.text


DEPLOYMENT = """\
kind: Deployment
spec:
  template:
    spec:
      containers:
      - name: a
        image: b # pinned
"""


def test_paths_are_the_pods_own() -> None:
    manifest, at = Manifest.read(DEPLOYMENT), path_of("spec.containers[0].image")
    assert manifest.comment(at) == "pinned"
    assert manifest.with_comment(at, "").text == DEPLOYMENT.replace(" # pinned", "")


def test_a_comment_goes_with_its_field_and_no_other_does() -> None:
    text = CASES["the lines above are read"]["before"].replace("  name: web", "  name: web # x\n  namespace: y # z")
    assert Manifest.read(text).patch([remove_(path_of("metadata.name"))]).text == (
        "kind: Pod\nmetadata:\n  # not this\n\n  namespace: y # z\n"
    )


def test_every_field_of_a_manifest_takes_a_comment_or_says_why_not() -> None:
    manifest = Manifest.read(
        "# head\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: web # x\n    args: [a, b]\n"
        "    env:\n    - name: A\n      value: |\n        text\n    - &e\n      name: B\n    - *e\n"
        "  ? nodeSelector\n  : a: b\n"
    )
    refused = []
    for at, _ in walk(manifest.pod):
        if not at:
            continue
        try:
            new = manifest.with_comment(at, "a note")
        except ManifestError:
            refused.append(str(at))
            continue
        assert new.comment(at) == "a note"
        assert new.document == manifest.document
        back = new.with_comment(at, manifest.comment(at))
        assert back.text == manifest.text
    args = "spec.containers[0].args"
    assert refused == ["metadata.name", f"{args}[0]", f"{args}[1]", "spec.containers[0].env[2].name"]
