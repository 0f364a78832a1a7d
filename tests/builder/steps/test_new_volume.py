"""A volume that is made where it is mounted."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.builder.steps.new_volume import CHOICE, KIND, NAME, VERB, suggested
from tests.builder.support import Step, begin
from tests.support.pod_text import pod_of

pytestmark = pytest.mark.django_db

MOUNT = "spec.containers[0].volumeMounts[0]"
SELECT = f"{MOUNT}.name"
ASKED = {SELECT: CHOICE, f"{MOUNT}.mountPath": "/var/cache/"}
MADE = {"name": "cache", "mountPath": "/var/cache/"}


def opened(client: Client) -> tuple[Draft, Step]:
    draft = begin(client, "kind: Pod\nspec:\n  containers:\n  - {name: web, image: nginx}\n")
    step = Step(client, draft, "containers/0")
    step.data |= {SELECT: "", f"{MOUNT}.mountPath": "", f"{MOUNT}.subPath": "", f"{MOUNT}.readOnly": ""}
    return draft, step


@pytest.mark.parametrize(
    ("path", "volumes", "name"),
    {
        "its last part": ("/var/lib/data-1", [], "data-1"),
        "a slash at its end": ("/var/Cache_Dir/", [], "cache-dir"),
        "a name that is taken": ("/models", ["models"], "models-2"),
        "a path without letters": ("/__/", [], "data"),
        "no path": ("", ["data", "data-2"], "data-3"),
    }.values(),
)
def test_it_is_called_after_where_it_is_mounted(path: str, volumes: list[str], name: str) -> None:
    assert suggested(pod_of(volumes=[{"name": one} for one in volumes]), path) == name


def test_choosing_it_asks_for_its_name_and_kind_and_complains_of_nothing(client: Client) -> None:
    draft, step = opened(client)
    answer = step.post(ASKED, preview=True).content.decode()
    assert f'name="{SELECT}{NAME}"' in answer
    assert f'value="{VERB}:{MOUNT}"' in answer
    assert "Name the new volume and choose its kind." in answer
    assert 'value="cache"' in answer
    said = answer[answer.index(f'data-says="{SELECT}"') :]
    assert "message--error" not in said[: said.index("</div>")]
    # Typing goes on without the form being drawn anew at each key, until another volume is chosen.
    asked = {**ASKED, f"{SELECT}{NAME}": "ca", f"{SELECT}{KIND}": "emptyDir"}
    assert 'id="step"' not in step.post(asked, preview=True).content.decode()
    assert f"{SELECT}{NAME}" not in step.post({**asked, SELECT: ""}, preview=True).content.decode()
    assert "volumes" not in yaml.safe_load(draft.text)["spec"]


@pytest.mark.parametrize(
    ("said", "volume"),
    {
        "a name and a kind": ({NAME: " store ", KIND: "configMap"}, {"name": "store", "configMap": {}}),
        "no name": ({NAME: "", KIND: "emptyDir"}, {"name": "cache", "emptyDir": {}}),
    }.values(),
)
def test_its_button_makes_and_mounts_it(client: Client, said: dict[str, str], volume: dict[str, Any]) -> None:
    draft, step = opened(client)
    step.post({**ASKED, **{f"{SELECT}{name}": text for name, text in said.items()}}, op=f"{VERB}:{MOUNT}")
    spec = yaml.safe_load(draft.text)["spec"]
    assert spec["volumes"] == [volume]
    assert spec["containers"][0]["volumeMounts"] == [{**MADE, "name": volume["name"]}]


@pytest.mark.parametrize(
    ("target", "kind"),
    {
        "a kind that there is not": (MOUNT, "floppy"),
        "one that is no longer offered": (MOUNT, "gitRepo"),
        "no kind": (MOUNT, ""),
        "something that is no mount": ("spec.containers[0]", "emptyDir"),
    }.values(),
)
def test_what_makes_no_volume_makes_none(client: Client, target: str, kind: str) -> None:
    draft, step = opened(client)
    step.post({**ASKED, f"{target}.name{KIND}": kind}, op=f"{VERB}:{target}")
    assert "volumes" not in yaml.safe_load(draft.text)["spec"]


def test_without_javascript(client: Client) -> None:
    draft, step = opened(client)
    browser = step.browser
    browser.press("Add mount")
    browser.fill("Path in the container", "/models", "Volume mounts")
    browser.fill("Volume", "New volume…", "Volume mounts")
    browser.press("Save")
    browser.fill("Kind of the new volume", "Secret", "Volume mounts")
    browser.press("Add the volume and mount it")
    assert "See the volume models" in browser.by_id["step"].text
    draft.refresh_from_db()
    assert yaml.safe_load(draft.text)["spec"]["volumes"] == [{"name": "models", "secret": {}}]
    browser.follow("See the volume models")
    assert "Used in 1 place: web" in browser.by_id["step"].text
    [used] = [link for link in browser.by_id["step"].all("a") if link.text == "web"]
    browser.open(used.attrs["href"])
    assert browser.url.endswith("#f-spec-containers-0-volumeMounts-0-name")
