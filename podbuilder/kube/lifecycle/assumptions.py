"""What no manifest says and a play needs: seconds of pulls, starts and stops. All are guesses, to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Assumption(NamedTuple):
    """A number that is assumed: what it is, in words, and its bounds."""

    name: str
    label: str
    default: int
    most: int
    is_of_containers: bool


_HOUR, _DAY = 3600, 86_400
ASSUMPTIONS = (
    Assumption("schedule", "Until the scheduler has found a node", 1, _HOUR, False),
    Assumption("mount", "Until the volumes are mounted", 1, _HOUR, False),
    Assumption("sandbox", "Until the pod has its network", 1, _HOUR, False),
    Assumption("gates", "Until its readiness gates are met (0: never)", 0, _HOUR, False),
    Assumption("delete", "Deleted after (0: never)", 120, _DAY, False),
    Assumption("until", "Played until", 600, _DAY, False),
    Assumption("pull", "Pulling the image", 5, _HOUR, True),
    Assumption("ready", "From start until the program answers", 5, _HOUR, True),
    Assumption("task", "How long it runs, if it is a task", 10, _HOUR, True),
    Assumption("fail", "How long it runs until it fails", 2, _DAY, True),
    Assumption("stop", "From its stop signal until it has ended", 2, _HOUR, True),
    Assumption("hook", "How long a hook runs that does not say", 2, _HOUR, True),
)
BY_NAME = {one.name: one for one in ASSUMPTIONS}
OF_CONTAINERS = tuple(one for one in ASSUMPTIONS if one.is_of_containers)
OF_PODS = tuple(one for one in ASSUMPTIONS if not one.is_of_containers)


@dataclass(frozen=True)
class Assumptions:
    """Numbers by name; a container can have its own, by its key."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    own: Mapping[tuple[int, str], int] = field(default_factory=dict)
    # Images that are on the node already.
    present: frozenset[str] = frozenset()

    def of(self, name: str, key: int | None = None) -> int:
        """A number, within its bounds; that of a container if it has one of its own."""
        assumption = BY_NAME[name]
        number = self.numbers.get(name, assumption.default)
        if key is not None:
            number = self.own.get((key, name), number)
        return min(max(number, 0), assumption.most)
