"""`podbuilder troubleshoot`: why a pod does not run, from what kubectl printed of it."""

from __future__ import annotations

import argparse
import codecs
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from podbuilder.cli.broken_pipe import until_reader_leaves
from podbuilder.cli.command import CLEAN, FAILED, UNREADABLE, CommandError, Output
from podbuilder.kube.core import versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.kube.core.printable import printable, printable_line
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.troubleshooting import answer
from podbuilder.kube.troubleshooting.answer_formats import as_json, as_text

HELP = (
    "Say why a pod does not run. FILE is what kubectl printed: describe pod, get pod -o yaml or json, get events, "
    "get pods, logs, or several of them: kubectl describe pod web | podbuilder troubleshoot -. Exit status 0: nothing "
    "in it speaks for a cause, or --input is jsonl; 1: a cause is named; 2: something could not be read."
)
# Of a text in UTF-16, which PowerShell writes, each character takes two bytes.
_MOST_BYTES = 4 * MAX_CHARACTERS
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("file", metavar="FILE", help="what kubectl printed; - is the standard input")
    parser.add_argument("--manifest", metavar="FILE", help="the pod's manifest, in which fields are named and fixed")
    parser.add_argument(
        "--kubernetes", default=versions.DEFAULT, choices=versions.VERSIONS, help="the cluster's Kubernetes version"
    )
    parser.add_argument("--format", default="text", choices=("text", "json"), help="json: one object for the paste")
    parser.add_argument(
        "--input",
        default="text",
        choices=("text", "jsonl"),
        help='jsonl: a paste on each line, as {"id": …, "text": …}, and an object for each on a line',
    )


def run(options: argparse.Namespace, out: Output, err: Output) -> int:
    """Print an answer to the paste, or to each of them."""
    pod = _pod(options.manifest) if options.manifest else None
    status = CLEAN
    try:
        with _opened(options.file) as content, until_reader_leaves():
            if options.input == "jsonl":
                status = _each(content, pod, options.kubernetes, out, err)
            else:
                status = _one(content.read(_MOST_BYTES), pod, options, out)
    except OSError as problem:
        raise CommandError(f"{options.file} cannot be read: {problem.strerror}.") from problem
    return status


def _opened(name: str) -> IO[bytes]:
    return sys.stdin.buffer if name == "-" else Path(name).open("rb")


def _pod(name: str) -> Document:
    try:
        return Manifest.read(Path(name).read_bytes()).pod
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}.") from problem
    except ManifestError as problem:
        raise CommandError(f"{name} cannot be read: {problem.message}") from problem


def _one(content: bytes, pod: Document | None, options: argparse.Namespace, out: Output) -> int:
    found = answer(_decoded(content), pod=pod, version=options.kubernetes)
    if options.format == "json":
        out.write(f"{printable(json.dumps(as_json(found), ensure_ascii=False))}\n")
    else:
        for line in as_text(found):
            out.write(f"{line}\n")
    return FAILED if found.causes else CLEAN


def _decoded(content: bytes) -> str:
    """A text as shells of any kind write it into a file or a pipe."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    return content.decode(encoding, "replace")


def _each(lines: Iterable[bytes], pod: Document | None, version: str, out: Output, err: Output) -> int:
    status = CLEAN
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        request = _request(line)
        if request is None:
            err.write(printable_line(f'line {number}: This is no JSON object with the paste under "text".') + "\n")
            status = UNREADABLE
            continue
        found = as_json(answer(request["text"], pod=pod, version=version))
        out.write(f"{printable(json.dumps({'id': request.get('id'), **found}))}\n")
    return status


def _request(line: bytes) -> dict[str, Any] | None:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return request if isinstance(request, dict) and isinstance(request.get("text"), str) else None
