"""Pods in, a `kubectl run` command for each out. What has no flag of its own goes into `--overrides`."""

from __future__ import annotations

import json
from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, different
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.exporters.export_result import ExportResult
from podbuilder.kube.exporters.field_report import FieldReport, companion_lines, sentences
from podbuilder.kube.exporters.kubectl_run.run_flags import RunFlags
from podbuilder.kube.exporters.shell_text import ShellFlag, shell_command
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.source_pod import SourcePod

_COMMAND = "kubectl run"
_OVERRIDES = "--overrides"
# Overrides that are longer are harder to read than a file.
_MANY_LINES = 15
_ONE_LINE = 100
_BESIDE = "kubectl run makes one pod; kubectl apply -f makes this object from its file."


def export_kubectl_run(source: SourceFile) -> ExportResult:
    """The commands that make the pods of a file, one after the other."""
    texts: list[str] = []
    lines: list[ReportLine] = []
    for pod in source.pods:
        text, report = _command(pod)
        texts.append(text + "\n")
        lines += report.lines()
    lines += companion_lines(source, {}, _BESIDE)
    return ExportResult("\n".join(texts), tuple(lines))


def _command(pod: SourcePod) -> tuple[str, FieldReport]:
    report = FieldReport(pod, sentences(), "kubectl run has no flag for it.")
    flags = RunFlags(pod, report)
    flags.take()
    overrides = flags.overrides()
    text = _json(overrides)
    report.add(ROOT.child("apiVersion"), carried(_COMMAND))
    report.add(ROOT.child("kind"), _heading(text.count("\n") + 1))
    for leaf in pod.leaves():
        if not leaf.path.is_under_any(report.notes) and not flags.is_left(leaf.path):
            report.add(leaf.path, carried(_OVERRIDES))
    own = [*flags.flags]
    if overrides:
        own += [ShellFlag("override-type", flags.type)] if flags.type != "merge" else []
        own.append(ShellFlag("overrides", text))
    own += [ShellFlag("command")] if flags.is_command else []
    tail = ["--", *flags.words] if flags.words else []
    return shell_command(["kubectl", "run", pod.name], own, tail), report


def _json(overrides: dict[str, Any]) -> str:
    whole = {"apiVersion": "v1", **overrides}
    short = json.dumps(whole, ensure_ascii=False)
    return short if len(short) <= _ONE_LINE else json.dumps(whole, ensure_ascii=False, indent=2)


def _heading(lines: int) -> Note:
    if lines <= _MANY_LINES:
        return carried(_COMMAND)
    return different(
        _COMMAND, f"The overrides have {lines} lines: kubectl apply -f with a file says the same in plain YAML."
    )
