"""ConfigMaps, Secrets, accounts, paths of the node and volumes that are not there, or do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import Patch, assisted, safe
from podbuilder.kube.manifest import Edit, remove_, set_
from podbuilder.kube.troubleshooting.situation import Fix, Situation

_ACCOUNTS = (SPEC.child("serviceAccountName"), SPEC.child("serviceAccount"))
_REFERENCES = ("configMapKeyRef", "secretKeyRef", "configMapRef", "secretRef", "configMap", "secret")
_MADE = {"Directory": "DirectoryOrCreate", "File": "FileOrCreate"}


def optional(one: Situation) -> Iterator[Patch]:
    """A reference that may lead to nothing."""
    for length in range(len(one.field) - 1, 3, -1):
        at = one.field[:length]
        if at[-1] in _REFERENCES and one.get(path := one.field.__class__(at)) is not None:
            if not one.get(path.child("optional")):
                yield assisted("Start without it.", set_(path.child("optional"), True))
            return


def default_account(one: Situation) -> Iterator[Patch]:
    """The account that every namespace has."""
    edits = [remove_(path) for path in _ACCOUNTS if one.get(path) not in (None, "default")]
    if edits:
        yield assisted("Use the namespace's default account.", *edits)


def made_path(one: Situation) -> Iterator[Patch]:
    """A path of the node that is made where it is missing."""
    path = _source(one).child("type")
    made = _MADE.get(str(one.get(path, "Directory")))
    if one.get(path.parent) is not None and made:
        yield safe("Make it on the node where it is missing.", set_(path, made))


def _source(one: Situation) -> FieldPath:
    """The volume's own hostPath, also where the field is its type, or the subPath of a mount of it."""
    if one.field[-1:] == ("subPath",):
        name = one.get(one.field.parent.child("name"))
        volumes = document.listed(one.pod, SPEC.child("volumes"))
        found = (at for at, volume in enumerate(volumes) if document.get(volume, ("name",)) == name)
        return SPEC.child("volumes").index(next(found, 0)).child("hostPath")
    return one.field.parent if one.field[-1:] == ("type",) else one.field


def one_file(one: Situation) -> Iterator[Patch]:
    """A single file of a ConfigMap or a Secret at a path that is a file's."""
    edits: list[Edit] = []
    mounts = one.container.child("volumeMounts")
    for index, mount in enumerate(document.listed(one.pod, mounts)):
        path, volume = document.get(mount, ("mountPath",)), document.get(mount, ("name",))
        name = path.rpartition("/")[2] if isinstance(path, str) else ""
        is_file = "." in name and f"/{name}" in one.text and _holds_files(one, volume)
        if is_file and not document.has(mount, ("subPath",)):
            edits.append(set_(mounts.index(index).child("subPath"), name))
    if edits:
        yield safe("Mount the one file, and not the whole volume.", *edits)


def _holds_files(one: Situation, name: object) -> bool:
    """Whether a volume is made from a ConfigMap or a Secret."""
    volumes = document.listed(one.pod, SPEC.child("volumes"))
    named = [volume for volume in volumes if document.get(volume, ("name",)) == name]
    return any(document.has(volume, (kind,)) for volume in named for kind in ("configMap", "secret"))


def group_of_root(one: Situation) -> Iterator[Patch]:
    """A volume whose files keep their group where its root has it already."""
    path = SPEC.child("securityContext", "fsGroupChangePolicy")
    if "VolumePermissionChangeInProgress" in one.text and one.get(path) != "OnRootMismatch":
        yield safe("Set the group of all files once only.", set_(path, "OnRootMismatch"))


FIXES: dict[str, Fix] = {
    "configmap-missing": optional,
    "secret-missing": optional,
    "config-key-missing": optional,
    "service-account-missing": default_account,
    "host-path-missing": made_path,
    "mount-path-conflict": one_file,
    "volume-mount-failed": group_of_root,
}
