"""The form of a Service: its type decides what it asks for, and its ports are rows."""

from __future__ import annotations

from tests.builder.steps.companions.forms import Form

SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web  # the Deployment's
  ports:
  - port: 80
    targetPort: http
"""
EXTERNAL = "kind: Service\nmetadata: {name: db}\nspec: {type: ExternalName, externalName: db.example.com}\n"


def test_the_common_fields_are_open_and_the_rare_ones_folded() -> None:
    assert Form(SERVICE).groups == [
        *("Name", "Reach", "Selector", "Ports", "(Traffic)", "(Load balancer)", "(Addresses)"),
        *("(Labels and annotations)", "(More about the object)"),
    ]


def test_what_is_set_is_not_folded_away() -> None:
    assert "Traffic" in Form(SERVICE + "  sessionAffinity: ClientIP\n").groups


def test_a_name_elsewhere_is_asked_for_where_it_counts() -> None:
    assert {"spec.type", "spec.clusterIP"} <= Form(SERVICE).controls.keys()
    assert "spec.externalName" not in Form(SERVICE).controls
    assert Form(EXTERNAL).controls["spec.externalName"] == "db.example.com"
    assert "spec.clusterIP" not in Form(EXTERNAL).controls


def test_a_port_is_added_and_the_rest_stays_to_the_letter() -> None:
    port = {"spec.ports[1].port": "443", "spec.ports[1].name": "https", "spec.ports[0].name": "http"}
    named = SERVICE.replace("    targetPort: http\n", "    name: http\n    targetPort: http\n")
    assert Form(SERVICE).typed(port) == named + "  - port: 443\n    name: https\n"


def test_a_port_is_called_by_its_name_or_number() -> None:
    form = Form(SERVICE + "  - {port: 443, name: https}\n  - 7\n")
    titles = [str(getattr(part, "title", "")) for part in form.all]
    assert [title for title in titles if title.startswith("Port ")] == ["Port 80", "Port https", "Port 3"]
