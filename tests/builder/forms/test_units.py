"""The unit that is chosen beside an amount: what it makes of the text, and that nothing changes without one."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.forms.units import in_unit, unit_of, units_of
from tests.builder.support import Step, begin
from tests.support.plain import PlainBrowser

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      requests:
        cpu: 0.5
        memory: 1e3
      limits: {cpu: "2", memory: 0512Mi, nvidia.com/gpu: 1}
  volumes:
  - name: scratch
    emptyDir:
      sizeLimit: 1000M  # decimal
"""
CPU = "spec.containers[0].resources.requests[cpu]"
MEMORY = "spec.containers[0].resources.requests[memory]"
SIZE = "spec.volumes[0].emptyDir.sizeLimit"


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        # What has the unit, or is no amount, stays to the letter.
        ("0.50Gi", "Gi", "0.50Gi"),
        ("500m", "m", "500m"),
        ("2", "cores", "2"),
        ("0.5", "cores", "0.5"),
        ("lots", "Mi", "lots"),
        ("12 Mi", "Gi", "12 Mi"),
        ("1e9999999999", "Gi", None),
        ("9" * 60 + "Mi", "Gi", None),
        # A plain number takes the unit.
        ("512", "Mi", "512Mi"),
        ("500", "m", "500m"),
        ("0", "Gi", "0Gi"),
        # Anything else is converted where that is exact.
        ("0.5", "m", "500m"),
        ("1500m", "cores", "1.5"),
        ("1e3", "cores", "1000"),
        ("1e3", "m", "1000000m"),
        ("512Mi", "Gi", "0.5Gi"),
        ("1.5Gi", "Mi", "1536Mi"),
        ("1Gi", "Ki", "1048576Ki"),
        ("2G", "M", "2000M"),
        ("-1Gi", "Mi", "-1024Mi"),
        ("1000Mi", "Gi", None),
        ("1G", "Gi", None),
        ("1n", "cores", None),
    ],
)
def test_an_amount_in_a_unit(text: str, unit: str, amount: str | None) -> None:
    assert in_unit(text, unit) == amount


def test_which_units_there_are() -> None:
    assert units_of("cpu") == ("m", "cores")
    assert (
        units_of("memory") == units_of("hugepages-2Mi") == units_of("sizeLimit") == ("Ki", "Mi", "Gi", "Ti", "M", "G")
    )
    assert units_of("nvidia.com/gpu") == units_of("pods") == ()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["containers/0", "volumes"])
def test_what_nobody_chose_a_unit_for_stays(client: Client, slug: str) -> None:
    draft = begin(client, POD)
    step = Step(client, draft, slug)
    assert any(name.endswith(":unit") for name in step.data)
    step.post()
    assert draft.text == POD


@pytest.mark.django_db
def test_a_number_and_its_unit(client: Client) -> None:
    draft = begin(client, POD)
    Step(client, draft, "containers/0").post({MEMORY: "256", f"{MEMORY}:unit": "Mi"})
    assert draft.text == POD.replace("1e3", "256Mi")
    Step(client, draft, "containers/0").post({f"{CPU}:unit": "m"})
    assert draft.text == POD.replace("1e3", "256Mi").replace("0.5", "500m")
    Step(client, draft, "volumes").post({f"{SIZE}:unit": "G"})
    assert draft.text == POD.replace("1e3", "256Mi").replace("0.5", "500m").replace("1000M", "1G")


@pytest.mark.django_db
def test_what_cannot_be_said_in_a_unit(client: Client) -> None:
    draft = begin(client, POD)
    answer = Step(client, draft, "volumes").post({f"{SIZE}:unit": "Gi"})
    assert "1000M cannot be said exactly in Gi" in answer.content.decode()
    assert draft.text == POD


@pytest.mark.django_db
@pytest.mark.parametrize("unit", ["Mi", "x", "cores" * 9])
def test_a_unit_that_is_not_offered(client: Client, unit: str) -> None:
    draft = begin(client, POD)
    Step(client, draft, "containers/0").post({f"{CPU}:unit": unit, "spec.containers[0].x:unit": unit})
    assert draft.text == POD


@pytest.mark.django_db
def test_the_form_is_drawn_anew_with_the_amount(client: Client) -> None:
    draft = begin(client, POD)
    answer = Step(client, draft, "containers/0").post({MEMORY: "256", f"{MEMORY}:unit": "Mi"}, preview=True)
    assert 'value="256Mi"' in answer.content.decode()
    page = PlainBrowser(client)
    page.open(f"/drafts/{draft.key}/edit/containers/0/")
    names = [c.attrs["aria-label"] for c in page.root.all("select") if c.attrs.get("name", "").endswith(":unit")]
    assert names[0] == "Unit of CPU request"
    assert "Unit of NVIDIA GPU limit" not in names


@pytest.mark.parametrize(
    ("text", "resource", "unit"),
    [
        ("100m", "cpu", "m"),
        ("0.5", "cpu", "cores"),
        (" 2 ", "cpu", "cores"),
        ("1.5Gi", "memory", "Gi"),
        ("1000", "memory", "bytes"),
        ("1k", "memory", "k"),
        ("", "memory", "unit"),
        ("2GB", "memory", "unit"),
        ("<param:memory>", "memory", "unit"),
    ],
)
def test_the_unit_in_force_is_shown(text: str, resource: str, unit: str) -> None:
    assert unit_of(text, units_of(resource)) == unit
