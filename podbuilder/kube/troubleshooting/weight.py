"""A trouble as it is weighed against others."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.troubleshooting.cause import Trouble
from podbuilder.kube.troubleshooting.fact import Fact


@dataclass(frozen=True, slots=True)
class Weighed:
    """A trouble with the facts that speak for it, whether they only hint at it, and where it ranks; less is better."""

    trouble: Trouble
    facts: tuple[Fact, ...]
    is_hint: bool
    # It has passed, or another one that stands beside it is nearer to what keeps the pod from running.
    is_behind: bool = False
    order: int = 0

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """What troubles are sorted by."""
        return self.is_hint, self.is_behind, int(self.trouble.stage), self.order


Found = dict[str, Weighed]
