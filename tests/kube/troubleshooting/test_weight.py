"""What troubles are sorted by."""

from __future__ import annotations

from dataclasses import replace

from podbuilder.kube.troubleshooting import all_troubles
from podbuilder.kube.troubleshooting.weight import Weighed


def test_what_is_sure_comes_before_hints_and_the_earlier_before_the_later() -> None:
    one = Weighed(all_troubles()["probe-timeout"], (), is_hint=False)
    ranks = [
        Weighed(all_troubles()["image-auth"], (), is_hint=False).rank,
        one.rank,
        replace(one, order=1).rank,
        replace(one, is_behind=True).rank,
        replace(one, is_hint=True).rank,
    ]
    assert ranks == sorted(ranks)
