"""The names of controls: a control's HTML name is its field path, and its id is made from the name."""

from __future__ import annotations

import re

from podbuilder.kube.core.field import FieldPath

NOT_FOR_IDS = re.compile(r"[^A-Za-z0-9_]+")

# A map's pairs are known by their place, so that a key can be renamed while it is being typed.
PAIR = re.compile(r"(.+)#([0-9]{1,5})")


# Behind the name of a union's object: the name of the control that chooses its branch.
CHOOSER = ":source"


def dom_id(name: object) -> str:
    """An id, of letters, digits and dashes only, for the control or the place of messages with this name."""
    return "f-" + NOT_FOR_IDS.sub("-", str(name)).strip("-")


def pair_name(path: FieldPath, place: int, part: str = "") -> str:
    """The name of a map's pair, or of its `key` or `value` control: `metadata.labels#0.key`."""
    return f"{path}#{place}" + (f".{part}" if part else "")


def chooser_name(path: FieldPath) -> str:
    """The name of the control that chooses a union's branch: `spec.volumes[0]:source`."""
    return f"{path}{CHOOSER}"


def field_name(path: FieldPath) -> str:
    """The name in the API of the field at a path; "" for an item of a list."""
    last = path[-1] if path else 0
    return "" if isinstance(last, int) else last
