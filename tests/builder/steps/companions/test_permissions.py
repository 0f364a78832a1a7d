"""The forms of a ServiceAccount, a Role and a RoleBinding."""

from __future__ import annotations

from tests.builder.steps.companions.forms import Form

ROLE = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
rules:
- apiGroups: [""]
  resources: [configmaps]
  verbs:
  - get
"""
BINDING = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: reader
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: reader
"""


def test_a_rule_is_called_by_its_resources_and_gets_a_verb() -> None:
    form = Form(ROLE)
    assert "Rule configmaps" in {getattr(part, "title", "") for part in form.all}
    assert form.typed({"rules[0].verbs[1]": "list"}) == ROLE + "  - list\n"


def test_the_core_group_is_an_empty_box_that_stays() -> None:
    form = Form(ROLE)
    assert form.controls["rules[0].apiGroups[0]"] == ""
    assert form.typed({}) == ROLE
    assert 'apiGroups: ["", apps]' in form.typed({"rules[0].apiGroups[1]": "apps"})


def test_an_account_is_bound() -> None:
    typed = {"subjects[0].kind": "ServiceAccount", "subjects[0].name": "web"}
    assert Form(BINDING).typed(typed) == BINDING + "subjects:\n- kind: ServiceAccount\n  name: web\n"


def test_an_account_has_its_token_and_its_registries_in_sight() -> None:
    form = Form("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\nimagePullSecrets: [{name: registry}]\n")
    assert form.groups[:4] == ["Name", "Token", "Registries", "(Secrets)"]
    assert form.controls["imagePullSecrets[0].name"] == "registry"
    assert form.leftovers == []
