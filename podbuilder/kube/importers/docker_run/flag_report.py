"""What the report says of the flags of a command, each of which is handed to its handler."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from podbuilder.kube.conversion_report.note import Note, asks, left, nothing
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.docker_run import flag_handlers, podman_handlers
from podbuilder.kube.importers.docker_run.command_line import FALSE, Option
from podbuilder.kube.importers.docker_run.flag_context import FlagContext, Handler, ReadCommand
from podbuilder.kube.importers.docker_run.mount_flags import overridden_options
from podbuilder.kube.importers.docker_run.substituted_text import in_words

HANDLERS: dict[str, Handler] = {**flag_handlers.HANDLERS, **podman_handlers.HANDLERS}
# What others depend on is done first: whether a container is privileged, for example. What depends on all comes last.
_FIRST = ("network", "privileged", "cap-add", "user", "volume-driver")
_LAST = ("read-only-tmpfs", "volumes-from", "health-cmd")
_HEALTH = "health-"
# Flags of which the value, not a word for it, stands in a sentence of its own where the shell has a part in it.
_MOUNTS = ("volume", "mount")


# A namespace of the host is the whole pod's, whichever of its containers asked for it, and rules much else out.
_NAMESPACES = {"network": "hostNetwork", "pid": "hostPID", "ipc": "hostIPC"}


def share_namespaces(command: ReadCommand) -> None:
    """Let the pod have the namespaces of its host that a command asks for, before anything else is done."""
    for option in command.line.options:
        if option.flag.name in _NAMESPACES and option.value == "host":
            command.parts.pod.set((_NAMESPACES[option.flag.name],), True)


def notes_of(
    command: ReadCommand, others: Mapping[str, ReadCommand], handlers: Mapping[str, Handler] = HANDLERS
) -> Iterator[tuple[Option, Note]]:
    """Each flag of a command and what became of it; in the order in which they are done."""
    options = command.line.options
    overridden = _overridden(options)
    over_mounts = overridden_options(options)
    for number in sorted(range(len(options)), key=lambda number: _order(options[number])):
        option = options[number]
        command.parts.questions.place = shown_flag(option)
        if number in over_mounts:
            yield option, left("A later mount at the same path takes its place.")
        elif number in overridden:
            yield option, left(f"A later {option.written} takes its place.")
        else:
            yield option, _note(FlagContext(option, command, others), handlers)


def _order(option: Option) -> int:
    name = option.flag.name
    if name in _FIRST:
        return _FIRST.index(name) - len(_FIRST)
    if name in _LAST:
        return 1 + _LAST.index(name)
    return 1 + len(_LAST) if name.startswith(_HEALTH) else 0


def _overridden(options: Sequence[Option]) -> set[int]:
    """The places of flags after which the same comes once more: of those that take one value, and variables."""
    seen: set[str] = set()
    found = set()
    for number in reversed(range(len(options))):
        flag, value = options[number].flag, options[number].value
        what = f"env {value.partition('=')[0]}" if flag.name == "env" else "" if flag.list else flag.name
        if what and what in seen:
            found.add(number)
        seen.add(what)
    return found


def _note(context: FlagContext, handlers: Mapping[str, Handler]) -> Note:
    flag, option = context.option.flag, context.option
    if flag.boolean and option.value in FALSE:
        return nothing("It is switched off.")
    if flag.nothing:
        return nothing(flag.nothing)
    if flag.left:
        return left(flag.left)
    note = handlers[flag.name](context)
    return _with_substitutions(note, option) if option.substitutions else note


def _with_substitutions(note: Note, option: Option) -> Note:
    """What is not known before the shell has done its part is asked."""
    if note.outcome is Outcome.QUESTION and option.flag.name in _MOUNTS:
        return note
    if note.outcome in (Outcome.LEFT, Outcome.NOTHING):
        return note
    told = "" if note.outcome is Outcome.REFUSED else note.says
    return asks(note.to, " ".join(filter(None, (in_words(option.substitutions), told))))


def shown_flag(option: Option) -> str:
    """A flag as the report names it: a variable with its name, and never with its value."""
    return f"{option.written} {cut(option.value.partition('=')[0])}" if option.flag.name == "env" else option.written
