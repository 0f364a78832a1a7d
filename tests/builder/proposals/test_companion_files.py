"""Values from files, held against a draft: what is written, refused and told, and the command beside it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.builder.proposals.companion_files import CompanionFiles
from podbuilder.kube.companions.config_map import MAX_SIZE
from podbuilder.kube.file_references.file_check import file_findings
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db
READING = POD.replace(
    "    env:\n",
    "    env:\n    - name: LEVEL\n      valueFrom:\n        configMapKeyRef: {name: settings, key: level}\n",
)
HOLDING = f"{READING}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: settings}}\ndata:\n  mode: fast\n"


def files(client: Client, text: str = READING, to: str = "ConfigMap/settings", **more: Any) -> CompanionFiles:
    draft = begin(client, text)
    return CompanionFiles(draft, draft.manifest, to, **more)


def pasted(*boxes: tuple[str, str], **more: str) -> dict[str, str]:
    data = {f"name:{number}": name for number, (name, _) in enumerate(boxes)}
    return {**data, **{f"text:{number}": text for number, (_, text) in enumerate(boxes)}, **more}


def test_at_first_there_is_a_box_for_each_key_that_the_pod_reads(client: Client) -> None:
    found = files(client)
    assert [(one.number, one.row.name) for one in found.files] == [(0, "level")]
    assert found.proposal.changes_nothing
    assert (found.proposal.refusals, found.rows, found.new_errors) == ((), [], [])
    assert found.command == "kubectl create configmap settings --from-file=level"
    assert found.is_offered


def test_a_new_object_is_written_behind_the_pod(client: Client) -> None:
    found = files(client, data=pasted(("level", "low"), ("", "")))
    assert found.proposal.after.text.removeprefix(READING) == (
        "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  level: low\n"
    )
    assert found.proposal.done == "ConfigMap settings has 1 value from files."
    assert (found.rows, found.new_errors) == ([], [])
    assert [one.row.name for one in found.files] == ["level", ""]


def test_values_go_into_the_object_that_is_there_and_satisfy_the_pod(client: Client) -> None:
    found = files(client, HOLDING, data=pasted(("level", "low\n")))
    assert found.proposal.after.text == f"{HOLDING}  level: |\n    low\n"
    assert len(file_findings(found.proposal.before)) == 1
    assert file_findings(found.proposal.after) == ()
    assert found.new_errors == []


def test_a_companion_by_its_number(client: Client) -> None:
    found = files(client, HOLDING, "", number=FIRST_COMPANION, data=pasted(("mode", "slow")))
    assert found.title == "ConfigMap settings"
    assert not found.is_chosen_here
    assert found.proposal.after.text == HOLDING.replace("  mode: fast\n", "  mode: slow\n")
    assert [row.word for row in found.rows] == ["To decide", "Gone"]


@pytest.mark.parametrize(
    ("to", "number"),
    [("Service/web", None), ("ConfigMap/", None), ("x", None), ("", 0), ("", FIRST_COMPANION + 1), ("", 7)],
)
def test_there_is_no_such_object(client: Client, to: str, number: int | None) -> None:
    assert files(client, HOLDING, to, number=number).target is None


def test_kind_and_name_can_be_posted(client: Client) -> None:
    found = files(client, to="", data=pasted(("a", "x"), kind="Secret", name="db"))
    assert (found.is_chosen_here, found.is_secret, found.title) == (True, True, "Secret db")
    assert "kind: Secret\nmetadata:\n  name: db\ntype: Opaque\nstringData:\n  a: x\n" in found.proposal.after.text
    nameless = files(client, to="", data=pasted(("a", "x")))
    assert nameless.proposal.refusals == ("Give the ConfigMap a name.",)
    assert (nameless.command, nameless.rows, nameless.is_offered) == ("", [], False)
    misnamed = files(client, to="", data=pasted(("a", "x"), name="A b"))
    assert not misnamed.proposal.is_ready


def test_of_another_namespace_it_is_another_object(client: Client) -> None:
    apart = HOLDING.replace("{name: settings}\ndata", "{name: settings, namespace: other}\ndata").replace(
        "  name: web\n", "  name: web\n  namespace: shop\n", 1
    )
    found = files(client, apart, data=pasted(("level", "low")))
    assert found.target is not None
    assert found.target.number is None
    assert found.proposal.after.text.endswith("  name: settings\n  namespace: shop\ndata:\n  level: low\n")
    assert found.new_errors == []


def test_what_is_wrong_is_told_at_its_box_and_writes_nothing(client: Client) -> None:
    data = pasted(("level", "low"), ("b c", "x"), ("", "A"), **{"lines:2": "on"})
    found = files(client, data=data)
    assert [bool(one.errors) for one in found.files] == [False, True, True, False]
    assert [sentence.partition(".")[0] for sentence in found.proposal.refusals] == [
        'b c: "b c" is not a valid key',
        "Line 1: there is no = in it",
    ]
    assert found.proposal.changes_nothing


def test_a_box_is_left_out(client: Client) -> None:
    found = files(client, data=pasted(("level", "low"), ("b c", "x"), op="drop:1"))
    assert [one.row.name for one in found.files] == ["level", ""]


def test_uploads_are_read_up_to_the_limit(client: Client) -> None:
    uploads = [SimpleUploadedFile("level", b"low\n"), SimpleUploadedFile("large", b"x" * MAX_SIZE)]
    found = files(client, data={}, uploads=uploads)
    assert [one.row.name for one in found.files] == ["level", ""]
    (refusal,) = found.proposal.refusals
    assert refusal.startswith("large was not read: it has 1,048,576 bytes")


def test_too_much_together_is_refused_before_it_is_written(client: Client) -> None:
    half = "x" * (MAX_SIZE // 2)
    found = files(client, data=pasted(("a", half), ("b", half)))
    assert found.proposal.refusals == (
        "The manifest would be too long with these values. It has room for 1,048,576 characters.",
    )


def test_what_cannot_be_written_is_refused(client: Client) -> None:
    found = files(client, HOLDING.replace("data:\n  mode: fast\n", "data: [1]\n"), data=pasted(("level", "low")))
    assert found.proposal.refusals[0].startswith("This cannot be written into the manifest:")


PULLING = POD.replace("spec:\n", "spec:\n  imagePullSecrets: [{name: pull}]\n", 1)


def test_the_server_s_word_comes_before_it_is_written(client: Client) -> None:
    found = files(client, PULLING, "Secret/pull", data=pasted(("config.json", "{}")))
    assert [str(error.path) for error in found.new_errors] == ["data[.dockerconfigjson]"]
    assert found.proposal.is_ready
    right = files(client, PULLING, "Secret/pull", data=pasted((".dockerconfigjson", "{}")))
    assert right.new_errors == []
    assert right.command == (
        "kubectl create secret generic pull --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson"
    )


def test_the_command_has_the_files_and_none_of_the_values(client: Client) -> None:
    found = files(
        client, to="Secret/db", data=pasted((".env", "PASSWORD=hunter2\nUSER=me\n"), ("ca", "x"), **{"lines:0": "on"})
    )
    assert found.command == (
        "kubectl create secret generic db --from-file=ca --from-literal=PASSWORD=VALUE --from-literal=USER=VALUE"
    )
    assert "PASSWORD: hunter2\n  USER: me\n  ca: x\n" in found.proposal.after.text
