"""What a container runs, and when it runs again: entrypoint, arguments, terminal and restart."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import Note, carried, different, left, nothing
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.exporters.engine_run.container_export import ContainerExport
from podbuilder.kube.exporters.engine_run.expansion import expanded
from podbuilder.kube.exporters.shell_text import fits_shell

_RESTARTS = {"Always": "always", "OnFailure": "on-failure", "Never": "no"}
_PULLS = {"Always": "always", "IfNotPresent": "missing", "Never": "never"}
_NO_NUL = left("A word of a command cannot have the character NUL in it.")
_KILL = "kill"


def add_program(one: ContainerExport) -> list[str]:
    """The flags about the program; the words behind the flags: the image and what the program gets."""
    image = one.get("image") or "IMAGE"
    if one.get("image"):
        one.say(one.at("image"), carried("IMAGE"))
    add_running(one)
    return [image, *_words(one)]


def add_running(one: ContainerExport) -> None:
    """The flags about how it starts and stops."""
    policy = one.get("imagePullPolicy")
    if policy in _PULLS:
        one.carry(one.at("imagePullPolicy"), "pull", _PULLS[policy])
    directory = one.get("workingDir")
    if directory and fits_shell(directory):
        one.carry(one.at("workingDir"), "workdir", directory)
    _terminal(one)
    _restart(one)
    _stop(one)


def _words(one: ContainerExport) -> list[str]:
    """The words behind the image. An entrypoint is one word, so the rest of a command stands before the arguments."""
    command, arguments = expanded_words(one, "command"), expanded_words(one, "args")
    if command:
        one.flag("entrypoint", command[0])
    return [*command[1:], *arguments]


def expanded_words(one: ContainerExport, name: str) -> list[str]:
    """The words of `command` or `args` with their variables filled in."""
    written = one.get(name) or []
    if not written:
        return []
    found, unknown = [], []
    for word in written:
        text, names = expanded(word, one.variables)
        found.append(text)
        unknown += names
    if not all(map(fits_shell, found)):
        one.say(one.at(name), _NO_NUL)
        return []
    one.say(one.at(name), _note(one, name, written, found, unknown))
    return found


def _note(one: ContainerExport, name: str, written: list[str], found: list[str], unknown: list[str]) -> Note:
    to = "--entrypoint" if name == "command" else "COMMAND"
    if unknown:
        return different(to, f"What $({unknown[0]}) is cannot be filled in here, so it stands there as it is written.")
    if name == "command" and len(written) > 1 and not one.is_compose:
        return different(to, "An entrypoint is one word; the others stand behind the image.")
    return carried(to) if found == written else different(to, "Its variables are filled in; no engine does that.")


def _terminal(one: ContainerExport) -> None:
    if one.get("stdin"):
        one.carry(one.at("stdin"), "interactive")
    if one.get("tty"):
        one.carry(one.at("tty"), "tty")
    if is_session(one) and one.get("stdinOnce"):
        one.say(one.at("stdinOnce"), carried("--interactive"))
    for name in ("stdin", "tty", "stdinOnce"):
        if one.get(name) is False:
            one.say(one.at(name), nothing("So it is anyway."))


def is_session(one: ContainerExport) -> bool:
    """Whether somebody sits at it: then it is not detached."""
    if one.is_compose:
        return False
    return bool(one.is_main and one.get("stdin") and one.get("tty") and one.get("stdinOnce") and not one.whole.others)


def _restart(one: ContainerExport) -> None:
    policy, path = one.spec.get("restartPolicy"), SPEC.child("restartPolicy")
    if one.is_init:
        one.flag("rm")
        return
    if not is_session(one):
        one.flag("detach")
    if one.visited in one.whole.source.sidecars:
        one.flag("restart", "always")
        says = "It starts with the others, not before them."
        one.say(one.at("restartPolicy"), different("--restart", says))
    elif policy in _RESTARTS:
        one.carry(path, "restart", _RESTARTS[policy])
    else:
        one.flag("restart", "always")
    seconds = one.spec.get("activeDeadlineSeconds")
    if seconds is not None and one.is_podman:
        one.carry(SPEC.child("activeDeadlineSeconds"), "timeout", str(seconds))


def _stop(one: ContainerExport) -> None:
    seconds = one.spec.get("terminationGracePeriodSeconds")
    if seconds is not None and not one.is_init:
        one.carry(SPEC.child("terminationGracePeriodSeconds"), "stop-timeout", str(seconds))
    signal = one.get("lifecycle", "stopSignal")
    words = one.get("lifecycle", "preStop", "exec", "command") or []
    if signal:
        one.carry(one.at("lifecycle", "stopSignal"), "stop-signal", signal)
    elif len(words) == 3 and words[0].endswith(_KILL) and words[1].startswith("-") and words[2] == "1":
        says = "The engine sends the signal itself, when it stops the container."
        name = words[1].removeprefix("-").removeprefix("SIG")
        value = name if name[:1] in "0123456789" else f"SIG{name}"
        one.carry(one.at("lifecycle", "preStop"), "stop-signal", value, different("--stop-signal", says))
