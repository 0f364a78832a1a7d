"""A mount of a container, however it was written: what is mounted, where, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MountType(StrEnum):
    """What is mounted; the value is what docker and Compose write."""

    BIND = "bind"
    VOLUME = "volume"
    TMPFS = "tmpfs"
    IMAGE = "image"
    NPIPE = "npipe"
    CLUSTER = "cluster"


class MountError(ValueError):
    """A text that says no mount; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Mount:
    """A mount. `source` is a folder of the machine, the name of a volume or an image; "" where there is none."""

    type: MountType
    target: str
    source: str = ""
    is_read_only: bool = False
    propagation: str = ""
    recursive: str = ""  # docker's bind-recursive: enabled, disabled, writable, readonly
    subpath: str = ""
    size: str = ""
    no_copy: bool = False
    # Podman's: the files are given to the container's user; changes are kept apart and thrown away.
    is_chowned: bool = False
    is_overlay: bool = False
    # What has no counterpart, as it was written.
    ignored: tuple[str, ...] = ()
    # What the shell would have replaced in source or target.
    substitutions: tuple[str, ...] = ()
