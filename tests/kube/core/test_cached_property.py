"""A cached property is worked out once for each object, and no object waits for another."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from podbuilder.kube.core.cached_property import cached_property

WAIT = 10


@dataclass(frozen=True)
class Page:
    """A page that takes as long as its gate is shut."""

    gate: threading.Event

    @cached_property
    def text(self) -> list[str]:
        """What it says."""
        assert self.gate.wait(WAIT)
        return ["done"]


def opened() -> threading.Event:
    gate = threading.Event()
    gate.set()
    return gate


def test_it_is_worked_out_once() -> None:
    page = Page(opened())
    assert page.text == ["done"]
    assert page.text is page.text
    assert Page(opened()).text is not page.text


def test_the_class_has_the_property_itself() -> None:
    assert isinstance(Page.text, cached_property)
    assert Page.text.__doc__ == "What it says."


def test_a_slow_one_keeps_nobody_waiting() -> None:
    slow = Page(threading.Event())
    thread = threading.Thread(target=lambda: slow.text, daemon=True)
    thread.start()
    quick = threading.Thread(target=lambda: Page(opened()).text, daemon=True)
    quick.start()
    quick.join(WAIT / 2)
    assert not quick.is_alive()
    slow.gate.set()
    thread.join(WAIT)
    assert not thread.is_alive()
