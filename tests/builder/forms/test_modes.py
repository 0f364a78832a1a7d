"""Modes of files: shown as 0644, and written the way the file writes them."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.forms.fields import ModeField, NoValue, field_for
from podbuilder.kube import catalogue
from podbuilder.kube.core import versions
from podbuilder.kube.yamltext.scalars import Octal
from tests.builder.support import Step, begin


@pytest.mark.parametrize(
    ("value", "text"), [(0o644, "0644"), (0, "0"), (0o7, "07"), (0o1777, "01777"), (-1, "-1"), ("x", "x"), (None, "")]
)
def test_how_a_mode_is_shown(value: object, text: str) -> None:
    assert ModeField().text_of(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0644", 0o644),
        ("0o644", 0o644),
        (" 0400 ", 0o400),
        ("0", 0),
        ("", None),
        # What looks like a mode is one.
        ("644", 0o644),
        ("755", 0o755),
        ("400", 0o400),
        ("440", 0o440),
        ("777", 0o777),
        ("1777", 0o1777),
        # Decimal, as Kubernetes' own examples have it.
        ("420", 420),
        ("256", 256),
        ("416", 416),
        ("493", 493),
        ("288", 288),
        ("438", 438),
        ("-1", -1),
    ],
)
def test_what_a_typed_mode_means(text: str, value: int | None) -> None:
    assert ModeField().clean(text) == value


@pytest.mark.parametrize("text", ["rw-r--r--", "0x1ff", "6.4", "0 644", "٦٤٤"])
def test_what_is_no_mode(text: str) -> None:
    with pytest.raises(NoValue, match="octal"):
        ModeField().clean(text)


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_every_mode_of_the_catalogue_has_this_field(version: str) -> None:
    modes = [s for s in catalogue.load(version).leaves() if s.name in ("mode", "defaultMode") and s.type == "integer"]
    assert len(modes) >= 10
    assert [s.pattern for s in modes if not isinstance(field_for(s), ModeField)] == []


def test_an_octal_is_a_number() -> None:
    assert Octal(420) == 420
    assert str(Octal(420)) == "420"


YAML = """\
kind: Pod
spec:
  containers: []
  volumes:
  - name: v
    secret:
      secretName: s
      defaultMode: {}
"""
JSON = '{"kind": "Pod", "spec": {"containers": [], "volumes": [{"name": "v", "secret": {"secretName": "s"}}]}}'
MODE = "spec.volumes[0].secret.defaultMode"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "shown", "typed", "new"),
    [
        ("420", "0644", "0644", "420"),
        ("0644", "0644", "0644", "0644"),
        ("0o644", "0644", "0644", "0o644"),
        ("0644", "0644", "0400", "0400"),
        ("420", "0644", "0400", "256"),
        ("0o644 # c", "0644", "0400", "0o400 # c"),
        ("0", "0", "0400", "0400"),
        ('"0644"', "0644", "0400", "0400"),
    ],
)
def test_written_as_the_file_writes_it(client: Client, old: str, shown: str, typed: str, new: str) -> None:
    draft = begin(client, YAML.format(old))
    step = Step(client, draft, "volumes")
    assert step.data[MODE] == shown
    step.post({MODE: typed})
    assert draft.text == YAML.format(new)


@pytest.mark.django_db
def test_a_new_one_is_octal_in_yaml_and_decimal_in_json(client: Client) -> None:
    draft = begin(client, YAML.replace("      defaultMode: {}\n", ""))
    Step(client, draft, "volumes").post({MODE: "0400"})
    assert draft.text == YAML.format("0400")
    draft = begin(client, JSON)
    Step(client, draft, "volumes").post({MODE: "0400"})
    assert draft.text == JSON.replace('"s"}', '"s", "defaultMode": 256}')
