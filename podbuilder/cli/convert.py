"""`podbuilder convert`: what other tools read, turned into manifests and back, with a report of what became of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from podbuilder.cli.broken_pipe import until_reader_leaves
from podbuilder.cli.command import CLEAN, FAILED, CommandError, Output
from podbuilder.cli.input_folder import folder_lines, read_folder
from podbuilder.cli.output_folder import overlays_of, write_folder
from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.core.printable import printable
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.folders import FOLDERS, FolderSource, export_folder
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.targets import TARGETS
from podbuilder.kube.importers.forms import FORMS
from podbuilder.kube.importers.import_result import ImportRefused
from podbuilder.kube.importers.question import Answers, Question
from podbuilder.kube.kustomization.overlays.brought_folder import BroughtFolder
from podbuilder.kube.kustomization.overlays.overlay import Overlay

HELP = (
    "Turn what other tools read into manifests, and manifests into what other tools read. The result is printed, and "
    "on the standard error a report: a line for each word or field of the input, with what became of it. The exit "
    "status is 1 if something could not be read."
)
# What is neither imported nor exported.
MANIFEST = "manifest"
# A base with overlays, in a folder or a ZIP.
KUSTOMIZE = "kustomize"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "file", metavar="FILE", help="a file with the input; - is the standard input. Of kustomize, a folder or a ZIP"
    )
    parser.add_argument(
        "--from", dest="form", required=True, choices=(*FORMS, MANIFEST, KUSTOMIZE), help="what the input is"
    )
    parser.add_argument(
        "--to",
        dest="target",
        default=MANIFEST,
        choices=(MANIFEST, *TARGETS, *FOLDERS),
        help="what it is to be; a manifest if not given. yaml, kustomize and helm are folders of files",
    )
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", help="write the files of a folder there instead of printing"
    )
    parser.add_argument(
        "--overlay",
        action="append",
        default=[],
        metavar="NAME[:KEY=VALUE]",
        help="an overlay of --to kustomize, and what is different in it, such as staging:tag/nginx=1.28, "
        "prod:replicas/web=5, prod:limits/Deployment/web/app/memory=1Gi or "
        "prod:without/env/Deployment/web/app/DEBUG=yes",
    )
    parser.add_argument(
        "--input",
        default="text",
        choices=("text", "jsonl"),
        help='the input is one text, or a JSON object on each line: {"id": …, "text": TEXT, "answers": {ID: ANSWER}}',
    )
    parser.add_argument("--format", default="text", choices=("text", "json"), help="the format of what is printed")
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="ID=ANSWER",
        help="an answer to a question; --format json shows the questions with their ids",
    )


def run(options: argparse.Namespace, out: Output, err: Output) -> int:
    """Print what the input makes."""
    if options.form == KUSTOMIZE and (options.input == "jsonl" or options.overlay):
        raise CommandError("A folder of kustomize is one input, with overlays of its own.")
    if options.input == "jsonl":
        with until_reader_leaves():
            for request in _lines(options.file):
                out.write(printable(json.dumps(answer(request, options.form, options.target))) + "\n")
        return CLEAN
    answers = dict(one.partition("=")[::2] for one in options.answer)
    try:
        if options.form == KUSTOMIZE:
            result = convert_folder(read_folder(options.file), options.target)
        else:
            text = b"".join(_lines(options.file)).decode("utf-8", "replace")
            result = convert(text, options.form, options.target, answers, overlays_of(options.overlay))
    except (ImportRefused, ExportRefused) as refusal:
        raise CommandError(str(refusal)) from refusal
    if options.output is not None and options.target in FOLDERS:
        write_folder(options.output, {**result.files, **result.others})
        result = replace(result, files={}, others={}, text="")
    if options.format == "json":
        _print(json.dumps(as_json(result), indent=2), out)
    else:
        for name, content in result.files.items():
            _print(f"# {name}\n{content}", out)
        if result.text:
            _print(result.text, out)
        for line in report(result):
            err.write(printable(line) + "\n")
    return FAILED if any(one.outcome is Outcome.REFUSED for one in result.report) else CLEAN


@dataclass(frozen=True)
class Converted:
    """What became of an input; questions are asked by importers alone."""

    text: str
    report: tuple[ReportLine, ...]
    is_manifest: bool
    questions: tuple[Question, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    # What is no text, which is written and not printed.
    others: Mapping[str, bytes] = field(default_factory=dict)


def convert_folder(brought: BroughtFolder, target: str) -> Converted:
    """The base of a folder as a manifest, or exported; the folder itself for its own form (ExportRefused)."""
    lines = folder_lines(brought)
    if target == MANIFEST:
        return Converted(brought.text, lines, True)
    if target in FOLDERS:
        made = export_folder(target, FolderSource(brought.text, brought.text, kept=brought.kept))
        return Converted("", (*lines, *made.report), False, files=made.files, others=made.others)
    exported = convert(brought.text, MANIFEST, target, {})
    return replace(exported, report=(*lines, *exported.report))


def convert(text: str, form: str, target: str, answers: Answers, overlays: tuple[Overlay, ...] = ()) -> Converted:
    """Import a text, export it, or both (ImportRefused, ExportRefused)."""
    lines: tuple[ReportLine, ...] = ()
    questions: tuple[Question, ...] = ()
    if form != MANIFEST:
        imported = FORMS[form](text, answers)
        text, lines, questions = imported.manifest, imported.report, imported.questions
    if target == MANIFEST:
        if form == MANIFEST:
            raise ExportRefused("The input is a manifest already; --to says what it is to be.")
        return Converted(text, lines, True, questions)
    if target in FOLDERS:
        folder = export_folder(target, FolderSource(text, text, overlays=overlays))
        return Converted("", (*lines, *folder.report), False, questions, folder.files)
    exported = TARGETS[target](SourceFile(text))
    return Converted(exported.text, (*lines, *exported.report), False, questions, exported.files)


def _print(text: str, out: Output) -> None:
    for line in text.removesuffix("\n").split("\n"):
        out.write(printable(line) + "\n")


def _lines(name: str) -> Iterator[bytes]:
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as lines:
            yield from lines
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}.") from problem


def answer(line: bytes, form: str, target: str) -> dict[str, Any]:
    """What becomes of the text in a line, or why nothing does."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "This line is not a JSON object."}
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        return {"error": "Each line must be a JSON object with the input under “text”."}
    own = {"id": request["id"]} if "id" in request else {}
    answers = request.get("answers")
    try:
        return {**own, **as_json(convert(request["text"], form, target, _texts(answers)))}
    except (ImportRefused, ExportRefused) as refusal:
        return {**own, "error": str(refusal)}


def _texts(answers: Any) -> Answers:
    return {str(key): str(value) for key, value in answers.items()} if isinstance(answers, dict) else {}


def as_json(result: Converted) -> dict[str, Any]:
    """A result for machines."""
    questions = [
        {"id": one.id, "text": one.text, "default": one.default, "type": one.type, "at": one.at}
        | ({"choices": [value for value, _ in one.choices]} if one.choices else {})
        for one in result.questions
    ]
    made = {"manifest": result.text} if result.is_manifest else {"text": result.text, "files": dict(result.files)}
    return {**made, "report": list(map(_line, result.report)), "questions": questions}


def _line(line: ReportLine) -> dict[str, Any]:
    return {"at": line.at, "outcome": line.outcome, "to": line.to, "says": line.says, "words": list(line.words)}


def report(result: Converted) -> Iterator[str]:
    """A result's report for people."""
    for line in result.report:
        to, says = (f" → {line.to}" if line.to else ""), (f": {line.says}" if line.says else "")
        yield f"{line.outcome:10} {line.at}{to}{says}"
