"""The files of a chart that are no objects: its head, its notes, its README, and what a package leaves out."""

from __future__ import annotations

import json
from collections.abc import Iterator

from podbuilder.kube import catalogue
from podbuilder.kube.core import document, versions
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.chart_values import ChartValue
from podbuilder.kube.exporters.helm.container_values import parts_of
from podbuilder.kube.exporters.helm.go_text import comment, escaped
from podbuilder.kube.exporters.helm.object_template import ObjectTemplate
from podbuilder.kube.exporters.shell_text import ShellFlag, shell_command
from podbuilder.kube.yamltext.writer import entry

VERSION = "0.1.0"
IGNORED = """\
# What is no part of a package.
.git/
.gitignore
.DS_Store
*.bak
*.orig
*.swp
*.tgz
*.tmp
*~
.idea/
.vscode/
"""
# A longer default is told by what it is in the README's table, not in full.
_LONGEST_CELL = 60
_OLDEST = versions.minor(versions.VERSIONS[0])


def description(draft: ChartDraft) -> str:
    """What the chart has, in a sentence."""
    kinds = list(dict.fromkeys(one.kind for one in draft.objects if one is not draft.workloads[0]))
    first = f"The {draft.workloads[0].kind} {draft.workloads[0].name}"
    return comment(f"{first}{', with ' if kinds else ''}{', '.join(kinds)}.")


def head(draft: ChartDraft) -> str:
    """The text of Chart.yaml."""
    keys = {"apiVersion": "v2", "name": draft.names.chart, "description": description(draft), "type": "application"}
    keys["version"] = VERSION
    tag = _tag(draft)
    if tag:
        keys["appVersion"] = tag
    needed = max((_minor(draft, one, pod) for one in draft.workloads for pod in one.pods), default=0)
    if needed > _OLDEST:
        keys["kubeVersion"] = f">=1.{needed}.0-0"
    return "".join(f"{line}\n" for key, value in keys.items() for line in entry(key, value, 0, ()))


def _tag(draft: ChartDraft) -> str:
    one = draft.workloads[0]
    image = one.get(*one.pods[0], "spec", "containers", 0, "image")
    return parts_of(image).tag if isinstance(image, str) else ""


def _minor(draft: ChartDraft, one: ObjectTemplate, pod: FieldPath) -> int:
    """The first minor version of Kubernetes that knows all fields of a pod."""
    fields = catalogue.load(draft.version)
    known = (fields.field(path) for path, _ in document.walk(one.get(*pod)))
    return max((versions.minor(spec.since) for spec in known if spec and spec.since), default=0)


def notes(draft: ChartDraft) -> str:
    """The template of what Helm prints after an installation."""
    one = draft.workloads[0]
    kubectl = "  kubectl --namespace {{ .Release.Namespace }}"
    lines = ["{{ .Release.Name }} is installed. See how it does:", ""]
    lines.append(f"{kubectl} get {_shown(one.kind.lower())}/{_name(draft, one)}")
    for service in draft.of_kind("Service"):
        port = service.get("spec", "ports", 0, "port")
        if isinstance(port, int):
            slot = service.slots.get(FieldPath(("spec", "ports", 0, "port")))
            number = f"{{{{ {slot.expression} }}}}" if slot else str(port)
            lines += ["", f"Reach the Service {_name(draft, service)} from this machine:", ""]
            lines.append(f"{kubectl} port-forward service/{_name(draft, service)} {number}")
    if draft.secrets:
        lines += ["", "Its pods wait until these Secrets are there; README.md says how to make them:", ""]
        lines += [f"  {_shown(name)}" for name in draft.secrets]
    return "\n".join(lines) + "\n"


def _name(draft: ChartDraft, one: ObjectTemplate) -> str:
    expression = draft.names.name_of(one.kind, one.name)
    return f"{{{{ {expression} }}}}" if expression else _shown(one.name)


def _shown(text: str) -> str:
    return escaped(comment(text))


def readme(draft: ChartDraft) -> str:
    """The text of README.md."""
    return "\n".join(_readme(draft)) + "\n"


def _readme(draft: ChartDraft) -> Iterator[str]:
    names = draft.names
    flags = [ShellFlag("namespace", names.namespace), ShellFlag("create-namespace")] if names.namespace else []
    yield from (f"# {names.chart}", "", description(draft), "", "## Installation", "")
    yield from ("```sh", shell_command(["helm", "install", names.release, "."], flags), "```", "")
    yield "With this name and the default values, the chart gives the objects that it was made from."
    if draft.secrets:
        yield from (
            "",
            "## Secrets",
            "",
            "The chart has no Secrets. Make these before, each with its values:",
            "",
            "```sh",
        )
        for name, needed in draft.secrets.items():
            words = ["kubectl", "create", "secret", "generic", name]
            told = [ShellFlag("namespace", names.namespace)] if names.namespace else []
            told += [ShellFlag("type", needed.type)] if needed.type else []
            told += [ShellFlag("from-file", f"{key}=FILE") for key in needed.keys]
            yield shell_command(words, told)
        yield "```"
    yield from ("", "## Values", "", "| Value | What it is for | Default |", "| --- | --- | --- |")
    for value in draft.values:
        yield f"| {_cell(value.name)} | {comment(value.about).replace('|', '/')} | {_cell(_default(value))} |"
    yield from ("", "Numbers that are meant as texts, such as a tag `1.10`, are given with `--set-string`.")


def _default(value: ChartValue) -> str:
    text = json.dumps(value.default, ensure_ascii=False)
    if len(text) <= _LONGEST_CELL:
        return text
    count = len(value.default)
    return f"{count} characters" if isinstance(value.default, str) else f"{count} entries, see values.yaml"


def _cell(text: str) -> str:
    """A piece of code in a table, in which a backquote or a bar would end it."""
    return f"`{comment(text).replace('`', chr(39)).replace('|', '/')}`"
