"""What there is to say of each object beside a pod, worked out once while its text stays the same."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.builder.pages import companion_counts
from podbuilder.builder.pages.companion_counts import LONGEST, MOST, counts_of_companions
from podbuilder.kube.manifest import Manifest
from tests.builder.support import POD, begin
from tests.support.plain import PlainBrowser

GOOD = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {MODE: fast}\n"
BAD = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: Settings!}\ndata: {'a b': fast}\n"
IN_A_LIST = "---\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: A}}\n- {kind: Pod}\n"
WITH_PARAMETER = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: <param:name>}\n"
PARAMETERS = [{"name": "name", "type": "string", "default": "settings"}]
LONG = GOOD.replace("fast", "x" * LONGEST)
CASES: dict[str, tuple[str, list[tuple[int, int]]]] = {
    "nothing beside the pod": ("", []),
    "nothing to say": (GOOD, [(0, 0)]),
    "two errors": (GOOD + BAD, [(0, 0), (2, 0)]),
    "one in a List": (IN_A_LIST, [(1, 0)]),
    "a very long one": (LONG + BAD, [(0, 0), (2, 0)]),
    "a parameter's default counts": (WITH_PARAMETER, [(0, 0)]),
    "more than are listed": (BAD * (MOST + 2), [(2, 0)] * MOST),
}


@pytest.mark.parametrize(("text", "counts"), CASES.values(), ids=CASES)
def test_each_is_counted(text: str, counts: list[tuple[int, int]]) -> None:
    draft = Draft(text=POD + text, parameters=PARAMETERS)
    assert list(counts_of_companions(draft.manifest, draft)) == counts


def test_what_has_not_changed_is_not_judged_again() -> None:
    text = POD + GOOD.replace("settings", "once")
    draft = Draft(text=text)
    counts_of_companions(draft.manifest, draft)
    with patch.object(companion_counts, "review_companion") as review:
        counts_of_companions(Manifest.read(text.replace("nginx:1.27", "nginx:1.28")), draft)
    assert not review.called


@pytest.mark.django_db
def test_the_outline_of_the_pod_shows_them(client: Client) -> None:
    draft = begin(client, POD + GOOD + BAD)
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/metadata/")
    listed = [one.text for one in page.by_id["outline"].all("button") if "ConfigMap" in one.text]
    assert listed == ["settings ConfigMap", "Settings! ConfigMap 2errors"]
