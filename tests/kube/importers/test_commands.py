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
from podbuilder.kube.importers.docker_run.flag_report import HANDLERS
from podbuilder.kube.importers.docker_run.flag_table import table_of
from podbuilder.kube.importers.docker_run.run_import import import_docker_run
from podbuilder.kube.importers.import_result import ImportResult
from podbuilder.kube.importers.shell.run_command import PROGRAMS
from podbuilder.kube.manifest.pieces import pieces
from podbuilder.kube.review import review_manifest

HERE = Path(__file__).parent
TABLES = sorted((*HERE.glob("container_settings/*.yaml"), *HERE.glob("docker_run/*.yaml")))
# The table that is about whole commands.
WHOLE = "default_settings"


def all_cases() -> Iterator[Any]:
    for table in TABLES:
        for name, case in yaml.safe_load(table.read_text(encoding="utf-8")).items():
            yield pytest.param(table.stem, case, id=f"{table.stem}: {name}")


CASES = list(all_cases())


def line_of(line: ReportLine) -> str:
    return " | ".join((line.at, line.outcome, line.to, line.says)).rstrip(" |")


def is_shown(line: ReportLine, table: str) -> bool:
    if line.at.endswith((" run", " create")):
        return table == WHOLE
    return line.at != "IMAGE" or line.outcome is not Outcome.CARRIED


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
    result = import_docker_run(case["run"], case.get("answers"))
    assert made(result, table) == {key: value for key, value in case.items() if key not in ("run", "answers")}


@pytest.mark.parametrize(("table", "case"), CASES)
def test_every_pod_is_accepted(table: str, case: dict[str, Any]) -> None:
    result = import_docker_run(case["run"], case.get("answers"))
    for _, manifests in pieces(result.manifest):
        for manifest in manifests:
            assert review_manifest(manifest).errors == (), table


@pytest.mark.parametrize(("table", "case"), CASES)
def test_every_word_stands_in_one_line(table: str, case: dict[str, Any]) -> None:
    report = import_docker_run(case["run"], case.get("answers")).report
    counts = Counter(word for line in report for word in line.words)
    assert counts == Counter(range(len(shlex.split(case["run"], comments=False)))), table


@pytest.mark.parametrize(("table", "case"), CASES)
def test_paths_lead_to_fields(table: str, case: dict[str, Any]) -> None:
    fields = catalogue.load("1.36")
    for line in import_docker_run(case["run"], case.get("answers")).report:
        if line.to.startswith(("spec", "metadata")):
            assert str(fields.resolve(line.to)) == line.to, table


def test_no_line_holds_a_credential() -> None:
    """Every password of the tables is hunter2."""
    cases = [param.values[1] for param in CASES]
    told = [line for case in cases for line in case["report"]]
    assert any("hunter2" in case["run"] for case in cases)
    assert [line for line in told if "hunter2" in line] == []


def words_of_tables() -> set[str]:
    commands = [param.values[1]["run"] for param in CASES]
    return {word.partition("=")[0] for command in commands for word in shlex.split(command, comments=False)}


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_flag_has_a_handler_or_a_sentence(program: str) -> None:
    for name, flag in table_of(program).flags.items():
        said = [flag.nothing, flag.left, flag.alias]
        assert sum(map(bool, said)) + (name in HANDLERS and not flag.alias) == 1, name


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_flag_has_a_case(program: str) -> None:
    words = words_of_tables()
    flags = table_of(program).flags.values()
    assert [flag.name for flag in flags if not {f"--{flag.name}", f"-{flag.short or flag.name}"} & words] == []
