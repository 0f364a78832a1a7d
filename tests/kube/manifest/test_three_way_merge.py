"""What others changed is taken over field by field; what both changed is a conflict; the own text stays the own."""

from __future__ import annotations

from podbuilder.kube.core import versions
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.three_way_merge import MISSING, merge
from tests.support.cases import Case, cases


@cases(__file__, "three_way_merge.yaml")
def test_merging(case: Case) -> None:
    base, mine, theirs = (Manifest.read(case[side]) for side in ("base", "mine", "theirs"))
    found = merge(base.document, mine.document, theirs.document, versions.DEFAULT, case.get("choices"))
    merged = mine.patch_document(found.edits)
    assert merged.document == Manifest.read(case.get("merged", case["mine"])).document
    assert [conflict.name for conflict in found.conflicts] == case.get("conflicts", [])
    assert sorted(found.taken) == sorted(case.get("taken", []))


@cases(__file__, "three_way_merge.yaml")
def test_nothing_of_the_own_text_is_touched_besides(case: Case) -> None:
    """The lines of the own text that the other side had no say in are still there, comments and all."""
    base, mine, theirs = (Manifest.read(case[side]) for side in ("base", "mine", "theirs"))
    found = merge(base.document, mine.document, theirs.document, versions.DEFAULT)
    if not found.edits:
        assert mine.patch_document(found.edits) is mine
    assert ("# the server" in mine.patch_document(found.edits).text) == ("# the server" in mine.text)


@cases(__file__, "three_way_merge.yaml")
def test_all_conflicts_decided_for_theirs_leave_none_of_theirs_out(case: Case) -> None:
    base, mine, theirs = (Manifest.read(case[side]).document for side in ("base", "mine", "theirs"))
    names = [conflict.name for conflict in merge(base, mine, theirs, versions.DEFAULT).conflicts]
    decided = merge(base, mine, theirs, versions.DEFAULT, dict.fromkeys(names, "theirs"))
    assert set(names) <= set(decided.taken)
    merged = Manifest.read(case["mine"]).patch_document(decided.edits).document
    # Merged once, nothing of theirs is left to be taken.
    assert merge(theirs, merged, theirs, versions.DEFAULT).edits == ()
    assert not [one for one in decided.conflicts if one.mine is MISSING and one.theirs is MISSING]
