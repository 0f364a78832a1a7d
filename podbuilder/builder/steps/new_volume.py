"""A volume that is made where it is mounted: its name and its kind are asked in the row of the mount."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.fields import ValueField
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.steps.volumes import EMPTY_DIR, VOLUMES, offered, option_labels
from podbuilder.kube.completion.suggestions import volume_names
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.manifest import Edit
from podbuilder.kube.manifest.pod_edits import unique

# What the select of a mount's volume then posts: no volume can be called so.
CHOICE = ":new"
# Behind the name of that select: the names of the controls that ask.
NAME, KIND = ":volume", ":kind"
VERB = "volume"
UNNAMED = "data"
_UNFIT = re.compile("[^a-z0-9-]+")


@dataclass
class NewVolume(Part):
    """The controls that ask, and the button that makes the volume and mounts it."""

    template = "builder/parts/_new_volume.html"
    controls: list[Part]
    verb: str = VERB

    @property
    def children(self) -> list[Part]:
        return self.controls


def is_mounted_name(path: FieldPath) -> bool:
    """Whether the field names the volume that is mounted."""
    return path[-1:] == ("name",) and path[-3:-2] == ("volumeMounts",)


def draw(sheet: Sheet, mount: FieldPath) -> list[Part]:
    """What asks for a new volume, if one was chosen in the row of this mount."""
    select = mount.child("name")
    if sheet.typed(select) != CHOICE:
        return []
    at = VOLUMES.index(len(sheet.items(VOLUMES)))
    name, kind = f"{select}{NAME}", f"{select}{KIND}"
    text = sheet.typed(name) or suggested(sheet.pod, sheet.typed(mount.child("mountPath")))
    asked: list[Part] = [
        sheet.control(at.child("name"), "Name of the new volume", name=name, text=text),
        Control(
            at,
            kind,
            "Kind of the new volume",
            ValueField(),
            text=sheet.typed(kind) or EMPTY_DIR,
            choices=option_labels(sheet, sources := offered(sheet)),
            group_of=sources,
        ),
    ]
    return [NewVolume(mount, f"{select}{VERB}", asked)]


def suggested(pod: Document, mount_path: str) -> str:
    """A name for a volume that is mounted at this path."""
    words = _UNFIT.sub("-", mount_path.lower().rstrip("/").rpartition("/")[2]).strip("-")
    return unique(words or UNNAMED, volume_names(pod))


def made(sheet: Sheet, mount: FieldPath, posted: Mapping[str, str]) -> list[Edit]:
    """The edits that declare the volume that was asked for, and mount it; none if its kind is not known."""
    select = mount.child("name")
    kind = posted.get(f"{select}{KIND}", "")
    if not is_mounted_name(select) or kind not in offered(sheet):
        return []
    name = posted.get(f"{select}{NAME}", "").strip() or suggested(sheet.pod, posted.get(f"{mount}.mountPath", ""))
    volume = {"name": name, kind: {}}
    return [Edit("insert", VOLUMES.index(len(sheet.items(VOLUMES))), volume), Edit("set", select, name)]
