"""What changed between two manifests is said in words, and no secret is repeated."""

from __future__ import annotations

from podbuilder.kube.core import document, versions
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.change_log import changes, summarize
from tests.support.cases import Case, cases


@cases(__file__, "change_log.yaml")
def test_changes(case: Case) -> None:
    old, new = Manifest.read(case["old"]), Manifest.read(case["new"])
    found = changes(old, new, versions.DEFAULT)
    assert summarize(found) == case["words"]
    assert "hunter2" not in "".join(change.text for change in found)
    for change in found:
        side = old if change.text.endswith("removed") else new
        assert document.has(side.object, change.path) or document.has(side.pod, change.path), change


@cases(__file__, "change_log.yaml")
def test_the_way_back_has_as_many(case: Case) -> None:
    old, new = Manifest.read(case["old"]), Manifest.read(case["new"])
    there, back = changes(old, new, versions.DEFAULT), changes(new, old, versions.DEFAULT)
    assert len(there) == len(back)
