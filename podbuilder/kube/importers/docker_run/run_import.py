"""A paste with `docker run` and its like in, pods with their companions and a report of every word out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note
from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.importers.container_settings import node_choice, resource_amount
from podbuilder.kube.importers.container_settings.imported_pod import ImportedPod
from podbuilder.kube.importers.docker_run.argument_report import argument_lines
from podbuilder.kube.importers.docker_run.default_settings import heading
from podbuilder.kube.importers.docker_run.engine_grammar import ENGINES
from podbuilder.kube.importers.docker_run.flag_context import ReadCommand
from podbuilder.kube.importers.docker_run.flag_report import notes_of, share_namespaces, shown_flag
from podbuilder.kube.importers.docker_run.paste_commands import read_commands
from podbuilder.kube.importers.docker_run.substituted_text import in_words
from podbuilder.kube.importers.import_result import ImportResult
from podbuilder.kube.importers.question import Answers, Questions
from podbuilder.kube.importers.shell.paste import read_paste
from podbuilder.kube.importers.shell.word_lines import each_word_once

# What docker calls the first word that is no flag.
IMAGE = "IMAGE"
# Which flags ask for a resource that may not be more than the limit.
_REQUESTS = {"memory-reservation": "memory", "cpu-shares": "cpu"}


def import_docker_run(text: str, answers: Answers | None = None) -> ImportResult:
    """The pods that the commands of a paste make (ImportRefused if there is none)."""
    paste = read_paste(text, ENGINES)
    questions = Questions(answers or {})
    commands = read_commands(paste, questions)
    by_name = {command.name: command for command in commands if command.name}
    for command in commands:
        _image(command)
        share_namespaces(command)
    # Who mounts the volumes of another comes after it.
    in_turn = sorted(commands, key=lambda command: bool(command.value_of("volumes-from")))
    lines = [line for command in in_turn for line in _report(command, by_name)]
    lines += [ReportLine(aside.at, Outcome.NOTHING, says=aside.says, words=aside.ordinals) for aside in paste.asides]
    pods = {id(command.parts.pod): command.parts.pod for command in commands}.values()
    return ImportResult(_documents(pods), each_word_once(lines), tuple(questions.asked))


def _image(command: ReadCommand) -> None:
    """The image, which an init container of any flag may need."""
    image = command.line.operand
    command.parts.questions.place = IMAGE
    command.image_note = (
        node_choice.set_image(command.parts, image.text) if image else node_choice.ask_image(command.parts)
    )


def _report(command: ReadCommand, others: Mapping[str, ReadCommand]) -> Iterator[ReportLine]:
    arguments = list(argument_lines(command))
    notes = {id(option): note for option, note in notes_of(command, others)}
    too_much = resource_amount.fit_requests(command.parts)
    yield _line(command.run.name, heading(command), command.run.ordinals)
    yield from (
        ReportLine(one.written, one.outcome, says=one.says, words=one.ordinals) for one in command.line.problems
    )
    for option in command.line.options:
        note = too_much.get(_REQUESTS.get(option.flag.name, ""), notes[id(option)])
        yield _line(shown_flag(option), note, option.ordinals)
    yield _image_line(command)
    yield from arguments


def _image_line(command: ReadCommand) -> ReportLine:
    image, note = command.line.operand, command.image_note
    if image and image.substitutions:
        note = Note(Outcome.QUESTION, note.to, in_words(image.substitutions))
    return _line(IMAGE, note, image.ordinals if image else ())


def _line(at: str, note: Note, words: tuple[int, ...]) -> ReportLine:
    return ReportLine(at, note.outcome, note.to, note.says, words)


def _documents(pods: Iterable[ImportedPod]) -> tuple[Mapping[str, Any], ...]:
    """The pods, then what stands beside them, each object once."""
    made = [pod.documents() for pod in pods]
    others = {(one["kind"], one["metadata"]["name"]): one for documents in reversed(made) for one in documents[1:]}
    ordered = dict.fromkeys((one["kind"], one["metadata"]["name"]) for documents in made for one in documents[1:])
    return (*(documents[0] for documents in made), *(others[key] for key in ordered))
