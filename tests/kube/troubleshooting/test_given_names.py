"""Names that people gave are not taken for what is said, and what is said stays."""

from __future__ import annotations

import random
import re

import pytest

from podbuilder.kube.troubleshooting import diagnose
from podbuilder.kube.troubleshooting.given_names import without_names
from tests.kube.troubleshooting.test_wordings import WORDINGS

STAYS = {
    "nothing": "",
    "prose": "my pod does not run",
    "a reason in quotes": 'service unhealthy (responded with "NOT_SERVING")',
    "a plugin in quotes": 'plugin type="bridge" failed (add): no free address',
    "what a line without a pull has": "open /var/run/till.sock: no such file or directory",
    "what no one called so": "failed to pull: read tcp 192.0.2.1:443: i/o timeout",
    "an input and an output": "failed to pull: read: input/output error",
}
GOES = {
    'configmap "webhook" not found': 'configmap "" not found',
    'MountVolume.SetUp failed for volume "secret" : rpc error': 'MountVolume.SetUp failed for volume "" : rpc error',
    'exec: \\"seccomp\\": executable file not found in $PATH': 'exec: \\"\\": executable file not found in $PATH',
    'Failed to pull image "a/webhook:1": a.example.com/webhook:1: not found': 'Failed to pull image "":  not found',
    'pull: Head "https://a.example.com/v2/webhook/manifests/1": EOF': 'pull: Head "/v2/": EOF',
    "manifest sha256:0401403404 unknown": "manifest sha256:0401403404 unknown",
    "pull of a/b: sha256:0401403404 unknown": "pull of   unknown",
}
# Words of upstream's, as names.
NAMES = (
    *(
        "platform",
        "webhook",
        "proxy",
        "calico",
        "network",
        "quota",
        "sandbox",
        "registry",
        "mount",
        "secret",
        "configmap",
    ),
    *(
        "timeout",
        "certificate",
        "puller",
        "zoom",
        "scheduler",
        "permission",
        "oom",
        "cni",
        "error",
        "unknown",
        "driver",
    ),
    *("resource-quota", "rate-limiter", "uploader", "lifecycle", "token", "forbidden", "ipam", "kube-apiserver", "gpu"),
)
# Programs of these names are files of the image as well, and what a log says of them cannot be told from its own words.
OWN_WORDS = ("a library", "musl", "glibc", "Java, no class", "of a driver")


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_what_stays(text: str) -> None:
    assert without_names(text) == text


@pytest.mark.parametrize(("text", "rest"), GOES.items())
def test_what_goes(text: str, rest: str) -> None:
    assert without_names(text) == rest


def test_a_cause_is_the_same_whatever_things_are_called() -> None:
    chance = random.Random(7)
    for case, (label, wording) in WORDINGS.items():
        text = wording if isinstance(wording, str) else wording["text"]
        if "till" in text and not case.endswith(OWN_WORDS):
            for name in chance.sample(NAMES, 3):
                causes = diagnose(re.sub(r"\btill\b", name, text))
                assert [cause.label for cause in causes][:1] == [label], (case, name)
