"""The variables of a service, and the files of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.conversion_report.note import Note, different, refused
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.environment_file import UnreadableEnvironment, raw_variables, variables
from podbuilder.kube.importers.compose.services.key_context import Handler, KeyContext, KeyNote
from podbuilder.kube.importers.compose.services.name_mentions import with_new_names
from podbuilder.kube.importers.container_settings.object_names import key
from podbuilder.kube.importers.container_settings.variable import (
    ask_variable,
    set_file_of_variables,
    set_variable,
)
from podbuilder.kube.importers.question import AnswerType, Question


def _environment(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    bare = context.bare_names()
    for name, text in value.items():
        context.speak_of(name)
        is_asked = text is None or name in bare
        yield (name,), ask_variable(context.parts, name, {}) if is_asked else _variable(context, name, text)


def _variable(context: KeyContext, name: str, text: str) -> Note:
    followed = with_new_names(text, context.plan.renamed, name)
    note = set_variable(context.parts, name, followed)
    if followed == text or note.outcome is not Outcome.CARRIED:
        return note
    return different(note.to, "The name of a service in it was made one that Kubernetes allows.")


def _env_file(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, file in enumerate(value):
        context.speak_of(index)
        yield (index,), _file(context, file)


def _file(context: KeyContext, file: dict[str, Any]) -> Note:
    path = file["path"]
    if not path:
        return refused("This needs the path of a file.")
    text = context.plan.questions.answers.get(f"file:{path}", "")
    try:
        found = (raw_variables if file.get("format") == "raw" else variables)(text)
    except UnreadableEnvironment as error:
        context.plan.questions.ask(Question(f"file:{path}", f"Content of {cut(path)}", "", AnswerType.LINES))
        return refused(f"What was given as its content cannot be read. {error}")
    fitting = {name: value for name, value in found.items() if key(name) == name}
    note = set_file_of_variables(context.parts, path, lambda _: fitting.items())
    if len(fitting) == len(found):
        return note
    says = "Variables whose names no ConfigMap can have as keys are left out."
    return Note(note.outcome, note.to, f"{note.says} {says}")


HANDLERS: dict[str, Handler] = {"environment": _environment, "env_file": _env_file}
