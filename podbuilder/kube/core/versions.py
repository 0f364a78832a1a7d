"""The Kubernetes minor versions Podbuilder knows, and how to compare them."""

from __future__ import annotations

OLDEST_MINOR = 25
NEWEST_MINOR = 37
# The newest version whose verdicts were recorded from a real API server.
NEWEST_RECORDED = "1.36"
DEFAULT = "1.36"
VERSIONS = tuple(f"1.{minor}" for minor in range(OLDEST_MINOR, NEWEST_MINOR + 1))


def minor(version: str) -> int:
    """The minor number of a version such as "1.36" (ValueError for one that Podbuilder does not know)."""
    if version not in VERSIONS:
        raise ValueError(f"unknown Kubernetes version {version!r}")
    return int(version[2:])
