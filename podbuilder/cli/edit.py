"""`podbuilder edit`: minimal edits to manifests; a JSON object on each line, both in and out."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from podbuilder.cli.broken_pipe import until_reader_leaves
from podbuilder.cli.command import CLEAN, CommandError, Output
from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import Catalogue
from podbuilder.kube.catalogue.paths import UnknownPath
from podbuilder.kube.core import versions
from podbuilder.kube.core.printable import printable
from podbuilder.kube.manifest import Edit, Manifest, ManifestError

HELP = (
    'Edit manifests. A line in: {"manifest": TEXT, "edits": [{"op": "set", "path": "spec.containers[0].image", '
    '"value": "nginx:1.27"}]}; op is set, remove, insert, move or rename (the last two with "to" for a value). '
    'A line out: {"manifest": NEW TEXT} or {"error": REASON, "line": LINE, "column": COLUMN}.'
)
OPS = ("set", "remove", "insert", "move", "rename")
# What an operation must say besides its path.
NEEDS = {"set": "value", "insert": "value", "move": "to", "rename": "to"}


class BadRequest(Exception):
    """A line does not say what to edit; the message is a sentence for people."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("file", metavar="FILE", help="a file of JSON lines; - is the standard input")
    parser.add_argument("--input", default="jsonl", choices=("jsonl",), help="the format of the edits")
    parser.add_argument(
        "--kubernetes", default=versions.DEFAULT, choices=versions.VERSIONS, help="the version whose fields are known"
    )


def run(options: argparse.Namespace, out: Output, err: Output) -> int:
    """Print an answer to each line as soon as it is read."""
    fields = catalogue.load(options.kubernetes)
    name = options.file
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as lines, until_reader_leaves():
            for line in lines:
                if line.strip():
                    out.write(printable(json.dumps(answer(line, fields))) + "\n")
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}.") from problem
    return CLEAN


def answer(line: bytes, fields: Catalogue) -> dict[str, Any]:
    """What a line's edits make of its manifest, or why they cannot be made."""
    try:
        request = json.loads(line)
        if not isinstance(request, dict) or not isinstance(request.get("manifest"), str):
            raise BadRequest("Each line must be a JSON object with the manifest's text under “manifest”.")
        edits = [_edit(edit, fields) for edit in request.get("edits", ())]
        return {"manifest": Manifest.read(request["manifest"]).patch(edits).text}
    except ManifestError as error:
        return {"error": error.message, "line": error.line, "column": error.column}
    except (BadRequest, UnknownPath) as error:
        return {"error": str(error)}
    except (ValueError, RecursionError):
        return {"error": "This line is not a JSON object."}


def _edit(edit: Any, fields: Catalogue) -> Edit:
    op = edit.get("op") if isinstance(edit, dict) else None
    if op not in OPS:
        raise BadRequest(f"An edit must be an object whose “op” is one of {', '.join(OPS)}.")
    if not isinstance(edit.get("path"), str):
        raise BadRequest("An edit must name its field under “path”, as in “spec.containers[0].image”.")
    if op in NEEDS and NEEDS[op] not in edit:
        raise BadRequest(f"An edit with “op”: “{op}” must have “{NEEDS[op]}” as well.")
    return Edit(op, fields.resolve(edit["path"]), edit.get("value"), edit.get("to"))
