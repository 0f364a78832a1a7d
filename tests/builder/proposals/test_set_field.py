"""What setting a field would do, said before it is done."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.proposals.set_field import FieldSetting, field_settings
from tests.builder.support import POD, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
PROBED = POD + "    readinessProbe:\n      httpGet:\n        port: 80\n"
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 1
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: shop, image: "nginx:1.27"}]}
"""


def settings(client: Client, said: str, text: str = PROBED) -> list[FieldSetting]:
    draft = begin(client, text)
    return field_settings(draft, draft.manifest, said)


@pytest.mark.parametrize(
    ("said", "title", "problem"),
    [
        ("periodSeconds 5", "Set periodSeconds to 5 in readinessProbe of web", ""),
        ("image: nginx:1.28", "Set image to nginx:1.28 in web", ""),
        ("resources.limits.memory=1Gi", "Set memory to 1Gi in resources.limits of web", ""),
        ("hostNetwork true", "Set hostNetwork to true in the pod", ""),
        ("labels.app shop", "Set app to shop in labels", ""),
        ("periodSeconds often", "Set periodSeconds to often in readinessProbe of web", "This must be a whole number"),
        ("periodSeconds -1", "Set periodSeconds to -1 in readinessProbe of web", "The API server would refuse it."),
        ("imagePullPolicy always", "Set imagePullPolicy to always in web", "The API server would refuse it."),
        ("limits.memory 2GB", "Set memory to 2GB in resources.limits of web", 'Did you mean "2G"?'),
        ("restartPolicy Sometimes", "Set restartPolicy to Sometimes in the pod", "The API server would refuse it."),
    ],
)
def test_what_is_said_of_it(client: Client, said: str, title: str, problem: str) -> None:
    first = settings(client, said)[0]
    assert first.title == title
    assert problem in first.problem
    assert bool(problem) == bool(first.problem)


def test_of_a_workload(client: Client) -> None:
    replicas = settings(client, "replicas: 3", DEPLOYMENT)
    assert [one.title for one in replicas] == ["Set replicas to 3 in Deployment.spec"]
    assert settings(client, "hostNetwork true", DEPLOYMENT)[0].title == "Set hostNetwork to true in the pod template"


def test_what_has_the_value_already(client: Client) -> None:
    assert settings(client, "image nginx:1.27")[0].changes_nothing
    assert not settings(client, "image nginx:1.28")[0].changes_nothing


def test_of_a_long_text_only_the_first_place_is_judged(client: Client) -> None:
    long = PROBED + "  - {name: more, image: x}\n" + "# filler\n" * 8_000
    first, second, *_ = settings(client, "imagePullPolicy always", long)
    assert first.problem
    assert not second.problem


def test_without_javascript_one_press_sets_it_and_says_so(client: Client) -> None:
    draft = begin(client, PROBED)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/find/?q=periodSeconds+5&step=metadata")
    title = "Set periodSeconds to 5 in readinessProbe of web"
    assert browser.root.text.index(title) < browser.root.text.index("Back to")
    browser.press(next(b.text for b in browser.root.all("button") if title in b.text))
    draft.refresh_from_db()
    assert draft.text == PROBED + "      periodSeconds: 5\n"
    assert browser.url.startswith(f"/drafts/{draft.key}/edit/containers/0/")
    assert "readiness probe › check every set to 5" in browser.by_id["last-change"].text
    browser.press("Undo")
    draft.refresh_from_db()
    assert draft.text == PROBED
