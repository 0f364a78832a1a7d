"""What each instruction in an image means for a container that runs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from podbuilder.kube.conversion_report.note import Note, asks, carried, nothing, refused
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.limits import MAX_IMAGE_VOLUMES
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings.go_duration import seconds
from podbuilder.kube.importers.container_settings.health_check import HealthCheck, set_health_check
from podbuilder.kube.importers.container_settings.host_path import base_name
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.mount import Mount, MountType
from podbuilder.kube.importers.container_settings.mounted_volume import add_mount
from podbuilder.kube.importers.container_settings.published_port import expose
from podbuilder.kube.importers.dockerfile.instructions import Instruction, substitutions
from podbuilder.kube.importers.question import AnswerType, Question
from podbuilder.kube.secret_scanning.scanner import of_variable

_IN_IMAGE = "It is in the image, and holds in the pod as well."
_BUILD = "It is about the build of the image."
_CONTEXT = "securityContext"
_IMAGE, _NUMBER = "image", "number"
_EMPTY, _CLAIM, _NONE = "empty", "claim", "none"
_PROBES = ("readinessProbe", "livenessProbe")


@dataclass(frozen=True, slots=True)
class ImageFact:
    """An instruction, the container that runs the image, and the words in which the image's shell is called."""

    instruction: Instruction
    parts: ContainerParts
    shell: Sequence[str] = ()


def user(fact: ImageFact) -> Note:
    """`USER 1000:1000`: the image says it; the pod has to repeat it only where it promises not to run as root."""
    one, parts = fact.instruction, fact.parts
    context = parts.container.get(_CONTEXT, {})
    if "runAsUser" in context:
        return nothing("The pod's own runAsUser takes its place.")
    name, _, group = (one.value, "", "") if one.substitutions else one.value.partition(":")
    number = 0 if name == "root" else whole_number(name)
    if number == 0:
        return nothing("The image runs as root, and so does the container.")
    if number is None:
        return _named_user(parts, name)
    if not _promises(parts) and not _is_repeated(parts, number):
        return nothing(f"{_IN_IMAGE} A number is all that runAsNonRoot needs.")
    parts.set((_CONTEXT, "runAsNonRoot"), True)
    to = parts.set((_CONTEXT, "runAsUser"), number)
    if (gid := whole_number(group)) is not None:
        parts.set((_CONTEXT, "runAsGroup"), gid)
    return carried(to)


_RUNS_ANYHOW = "The image runs as that user all the same."


def _promises(parts: ContainerParts) -> bool:
    """Whether the pod promises already that the container does not run as root."""
    pod = parts.pod.spec.get(_CONTEXT, {})
    return bool(parts.container.get(_CONTEXT, {}).get("runAsNonRoot", pod.get("runAsNonRoot")))


def _is_repeated(parts: ContainerParts, number: int) -> bool:
    question = Question(
        f"user:{parts.container['name']}",
        f"Who {parts.container['name']} runs as",
        _IMAGE,
        AnswerType.CHOICE,
        (
            (_IMAGE, "the user of the image"),
            (_NUMBER, f"user {number}, and never root: runAsNonRoot"),
        ),
    )
    return parts.questions.ask(question) == _NUMBER


def _named_user(parts: ContainerParts, name: str) -> Note:
    """A name means something in the image alone: the kubelet cannot see that it is not root."""
    question = Question(
        f"number:{parts.container['name']}:{cut(name)}",
        f"Number of the user {cut(name)}, if the pod is to promise runAsNonRoot",
        "",
        AnswerType.NUMBER,
    )
    number = whole_number(parts.questions.ask(question), least=1)
    if number is not None:
        parts.set((_CONTEXT, "runAsNonRoot"), True)
        return carried(parts.set((_CONTEXT, "runAsUser"), number))
    says = "A name is looked up in the image; with runAsNonRoot the kubelet needs its number."
    if _promises(parts):
        return asks(parts.at(f"{_CONTEXT}.runAsUser"), says)
    return nothing(f"{_RUNS_ANYHOW} {says}")


def ports(fact: ImageFact) -> Note:
    """`EXPOSE 80 443/tcp`."""
    notes = [_port(fact.parts, text) for text in fact.instruction.value.split()]
    return _worst(notes)


def _port(parts: ContainerParts, text: str) -> Note:
    found = substitutions(text)
    if not found:
        return expose(parts, text)
    question = Question(f"port:{cut(text)}", f"Port that {cut(text)} stands for", "", AnswerType.NUMBER)
    number = whole_number(parts.questions.ask(question), 65_535, 1)
    if number is None:
        return asks("", f"{_in_words(found)} No port is declared for it until somebody says which.")
    return expose(parts, f"{number}/{text.partition('/')[2]}".rstrip("/"))


def volumes(fact: ImageFact) -> Note:
    """`VOLUME /data /cache`, or the same as a list."""
    paths = fact.instruction.words or tuple(fact.instruction.value.split())
    if len(paths) > MAX_IMAGE_VOLUMES:
        return refused(f"At most {MAX_IMAGE_VOLUMES} paths of one instruction are taken over.")
    return _worst([_volume(fact.parts, path) for path in paths])


def _volume(parts: ContainerParts, path: str) -> Note:
    found = substitutions(path)
    if found:
        given = parts.questions.ask(Question(f"path:{cut(path)}", f"Path that {cut(path)} stands for", ""))
        if not given or substitutions(given):
            return asks("", f"{_in_words(found)} Nothing is mounted there until somebody says where it is.")
        path = given
    if not path.startswith("/"):
        return refused("The path of a volume begins with /.")
    mounted = [one["mountPath"].rstrip("/") for one in parts.container.get("volumeMounts", ())]
    if path.rstrip("/") in mounted:
        return nothing("The pod mounts a volume there already.")
    question = Question(
        f"volume:{path}",
        f"What {cut(path)} is in the pod",
        _EMPTY,
        AnswerType.CHOICE,
        (
            (_EMPTY, "an empty folder that lives as long as the pod"),
            (_CLAIM, "a volume that outlives the pod, by a claim"),
            (_NONE, "a folder of the container, with the image's files, lost at each restart"),
        ),
    )
    chosen = parts.questions.ask(question)
    if chosen == _NONE:
        return nothing("It is a folder of the container, as the image has it.")
    name = f"{parts.pod.name}-{base_name(path) or 'data'}" if chosen == _CLAIM else ""
    return add_mount(parts, Mount(MountType.VOLUME, path, name))


def health(fact: ImageFact) -> Note:
    """`HEALTHCHECK --interval=5m CMD curl -f http://localhost/`, or NONE. Kubernetes never runs an image's own."""
    one, parts = fact.instruction, fact.parts
    word, _, rest = one.value.partition(" ")
    if word.upper() == "NONE":
        return nothing("There is none, and Kubernetes runs no check of an image.")
    if any(name in parts.container for name in _PROBES):
        return nothing("The pod has a check of its own, which takes its place.")
    if word.upper() != "CMD" or not rest.strip():
        return refused("A health check is NONE, or CMD with a command.")
    flags = dict(one.flags)
    times = {name: seconds(value) for name, value in flags.items() if name != "retries"}
    if any(time is None for time in times.values()):
        return refused("A duration is a number with a unit, such as 30s or 1m30s.")
    command = Instruction("CMD", rest.strip(), one.first, one.last)
    line = _on_one_line(command.value)
    words = command.words or ((*fact.shell, line) if fact.shell else ())
    check = HealthCheck(
        words,
        "" if words else line,
        interval=times.get("interval") or None,
        timeout=times.get("timeout") or None,
        retries=whole_number(flags.get("retries", ""), least=1),
        start_period=times.get("start-period") or None,
        start_interval=times.get("start-interval") or None,
    )
    return set_health_check(parts, check)


def _on_one_line(command: str) -> str:
    """A command without the blanks that joined lines leave; within quotes they mean something."""
    return command if "'" in command or '"' in command else " ".join(command.split())


def _in_image(field: str, says: str) -> Callable[[ImageFact], Note]:
    """What stays in the image, unless the container has a field that takes its place."""

    def fact_of(fact: ImageFact) -> Note:
        return nothing(says if field in fact.parts.container else _IN_IMAGE)

    return fact_of


def environment(fact: ImageFact) -> Note:
    """`ENV NAME=value …`, or `ENV NAME value` as of old; the values are never repeated."""
    value = fact.instruction.value
    words = value.split() if "=" in value.partition(" ")[0] else [value.replace(" ", "=", 1)]
    pairs = [word.partition("=") for word in words]
    if any(of_variable(name, text.strip("\"' ")) for name, _, text in pairs if text):
        return nothing(f"{_IN_IMAGE} It looks like a credential, which whoever can pull the image can read.")
    return nothing(_IN_IMAGE)


def _of_build(says: str = _BUILD) -> Callable[[ImageFact], Note]:
    return lambda fact: nothing(says)


def _worst(notes: Sequence[Note]) -> Note:
    """One note for several: the first of those that say most."""
    ranked = (Outcome.REFUSED, Outcome.QUESTION, Outcome.LEFT, Outcome.COMPANION, Outcome.DIFFERENT, Outcome.CARRIED)
    order = [*ranked, Outcome.NOTHING]
    return min(notes, key=lambda note: order.index(note.outcome))


def _in_words(found: Sequence[str]) -> str:
    return f"{cut(found[0])} is known to the build alone."


HANDLERS: dict[str, Callable[[ImageFact], Note]] = {
    "ADD": _of_build("What it adds is in the image."),
    "ARG": _of_build("Its value is for the build alone."),
    "CMD": _in_image("args", "The pod's args take its place."),
    "COPY": _of_build("What it copies is in the image."),
    "ENTRYPOINT": _in_image("command", "The pod's command takes its place."),
    "ENV": environment,
    "EXPOSE": ports,
    "FROM": _of_build("What it is built on is in the image."),
    "HEALTHCHECK": health,
    "LABEL": _of_build("Labels of an image stay with the image; a pod has labels of its own."),
    "MAINTAINER": _of_build("It is a label of the image."),
    "ONBUILD": _of_build("It is for images that are built on this one."),
    "RUN": _of_build("What it did is in the image."),
    "SHELL": _of_build("It is the shell of the build, and of commands that are one line."),
    "STOPSIGNAL": _of_build("It is in the image, and the node sends that signal."),
    "USER": user,
    "VOLUME": volumes,
    "WORKDIR": _in_image("workingDir", "The pod's workingDir takes its place."),
}
# Of these only the last one counts.
LAST_COUNTS = ("CMD", "ENTRYPOINT", "HEALTHCHECK", "STOPSIGNAL", "USER")
