"""Texts, the companions that their pods are offered, and what is written when some are chosen."""

from __future__ import annotations

from podbuilder.kube.file_references.file_check import file_findings
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.proposed_companions.companions import add, offers
from podbuilder.kube.proposed_companions.offer import Offer
from tests.support.cases import Case


def assert_offered(case: Case, *kinds: str) -> None:
    """What is offered of these kinds."""
    found = offers(Manifest.read(case["text"]), case.get("version", "1.36"))
    told = {one.slug: f"{state(one)}: {one.name}: {one.reason}" for one in found if one.kind in kinds}
    assert told == case["offered"]


def state(one: Offer) -> str:
    if one.is_there:
        return "there"
    if not one.is_possible:
        return "impossible"
    return "advised" if one.is_advised else "offered"


def assert_added(case: Case) -> None:
    """What is written, told and refused; only what was asked for contradicts the rest."""
    manifest = Manifest.read(case["text"])
    done = add(manifest, case.get("chosen", {}), case.get("version", "1.36"))
    assert [f"{one.slug}: {one.sentence}" for one in done.refused] == case.get("refused", [])
    if "after" in case:
        assert done.manifest.text == case["after"]
    else:
        assert done.manifest.text == case["text"] + case.get("written", "")
    assert [f"{note.outcome} {note.slug} {note.path}".replace("  ", " ") for note in done.notes] == case.get(
        "notes", []
    )
    assert all(note.sentence.endswith(".") for note in done.notes)
    assert contradictions(done.manifest) - contradictions(manifest) == set(case.get("contradicts", []))


def contradictions(manifest: Manifest) -> set[str]:
    """What the objects of a file say against each other."""
    return {f"{one.kind} {one.name} {one.path}: {one.sentence}" for one in file_findings(manifest)}
