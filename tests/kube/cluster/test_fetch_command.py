"""The one command that fetches a cluster's facts."""

import yaml

from podbuilder.kube.cluster.facts import facts_of, kept_fields
from podbuilder.kube.cluster.fetch_command import fetch_command, keys_command


def kinds(command: str) -> list[str]:
    return command.split(" ")[2].split(",")


def test_all_kinds_that_are_kept() -> None:
    command = fetch_command("1.36", with_keys=True)
    assert command.startswith("kubectl get nodes,namespaces,pods,priorityclasses,")
    assert command.endswith(" -A -o json > cluster.json")
    assert len(kinds(command)) == len(kept_fields())
    assert {"csidrivers", "csistoragecapacities", "validatingadmissionpolicies", "secrets"} <= set(kinds(command))


def test_values_are_fetched_only_when_asked_for() -> None:
    assert not {"secrets", "configmaps"} & set(kinds(fetch_command("1.36")))


def test_running_pods_can_be_left_out() -> None:
    assert "pods" not in kinds(fetch_command("1.36", with_pods=False))


def test_older_clusters_do_not_have_every_kind() -> None:
    assert not {"resourceclaims", "mutatingadmissionpolicies"} & set(kinds(fetch_command("1.33")))
    assert "validatingadmissionpolicies" in kinds(fetch_command("1.33"))
    assert "validatingadmissionpolicies" not in kinds(fetch_command("1.29"))


# What kubectl 1.28 writes by that command of two Secrets and a ConfigMap.
KEYS = """\
---
kind: Secret
metadata: {name: "db", namespace: "default"}
type: "Opaque"
data:
  "1":
  "password":
binaryData:
---
kind: Secret
metadata: {name: "true", namespace: "default"}
data:
binaryData:
---
kind: ConfigMap
metadata: {name: "conf", namespace: "default"}
data:
  "null":
binaryData:
  "blob":
"""


def test_names_and_keys_come_without_values() -> None:
    command = keys_command()
    assert command.count("'") == 2
    assert "$value :=" in command
    assert "$value}}" not in command
    found = facts_of(yaml.safe_load_all(KEYS)).objects
    assert [(one["metadata"]["name"], one.get("data")) for one in found["Secret"]] == [
        ("db", ["1", "password"]),
        ("true", None),
    ]
    assert (found["ConfigMap"][0]["data"], found["ConfigMap"][0]["binaryData"]) == (["null"], ["blob"])
