"""The draft's own waivers: advice is suppressed for a reason, and unsuppressed; each is a step of undo."""

from __future__ import annotations

from podbuilder.builder.models import Draft, State
from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.waivers import MOST, read_waivers, waiver_for, write_waivers
from podbuilder.kube.manifest import Manifest

UNSUPPRESS = "unsuppress"


def suppress(draft: Draft, finding: Finding, scope: str, reason: str) -> None:
    """Suppress a finding, for a reason, as a step of undo."""
    waiver = waiver_for(draft.manifest.pod, finding, scope, reason)

    def waivers() -> State:
        kept = [w for w in read_waivers(draft.waivers) if (w.rule, w.place) != (waiver.rule, waiver.place)]
        return {"waivers": write_waivers([waiver, *kept][:MOST])}

    draft.keep(waivers, f"advice {waiver.rule}")


def unsuppress(manifest: Manifest, draft: Draft, target: str) -> tuple[Manifest, State]:
    """The manifest as it is, and the draft's waivers without `RULE:PLACE`."""
    rule, _, place = target.partition(":")
    kept = [w for w in read_waivers(draft.waivers) if (w.rule, w.place) != (rule, place)]
    return manifest, {"waivers": write_waivers(kept)}
