"""Which commands of a paste become one pod: those that share a network, processes or volumes, or name one pod."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.docker_run.command_line import CommandLine
from podbuilder.kube.importers.docker_run.podman_handlers import NEW

_CONTAINER = "container:"


def pod_groups(lines: Sequence[CommandLine]) -> list[list[int]]:
    """The commands by their places, in groups of which each is a pod; whoever others lean on comes first."""
    names = {name: number for number, line in enumerate(lines) if (name := value_of(line, "name"))}
    group = {number: [number] for number in range(len(lines))}
    for number, line in enumerate(lines):
        for other in _leans_on(line, names, lines):
            first, second = group[other], group[number]
            if first is not second:
                first += second
                group.update(dict.fromkeys(second, first))
    return [list(one) for one in {id(members): members for members in group.values()}.values()]


def _leans_on(line: CommandLine, names: Mapping[str, int], lines: Sequence[CommandLine]) -> Iterator[int]:
    wanted = [
        option.value.removeprefix(_CONTAINER)
        for option in line.options
        if option.flag.name in ("network", "pid", "ipc") and option.value.startswith(_CONTAINER)
    ]
    wanted += [option.value.partition(":")[0] for option in line.options if option.flag.name == "volumes-from"]
    yield from (names[name] for name in wanted if name in names)
    pod = value_of(line, "pod").removeprefix(NEW)
    if pod:
        yield next(i for i, other in enumerate(lines) if value_of(other, "pod").removeprefix(NEW) == pod)


def pod_name(lines: Sequence[CommandLine], default: str) -> str:
    """The name of the pod of these commands: podman's, or its first container's."""
    pod = next((name for line in lines if (name := value_of(line, "pod").removeprefix(NEW))), "")
    return label(pod or default)


def value_of(line: CommandLine, name: str) -> str:
    """The last value of a flag; "" if it was not given."""
    return next((option.value for option in reversed(line.options) if option.flag.name == name), "")
