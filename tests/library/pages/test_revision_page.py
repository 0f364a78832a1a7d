"""What the page of a revision shows."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core import versions
from podbuilder.library.models import Revision
from podbuilder.library.pages import revision_page
from podbuilder.library.pages.revision_page import RevisionPage
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, PARAMETERS

WRONG = POD.replace("containerPort: 80\n", "containerPort: 0\n").replace("containerPort: 443", "containerPort: -1")


def page(text: str = POD, filled: str = "", **fields: Any) -> RevisionPage:
    return RevisionPage(Revision(text=text, **{"kubernetes": "1.36", **fields}), filled)


# The version of a revision, and by which its page judges it.
VERSIONS = {"1.30": "1.30", "1.36": "1.36", "1.1": versions.DEFAULT, "": versions.DEFAULT}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_that_is_unknown_by_now(version: str) -> None:
    assert page(kubernetes=version).version == VERSIONS[version]


def test_a_sound_pod() -> None:
    shown = page()
    assert (shown.errors, shown.error_count, shown.file_name) == ([], 0, "web")
    facts = dict(shown.facts)
    assert (facts["Kind"], facts["QoS"]) == ("Pod", "BestEffort")
    assert "Requests" not in facts
    assert "Limits" not in facts
    assert facts["Pod Security"] == "Baseline"
    assert facts["Advice"] == str(len(shown.review.findings))
    assert "nginx:1.27" in shown.lines
    assert "<svg" in shown.diagram


def test_amounts_are_facts() -> None:
    resources = "resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {memory: 2Gi}}"
    facts = dict(page(POD.replace("    ports:", f"    {resources}\n    ports:")).facts)
    assert (facts["QoS"], facts["Limits"]) == ("Burstable", "2 Gi memory")
    assert facts["Requests"] == "0.5 CPU · 1 Gi memory"


def test_what_the_server_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = page(WRONG)
    paths = [path for path, _ in shown.errors]
    assert paths == [f"spec.containers[0].ports[{n}].containerPort" for n in (0, 1)]
    assert all(words for _, words in shown.errors)
    monkeypatch.setattr(revision_page, "SHOWN_ERRORS", 1)
    assert (len(shown.errors), shown.error_count) == (1, 2)


def test_errors_of_the_workload_come_first() -> None:
    text = (
        DEPLOYMENT.replace("replicas: 2", "replicas: -1").replace("<param:image>", "''").replace("<param:port>", "80")
    )
    shown = page(text)
    assert shown.errors[0][0] == "spec.replicas"
    assert any("image" in path for path, _ in shown.errors[1:])
    assert shown.error_count == len(shown.errors) >= 2


def test_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert page().warnings == []
    twice = POD + "    - name: MODE\n      value: slow\n    - name: MODE\n      value: fast\n"
    shown = page(twice)
    assert len(shown.warnings) == 2
    assert all("spec.containers[0].env" in path and words for path, words in shown.warnings)
    monkeypatch.setattr(revision_page, "SHOWN_ERRORS", 1)
    assert len(shown.warnings) == 1


def test_parameters_have_their_defaults_in_the_review() -> None:
    shown = page(DEPLOYMENT, parameters=PARAMETERS)
    assert [parameter.name for parameter in shown.parameters] == ["image", "port", "level"]
    assert "<param:port>" in shown.manifest.text
    assert shown.usable.pod["spec"]["containers"][0]["ports"] == [{"containerPort": 8080}]
    assert shown.errors == []
    assert "param:port" in shown.lines


# What is filled in, what is declared, and whether the text is reviewed as it stands.
AS_IT_STANDS = {
    "nothing to fill in": ("", [], True),
    "filled in already": (DEPLOYMENT.replace("<param:port>", "80"), PARAMETERS, True),
    "declared twice": ("", [*PARAMETERS, PARAMETERS[0]], True),
    "declared": ("", PARAMETERS, False),
}


@pytest.mark.parametrize(("filled", "parameters", "is_same"), AS_IT_STANDS.values(), ids=AS_IT_STANDS)
def test_what_is_reviewed(filled: str, parameters: list[dict[str, Any]], is_same: bool) -> None:
    shown = page(DEPLOYMENT, filled, parameters=parameters)
    assert (shown.usable is shown.manifest) is is_same
    assert shown.manifest.text == (filled or DEPLOYMENT)


def test_one_of_several_pods() -> None:
    other = POD.replace("name: web\n  labels", "name: two\n  labels")
    assert page(f"{POD}---\n{other}", notes={"pod_number": 1}).manifest.name == "two"
    assert page(f"{POD}---\n{other}").manifest.name == "web"


def test_roles_that_somebody_chose_are_drawn() -> None:
    assert page().diagram != page(notes={"roles": {"web": "adapter"}}).diagram
