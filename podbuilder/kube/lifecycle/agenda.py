"""What happens when: actions at seconds, carried out in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import count

Action = Callable[[], None]
# Something that takes time: it gives the seconds that it waits for, one after the other.
Steps = Iterator[int]


class Agenda:
    """A clock and the actions to come. Those of one second happen in the order in which they were asked for."""

    def __init__(self) -> None:
        self.now = 0
        # Whether there was more to do than might be done.
        self.is_cut = False
        self._order = count()
        self._spent = 0
        self._actions: list[tuple[int, int, Action]] = []

    def after(self, seconds: int, action: Action) -> None:
        """Do something in so many seconds."""
        heappush(self._actions, (self.now + seconds, next(self._order), action))

    def begin(self, steps: Steps) -> None:
        """Walk through steps, waiting as long as each of them says."""

        def walk() -> None:
            seconds = next(steps, None)
            if seconds is not None:
                self.after(seconds, walk)

        walk()

    def spend(self, effort: int) -> None:
        """What is done now is as much as so many actions."""
        self._spent += effort

    def run(self, until: int, most: int) -> Iterator[int]:
        """Carry out what is due up to a second, at most so many actions; gives each second that is over."""
        while self._actions and self._actions[0][0] <= until:
            if self._spent >= most:
                self.is_cut = True
                return
            self.now = self._actions[0][0]
            while self._actions and self._actions[0][0] == self.now and self._spent < most:
                heappop(self._actions)[2]()
                self._spent += 1
            yield self.now
