"""Commands, users and profiles with which a container cannot start."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from podbuilder.kube.core import document
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import Patch, assisted, safe
from podbuilder.kube.manifest import remove_, set_
from podbuilder.kube.troubleshooting.situation import Fix, Situation

# A user that no image gives rights to, as images without a user of their own are often run.
_USER = 1000
_SCRIPTS = 0o755


def found_command(one: Situation) -> Iterator[Patch]:
    """A command whose words are items, or with the shell that most images have."""
    path, words = one.container.child("command"), one.words("command")
    if not words:
        return
    first, rest = words[0], words[1:]
    if first in ("bash", "/bin/bash"):
        yield assisted("Use the shell that most images have.", set_(path, [first.replace("bash", "sh"), *rest]))
    elif " " in first.strip():
        try:
            yield safe("Make each word an item.", set_(path, [*shlex.split(first), *rest]))
        except ValueError:
            return


def run_script(one: Situation) -> Iterator[Patch]:
    """A script that may be executed, or is given to a shell."""
    words = one.words("command")
    if not words:
        return
    for index, volume in enumerate(document.listed(one.pod, SPEC.child("volumes"))):
        for kind in ("configMap", "secret"):
            if document.has(volume, (kind,)) and _is_below(one, document.get(volume, ("name",)), words[0]):
                path = SPEC.child("volumes").index(index).child(kind, "defaultMode")
                if one.get(path) != _SCRIPTS:
                    yield safe("Let the volume's files be executed.", set_(path, _SCRIPTS))
                return
    if words[0].endswith(".sh"):
        yield assisted("Give the script to a shell.", set_(one.container.child("command"), ["sh", *words]))


def _is_below(one: Situation, volume: object, program: str) -> bool:
    mounts = document.listed(one.pod, one.container.child("volumeMounts"))
    folders = [str(document.get(m, ("mountPath",), "")) for m in mounts if document.get(m, ("name",)) == volume]
    return any(folder and program.startswith(f"{folder.rstrip('/')}/") for folder in folders)


def other_user(one: Situation) -> Iterator[Patch]:
    """A user that is not root, by its number."""
    path = one.container.child("securityContext", "runAsUser")
    told = one.get(path, one.get(SPEC.child("securityContext", "runAsUser")))
    if not told:
        yield assisted(f"Run it as user {_USER}.", set_(path, _USER))


def without_hook(one: Situation) -> Iterator[Patch]:
    """A container without the hook that fails."""
    if one.get(one.field) is not None:
        yield assisted("Leave the hook out.", remove_(one.field))


def default_class(one: Situation) -> Iterator[Patch]:
    """The runtime that every node has."""
    path = SPEC.child("runtimeClassName")
    if one.get(path):
        yield assisted("Use the nodes' own runtime.", remove_(path))


def default_profile(one: Situation) -> Iterator[Patch]:
    """The runtime's own profile instead of one that the node does not have."""
    for place in (SPEC, one.container):
        for kind in ("seccompProfile", "appArmorProfile"):
            path = place.child("securityContext", kind)
            if one.get(path.child("type")) == "Localhost":
                yield assisted("Use the runtime's own profile.", set_(path, {"type": "RuntimeDefault"}))
                return


def without_sysctl(one: Situation) -> Iterator[Patch]:
    """A pod without the sysctls that the kubelet does not allow."""
    path = SPEC.child("securityContext", "sysctls")
    sysctls = document.listed(one.pod, path)
    kept = [item for item in sysctls if str(document.get(item, ("name",), "")) not in one.text]
    if len(kept) < len(sysctls):
        yield assisted("Leave the sysctl out.", set_(path, kept) if kept else remove_(path))


FIXES: dict[str, Fix] = {
    "command-not-found": found_command,
    "command-not-executable": run_script,
    "run-as-non-root": other_user,
    "hook-failed": without_hook,
    "runtime-class-missing": default_class,
    "security-profile-missing": default_profile,
    "sysctl-forbidden": without_sysctl,
}
