"""A picture as SVG. Its classes take their colours from the style sheet, so the same SVG serves light and dark.

Written by hand and not by a template: an open diagram is drawn at every keystroke.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from podbuilder.builder.diagram.shapes import DiagramBox, Line, Picture, Sign, Text
from podbuilder.kube.core.field import FieldPath

Href = Callable[[FieldPath], str]

# The signs: class and path, around the middle of the sign.
_DRAWN = {
    "port": ("", "M-5 0h7m-3 -3l3 3l-3 3M4 -5v10"),
    "call": ("", "M-5 -2h9l-3 -3M5 2h-9l3 3"),
    "mount": ("", "M-5 -3a5 2 0 0 1 10 0v6a5 2 0 0 1 -10 0zM-5 -3a5 2 0 0 0 10 0"),
    "probes": ("", "M-6 0h3l2 -4l3 8l2 -4h2"),
    "device": (
        "",
        "M-3.5 -3.5h7v7h-7zM-1.5 -3.5v-2M1.5 -3.5v-2M-1.5 3.5v2M1.5 3.5v2M-3.5 0h-2M3.5 0h2",
    ),
    "writes": (" diagram__sign--full", "M-3.5 0a3.5 3.5 0 1 1 7 0a3.5 3.5 0 1 1 -7 0z"),
    "reads": (" diagram__sign--empty", "M-3.5 0a3.5 3.5 0 1 1 7 0a3.5 3.5 0 1 1 -7 0z"),
    "joint": (" diagram__sign--joint", "M-1.8 0a1.8 1.8 0 1 1 3.6 0a1.8 1.8 0 1 1 -3.6 0z"),
    "arrow-right": (" diagram__sign--full", "M0 0l-6 -3.5v7z"),
    "arrow-left": (" diagram__sign--full", "M0 0l6 -3.5v7z"),
    "arrow-down": (" diagram__sign--full", "M0 0l-3.5 -6h7z"),
    "legend-call": (" diagram__sign--call", "M-6 0h12"),
    "legend-pod": ("", "M-6 0h8m-2 -3l4 3l-4 3"),
    "legend-node": (" diagram__sign--node", "M-6 0h8m-2 -3l4 3l-4 3"),
}
# The paths alone, for other pictures.
SIGNS = {name: path for name, (_, path) in _DRAWN.items()}


def draw_picture(
    picture: Picture, href_for: Href | None, *, name: str, title: str, look: str, style: str = ""
) -> SafeString:
    """The picture as SVG; `name` is the prefix of its ids, `look` its size, and `href_for` returns the link of a box.

    With a `style` it is self-contained, as a file.
    """
    width, height = f"{picture.width:g}", f"{picture.height:g}"
    alone = f' xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"' if style else ""
    parts = [
        f'<svg class="diagram__picture diagram__picture--{look}"{alone} viewBox="0 0 {width} {height}"'
        f' role="{"group" if href_for else "img"}" aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{escape(title)}</title>',
        f"<style>{style}</style>" if style else "",
        _frame(picture),
        *(_line(line) for line in picture.lines),
        *(_box(box, href_for) for box in picture.boxes),
        *(_text(text) for text in picture.texts),
        *(_sign(sign) for sign in picture.signs),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every word of the manifest above went through escape()


def _frame(picture: Picture) -> str:
    x, y, width, height = picture.frame
    return f'<rect class="diagram__frame" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="10"/>'


def _box(box: DiagramBox, href_for: Href | None) -> str:
    new = " diagram__box--new" if box.is_new else ""
    drawn = (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="6"/>'
        f"{''.join(map(_sign, box.signs))}{''.join(map(_text, box.texts))}"
    )
    look = f"diagram__box diagram__box--{box.look}{new}"
    says = escape(f"New: {box.says}" if box.is_new else box.says)
    if href_for is None:
        return f'<g class="{look}"><title>{says}</title>{drawn}</g>'
    return f'<a class="{look}" href="{escape(href_for(box.path))}" aria-label="{says}"><title>{says}</title>{drawn}</a>'


def _text(text: Text) -> str:
    anchor = f' text-anchor="{text.anchor}"' if text.anchor != "start" else ""
    look = f' class="diagram__{text.kind}"' if text.kind != "plain" else ""
    return f'<text{look} x="{text.x:g}" y="{text.y:g}"{anchor}>{escape(text.text)}</text>'


def _sign(sign: Sign) -> str:
    look, path = _DRAWN[sign.name]
    return f'<path class="diagram__sign{look}" transform="translate({sign.x:g} {sign.y:g})" d="{path}"/>'


def _line(line: Line) -> str:
    path = "".join(f"M{a:g} {b:g}L{c:g} {d:g}" for a, b, c, d in line.segments)
    title = f"<title>{escape(line.says)}</title>" if line.says else ""
    drawn = f'<path d="{path}"/>{_signs(line.signs)}'
    return f'<g class="diagram__line diagram__line--{line.kind}">{title}{drawn}</g>'


def _signs(signs: Iterable[Sign]) -> str:
    return "".join(map(_sign, signs))
