"""The pages of a draft that mend a cause."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from podbuilder.builder.pages.trouble_page import TroublePage
from podbuilder.builder.pages.trouble_ways import ways_to_mend
from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.troubleshooting import diagnose
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db

MOUNTED = f"""{POD}    volumeMounts:
    - name: conf
      mountPath: /conf
  volumes:
  - name: conf
    configMap:
      name: web-conf
"""
# What is said, and the end of each address that is offered.
CASES = {
    "nothing for an image": ("manifest unknown for image", []),
    "a level that there is": (
        'pods "web" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
        ["harden/restricted/"],
    ),
    "a level of somebody else": ('pods "web" is forbidden: violates PodSecurity "other:latest": none', []),
    "an object that the pod names": (
        'MountVolume.SetUp failed for volume "conf" : configmap "web-conf" not found',
        ["companions/?add=ConfigMap/web-conf"],
    ),
    "an init container that waits": ("dial tcp: lookup db: no such host: could not connect", ["add/wait-tcp/"]),
    "a device": ("0/3 nodes are available: 3 Insufficient nvidia.com/gpu.", ["devices/"]),
}


@pytest.mark.parametrize(("said", "ends"), CASES.values(), ids=CASES)
def test_the_pages_that_mend_it(client: Client, said: str, ends: list[str]) -> None:
    draft = begin(client, MOUNTED)
    one = TroublePage(said, DEFAULT, draft).causes[0]
    assert [way.url for way in one.ways] == [f"/drafts/{draft.key}/{end}" for end in ends]
    for way in one.ways:
        assert client.get(way.url).status_code == 200
    assert TroublePage(said, DEFAULT).causes[0].ways == []


def test_what_ends_by_itself_becomes_a_job_once(client: Client) -> None:
    cause = replace(diagnose("Reason: OOMKilled")[0], label="process-completes")
    draft = begin(client)
    assert [way.title for way in ways_to_mend(cause, draft, None)] == ["Make it a Job"]
    job = POD.replace("kind: Pod", "kind: Job").replace("apiVersion: v1", "apiVersion: batch/v1")
    head, spec = job.split("spec:\n")
    inner = "".join(f"    {line}\n" for line in spec.splitlines())
    made = begin(client, f"{head}spec:\n  template:\n    spec:\n{inner}      restartPolicy: Never\n")
    assert list(ways_to_mend(cause, made, None)) == []
