"""The form of an HTTPRoute: gateways and hosts, and rules that say which requests go to which Service."""

from __future__ import annotations

from podbuilder.builder.forms.control import Control
from tests.builder.steps.companions.forms import Form

ROUTE = """\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
spec:
  parentRefs:
  - name: public
  hostnames: [www.example.com]
  rules:
  - matches:
    - path:
        value: /api
    backendRefs:
    - name: web
      port: 80
"""
RULE = "spec.rules[0]"


def test_what_most_routes_have_is_in_sight() -> None:
    form = Form(ROUTE)
    assert form.groups[:4] == ["Name", "Gateways", "Hosts", "Rules"]
    assert form.controls[f"{RULE}.matches[0].path.value"] == "/api"
    assert form.controls[f"{RULE}.backendRefs[0].port"] == "80"
    titles = {str(getattr(part, "title", "")) for part in form.all}
    assert {"Gateway public", "Request /api", "Service web", "Rule 1"} <= titles
    assert form.leftovers == []


def test_choices_and_defaults_are_those_of_the_definition() -> None:
    controls = {part.name: part for part in Form(ROUTE).all if isinstance(part, Control)}
    kind = controls["HTTPRoute.spec.rules[0].matches[0].path.type"]
    assert [value for value, _ in kind.choices] == ["", "Exact", "PathPrefix", "RegularExpression"]
    assert kind.choices[0][1] == "Default: PathPrefix"


def test_a_second_service_gets_a_share() -> None:
    second = f"{RULE}.backendRefs[1]"
    after = Form(ROUTE).typed({f"{second}.name": "beta", f"{second}.port": "80", f"{second}.weight": "5"})
    assert after == ROUTE + "    - name: beta\n      port: 80\n      weight: 5\n"


def test_a_change_has_the_fields_of_its_type() -> None:
    change = "    filters:\n    - type: RequestRedirect\n      requestRedirect: {statusCode: 301}\n"
    form = Form(ROUTE + change)
    assert form.controls[f"{RULE}.filters[0].requestRedirect.statusCode"] == "301"
    assert not any(".urlRewrite." in name or ".cors." in name for name in form.controls)
    assert form.leftovers == []
    other = Form(ROUTE + change.replace("type: RequestRedirect", "type: URLRewrite"))
    assert {f"{RULE}.filters[0].{name}.hostname" for name in ("urlRewrite", "requestRedirect")} <= other.controls.keys()
