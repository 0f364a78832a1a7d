"""Commands that get into a pod: a shell in a container, a container beside it to debug it, files from and to it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from podbuilder.kube.core.limits import SHOWN_COMMANDS
from podbuilder.kube.insight.connections import Wired
from podbuilder.kube.kubectl.image_programs import CMD, has_bash, is_bare
from podbuilder.kube.kubectl.pod_command import PodCommand
from podbuilder.kube.kubectl.pod_target import INERT, PodTarget, name_of

SH, BASH = "/bin/sh", "/bin/bash"
_TOOLS, _WINDOWS_TOOLS = "busybox:1.37", "mcr.microsoft.com/windows/nanoserver:ltsc2022"
_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9._-]")


def inside_commands(target: PodTarget) -> Iterator[PodCommand]:
    """Of each container that runs while the pod does; then the pod's copy."""
    if target.can(INERT):
        return
    for number, container in enumerate(target.few(target.apps)):
        yield from _shells(target, container, is_first=number == 0)
        yield _debug(target, container)
        yield from _files(target, container)
    yield from _copies(target)


def _shells(target: PodTarget, container: Wired, *, is_first: bool) -> Iterator[PodCommand]:
    name, own = name_of(container), target.in_manifest(container)
    into = ("kubectl", "exec", *target.where, "-it", target.any_pod, *target.of(container), "--")
    bare = is_bare(container.image)
    doubt = "By its name this image has no shell: if it has none, debug it as below." if bare else ""
    shell = CMD if target.is_windows else SH
    yield PodCommand((*into, shell), f"Open a shell in {name}", doubt, container=name, is_main=is_first)
    if not target.is_windows and has_bash(container.image):
        yield PodCommand((*into, BASH), f"Open bash in {name}", "Not every image has it.", container=name)
    run = tuple(word for word in into if word != "-it")
    if not bare:
        program = own.get("command")
        first = program[0] if isinstance(program, list) and program and isinstance(program[0], str) else "COMMAND"
        which = "where" if target.is_windows else "which"
        yield PodCommand(
            (*run, which, first),
            f"Check that the image of {name} has a program",
            "It prints the program's path, or nothing and a status other than 0.",
            container=name,
        )
        yield PodCommand(
            (*run, "nslookup", "HOST"),
            f"Check which address a name has for {name}",
            "Not every image has nslookup: debug it as below, with tools that have.",
            container=name,
        )
        yield PodCommand(
            (*run, *((CMD, "/c", "set") if target.is_windows else ("env",))),
            f"See the environment of {name}",
            danger="It prints passwords, too.",
            container=name,
        )
    if own.get("stdin") is True:
        tty = ("-it",) if own.get("tty") is True else ("-i",)
        yield PodCommand(
            ("kubectl", "attach", *target.where, *tty, target.any_pod, *target.of(container)),
            f"Sit at the program in {name}",
            "Ctrl-P Ctrl-Q leaves it running." if own.get("tty") is True else "It reads what you type.",
            container=name,
        )
    else:
        yield PodCommand(
            ("kubectl", "attach", *target.where, target.any_pod, *target.of(container)),
            f"Watch what {name} prints from now on",
            container=name,
        )


def _debug(target: PodTarget, container: Wired) -> PodCommand:
    """An ephemeral container; for containers that may not run as root, kubectl has a profile of its own."""
    name = name_of(container)
    image = _WINDOWS_TOOLS if target.is_windows else _TOOLS
    words = ("kubectl", "debug", *target.where, "-it", target.pod, f"--image={image}", f"--target={name}")
    security = target.spec.get("securityContext")
    is_pinned = isinstance(security, dict) and security.get("runAsNonRoot") is True
    has_user = isinstance(security, dict) and type(security.get("runAsUser")) is int
    expect = "A container of tools joins the pod and sees this container's processes; it stays until the pod goes."
    if is_pinned and not has_user:
        expect = "The pod says runAsNonRoot: take an image of tools whose user is not root."
    profile = ("--profile=restricted",) if is_pinned else ()
    since = "1.27" if is_pinned else ""
    return PodCommand((*words, *profile), f"Debug {name} with tools that it lacks", expect, name, since)


def _copies(target: PodTarget) -> Iterator[PodCommand]:
    """A copy of the pod whose program is a shell: the way into one that crashes at once."""
    crashing = next(iter(target.few(target.apps)), None)
    if crashing is None:
        return
    name = name_of(crashing)
    copy = target.derived("debug")
    words = ("kubectl", "debug", *target.where, "-it", target.pod, f"--copy-to={copy}", f"--container={name}", "--")
    yield PodCommand(
        (*words, CMD if target.is_windows else "sh"),
        f"Start a copy of the pod in which {name} is a shell",
        f"For one that crashes before anybody gets in. Delete it afterwards: kubectl delete pod {copy}.",
        container=name,
    )


def _files(target: PodTarget, container: Wired) -> Iterator[PodCommand]:
    name = name_of(container)
    if is_bare(container.image):
        return
    of = target.of(container)
    paths = [(mount.at, mount.reads_only) for mount in container.mounts if mount.at.startswith("/")]
    needs_tar = "The image must have tar in it."
    for path, reads_only in (paths or [("/tmp", False)])[:SHOWN_COMMANDS]:  # noqa: S108 - a path in the container
        here = _NOT_IN_FILE_NAMES.sub("-", posixpath.basename(path.rstrip("/"))).strip("-.") or "copy"
        yield PodCommand(
            ("kubectl", "cp", *target.where, *of, f"{target.pod}:{path}", f"./{here}"),
            f"Copy {path} out of {name}",
            needs_tar,
            container=name,
        )
        if not reads_only:
            yield PodCommand(
                ("kubectl", "cp", *target.where, *of, "./FILE", f"{target.pod}:{path.rstrip('/')}/"),
                f"Copy a file into {path} of {name}",
                needs_tar,
                container=name,
            )
