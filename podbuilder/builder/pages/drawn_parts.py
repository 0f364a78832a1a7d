"""The parts of a page that its browser has as they would be drawn again: an answer leaves them out.

Each part says on its root what it was drawn as, in `data-drawn`; a browser that asks for a preview names what its parts
were drawn as in a header. No server has to remember what it sent, and a page that missed an answer gets it by the next.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

HEADER = "Drawn-Parts"
OOB = ' hx-swap-oob="true"'


class Drawn(NamedTuple):
    """A part's HTML without the end of its root's id, and what it was drawn as."""

    head: str
    tail: str
    digest: str

    @property
    def html(self) -> SafeString:
        """The part as it stands in a page."""
        return self._with("")

    @property
    def in_answer(self) -> SafeString:
        """The part as it takes the place of an older one."""
        return self._with(OOB)

    def _with(self, oob: str) -> SafeString:
        html = f'{self.head} data-drawn="{self.digest}"{oob}{self.tail}'
        return mark_safe(html)  # noqa: S308 - whoever drew it escaped what it is made of


def drawn_as(html: str) -> Drawn:
    """A part, told by its HTML. Its root is the first element with an id, and the id comes before what may be long."""
    end = html.index('"', html.index(' id="') + 5) + 1
    return Drawn(html[:end], html[end:], digest(html))


def digest(text: str) -> str:
    """A text, in twelve letters."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def held_by(request: HttpRequest) -> frozenset[str]:
    """What the browser's parts were drawn as; nothing, if it wants all of them."""
    return frozenset(request.headers.get(HEADER, "").split())
