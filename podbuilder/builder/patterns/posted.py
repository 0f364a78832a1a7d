"""What every page of a draft posts of itself: the revision it was drawn from, and its own name."""

from __future__ import annotations

from collections.abc import Mapping

from podbuilder.kube.core.whole_number import whole_number


def base_of(data: Mapping[str, str]) -> int:
    """The revision that the page was drawn from; 0, which nothing is, if it does not say."""
    return whole_number(data.get("base", "")) or 0


def writer_of(data: Mapping[str, str]) -> str:
    """The page's own name."""
    return data.get("writer", "")[:32]
