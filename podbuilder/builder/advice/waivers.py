"""The draft's own waivers: set aside with a reason, and spoken of again; each is a step of undo."""

from __future__ import annotations

from podbuilder.builder.models import Draft, State
from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.waivers import MOST, read_waivers, waive, write_waivers
from podbuilder.kube.manifest import Manifest

UNWAIVE = "unwaive"


def set_aside(draft: Draft, finding: Finding, scope: str, reason: str) -> None:
    """Keep a finding from being spoken of again."""
    waiver = waive(draft.manifest.pod, finding, scope, reason)

    def waivers() -> State:
        kept = [w for w in read_waivers(draft.waivers) if (w.rule, w.place) != (waiver.rule, waiver.place)]
        return {"waivers": write_waivers([waiver, *kept][:MOST])}

    draft.keep(waivers, f"advice {waiver.rule}"[:512])


def speak_again(manifest: Manifest, draft: Draft, target: str) -> tuple[Manifest, State]:
    """Without the waiver `RULE:PLACE`; the manifest stays as it is."""
    rule, _, place = target.partition(":")
    kept = [w for w in read_waivers(draft.waivers) if (w.rule, w.place) != (rule, place)]
    return manifest, {"waivers": write_waivers(kept)}
