"""A diagram as a file: the same drawing with its colours included, for documents and slides."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.builder.diagram import svg
from podbuilder.builder.diagram.layout import pictures, plan
from podbuilder.kube.core.field import Document
from podbuilder.kube.insight.connections import wiring
from podbuilder.kube.roles.recognition import Role

# The light colours of static/css/tokens.css, in a notation that every program understands.
PAGE, PANEL, RAISED, LINE, EDGE = "#f5f7f9", "#ffffff", "#ebeef3", "#d9dde2", "#7e8693"
TEXT, QUIET, ACCENT, ACCENT_WASH, ADVICE, ERROR = "#181c25", "#505867", "#274fb4", "#e5eefe", "#005b83", "#b3261e"
STYLE = f"""
text {{ font: 12px system-ui, "Segoe UI", Roboto, sans-serif; fill: {TEXT}; }}
.diagram__name {{ font-size: 13px; font-weight: 600; }}
.diagram__heading {{ font-weight: 600; fill: {QUIET}; }}
.diagram__quiet {{ fill: {QUIET}; }}
.diagram__frame {{ fill: {PAGE}; stroke: {LINE}; }}
.diagram__box > rect {{ fill: {PANEL}; stroke: {EDGE}; }}
.diagram__box--app > rect {{ fill: {ACCENT_WASH}; stroke: {ACCENT}; }}
.diagram__box--init > rect {{ stroke-dasharray: 5 3; }}
.diagram__box--debug > rect {{ stroke-dasharray: 1 3; stroke-linecap: round; }}
.diagram__box--ambassador > rect, .diagram__box--adapter > rect {{ stroke: {ADVICE}; }}
.diagram__box--volume > rect {{ fill: {RAISED}; }}
.diagram__box--volume-missing > rect {{ stroke: {ERROR}; stroke-dasharray: 3 3; }}
path {{ fill: none; stroke: {QUIET}; stroke-linejoin: round; }}
.diagram__sign--full {{ fill: {QUIET}; }}
.diagram__sign--empty {{ fill: {PANEL}; }}
.diagram__sign--joint {{ fill: {QUIET}; stroke: none; }}
.diagram__sign--call, .diagram__line--call > path:first-of-type {{ stroke: {ADVICE}; stroke-width: 1.5; }}
.diagram__sign--call, .diagram__line--call > path:first-of-type {{ stroke-dasharray: 4 2; }}
.diagram__line--call > .diagram__sign--full {{ fill: {ADVICE}; stroke: {ADVICE}; }}
.diagram__sign--node, .diagram__line--node > path:first-of-type {{ stroke: {TEXT}; stroke-width: 2; }}
.diagram__line--node > .diagram__sign--full {{ fill: {TEXT}; stroke: {TEXT}; }}
"""


def diagram_file(pod: Document, roles: Sequence[Role]) -> str:
    """The wide picture if there is one, else the narrow one, as the text of an .svg file."""
    planned = plan(wiring(pod), roles)
    drawn = pictures(planned)
    look = "wide" if "wide" in drawn else "narrow"
    title = f"Diagram of {planned.title}"
    return svg.draw_picture(drawn[look], None, name="diagram", title=title, look=look, style=STYLE)
