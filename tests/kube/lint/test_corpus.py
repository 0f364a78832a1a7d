"""Every fix of a few recorded pods, in their own text: skipped where the corpora are not at hand.

benchmarks/fixes.py does the same with all of them.
"""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.lint import DEFAULT, Patch, Safety
from podbuilder.kube.manifest import Manifest, remove_, set_
from tests.kube.lint.fixing import (
    CORPUS,
    MOST_ROUNDS,
    accepted_of,
    faults,
    findings_of,
    fix_of,
    related_lines,
    rounds_to_rest,
    stray_line,
)

# One of every so many rows: some fifteen pods.
EVERY = {"realworld": 251, "generated": 599}
TEXT = """\
kind: Pod
spec:
  hostPID: true
  securityContext: {runAsUser: 5}
  containers:
  - name: app
    image: nginx:1.27
"""
IMAGE = FieldPath(("spec", "containers", 0, "image"))
GROUP = FieldPath(("spec", "securityContext", "runAsGroup"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of recorded verdicts is not at hand")
@pytest.mark.parametrize("name", EVERY)
def test_every_fix_of_recorded_pods(name: str) -> None:
    for id, manifest in accepted_of(name, every=EVERY[name]):
        before = findings_of(manifest)
        for finding in before:
            patch = fix_of(manifest, finding)
            if patch is not None:
                found = [*faults(manifest, finding, patch, before)]
                if patch.safety is not Safety.SAFE:
                    found = [fault for fault in found if "other lines" not in fault]
                assert found == [], (id, finding.rule, str(finding.path))
        assert rounds_to_rest(manifest, DEFAULT) <= MOST_ROUNDS, id


def test_lines_that_have_nothing_to_do_with_a_fix() -> None:
    manifest = Manifest.read(TEXT)
    finding = Finding("run-as-group-unset", GROUP, "")
    assert related_lines(manifest, finding, [set_(GROUP, 5)]) == {4}
    assert related_lines(manifest, finding, [set_(IMAGE, "a")]) == {4, 7}
    assert related_lines(manifest, finding, [remove_(FieldPath(("spec", "hostIPC")))]) == {4}
    changed = TEXT.replace("1.27", "1.28") + "  hostIPC: true\n"
    assert stray_line(TEXT, changed, set()) == 7
    assert stray_line(TEXT, changed, {7}) == 0


def test_a_fix_that_does_not_do_what_it_says() -> None:
    manifest = Manifest.read(TEXT)
    before = findings_of(manifest)
    finding = next(f for f in before if f.rule == "host-pid")
    wrong = Patch("Do something else.", Safety.SAFE, (set_(IMAGE, "nginx"), set_(FieldPath(("spec", "x")), 1)))
    told = [fault.split(":")[0] for fault in faults(manifest, finding, wrong, before)]
    assert told == [
        "makes an error",
        "leaves as many findings of its rule",
        "adds [('image-tag-mutable', 'spec.containers[0].image')]",
    ]
    stray = Patch("Do it, and more.", Safety.SAFE, (remove_(finding.path), set_(FieldPath(("spec", "x", "y")), 1)))
    assert any(fault.startswith("makes an error") for fault in faults(manifest, finding, stray, before))
    refused = Patch("Do nothing.", Safety.SAFE, (set_(FieldPath(("spec", "containers", 7, "image")), 1),))
    assert [fault.split(":")[0] for fault in faults(manifest, finding, refused, before)] == ["cannot be made"]
