"""A Compose file in, workloads with their companions and a report of every key out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from podbuilder.kube.conversion_report.note import nothing
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.compose_file import ComposeFile
from podbuilder.kube.importers.compose.environment_file import UnreadableEnvironment, variables
from podbuilder.kube.importers.compose.import_report import ImportReport
from podbuilder.kube.importers.compose.resolution import resolve
from podbuilder.kube.importers.compose.services.file_definitions import definition_notes
from podbuilder.kube.importers.compose.services.imported_service import ImportedService, ServicePlan
from podbuilder.kube.importers.compose.services.key_table import first_keys, other_keys
from podbuilder.kube.importers.compose.services.key_turns import carry
from podbuilder.kube.importers.compose.services.network_policies import are_wanted, network_policies
from podbuilder.kube.importers.compose.services.pod_defaults import set_pod_defaults
from podbuilder.kube.importers.compose.services.program_keys import asks_image
from podbuilder.kube.importers.compose.services.service_choice import others
from podbuilder.kube.importers.compose.services.service_objects import service_objects
from podbuilder.kube.importers.compose.services.service_plan import service_plan
from podbuilder.kube.importers.compose.services.workload_document import workload_document
from podbuilder.kube.importers.compose.substitution import Source
from podbuilder.kube.importers.container_settings.object_names import free
from podbuilder.kube.importers.container_settings.published_port import declare
from podbuilder.kube.importers.import_result import ImportRefused, ImportResult
from podbuilder.kube.importers.question import Answers, AnswerType, Question, Questions
from podbuilder.kube.secret_scanning.scanner import of_variable

_DOT_ENV, _VARIABLE = "file:.env", "variable:"


def import_compose(text: str, answers: Answers | None = None) -> ImportResult:
    """The workloads that the services of a file become (ImportRefused if nothing can be made of it)."""
    questions = Questions(answers or {})
    file = resolve(text, _given(questions.answers))
    plan = service_plan(file, questions)
    report = ImportReport(file, plan.places)
    for name, note in others(file, plan.services):
        report.add(("services", name), note)
    for service in plan.services.values():
        carry(service, plan, first_keys(service.settings), report)
    _declare_mentioned(plan)
    for service in plan.services.values():
        _without_image(service, plan, report)
        _extended(service, plan, report)
        carry(service, plan, other_keys(service.settings), report)
    set_pod_defaults(plan)
    is_apart = are_wanted(plan)
    for path, note in definition_notes(plan, is_apart):
        report.add(path, note)
    _ask_variables(file, questions)
    lines = report.lines()
    first = report.first_lines({question.at for question in questions.asked})
    asked = tuple(
        replace(question, at=first[question.at]) if question.at in first else question for question in questions.asked
    )
    return ImportResult(tuple(_documents(plan, is_apart)), lines, asked)


def _given(answers: Answers) -> dict[str, str]:
    """The variables that somebody has given: in the file .env, or one by one."""
    try:
        found = variables(answers.get(_DOT_ENV, ""))
    except UnreadableEnvironment as error:
        raise ImportRefused(f"The file .env cannot be read. {error}") from error
    return found | {
        name.removeprefix(_VARIABLE): value for name, value in answers.items() if name.startswith(_VARIABLE)
    }


def _declare_mentioned(plan: ServicePlan) -> None:
    """List the ports under which other services speak of one that does not list them itself."""
    for service in plan.services.values():
        for port in sorted(plan.mentioned.get(service.name, ())):
            if not service.is_init and (port, "udp") not in service.parts.ports:
                declare(service.parts, port, "tcp")


def _without_image(service: ImportedService, plan: ServicePlan, report: ImportReport) -> None:
    if "image" in service.settings or "build" in service.settings:
        return
    node = plan.file.node_of(("services", service.name))
    has_keys = bool(service.settings) or (node is not None and bool(node.written))
    path = ("services", service.name, "image") if has_keys else ("services", service.name)
    report.add(path, asks_image(service, plan))


def _extended(service: ImportedService, plan: ServicePlan, report: ImportReport) -> None:
    path = ("services", service.name, "extends")
    if "extends" not in service.settings and plan.file.node_of(path) is not None:
        report.add(path, nothing("It has all that the other service says, and its own keys go before that."))


def _ask_variables(file: ComposeFile, questions: Questions) -> None:
    """Ask for each variable that the file takes from its surroundings, and for the file that often has them."""
    uses = [note.use for note in file.variables if note.use.source is not Source.NOT_SET]
    if not uses:
        return
    questions.place = ""
    questions.ask(Question(_DOT_ENV, "Content of the file .env beside it", "", AnswerType.LINES))
    for use in uses:
        usual = use.words if use.source is Source.DEFAULT else ""
        # A default that is a credential is not shown.
        shown = "" if usual and of_variable(use.name, usual) else usual
        questions.ask(Question(f"{_VARIABLE}{use.name}", f"Value of the variable {cut(use.name)}", shown))


def _documents(plan: ServicePlan, is_apart: bool) -> Iterator[Mapping[str, Any]]:
    """The workloads, then what stands beside them."""
    policies = list(network_policies(plan)) if is_apart else []
    yield from (workload_document(workload) for workload in plan.workloads)
    yield from service_objects(plan)
    yield from plan.companions.values()
    names = {name for kind, name in plan.companions if kind == "NetworkPolicy"}
    for policy in policies:
        policy["metadata"]["name"] = free(policy["metadata"]["name"], names)
        names.add(policy["metadata"]["name"])
        yield policy
