"""The parts of a page that its browser has as they would be drawn again: an answer leaves them out.

Each part says on its root what it was drawn as, in `data-drawn`; a browser that asks for a preview names what its parts
were drawn as in a header. No server has to remember what it sent, and a page that missed an answer gets it by the next.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

HEADER = "Drawn-Parts"
_hash = partial(hashlib.blake2b, digest_size=6)
OOB = ' hx-swap-oob="true"'


class Drawn(NamedTuple):
    """A part's HTML without the end of its root's id, and what it was drawn as."""

    head: str
    tail: str
    digest: str

    # Whoever drew it escaped what it is made of.

    @property
    def html(self) -> SafeString:
        """The part as it stands in a page."""
        return mark_safe(f'{self.head} data-drawn="{self.digest}"{self.tail}')  # noqa: S308 - as above

    @property
    def in_answer(self) -> SafeString:
        """The part as it takes the place of an older one."""
        return mark_safe(f'{self.head} data-drawn="{self.digest}"{OOB}{self.tail}')  # noqa: S308 - as above


def drawn_as(html: str) -> Drawn:
    """A part, told by its HTML. Its root is the first element with an id, and the id comes before what may be long."""
    end = html.index('"', html.index(' id="') + 5) + 1
    return Drawn(html[:end], html[end:], _hash(html.encode()).hexdigest())


def digest(text: str) -> str:
    """A text, in twelve letters."""
    return _hash(text.encode()).hexdigest()


def held_by(request: HttpRequest) -> frozenset[str]:
    """What the browser's parts were drawn as; nothing, if it wants all of them."""
    return frozenset(request.headers.get(HEADER, "").split())
