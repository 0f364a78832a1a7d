"""Which instructions of a Dockerfile are in the image: those of its last stage, and of the stages below that."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.importers.dockerfile.instructions import Instruction

_FROM = "FROM"


def final(instructions: Sequence[Instruction]) -> list[bool]:
    """For each instruction whether what it says is in the image. Instructions without any FROM are one stage."""
    stages: list[list[int]] = [[]]
    for number, one in enumerate(instructions):
        if one.name == _FROM:
            stages.append([])
        stages[-1].append(number)
    names = {_name(instructions[stage[0]]): number for number, stage in enumerate(stages) if number}
    wanted: set[int] = set()
    at: int | None = len(stages) - 1
    while at is not None and at not in wanted:
        wanted.add(at)
        base = _base(instructions[stages[at][0]]) if at else ""
        below = names.get(base)
        at = below if below is not None and below < at else None
    kept = {number for stage in wanted for number in stages[stage]}
    return [number in kept for number in range(len(instructions))]


def _base(one: Instruction) -> str:
    """What a stage is built on."""
    return one.value.partition(" ")[0].lower()


def _name(one: Instruction) -> str:
    """The name of a stage; "" if it has none."""
    words = one.value.lower().split()
    return words[2] if words[1:2] == ["as"] and len(words) > 2 else ""
