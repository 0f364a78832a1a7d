"""The one command that fetches a cluster's facts."""

from podbuilder.kube.cluster.facts import kept_fields
from podbuilder.kube.cluster.fetch_command import fetch_command


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
