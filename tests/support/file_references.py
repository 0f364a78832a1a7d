"""Files of several objects, and what is found between those."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.file_references.contradiction import FileFinding
from podbuilder.kube.file_references.file_check import file_findings, mended
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.manifest.neighbours import objects_of
from tests.support.cases import Case


def assert_findings(case: Case) -> None:
    """What a case says is found, and what the fix of each writes, after which it is not found again."""
    manifest = Manifest.read("---\n".join(map(write, case["file"])))
    findings = file_findings(manifest)
    assert [f"{one.kind} {one.name} {one.path}" for one in findings] == [want["at"] for want in case["found"]]
    for one, want in zip(findings, case["found"], strict=True):
        assert want["says"] in one.sentence
        assert one.sentence.endswith(".")
        assert one.rule == want.get("rule", one.rule)
        assert (one.fix is not None) == ("fixed" in want)
        if one.fix:
            assert one.fix.is_safe == want.get("safe", False)
            assert_mended(manifest, one, want)


def assert_mended(manifest: Manifest, one: FileFinding, want: dict[str, Any]) -> None:
    assert one.fix
    after = mended(manifest, one.fix)
    assert (one.kind, one.name, one.path, one.sentence) not in {
        (other.kind, other.name, other.path, other.sentence) for other in file_findings(after)
    }
    changed = list(objects_of(after.tree.source))[one.fix.document_number]
    if want["fixed"] == "gone":
        assert not document.has(changed, one.path)
    else:
        assert str(one.fix.edit.path) == want.get("fixed_at", str(one.path))
        assert document.get(changed, one.fix.edit.path) == want["fixed"]
