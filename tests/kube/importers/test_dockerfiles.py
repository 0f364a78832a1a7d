"""Dockerfiles and what becomes of them: a table for each module of the importer.

A case has `file`, the Dockerfile; `beside`, the commands that run its image, if any; `answers`, those that were given;
`pods`, each with its metadata and its spec in one; `companions`; and `report`, the lines about the Dockerfile as
`at | outcome | to | says`. A case that cannot be read has `refused`, the sentence, instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube import catalogue
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core.limits import MAX_IMAGE_VOLUMES, MAX_INSTRUCTIONS, MAX_PASTE
from podbuilder.kube.importers.docker_run.run_import import import_docker_run
from podbuilder.kube.importers.dockerfile.dockerfile_import import import_dockerfile, with_dockerfile
from podbuilder.kube.importers.dockerfile.image_facts import HANDLERS
from podbuilder.kube.importers.dockerfile.instructions import INSTRUCTIONS
from podbuilder.kube.importers.import_result import ImportRefused, ImportResult
from podbuilder.kube.manifest.pieces import pieces
from podbuilder.kube.review import review_manifest

TABLES = sorted(Path(__file__).parent.glob("dockerfile/*.yaml"))


def all_cases() -> Iterator[Any]:
    for table in TABLES:
        for name, case in yaml.safe_load(table.read_text(encoding="utf-8")).items():
            yield pytest.param(case, id=f"{table.stem}: {name}")


CASES = list(all_cases())
READ = [param for param in CASES if "refused" not in param.values[0]]


def imported(case: dict[str, Any]) -> ImportResult:
    answers = case.get("answers")
    if "beside" not in case:
        return import_dockerfile(case["file"], answers)
    return with_dockerfile(import_docker_run(case["beside"], answers), case["file"], answers)


def line_of(line: ReportLine) -> str:
    return " | ".join((line.at, line.outcome, line.to, line.says)).rstrip(" |")


def about_file(result: ImportResult) -> list[ReportLine]:
    return [line for line in result.report if line.at.startswith("Dockerfile:")]


def made(result: ImportResult) -> dict[str, Any]:
    pods = [one for one in result.documents if one["kind"] == "Pod"]
    companions = [one for one in result.documents if one["kind"] != "Pod"]
    return {
        "pods": [{"metadata": pod["metadata"], **pod["spec"]} for pod in pods],
        **({"companions": companions} if companions else {}),
        "report": list(map(line_of, about_file(result))),
    }


@pytest.mark.parametrize("case", CASES)
def test_what_becomes_of_a_dockerfile(case: dict[str, Any]) -> None:
    if "refused" in case:
        with pytest.raises(ImportRefused) as refusal:
            imported(case)
        assert str(refusal.value) == case["refused"]
    else:
        expected = {key: value for key, value in case.items() if key not in ("file", "beside", "answers")}
        assert made(imported(case)) == expected


@pytest.mark.parametrize("case", READ)
def test_every_pod_is_accepted(case: dict[str, Any]) -> None:
    for _, manifests in pieces(imported(case).manifest):
        for manifest in manifests:
            assert review_manifest(manifest).errors == ()


@pytest.mark.parametrize("case", READ)
def test_paths_lead_to_fields(case: dict[str, Any]) -> None:
    fields = catalogue.load("1.36")
    for line in imported(case).report:
        if line.to.startswith(("spec", "metadata")):
            assert str(fields.resolve(line.to)) == line.to


@pytest.mark.parametrize("case", READ)
def test_no_line_holds_a_credential(case: dict[str, Any]) -> None:
    """Every password of the tables is hunter2."""
    assert [line for line in imported(case).report if "hunter2" in line_of(line)] == []


def test_every_instruction_has_a_handler_and_a_case() -> None:
    assert set(HANDLERS) == set(INSTRUCTIONS)
    told = {line.partition(" | ")[0].partition(" ")[2] for param in READ for line in param.values[0]["report"]}
    assert set(INSTRUCTIONS) - told == set()


def test_how_much_is_read() -> None:
    many = "RUN x\n" * (MAX_INSTRUCTIONS + 1)
    for text in (many, "#" * (MAX_PASTE + 1)):
        with pytest.raises(ImportRefused, match="of more than"):
            import_dockerfile(text)
    volumes = " ".join(f"/{number}" for number in range(MAX_IMAGE_VOLUMES + 1))
    (line,) = about_file(import_dockerfile(f"VOLUME {volumes}"))
    assert line.outcome == "refused"


def test_a_pod_without_containers_has_no_image() -> None:
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}
    with pytest.raises(ImportRefused, match="no container"):
        with_dockerfile(ImportResult((service,), ()), "USER 1")


def test_containers_of_workloads_are_opened_too() -> None:
    template = {"spec": {"containers": [{"name": "web", "image": "nginx"}]}}
    deployment = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "web"},
        "spec": {"template": template},
    }
    result = with_dockerfile(ImportResult((deployment,), ()), "EXPOSE 80")
    assert result.documents[0]["spec"]["template"]["spec"]["containers"][0]["ports"] == [{"containerPort": 80}]
    assert "ports" not in template["spec"]["containers"][0]


PROMISES: dict[str, tuple[str, dict[str, str], dict[str, Any], str]] = {
    "a number": ("USER 1000", {}, {"runAsUser": 1000}, "carried"),
    "a name": ("USER app", {}, {}, "question"),
    "a name whose number is known": ("USER app", {"number:web:app": "7"}, {"runAsUser": 7}, "carried"),
    "root": ("USER root", {}, {}, "nothing"),
}


@pytest.mark.parametrize("of_pod", [False, True])
@pytest.mark.parametrize(("text", "answers", "context", "outcome"), PROMISES.values(), ids=PROMISES)
def test_who_runs_it_matters_where_a_pod_promises_not_to_run_as_root(
    text: str, answers: dict[str, str], context: dict[str, Any], outcome: str, of_pod: bool
) -> None:
    promise = {"securityContext": {"runAsNonRoot": True}}
    container = {"name": "web", "image": "nginx", **({} if of_pod else promise)}
    spec = {"containers": [container], **(promise if of_pod else {})}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": spec}
    result = with_dockerfile(ImportResult((pod,), ()), text, answers)
    made_of = result.documents[0]["spec"]["containers"][0].get("securityContext", {})
    assert {key: value for key, value in made_of.items() if key != "runAsNonRoot"} == context
    assert [line.outcome for line in about_file(result)] == [outcome]
