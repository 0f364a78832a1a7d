"""The diagram of a pod: containers by role and start order, ports, volumes and who mounts them, as SVG and in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from podbuilder.builder.diagram import svg
from podbuilder.builder.diagram.layout import pictures, plan
from podbuilder.builder.diagram.svg import Href
from podbuilder.kube.core.field import Document
from podbuilder.kube.insight.connections import wiring
from podbuilder.kube.roles.recognition import Role
from podbuilder.kube.roles.recognition import roles as recognised

__all__ = ["draw_diagram"]


def draw_diagram(
    pod: Document,
    version: str,
    roles: Sequence[Role] | None = None,
    href_for: Href | None = None,
    *,
    name: str = "diagram",
    looks: Collection[str] = ("wide", "narrow"),
    new: Collection[str] = (),
    has_words: bool = True,
) -> SafeString:
    """The diagram of a pod, for any page that loads the site's style sheets. It needs no draft.

    `pod` is the document of a Pod or of a workload's template (`Manifest.pod`), `version` the Kubernetes version.
    `roles` come from `kube.roles.recognition.roles`; without them they are recognised here.
    `href_for` returns the link of a container (`spec.containers[0]`) or a volume (`spec.volumes[0]`), for example
    `lambda path: page.step_url(slug_for(path))`; without it the boxes are not links.
    `name` is the prefix of the HTML ids: two diagrams on one page need two names. `looks` are the sizes to draw, of
    which the style sheet shows the one that fits; use ("narrow",) if there is never more room than a column.
    `new` names containers and volumes to mark as just added. `has_words` adds the same in words beneath, folded.
    """
    planned = plan(wiring(pod), recognised(pod, version) if roles is None else roles, new)
    drawn = pictures(planned)
    context = {
        "name": name,
        "drawn": [
            svg.draw_picture(
                drawn[look], href_for, name=f"{name}-{look}", title=f"Diagram of {planned.title}", look=look
            )
            for look in looks
            if look in drawn or look == "narrow"
        ],
        "has_choice": "wide" in looks and "wide" in drawn,
        "groups": planned.groups if has_words else (),
        "volumes": [b.says for b in drawn["narrow"].boxes if b.look.startswith("volume")] if has_words else (),
        "has_words": has_words,
    }
    return SafeString(render_to_string("builder/_diagram.html", context))
