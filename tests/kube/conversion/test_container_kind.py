"""Making one kind of container into another."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.conversion.container_kind import KINDS, Conversion, convert, kind_of
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import EPHEMERAL_CONTAINERS, visit_containers
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.review import review
from tests.support.pod_text import pod_of
from tests.support.pods import path_of
from tests.support.recipes import accepted_pods

PROBE = {"httpGet": {"port": 80}}
WEB = {"name": "web", "image": "x"}
LOGS = {"name": "logs", "image": "y", "readinessProbe": PROBE, "env": [{"name": "A", "value": "1"}]}
FIRST, SECOND = path_of("spec.containers[0]"), path_of("spec.containers[1]")
INIT = path_of("spec.initContainers[0]")


def after(pod: dict[str, Any], path: FieldPath, to: Any, version: str = "1.36") -> tuple[dict[str, Any], Conversion]:
    done = convert(pod, path, to, version)
    assert not done.refused
    return Manifest.read(write(pod)).patch(done.edits).pod["spec"], done


def test_an_app_container_becomes_a_native_sidecar() -> None:
    spec, done = after(pod_of(containers=[WEB, LOGS]), SECOND, "native")
    assert spec["containers"] == [WEB]
    assert spec["initContainers"] == [{**LOGS, "restartPolicy": "Always"}]
    assert list(spec["initContainers"][0])[:3] == ["name", "image", "restartPolicy"]
    assert (done.path, done.dropped) == (INIT, ())
    assert "starts before the app" in done.consequences[0]


def test_and_back_again_is_the_same_pod() -> None:
    pod = pod_of(containers=[WEB, LOGS])
    spec, _ = after(pod, SECOND, "native")
    back, done = after(pod_of(**spec), INIT, "container")
    assert back == pod["spec"]
    assert done.path == SECOND


def test_a_task_keeps_its_place_and_its_comments() -> None:
    text = "kind: Pod\nspec:\n  initContainers:\n  - name: a  # mine\n    image: x\n  containers:\n  - name: web\n"
    manifest = Manifest.read(text)
    native = manifest.patch(convert(manifest.pod, INIT, "native", "1.36").edits)
    assert "name: a  # mine" in native.text
    assert native.pod["spec"]["initContainers"][0]["restartPolicy"] == "Always"
    assert native.patch(convert(native.pod, INIT, "init", "1.36").edits).text == text


def test_what_a_task_cannot_have_is_listed() -> None:
    full = {
        **LOGS,
        "livenessProbe": PROBE,
        "lifecycle": {"preStop": {"sleep": {"seconds": 3}}},
        "restartPolicy": "Always",
    }
    spec, done = after(pod_of(initContainers=[full], containers=[WEB]), INIT, "init")
    assert set(spec["initContainers"][0]) == {"name", "image", "env"}
    assert [str(d.path) for d in done.dropped] == [
        "spec.initContainers[0].lifecycle",
        "spec.initContainers[0].readinessProbe",
        "spec.initContainers[0].livenessProbe",
    ]
    assert all(d.sentence.endswith(".") for d in done.dropped)


def test_a_restart_to_resize_is_not_for_tasks() -> None:
    resizing = {**LOGS, "resizePolicy": [{"resourceName": "cpu", "restartPolicy": "RestartContainer"}]}
    _, done = after(pod_of(containers=[WEB, resizing]), SECOND, "init")
    assert "spec.containers[1].resizePolicy" in {str(d.path) for d in done.dropped}


def test_a_policy_of_its_own_stays_where_it_means_the_same() -> None:
    rules = {**WEB, "name": "b", "restartPolicy": "Never", "restartPolicyRules": [{"action": "Restart"}]}
    spec, done = after(pod_of(containers=[WEB, rules]), SECOND, "init")
    assert spec["initContainers"][0]["restartPolicy"] == "Never"
    assert done.dropped == ()
    _, done = after(pod_of(containers=[WEB, rules]), SECOND, "native")
    assert [d.path[-1] for d in done.dropped] == ["restartPolicy", "restartPolicyRules"]


def test_an_empty_list_is_not_left_behind() -> None:
    spec, _ = after(pod_of(initContainers=[LOGS], containers=[WEB]), INIT, "container")
    assert "initContainers" not in spec


REFUSED = {
    "no native sidecars in this version": (SECOND, "native", "1.28", "has no native sidecars"),
    "it is one already": (SECOND, "container", "1.36", "already"),
    "nothing is there": (path_of("spec.containers[7]"), "init", "1.36", "no container here"),
    "an ephemeral container": (path_of("spec.ephemeralContainers[0]"), "init", "1.36", "no container here"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(case: tuple[FieldPath, Any, str, str]) -> None:
    path, to, version, fragment = case
    pod = pod_of(containers=[WEB, LOGS], ephemeralContainers=[WEB])
    done = convert(pod, path, to, version)
    assert fragment in done.refused
    assert not done.edits


def test_the_last_app_container_stays() -> None:
    assert "needs at least one" in convert(pod_of(containers=[WEB]), FIRST, "native", "1.36").refused


def test_the_consequences_depend_on_how_the_pod_ends() -> None:
    job = pod_of(restartPolicy="Never", initContainers=[WEB], containers=[LOGS])
    assert any("finishes only once" in s for s in after(job, INIT, "container")[1].consequences)
    both = pod_of(restartPolicy="Never", containers=[WEB, LOGS])
    assert any("can finish while" in s for s in after(both, SECOND, "native")[1].consequences)


def test_accepted_pods_stay_accepted_and_keep_all_that_is_legal() -> None:
    done = 0
    for pod in accepted_pods(60):
        manifest = Manifest.read(write(pod))
        for path, container, kind in visit_containers(manifest.pod):
            for to in KINDS if kind != EPHEMERAL_CONTAINERS else ():
                conversion = convert(manifest.pod, path, to, "1.36")
                if conversion.refused:
                    continue
                changed = manifest.patch(conversion.edits)
                assert not review(changed.pod, "1.36").errors, (pod, path, to)
                moved = document.get(changed.pod, _place(conversion, path))
                assert kind_of(conversion.path, moved) == to
                gone = {d.path[-1] for d in conversion.dropped} | {"restartPolicy"}
                assert {k: v for k, v in container.items() if k not in gone} == {
                    k: v for k, v in moved.items() if k != "restartPolicy"
                }
                done += 1
    assert done > 20


def _place(conversion: Conversion, old: FieldPath) -> FieldPath:
    return conversion.path
