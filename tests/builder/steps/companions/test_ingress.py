"""The form of an Ingress: hosts with their paths, each of which leads to a Service."""

from __future__ import annotations

from tests.builder.steps.companions.forms import Form

INGRESS = """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
  - host: www.example.com
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: web
            port:
              number: 80
"""
PATH = "spec.rules[0].http.paths[0]"


def test_a_path_shows_its_service_at_once() -> None:
    form = Form(INGRESS)
    assert form.controls[f"{PATH}.backend.service.name"] == "web"
    assert form.controls[f"{PATH}.backend.service.port.number"] == "80"
    assert form.leftovers == []


def test_certificates_and_the_rest_are_folded() -> None:
    folded = ("(TLS)", "(For everything else)", "(Labels and annotations)", "(More about the object)")
    assert Form(INGRESS).groups == ["Name", "Class", "Rules", *folded]


def test_a_path_is_added_to_a_host() -> None:
    second = PATH.replace("paths[0]", "paths[1]")
    typed = {f"{second}.path": "/api", f"{second}.pathType": "Exact", f"{second}.backend.service.name": "api"}
    after = Form(INGRESS).typed({**typed, f"{second}.backend.service.port.name": "http"})
    assert after.startswith(INGRESS)
    assert after.removeprefix(INGRESS).split() == [
        *("-", "path:", "/api", "pathType:", "Exact", "backend:", "service:", "name:", "api", "port:", "name:", "http"),
    ]


def test_another_object_in_place_of_a_service_has_its_fields() -> None:
    text = "kind: Ingress\nspec:\n  defaultBackend: {resource: {kind: Bucket, name: files}}\n"
    form = Form(text)
    assert form.controls["spec.defaultBackend.resource.name"] == "files"
    assert "For everything else" in form.groups


def test_rows_are_called_by_what_they_are_for() -> None:
    titles = [str(getattr(part, "title", "")) for part in Form(INGRESS + "  tls: [{secretName: cert}]\n").all]
    assert {"Rule www.example.com", "Path /", "Certificate cert"} <= set(titles)
