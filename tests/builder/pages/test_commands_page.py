"""What the page of commands makes of a query."""

from __future__ import annotations

from django.http import QueryDict

from podbuilder.builder.pages.commands_page import CommandsPage
from podbuilder.kube.core.shell_line import NO_LINE_BREAK, Shell
from podbuilder.kube.manifest import Manifest
from tests.kube.kubectl.written import ONE, VERSION, pod, workload


def page(text: str, query: str = "", shell: Shell = Shell.SH) -> CommandsPage:
    return CommandsPage.of(Manifest.read(text), VERSION, QueryDict(query), shell)


def test_nothing_asked() -> None:
    found = page(pod())
    assert (found.asked, found.container, found.pod, found.containers) == ("", "", "", [])
    assert found.shown == found.total > 40
    assert not found.asks_for_pod
    assert found.shells == list(Shell)


def test_all_words_must_be_there() -> None:
    found = page(pod(), "q=Pods+WIDE")
    assert [row.line for group in found.groups for row in group.rows] == ["kubectl get pods -o wide"]
    assert (found.shown, found.total) == (1, page(pod()).total)


def test_a_name_that_can_be_no_pods() -> None:
    assert page(workload("Deployment")).asks_for_pod
    assert not page(workload("Deployment"), "pod=shop-1").is_pod_unusable
    assert page(workload("Deployment"), "pod=a/b").is_pod_unusable


def test_a_container_that_is_there() -> None:
    text = pod([ONE, {"name": "other", "image": "nginx"}])
    assert page(text).containers == ["app", "other"]
    assert [page(text, f"container={name}").container for name in ("other", "third")] == ["other", ""]


def test_what_a_shell_cannot_say() -> None:
    found = page(pod([{**ONE, "command": ["a\nb"]}]), "q=same+command", Shell.CMD)
    assert [(row.line, row.notes) for group in found.groups for row in group.rows] == [("", (NO_LINE_BREAK,))]
