"""A Dockerfile in, alone or beside what runs its image; a pod for the image and a report of every instruction out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from podbuilder.kube.conversion_report.note import Note, nothing, refused
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core.image import ImageError, parse
from podbuilder.kube.core.nearest_word import nearest
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.container_settings import node_choice
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts, ImportedPod
from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.dockerfile.image_container import container_for
from podbuilder.kube.importers.dockerfile.image_facts import HANDLERS, LAST_COUNTS, ImageFact
from podbuilder.kube.importers.dockerfile.instructions import INSTRUCTIONS, Instruction, read_instructions
from podbuilder.kube.importers.dockerfile.stages import final
from podbuilder.kube.importers.import_result import ImportRefused, ImportResult
from podbuilder.kube.importers.question import Answers, Questions

_OTHER_STAGE = "It is in a stage of the build of which only what is copied gets into the image."
# What an ARG says is the same wherever it stands; what is no instruction is said to be none.
_OF_STAGES = frozenset(INSTRUCTIONS) - {"ARG"}
_LATER = "A later {} takes its place."
# What the Dockerfile cannot say: the name that its image is pushed under.
_IMAGE = "IMAGE"


def import_dockerfile(text: str, answers: Answers | None = None) -> ImportResult:
    """A pod that runs the image of a Dockerfile, whose name is asked for (ImportRefused)."""
    instructions = read_instructions(text)
    questions = Questions(answers or {}, place=_IMAGE)
    pod = ImportedPod(_name(questions.answers.get("image", "")), questions)
    parts = pod.add_container(pod.name)
    image = node_choice.ask_image(parts)
    lines = list(_report(instructions, parts))
    first = ReportLine(_IMAGE, image.outcome, image.to, image.says)
    return ImportResult(tuple(pod.documents()), (first, *lines), tuple(questions.asked))


def with_dockerfile(result: ImportResult, text: str, answers: Answers | None = None) -> ImportResult:
    """An import together with the Dockerfile of its image (ImportRefused)."""
    instructions = read_instructions(text)
    wholes = [deepcopy(dict(one)) for one in result.documents]
    questions = Questions(answers or {}, known={one.id for one in result.questions})
    parts = container_for(wholes, questions)
    if parts is None:
        raise ImportRefused("There is no container here for the image of a Dockerfile.")
    lines = tuple(_report(instructions, parts))
    documents = (*wholes, *parts.pod.companions.values())
    return ImportResult(documents, (*result.report, *lines), (*result.questions, *questions.asked))


def _name(image: str) -> str:
    """The name of a pod for an image."""
    try:
        return label(parse(image).name)
    except ImageError:
        return label("")


def _report(instructions: Sequence[Instruction], parts: ContainerParts) -> Iterator[ReportLine]:
    """Carry over what each instruction says; a line for each."""
    is_final = final(instructions)
    last = {one.name: number for number, one in enumerate(instructions) if is_final[number]}
    shell: Sequence[str] = ()
    for number, one in enumerate(instructions):
        parts.questions.place = one.at
        if one.name == "SHELL" and is_final[number]:
            shell = one.words or ()
        if not is_final[number] and one.name in _OF_STAGES:
            note = nothing(_OTHER_STAGE)
        elif one.name in LAST_COUNTS and last[one.name] > number:
            note = nothing(_LATER.format(one.name))
        else:
            note = _note(ImageFact(one, parts, shell))
        yield ReportLine(one.at, note.outcome, note.to, note.says)


def _note(fact: ImageFact) -> Note:
    one = fact.instruction
    if one.name not in HANDLERS:
        near = nearest(one.name, INSTRUCTIONS)
        return refused(f"There is no instruction {cut(one.name)}{f'; {near} is meant' if near else ''}.")
    if not one.value:
        return refused(f"{one.name} needs something behind it.")
    return HANDLERS[one.name](fact)
