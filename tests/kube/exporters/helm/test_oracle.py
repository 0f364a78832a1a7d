"""helm itself lints the charts, renders of them what was exported, reads all values, and refuses what is misspelt."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.core import document
from podbuilder.kube.exporters.helm.chart_export import export_chart, plain_export
from podbuilder.kube.exporters.source_file import key_of
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.review import review_manifest
from podbuilder.kube.templating import Parameter, defaults, fill
from tests.kube.exporters.helm.chart_proof import differences, faults, objects_in
from tests.kube.exporters.helm.charts import MANIFESTS, chart, pod
from tests.kube.exporters.helm.hostile_texts import HOSTILE, HOSTILE_VALUES
from tests.support.helm import lint, needs_helm, template, write_chart

pytestmark = needs_helm()


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_chart_holds(name: str, tmp_path: Path) -> None:
    assert list(faults(chart(name), tmp_path / "chart")) == []


@pytest.mark.parametrize("kind", ["Pod", "Deployment"])
def test_hostile_texts_come_through(kind: str, tmp_path: Path) -> None:
    texts = cycle(HOSTILE_VALUES)
    # A label's value can be none of those that are no keys either.
    labels, *pairs = [
        dict(zip(HOSTILE, islice(cycle(HOSTILE), 3, None), strict=False)),
        *(dict(zip(HOSTILE, texts, strict=False)) for _ in range(2)),
    ]
    names = [*HOSTILE, *(f"more{number}" for number in range(len(HOSTILE_VALUES)))]
    container = {
        **{"name": "web", "image": "{{ .Values }}", "command": list(HOSTILE_VALUES), "args": list(HOSTILE_VALUES)},
        "env": [{"name": name, "value": next(texts)} for name in names],
    }
    one = pod(containers=[container], nodeSelector=pairs[0])
    one["metadata"] |= {"labels": labels, "annotations": pairs[1]}
    if kind != "Pod":
        inside = {"metadata": {"labels": {"app": "web", **labels}, "annotations": pairs[1]}, "spec": one["spec"]}
        one |= {"apiVersion": "apps/v1", "kind": kind}
        one["spec"] = {"selector": {"matchLabels": {"app": "web"}}, "template": inside}
    config = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web-config"}, "data": pairs[0]}
    export = export_chart("---\n".join(map(write, (one, config))))
    assert list(faults(export, tmp_path / "chart")) == []


PARAMETERS = (
    Parameter("name", "name", default="web"),
    Parameter("image", "image", label="Image", help="Whatever serves."),
    Parameter("port", "port", default=8080),
    Parameter("count", "integer", default=3, minimum=1, maximum=5),
    Parameter("is-read-only", "boolean", default=True),
    Parameter("level", "choice", default="info", choices=("info", "debug")),
    Parameter("mode", "choice", choices=("fast", "slow")),
    Parameter("memory", "quantity", default="1Gi"),
    Parameter("cpu", "quantity", default=2),
    Parameter("greeting", longest=30, default="100 % {{ hello }}", starts_with="100"),
    Parameter("note", is_optional=True),
)
TEMPLATE = """apiVersion: apps/v1
kind: Deployment
metadata: {name: <param:name>}
spec:
  replicas: <param:count>
  selector: {matchLabels: {app: <param:name>}}
  template:
    metadata: {labels: {app: <param:name>}}
    spec:
      containers:
      - name: web
        image: <param:image>
        args: ["--listen=:<param:port>", "<param:port>", "<param::port>", "<param:nobody>", "50% <param:greeting>"]
        env:
        - {name: LEVEL, value: "<param:level>/<param:mode>"}
        - {name: READ_ONLY, value: "<param:is-read-only>"}
        - {name: NOTE, value: "<param:note>"}
        - {name: PLAIN, value: "yes"}
        ports: [{containerPort: <param:port>}]
        resources: {limits: {memory: <param:memory>, cpu: <param:cpu>}}
        securityContext: {readOnlyRootFilesystem: <param:is-read-only>}
"""
GIVEN = {"image": "registry.example.com/web:1", "mode": "slow"}


def test_parameters_of_a_template_are_values(tmp_path: Path) -> None:
    export = export_chart(TEMPLATE, PARAMETERS, name="Web app")
    answers = {**defaults(PARAMETERS), **GIVEN, "note": ""}
    filled = tuple(plain_export(fill(TEMPLATE, answers, "1.36")))
    whole = write_chart(export.files, tmp_path)
    assert lint(whole).returncode == 0
    rendered = template(whole, export.release, values={"parameters": GIVEN})
    assert rendered.returncode == 0, rendered.stderr
    assert list(differences(filled, rendered.stdout)) == []


@pytest.mark.parametrize("missing", GIVEN)
def test_a_parameter_without_a_default_is_asked_for(missing: str, tmp_path: Path) -> None:
    export = export_chart(TEMPLATE, PARAMETERS)
    given = {name: value for name, value in GIVEN.items() if name != missing}
    answer = template(write_chart(export.files, tmp_path), "web", values={"parameters": given})
    assert f"parameters.{missing} is not set" in answer.stderr


@pytest.mark.parametrize(
    "values", [{"parameters": {"port": 0}}, {"parameters": {"level": "loud"}}, {"parameters": {"note": 1}}]
)
def test_a_parameter_is_checked(values: object, tmp_path: Path) -> None:
    answer = template(write_chart(export_chart(TEMPLATE, PARAMETERS).files, tmp_path), "web", values=values)
    assert "don't meet the specifications of the schema" in answer.stderr


SHOP: dict[str, tuple[Any, ...]] = {
    "another release": ("blue", {}, ("ConfigMap", "blue-web-config"), ("Deployment", "blue-web")),
    "another name": (
        "web",
        {"fullnameOverride": "front"},
        ("Service", "front"),
        ("PersistentVolumeClaim", "front-data"),
    ),
    "an account that is there": ("web", {"serviceAccount": {"create": False}}, ("Service", "web")),
    "a claim that is there": ("web", {"persistence": {"existingClaim": "old"}}, ("Service", "web")),
    "no autoscaler": ("web", {"autoscaling": {"enabled": False}, "replicaCount": 4}, ("Deployment", "web")),
}
GONE = {
    "an account that is there": "ServiceAccount",
    "a claim that is there": "PersistentVolumeClaim",
    "no autoscaler": "HorizontalPodAutoscaler",
}


@pytest.mark.parametrize("case", SHOP)
def test_other_values_give_a_whole_application(case: str, tmp_path: Path) -> None:
    release, values, *wanted = SHOP[case]
    rendered = template(write_chart(chart("shop").files, tmp_path), release, "shop", values)
    assert rendered.returncode == 0, rendered.stderr
    assert all(review_manifest(one, "1.36").pods_accepted for one in Manifest.read_all(rendered.stdout))
    found = {key_of(one): one for one in objects_in(rendered.stdout)}
    assert set(wanted) <= set(found)
    assert GONE.get(case) not in {kind for kind, _ in found}
    (workload,) = (one for (kind, _), one in found.items() if kind == "Deployment")
    (service,) = (one for (kind, _), one in found.items() if kind == "Service")
    labels = document.get(workload, ("spec", "template", "metadata", "labels"))
    assert service["spec"]["selector"].items() <= labels.items()
    spec = document.get(workload, ("spec", "template", "spec"))
    volumes = {volume["name"]: volume for volume in spec["volumes"]}
    named = ("ConfigMap", volumes["config"]["configMap"]["name"])
    assert named in found
    claim = volumes["data"]["persistentVolumeClaim"]["claimName"]
    assert claim == "old" or ("PersistentVolumeClaim", claim) in found
    assert spec["serviceAccountName"] == "default" or ("ServiceAccount", spec["serviceAccountName"]) in found


def test_pods_restart_with_their_configuration_if_that_is_asked_for(tmp_path: Path) -> None:
    whole = write_chart(chart("shop").files, tmp_path)
    sums = set()
    for text in ("a", "b"):
        values = {"restartOnConfigChange": True, "config": {"site.conf": text}}
        (line,) = (
            line for line in template(whole, "web", "shop", values).stdout.splitlines() if "checksum/config" in line
        )
        sums.add(line)
    assert len(sums) == 2
