"""The values of a ConfigMap and a Secret: texts of many lines are typed as such, and base64 is checked."""

from __future__ import annotations

from podbuilder.builder.editing.field_edits import field_edits
from podbuilder.builder.forms.control import Control
from podbuilder.builder.steps.outline import OBJECT
from podbuilder.builder.steps.registry import shown_in
from podbuilder.kube import catalogue
from tests.builder.steps.companions.forms import VERSION, Form

CONFIG = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LOG_LEVEL: info  # or debug
  nginx.conf: |
    server {
      listen 8080;
    }
"""
SECRET = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\nstringData:\n  password: hunter2\n"


def test_values_of_many_lines_have_a_box_for_them() -> None:
    controls = [part for part in Form(CONFIG).all if isinstance(part, Control) and part.name.endswith(".value")]
    assert [control.is_multiline for control in controls if "data" in control.name] == [True, True]


def test_a_line_of_a_value_changes_and_nothing_else() -> None:
    text = "server {\n  listen 9090;\n}\n"
    assert Form(CONFIG).typed({"data#1.value": text}) == CONFIG.replace("8080", "9090")


def test_a_key_is_renamed_in_place() -> None:
    assert Form(CONFIG).typed({"data#0.key": "LEVEL"}) == CONFIG.replace("LOG_LEVEL", "LEVEL")


def test_the_first_value_of_an_empty_one() -> None:
    empty = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n"
    assert Form(empty).typed({"data#0.key": "MODE", "data#0.value": "fast"}) == empty + "data:\n  MODE: fast\n"


def test_a_secret_is_typed_as_text_and_its_base64_is_folded() -> None:
    form = Form(SECRET)
    assert form.groups[:4] == ["Name", "Type", "Values", "(Values in base64)"]
    assert form.controls["stringData#0.value"] == "hunter2"
    assert "Values in base64" in Form(SECRET + "data: {token: aGVsbG8=}\n").groups


def test_what_is_no_base64_is_said_and_not_written() -> None:
    form = Form(SECRET + "data:\n  token: aGVsbG8=\n")
    known = catalogue.with_workload(VERSION, "Secret")
    posted = {"Secret.data#0.key": "token", "Secret.data#0.value": "hello!"}
    read = field_edits(form.object, known, posted, shown_in(OBJECT))
    assert read.edits == []
    assert "base64" in read.complaints["Secret.data#0.value"].text
    assert "token: aGk=" in form.typed({"data#0.value": "aGk="})
