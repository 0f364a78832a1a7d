"""Secrets in a snapshot, wherever they stand: none comes to the database, a log, a page or an export."""

from __future__ import annotations

import json
import logging
import random
from typing import Any

import pytest
import yaml
from django.apps import apps

from podbuilder.accounts.signals import exported_files
from podbuilder.kube.cluster.facts import kept_fields
from tests.clusters.cases import POD
from tests.clusters.support import CLUSTER, MARK
from tests.library.support import draft_of, person, signed_in

pytestmark = pytest.mark.django_db
# Maps of which every entry counts: what people write there is kept.
WHOLE = {"labels", "matchLabels", "nodeSelector", "allocatable", "capacity", "requests", "limits", "hard", "used"}
# Kinds of which something must be kept beside the objects of the tests' cluster.
OTHERS = [kind for kind in kept_fields() if kind not in {one["kind"] for one in CLUSTER["items"]}]


def spoiled(value: Any, chance: random.Random, name: str = "") -> Any:
    """A copy of a value with marked secrets added at every depth."""
    if isinstance(value, list):
        return [spoiled(item, chance, name) for item in value]
    if not isinstance(value, dict) or name in WHOLE:
        return value
    copy = {key: spoiled(inner, chance, key) for key, inner in value.items()}
    for number in range(chance.randrange(3)):
        secret = chance.choice([MARK, [MARK], {"a": MARK}, {MARK: 1}, [{"b": [MARK]}], f"x{MARK}y"])
        copy[chance.choice(["x", "env", "args", "image2", "note", "stringData"]) + str(number)] = secret
    return copy


def others(chance: random.Random) -> list[dict[str, Any]]:
    """An object of each other kind that has nothing but secrets."""
    metadata = {"name": "one", "namespace": "default", "annotations": {"a": MARK, MARK: "b"}, "managedFields": [MARK]}
    return [spoiled({"kind": kind, "metadata": metadata, "unknown": MARK}, chance) for kind in OTHERS]


@pytest.mark.parametrize("seed", range(12))
def test_no_secret_is_found_anywhere(seed: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    chance = random.Random(seed)
    whole = {**CLUSTER, "items": [*spoiled(CLUSTER["items"], chance), *others(chance)]}
    text = yaml.safe_dump(whole) if seed % 2 else json.dumps(whole)
    alice = person("alice")
    asker = signed_in(alice)
    at = asker.post("/clusters/", {"name": "prod", "text": text})["Location"]
    draft = draft_of(alice, POD, cluster=at.split("/")[2])
    pages = (
        at,
        f"{at}facts.json",
        "/clusters/",
        f"/drafts/{draft.key}/cluster/",
        f"/drafts/{draft.key}/edit/metadata/",
    )
    shown = [asker.get(page) for page in pages]
    assert [response.status_code for response in shown] == [200] * len(pages)
    said = [response.content.decode() for response in shown]
    stored = [str(list(model._base_manager.values_list())) for model in apps.get_models()]
    exported = [content for _, content in exported_files(alice)]
    assert text.count(MARK) > 20
    for found in (*said, *stored, *exported, caplog.text):
        assert MARK not in found


def test_what_cannot_be_read_is_not_quoted() -> None:
    response = signed_in(person("alice")).post("/clusters/", {"name": "prod", "text": f"kind: Secret\ndata: [{MARK}"})
    said = response.content.decode()
    assert response.status_code == 200
    # The box keeps what was typed; the complaint does not repeat it.
    assert said.count(MARK) <= 1
