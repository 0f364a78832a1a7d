"""The page of a life."""

from __future__ import annotations

import pytest

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.life_page import LifePage
from podbuilder.kube.manifest import Manifest

POD = "kind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: [{name: app, image: a:1}]}\n"
TEMPLATE = "{containers: [{name: app, image: a:1}]}"


def page_of(text: str = POD, **asked: str) -> LifePage:
    return LifePage(Draft(key="k", text=text, kubernetes="1.36"), Manifest.read(text), asked)


def workload(kind: str, api: str, spec: str) -> str:
    return f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: web}}\nspec: {spec}\n"


def test_where_nothing_is_asked_it_is_looked_at_when_it_is_ready() -> None:
    page = page_of()
    assert (page.at, page.when) == (8, "8 s")
    assert page.printed == "NAME   READY   STATUS    RESTARTS   AGE\nweb    1/1     Running   0          8s"
    assert page.command == "kubectl get pods --watch -n shop"
    assert (page.earlier, page.later) == ("?at=1#moment", "?at=120#moment")


def test_where_something_fails_it_is_looked_at_when_that_shows() -> None:
    page = page_of(rehearse="exit-1")
    assert page.moment.row.status == "Error"
    assert page.command == "kubectl logs web -c app --previous -n shop"
    assert page.earlier == "?rehearse=exit-1&at=8#moment"


def test_it_leads_to_the_container_that_fails() -> None:
    assert page_of(rehearse="exit-1").edit_href == "/drafts/k/edit/containers/0/"
    assert page_of(rehearse="no-node").edit_href == page_of().edit_href == ""


def test_what_has_no_bar_in_the_picture_is_counted() -> None:
    assert page_of().more_containers == 0
    containers = ", ".join(f"{{name: c{number}, image: a:1}}" for number in range(23))
    assert page_of(f"kind: Pod\nspec: {{containers: [{containers}]}}\n").more_containers == 3


def test_a_second_that_is_asked_for() -> None:
    assert page_of(at="700").at == 600
    assert page_of(at="x").at == 8
    page = page_of(at="300")
    assert page.printed == 'Error from server (NotFound): pods "web" not found'
    assert (page.later, [row.is_shown for row in page.rows][-1]) == ("", True)
    assert page_of(at="0").earlier == ""


def test_the_table_has_a_row_for_each_change() -> None:
    rows = page_of().rows
    assert [(row.when, row.status, row.ready) for row in rows] == [
        ("0 s", "Pending", "0/1"),
        ("1 s", "ContainerCreating", "0/1"),
        ("8 s", "Running", "1/1"),
        ("120 s", "Terminating", "1/1"),
        ("122 s", "Error", "0/1"),
        ("123 s", "gone", "gone"),
    ]
    assert rows[1].news == "Scheduled, Pulling, Pulled, Created, Started"
    assert page_of(rehearse="image-missing").rows[-1].news != ""


def test_what_watching_prints() -> None:
    assert page_of().watched.splitlines() == [
        "NAME   READY   STATUS              RESTARTS   AGE",
        "web    0/1     Pending             0          0s",
        "web    0/1     ContainerCreating   0          1s",
        "web    1/1     Running             0          8s",
        "web    1/1     Terminating         0          2m",
        "web    0/1     Error               0          2m2s",
    ]


def test_a_long_life_is_told_in_part() -> None:
    page = page_of(rehearse="exit-1", until="86400")
    assert len(page.shown_rows) <= 120
    assert page.more_rows == max(len(page.rows) - 120, 0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (workload("Deployment", "apps/v1", f"{{template: {{spec: {TEMPLATE}}}}}"), "web-6d4cf56db6-x7k2p"),
        (workload("StatefulSet", "apps/v1", f"{{template: {{spec: {TEMPLATE}}}}}"), "web-0"),
        (workload("Job", "batch/v1", f"{{template: {{spec: {TEMPLATE}}}}}"), "web-x7k2p"),
    ],
)
def test_the_pods_of_a_workload_have_names_of_their_own(text: str, name: str) -> None:
    assert page_of(text).pod.name == name


def test_the_pods_of_a_workload_are_in_its_namespace() -> None:
    spec = "{template: {spec: {restartPolicy: Never, containers: [{name: app, image: a:1}]}}}"
    page = page_of(
        f"kind: Job\napiVersion: batch/v1\nmetadata: {{name: web, namespace: shop}}\nspec: {spec}\n", rehearse="exit-1"
    )
    assert page.events[0].message == "Successfully assigned shop/web-x7k2p to node-1"
    # Nothing was started again, so that there are no logs of an instance before.
    assert page.command == "kubectl logs web-x7k2p -c app -n shop"


def test_a_deployments_pods_become_available() -> None:
    page = page_of(workload("Deployment", "apps/v1", f"{{minReadySeconds: 20, template: {{spec: {TEMPLATE}}}}}"))
    assert [(one.name, when) for one, when, _ in page.milestones if one.name == "Available"] == [("Available", "28 s")]
    assert page.job is None


def test_a_daemonsets_pods_stay_on_a_lost_node() -> None:
    text = workload("DaemonSet", "apps/v1", f"{{template: {{spec: {TEMPLATE}}}}}")
    assert page_of(text, rehearse="node-lost").life.at(600).row.status == "Running"


def test_what_a_job_makes_of_it() -> None:
    spec = "{backoffLimit: 0, template: {spec: {restartPolicy: Never, containers: [{name: app, image: a:1}]}}}"
    job = page_of(workload("Job", "batch/v1", spec), rehearse="exit-1").job
    assert job is not None
    assert job.end is not None
    assert job.end.reason == "BackoffLimitExceeded"
    cron = page_of(workload("CronJob", "batch/v1", f"{{schedule: '@daily', jobTemplate: {{spec: {spec}}}}}")).job
    assert cron is not None
    assert cron.backoff_limit == 0


def test_a_pod_without_containers_has_no_life_yet() -> None:
    page = page_of("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {}\n")
    assert not page.has_containers
    assert page.phases[0].name == "Pending"


def test_odd_names_are_quoted() -> None:
    page = page_of("kind: Pod\nmetadata: {name: 'a b', namespace: '$(x)'}\nspec: {containers: [{name: app}]}\n")
    assert page.command == "kubectl get pods --watch -n '$(x)'"
    page = page_of("kind: Pod\nmetadata: {name: 'a b'}\nspec: {containers: [{name: app}]}\n", rehearse="exit-1")
    assert page.command.startswith("kubectl logs 'a b' -c app")
