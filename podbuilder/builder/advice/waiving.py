"""The draft's own waivers: set aside with a reason, spoken of again, and kept with their containers."""

from __future__ import annotations

from podbuilder.builder.models import Draft
from podbuilder.builder.patterns.roles import followed
from podbuilder.kube.field import Document, Finding
from podbuilder.kube.lint.waivers import MOST, Waiver, name_of, read_waivers, renamed, waive, write_waivers
from podbuilder.kube.manifest import Manifest

UNWAIVE = "unwaive"


def set_aside(draft: Draft, finding: Finding, scope: str, reason: str) -> None:
    """Keep a finding from being spoken of again."""
    waiver = waive(draft.manifest.pod, finding, scope, reason)
    kept = [w for w in read_waivers(draft.waivers) if (w.rule, w.place) != (waiver.rule, waiver.place)]
    _keep(draft, [waiver, *kept][:MOST])


def speak_again(manifest: Manifest, draft: Draft, target: str) -> Manifest:
    """Drop the waiver `RULE:PLACE`; the manifest stays as it is."""
    rule, _, place = target.partition(":")
    _keep(draft, [w for w in read_waivers(draft.waivers) if (w.rule, w.place) != (rule, place)])
    return manifest


def follow(draft: Draft, before: Document, after: Document) -> None:
    """Let the waivers follow an edit: those of a renamed container are its own."""
    if draft.waivers:
        waivers = read_waivers(draft.waivers)
        names = {name_of(waiver.place) for waiver in waivers} - {""}
        now = followed({name: name for name in names}, before, after)
        _keep(draft, renamed(waivers, {was: name for name, was in now.items()}))


def _keep(draft: Draft, waivers: list[Waiver]) -> None:
    stored = write_waivers(waivers)
    if stored != draft.waivers:
        draft.waivers = stored
        Draft.objects.filter(pk=draft.pk).update(waivers=stored)
