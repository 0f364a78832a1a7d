"""`podbuilder cluster`: what a cluster would do to a pod."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from podbuilder.cli.broken_pipe import until_reader_leaves
from podbuilder.cli.command import CLEAN, FAILED, STATUSES, UNREADABLE, CommandError, Output
from podbuilder.cli.files import files_of
from podbuilder.kube.core import versions
from podbuilder.kube.core.printable import printable_line

HELP = (
    "Say what a cluster would do to pods: whether it admits them, which nodes have room for them, and if none has, "
    "why. Exit status 0: every pod is admitted and fits a node; 1: one is not, or does not; "
    "2: something could not be read."
)
ENDINGS = (".yaml", ".yml", ".json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "snapshot",
        metavar="SNAPSHOT",
        help="what `kubectl get … -A -o yaml` or `-o json` printed of the cluster: a file, a folder of them, or - for "
        "the standard input; with --input jsonl, snapshots and questions",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="a manifest, a folder of them or a pattern")
    parser.add_argument(
        "--kubernetes", default=versions.DEFAULT, choices=versions.VERSIONS, help="the cluster's Kubernetes version"
    )
    parser.add_argument(
        "--plugin",
        action="append",
        default=[],
        metavar="NAME",
        help="an admission plugin that is on beside the default",
    )
    parser.add_argument("--format", default="text", choices=("text", "json"), help="json: one line for each pod")
    parser.add_argument("--input", default="yaml", choices=("yaml", "jsonl"), help="jsonl: one object on each line")


def run(options: argparse.Namespace, out: Output, err: Output) -> int:
    """Print what becomes of each pod; the exit status is that of the worst."""
    if options.input == "jsonl":
        return _run_questions(options.snapshot, out)
    if not options.files:
        raise CommandError("Name the manifests behind the snapshot.")
    from podbuilder.kube.reports import cluster_report

    snapshot = _read_snapshot(options.snapshot, err)
    worst = CLEAN
    with until_reader_leaves():
        for name, content in _contents(options.files, err):
            if content is None:
                worst = UNREADABLE
                continue
            for result in cluster_report.results(snapshot, name, content, options.kubernetes, options.plugin):
                if isinstance(result, str):
                    err.write(f"{printable_line(result)}\n")
                    worst = UNREADABLE
                    continue
                worst = max(worst, CLEAN if result.is_fine else FAILED, key=STATUSES.index)
                for line in result.json_lines() if options.format == "json" else result.text_lines():
                    out.write(f"{line}\n")
    return worst


def _contents(names: Iterable[str], err: Output) -> Iterator[tuple[str, bytes | None]]:
    """The names of the files and what is in them; None for one that cannot be read, which is said."""
    for file in files_of(names, ENDINGS):
        try:
            yield file.name, sys.stdin.buffer.read() if file.name == "-" else Path(file.name).read_bytes()
        except OSError as problem:
            err.write(f"{printable_line(f'{file.name}: error: This file cannot be read: {problem.strerror}.')}\n")
            yield file.name, None


def _read_snapshot(name: str, err: Output) -> Any:
    """The facts in a file or a folder (CommandError if there are none)."""
    from podbuilder.cli.progress_line import progress_line
    from podbuilder.kube.cluster.facts import FactsError, facts_of
    from podbuilder.kube.cluster.facts_reader import objects_of_all
    from podbuilder.kube.cluster.snapshot import Snapshot

    contents = [content for _, content in _contents([name], err)]
    if not contents or None in contents:
        raise CommandError("The snapshot could not be read.")
    found = [content for content in contents if content is not None]
    try:
        with progress_line(err, sum(map(len, found))) as progress:
            facts = facts_of(objects_of_all(found, progress))
    except FactsError as problem:
        raise CommandError(f"{name}: {problem}") from problem
    if not facts.objects:
        raise CommandError(f"{name} has no objects of a cluster.")
    return Snapshot(facts.objects)


def _run_questions(name: str, out: Output) -> int:
    """Answer each question about the snapshots that stand before it, a line each."""
    with until_reader_leaves():
        if name == "-":
            _answer_all(sys.stdin, out)
            return CLEAN
        try:
            with open(name, encoding="utf-8") as file:
                _answer_all(file, out)
        except OSError as problem:
            raise CommandError(f"{name} cannot be read: {problem.strerror}.") from problem
    return CLEAN


def _answer_all(lines: Iterable[str], out: Output) -> None:
    for answer in answers(lines):
        out.write(json.dumps(answer) + "\n")


def answers(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer for each question, in their order; CommandError for a line that is neither that nor a snapshot."""
    from podbuilder.kube.cluster.snapshot import Snapshot
    from podbuilder.kube.reports.cluster_answers import answer

    snapshots: dict[str, Snapshot] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError as problem:
            raise CommandError(f"Line {number} is not JSON.") from problem
        if not isinstance(entry, dict):
            raise CommandError(f"Line {number} is not an object.")
        if "objects" in entry:
            snapshots[entry["snapshot"]] = Snapshot(entry["objects"])
        elif entry.get("snapshot") in snapshots:
            yield {"id": entry.get("id"), **answer(snapshots[entry["snapshot"]], entry)}
        else:
            raise CommandError(f"Line {number} asks about a snapshot that no line before it brings.")
