"""A command of kubectl with its words read, and what it makes: a pod, maybe in a workload, maybe with a Service."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from podbuilder.kube.core.image import ImageError, parse
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts, ImportedPod
from podbuilder.kube.importers.container_settings.object_names import free, label
from podbuilder.kube.importers.docker_run.command_line import CommandLine, read_mixed_line
from podbuilder.kube.importers.docker_run.flag_context import ReadCommand
from podbuilder.kube.importers.docker_run.paste_commands import answered
from podbuilder.kube.importers.kubectl_run.command_tables import CRON_JOB, DEPLOYMENT, JOB, RUN, table_of_verb
from podbuilder.kube.importers.question import Questions
from podbuilder.kube.importers.shell.run_command import RunCommand

# What each command makes, and what flags made of before: an old `kubectl run` chose the kind by them.
_KINDS = {DEPLOYMENT: "Deployment", JOB: "Job", CRON_JOB: "CronJob"}
POD = "Pod"
GENERATED = {"run-pod": POD, "deployment": "Deployment", "run/": "Deployment", "job": "Job", "cronjob": "CronJob"}


@dataclass(slots=True)
class KubectlCommand(ReadCommand):
    """A command that makes a pod, and what its flags have said so far."""

    kind: str = POD
    # Whether another command of the paste has its name.
    is_renamed: bool = False
    namespace: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    # Of a workload's spec.
    workload: dict[str, Any] = field(default_factory=dict)
    # A Service of its own, whose port is the container's.
    service_port: int = 0
    service_overrides: Any = None
    # The containers of `create deployment` beside the first, by the places of their flags.
    more: dict[tuple[int, ...], ContainerParts] = field(default_factory=dict)

    @property
    def is_run(self) -> bool:
        """Whether it is `kubectl run`."""
        return self.run.verb == RUN


def read_command(run: RunCommand, questions: Questions, taken: set[tuple[str, str]]) -> KubectlCommand:
    """A command and the pod that it makes, with as many containers as it names images.

    `taken` are the kinds and names of what the commands before it make; its own are added.
    """
    line = answered(read_mixed_line(run.words, table_of_verb(run.verb)), questions)
    if line.operand is None and line.arguments and run.verb == RUN:
        # sic: kubectl run takes its name from behind the dashes, too.
        line = replace(line, operand=line.arguments[0], arguments=line.arguments[1:])
    written = line.operand.text if line.operand else ""
    images = [option for option in line.options if option.flag.name == "image"]
    kind = _KINDS.get(run.verb) or _former_kind(line)
    wanted = label(written, label(_base_name(images[-1].value if images else "")))
    name = free(wanted, {name for other, name in taken if other == kind})
    taken.add((kind, name))
    pod = ImportedPod(name, questions)
    words = tuple(token.text for token in line.arguments)
    is_named_after_image = run.verb == DEPLOYMENT and images
    parts = pod.add_container(_base_name(images[0].value) if is_named_after_image else name)
    command = KubectlCommand(run, line, name, parts, words, kind=kind, is_renamed=name != wanted)
    if is_named_after_image:
        command.more = {option.ordinals: pod.add_container(_base_name(option.value)) for option in images[1:]}
    return command


def _former_kind(line: CommandLine) -> str:
    given = {option.flag.name: option.value for option in line.options}
    if "schedule" in given:
        return "CronJob"
    generator = given.get("generator", "")
    found = next((kind for name, kind in GENERATED.items() if generator.startswith(name)), POD)
    return "Deployment" if found == POD and "replicas" in given else found


def _base_name(image: str) -> str:
    """The last part of an image without its tag, which is the container's name. Mirrors kubectl v1.37."""
    try:
        return parse(image).name
    except ImageError:
        return image.rpartition("/")[2].partition(":")[0].partition("@")[0]
