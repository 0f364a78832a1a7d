"""What each known version of Kubernetes says of a manifest."""

from __future__ import annotations

from podbuilder.builder.pages.versions_page import on_every_version
from podbuilder.kube.core import versions
from podbuilder.kube.manifest import Manifest
from tests.builder.support import POD


def test_the_newest_comes_first_and_every_version_is_asked() -> None:
    rows = on_every_version(Manifest.read(POD))
    assert [row.version for row in rows] == list(versions.VERSIONS)[::-1]
    assert [row.review.version for row in rows] == [row.version for row in rows]
    assert {row.errors for row in rows} == {0}


def test_what_was_held_against_a_server_is_told_apart() -> None:
    rows = {row.version: row.is_recorded for row in on_every_version(Manifest.read(POD))}
    newest = versions.minor(versions.NEWEST_RECORDED)
    assert rows == {version: versions.minor(version) <= newest for version in versions.VERSIONS}
    assert rows[versions.NEWEST_RECORDED]


def test_a_field_is_an_error_where_there_is_none() -> None:
    text = POD.replace("spec:\n", "spec:\n  hostUsers: false\n  nonsense: 1\n", 1)
    rows = {row.version: row.errors for row in on_every_version(Manifest.read(text))}
    assert rows["1.36"] == 1


def test_errors_around_the_pod_are_counted() -> None:
    indented = "".join(f"    {line}\n" for line in POD.splitlines()[3:])
    head = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n"
    selector = "  selector: {matchLabels: {app: web}}\n"
    right = Manifest.read(f"{head}{selector}  template:\n{indented}")
    wrong = Manifest.read(f"{head}  replicas: -1\n{selector}  template:\n{indented}")
    assert {row.errors for row in on_every_version(right)} == {0}
    assert {row.errors for row in on_every_version(wrong)} == {1}


def test_errors_of_the_pods_and_warnings_around_them_are_counted() -> None:
    indented = "".join(f"    {line}\n" for line in POD.splitlines()[3:])
    head = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web.example}\nspec:\n"
    text = f"{head}  selector: {{matchLabels: {{app: web}}}}\n  template:\n{indented}      priority: 7\n"
    rows = on_every_version(Manifest.read(text))
    assert {(row.errors, len(row.around), row.review.accepted, row.review.pods_accepted) for row in rows} == {
        (1, 1, True, False)
    }
    assert {row.version: row.warnings for row in rows}["1.26"] == 0
    assert {row.version: row.warnings for row in rows}["1.36"] == 1
