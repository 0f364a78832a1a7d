"""Commands and what becomes of them: a table for each module, whose cases are commands as people paste them.

A case has `run`, the commands; `answers`, those that were given; `pods`, each with its metadata and its spec in one;
`companions`; and `report`, its lines as `at | outcome | to | says`. Lines of whole commands and of images that are
carried are left out where a table is not about them.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube import catalogue
from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.importers.docker_run.engine_grammar import PROGRAMS
from podbuilder.kube.importers.docker_run.flag_report import HANDLERS
from podbuilder.kube.importers.docker_run.flag_table import table_of
from podbuilder.kube.importers.forms import FORMS
from podbuilder.kube.importers.import_result import ImportRefused, ImportResult
from podbuilder.kube.importers.kubectl_run import create_handlers
from podbuilder.kube.importers.kubectl_run.command_tables import EXPOSE, RUN, VERBS, table_of_verb
from podbuilder.kube.importers.kubectl_run.exposed_service import HANDLED as EXPOSED
from podbuilder.kube.importers.kubectl_run.run_import import RUN_HANDLERS
from podbuilder.kube.manifest.pieces import pieces
from podbuilder.kube.review import review_manifest

HERE = Path(__file__).parent
FOLDERS = ("container_settings", "docker_run", "kubectl_run")
TABLES = sorted(table for folder in FOLDERS for table in HERE.glob(f"{folder}/*.yaml"))
# The table that is about whole commands.
WHOLE = "default_settings"


def all_cases() -> Iterator[Any]:
    for table in TABLES:
        for name, case in yaml.safe_load(table.read_text(encoding="utf-8")).items():
            form = "kubectl-run" if table.parent.name == "kubectl_run" else "docker-run"
            yield pytest.param(table.stem, {"form": form, **case}, id=f"{table.stem}: {name}")


CASES = list(all_cases())


def imported(case: dict[str, Any]) -> ImportResult:
    return FORMS[case["form"]](case["run"], case.get("answers"))


def line_of(line: ReportLine) -> str:
    return " | ".join((line.at, line.outcome, line.to, line.says)).rstrip(" |")


def is_shown(line: ReportLine, table: str) -> bool:
    if line.at.endswith((" run", " create")):
        return table == WHOLE
    return line.at not in ("IMAGE", "NAME") or line.outcome is not Outcome.CARRIED


def made(result: ImportResult, table: str) -> dict[str, Any]:
    pods = [one for one in result.documents if one["kind"] == "Pod"]
    companions = [one for one in result.documents if one["kind"] != "Pod"]
    return {
        "pods": [{"metadata": pod["metadata"], **pod["spec"]} for pod in pods],
        **({"companions": companions} if companions else {}),
        "report": [line_of(line) for line in result.report if is_shown(line, table)],
    }


@pytest.mark.parametrize(("table", "case"), CASES)
def test_what_becomes_of_a_command(table: str, case: dict[str, Any]) -> None:
    result = imported(case)
    assert made(result, table) == {key: value for key, value in case.items() if key not in ("run", "answers", "form")}


@pytest.mark.parametrize(("table", "case"), CASES)
def test_every_pod_is_accepted(table: str, case: dict[str, Any]) -> None:
    result = imported(case)
    for _, manifests in pieces(result.manifest):
        for manifest in manifests:
            assert review_manifest(manifest).errors == (), table


@pytest.mark.parametrize(("table", "case"), CASES)
def test_every_word_stands_in_one_line(table: str, case: dict[str, Any]) -> None:
    report = imported(case).report
    counts = Counter(word for line in report for word in line.words)
    assert counts == Counter(range(len(shlex.split(case["run"], comments=False)))), table


@pytest.mark.parametrize(("table", "case"), CASES)
def test_paths_lead_to_fields(table: str, case: dict[str, Any]) -> None:
    fields = catalogue.load("1.36")
    for line in imported(case).report:
        if line.to.startswith(("spec", "metadata")):
            assert str(fields.resolve(line.to)) == line.to, table


REFUSED = {
    "no command": ("docker-run", "kubectl run web", "no command here that runs a container"),
    "no command of kubectl": ("kubectl-run", "docker run nginx", "no kubectl run or kubectl create deployment"),
    "a command that exposes": ("kubectl-run", "kubectl expose pod web", "kubectl expose: It makes a Service"),
    "a pod that is created": (
        "kubectl-run",
        "k create pod web --image x",
        "k create pod: kubectl create knows no pods",
    ),
    "a kind that is created": ("kubectl-run", "kubectl create daemonset web", "kubectl create has no such kind"),
}


@pytest.mark.parametrize(("form", "text", "says"), REFUSED.values(), ids=REFUSED)
def test_what_makes_nothing_says_why(form: str, text: str, says: str) -> None:
    with pytest.raises(ImportRefused, match=says):
        FORMS[form](text, None)


def test_no_line_holds_a_credential() -> None:
    """Every password of the tables is hunter2."""
    cases = [param.values[1] for param in CASES]
    told = [line for case in cases for line in case["report"]]
    assert any("hunter2" in case["run"] for case in cases)
    assert [line for line in told if "hunter2" in line] == []


def words_of_tables(form: str, verb: str = "") -> set[str]:
    cases = [param.values[1] for param in CASES]
    commands = [case["run"] for case in cases if case["form"] == form and verb in case["run"]]
    return {word.partition("=")[0] for command in commands for word in shlex.split(command, comments=False)}


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_flag_has_a_handler_or_a_sentence(program: str) -> None:
    for name, flag in table_of(program).flags.items():
        said = [flag.nothing, flag.left, flag.alias]
        assert sum(map(bool, said)) + (name in HANDLERS and not flag.alias) == 1, name


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_flag_has_a_case(program: str) -> None:
    words = words_of_tables("docker-run")
    flags = table_of(program).flags.values()
    assert [flag.name for flag in flags if not {f"--{flag.name}", f"-{flag.short or flag.name}"} & words] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_flag_of_kubectl_has_a_handler_or_a_sentence(verb: str) -> None:
    handlers = {RUN: set(RUN_HANDLERS), EXPOSE: EXPOSED}.get(verb, set(create_handlers.HANDLERS))
    for name, flag in table_of_verb(verb).flags.items():
        assert bool(flag.nothing) + bool(flag.left) + (name in handlers) == 1, name


@pytest.mark.parametrize("verb", VERBS)
def test_every_flag_of_kubectl_has_a_case(verb: str) -> None:
    words = words_of_tables("kubectl-run", f" {verb} ")
    flags = table_of_verb(verb).flags.values()
    assert [flag.name for flag in flags if not {f"--{flag.name}", f"-{flag.short or flag.name}"} & words] == []
