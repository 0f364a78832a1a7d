"""`podbuilder cluster`: what a cluster would do to a pod."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from podbuilder.cli.broken_pipe import until_reader_leaves
from podbuilder.cli.command import CLEAN, CommandError, Output

HELP = "Say what a cluster would do to a pod: which nodes have room for it, and if none has, why."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--input", required=True, choices=("jsonl",), help="jsonl: snapshots and questions, one a line")
    parser.add_argument("file", help="the file to read, - for standard input")


def run(options: argparse.Namespace, out: Output, err: Output) -> int:
    """Answer each question about the snapshots that stand before it, a line each."""
    with until_reader_leaves():
        if options.file == "-":
            _answer_all(sys.stdin, out)
        else:
            try:
                with open(options.file, encoding="utf-8") as file:
                    _answer_all(file, out)
            except OSError as problem:
                raise CommandError(f"{options.file} cannot be read: {problem.strerror}.") from problem
    return CLEAN


def _answer_all(lines: Iterable[str], out: Output) -> None:
    for answer in answers(lines):
        out.write(json.dumps(answer) + "\n")


def answers(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer for each question, in their order; CommandError for a line that is neither that nor a snapshot."""
    from podbuilder.kube.cluster.snapshot import Snapshot

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
            yield {"id": entry.get("id"), **_answer(snapshots[entry["snapshot"]], entry)}
        else:
            raise CommandError(f"Line {number} asks about a snapshot that no line before it brings.")


def _answer(snapshot: Any, question: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of the part of the cluster that is asked, or why there is none."""
    if question.get("part") == "scheduling":
        return _schedule(snapshot, question)
    return {"unknown": "Only the scheduler is asked so far."}


def _schedule(snapshot: Any, question: Mapping[str, Any]) -> dict[str, Any]:
    from podbuilder.kube.cluster.scheduling.scheduler import schedule
    from podbuilder.kube.cluster.scheduling.status import NotJudged

    try:
        verdict = schedule(snapshot, question["pod"], question["version"])
    except NotJudged as reason:
        return {"unknown": str(reason)}
    statuses = {
        node: {"code": str(each.code), "plugin": each.plugin, "reasons": list(each.reasons)}
        for node, each in verdict.statuses.items()
    }
    return {
        "outcome": str(verdict.outcome),
        "feasible": verdict.feasible,
        "statuses": statuses,
        "message": verdict.message,
        "nominated": verdict.nominated,
        "victims": [{"pod": each.pod, "node": each.node} for each in verdict.victims],
    }
