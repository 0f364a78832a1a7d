"""Edits that move credentials out of a manifest, into keys of a Secret to which variables and commands then refer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core import document, shell_line
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.limits import MAX_REREAD
from podbuilder.kube.manifest import Edit, Manifest, insert_, set_
from podbuilder.kube.manifest.pieces import pieces
from podbuilder.kube.secret_scanning.name_heuristics import as_words
from podbuilder.kube.secret_scanning.scanner import Leak, find

_NOT_IN_NAMES = re.compile(r"[^a-z0-9-]+")
_COMMANDS = ("command", "args")


@dataclass(frozen=True)
class Conversion:
    """The edits, the Secret that they refer to, and its keys, whose values people fill in."""

    edits: tuple[Edit, ...]
    secret: str
    keys: tuple[str, ...]

    @property
    def command(self) -> str:
        """The command that creates the Secret, with … for the values: found values are never repeated."""
        literals = "".join(f" \\\n  --from-literal={shell_line.quote(key)}=…" for key in self.keys)
        return f"kubectl create secret generic {self.secret}{literals}"


def can_convert(leak: Leak) -> bool:
    """Whether a Secret can replace the credential: it is in a variable, or follows a flag."""
    return "env" in leak.path or (leak.path[-2] in _COMMANDS and bool(leak.name))


def secret_name(manifest: Manifest) -> str:
    """The name of the Secret that a manifest's credentials move to."""
    name = _NOT_IN_NAMES.sub("-", (manifest.name or "app").lower()).strip("-")[:240] or "app"
    return f"{name}-secrets"


def convert(manifest: Manifest, leaks: Iterable[Leak]) -> Conversion:
    """The conversion that moves these credentials into one Secret; those that cannot be moved stay."""
    secret = secret_name(manifest)
    edits: list[Edit] = []
    keys: list[str] = []
    added: dict[FieldPath, int] = {}
    for leak in leaks:
        if not can_convert(leak):
            continue
        key = _key(leak.name, keys) if leak.name else _key(_variable(manifest.pod, leak), keys)
        keys.append(key)
        reference = {"valueFrom": {"secretKeyRef": {"name": secret, "key": key}}}
        if "env" in leak.path:
            item = document.get(manifest.pod, leak.path.parent)
            edits.append(set_(leak.path.parent, {k: v for k, v in item.items() if k != "value"} | reference))
            continue
        container = FieldPath(leak.path[:3])
        name = as_words(key).strip("_") or "CREDENTIAL"
        env = container.child("env")
        place = added.setdefault(env, len(document.get(manifest.pod, env) or ()))
        edits += [
            insert_(env.index(place), {"name": name, **reference}),
            set_(leak.path, _argument(manifest.pod, leak, name)),
        ]
        added[env] += 1
    return Conversion(tuple(edits), secret, tuple(keys))


def moved_out(text: str) -> tuple[str, list[str]]:
    """The text with its credentials moved into Secrets, and the commands that create those (ManifestError).

    Credentials in commands take several readings of their document each. Where that would take long, the first of
    them are moved; whoever searches the result finds the others.
    """
    commands: list[str] = []
    moved = []
    for piece, manifests in pieces(text):
        room = max(1, MAX_REREAD // (2 * len(piece)))
        values: dict[FieldPath, Any] = {}
        edits: list[Edit] = []
        for manifest in manifests:
            leaks = [leak for leak in find(manifest.pod) if can_convert(leak)]
            slow = [leak for leak in leaks if "env" not in leak.path][:room]
            room -= len(slow)
            conversion = convert(manifest, [leak for leak in leaks if "env" in leak.path or leak in slow])
            if conversion.edits:
                commands.append(conversion.command)
            for edit in conversion.edits:
                whole = manifest.edit_of_document(edit)
                if edit.op == "set" and edit.path[-2:-1] == ("env",):
                    values[whole.path] = edit.value
                else:
                    edits.append(whole)
        moved.append(manifests[0].set_all(values).patch_document(edits).text if values or edits else piece)
    return "".join(moved), commands


def converted(manifest: Manifest) -> Manifest:
    """The manifest without the credentials that a Secret can hold (ManifestError)."""
    return manifest.patch(convert(manifest, find(manifest.pod)).edits)


def _variable(pod: Document, leak: Leak) -> str:
    return str(document.get(pod, leak.path.parent.child("name")) or "credential")


def _key(name: str, taken: list[str]) -> str:
    key = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "credential"
    free, number = key, 2
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free[:253]


def value_of(pod: Document, leak: Leak) -> str:
    """The credential itself, without the flag that stands before it in one word."""
    text = str(document.get(pod, leak.path))
    return text if "env" in leak.path else text[len(_before(text, leak)) :]


def _argument(pod: Document, leak: Leak, variable: str) -> str:
    """The argument with a reference to the variable, which Kubernetes replaces, in place of the credential."""
    return f"{_before(document.get(pod, leak.path), leak)}$({variable})"


def _before(text: Any, leak: Leak) -> str:
    """What stands before a credential in one word: `--password=`."""
    flag = re.match(rf"{re.escape(leak.name)}[=\s]\s*", text)
    return flag[0] if flag else ""
