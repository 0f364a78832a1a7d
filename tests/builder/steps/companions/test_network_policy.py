"""The form of a NetworkPolicy: for which pods it is, and rules for either direction."""

from __future__ import annotations

from tests.builder.steps.companions.forms import Form

POLICY = """\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels: {app: web}
  policyTypes: [Ingress]
  ingress:
  - from:
    - podSelector: {}
    ports:
    - port: 8080
"""


def test_what_it_is_for_and_both_directions_are_in_sight() -> None:
    assert Form(POLICY).groups == [
        *("Name", "Selector", "Restricts", "Incoming", "Outgoing"),
        *("(Labels and annotations)", "(More about the object)"),
    ]


def test_without_labels_it_says_what_that_means() -> None:
    assert Form(POLICY).sentences == [""]
    assert "all pods" in Form(POLICY.replace("\n    matchLabels: {app: web}", " {}")).sentences[0]


def test_all_pods_are_a_choice_that_an_empty_selector_makes() -> None:
    form = Form(POLICY)
    peer = "spec.ingress[0].from[0]"
    assert form.leftovers == []
    assert form.typed({}) == POLICY
    assert "namespaceSelector: {}" in form.typed({f"{peer}.namespaceSelector:source": "set"})


def test_a_rule_for_the_way_out() -> None:
    typed = {"spec.egress[0].to[0].ipBlock.cidr": "10.0.0.0/8", "spec.egress[0].ports[0].port": "53"}
    after = Form(POLICY).typed(typed)
    assert after.startswith(POLICY)
    assert 'cidr: "10.0.0.0/8"' in after
    assert "port: 53" in after
    assert "Port 8080" in {getattr(part, "title", "") for part in Form(POLICY).all}
