"""The chooser for devices: what it offers, what it changes, and that it can be undone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.starters.starters import find
from tests.builder.support import POD, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db
GPU = "nvidia.com/gpu"
ONE, OTHER = "  - name: one\n    image: a:1\n", "  - name: two\n    image: b:1\n"
TWO = f"kind: Pod\nmetadata:\n  name: two\nspec:\n  containers:\n{ONE}{OTHER}"


def asked(draft: Draft, **typed: Any) -> dict[str, Any]:
    """What a page posts: a base, the id of a tab, and what was chosen."""
    return {"base": draft.revision, "tab_id": "w", "container": "containers/0", "vendor": "nvidia", **typed}


def post(client: Client, draft: Draft, *, preview: bool = False, **typed: Any) -> str:
    """Post the page (or ask for the preview); what is shown, or "" where it went on to the step."""
    url = f"/drafts/{draft.key}/devices/" + ("preview/" if preview else "")
    response = client.post(url, asked(draft, **{name.replace("_", "-"): value for name, value in typed.items()}))
    assert response.status_code in (200, 302)
    draft.refresh_from_db()
    return response.content.decode() if response.status_code == 200 else ""


def spec(draft: Draft) -> dict[str, Any]:
    found: dict[str, Any] = Manifest.read(draft.text).pod["spec"]
    return found


def test_looking_changes_nothing(client: Client) -> None:
    draft = begin(client)
    page = post(client, draft, op="look", count="2")
    assert "web asks for 2 × NVIDIA GPU" in page
    assert "Tolerate the taint nvidia.com/gpu" in page
    assert "l--add" in page
    assert draft.text == POD


def test_all_that_is_advised_is_added_in_one_step_of_undo(client: Client) -> None:
    draft = begin(client)
    assert post(client, draft, op="apply", count="2", **{"model:nvidia.com/gpu.product": "NVIDIA-L4"}) == ""
    pod = spec(draft)
    assert pod["containers"][0]["resources"] == {"requests": {GPU: 2}, "limits": {GPU: 2}}
    assert pod["tolerations"] == [{"key": GPU, "operator": "Exists", "effect": "NoSchedule"}]
    assert pod["nodeSelector"] == {"nvidia.com/gpu.product": "NVIDIA-L4"}
    assert pod["volumes"][0]["emptyDir"] == {"medium": "Memory", "sizeLimit": "1Gi"}
    assert "runtimeClassName" not in pod
    draft.undo(base=draft.revision, tab_id="w")
    assert draft.text == POD


def test_what_is_unticked_is_left_out(client: Client) -> None:
    draft = begin(client)
    seen = ["toleration", "runtime-class", "shared-memory", "env"]
    post(client, draft, op="apply", count="1", seen=seen, tick=["runtime-class"])
    pod = spec(draft)
    assert pod["runtimeClassName"] == "nvidia"
    assert not {"tolerations", "volumes"} & set(pod)
    page = post(client, draft, op="look", count="1", seen=seen, tick=[])
    assert "already asks for 1 × NVIDIA GPU" in page
    assert page.count("already there") == 1


def test_ticks_outlive_a_mistake(client: Client) -> None:
    draft = begin(client)
    page = post(client, draft, op="look", count="", seen=["toleration", "shared-memory"], tick=["toleration"])
    ticked = [part.split(">")[0] for part in re.split(r'name="tick"\s+value="', page)[1:]]
    assert [tick.split('"')[0] for tick in ticked if "checked" in tick] == ["toleration"]


def test_what_is_chosen_already_is_in_the_boxes(client: Client) -> None:
    draft = begin(client)
    models = {"model:nvidia.com/gpu.product": "NVIDIA-L4 NVIDIA-L40S"}
    post(client, draft, op="apply", count="3", strict="rather", memory="8Gi", **models)
    page = client.get(f"/drafts/{draft.key}/devices/").content.decode()
    for text in ('value="NVIDIA-L4, NVIDIA-L40S"', 'value="8Gi"', 'value="rather" selected', 'value="3"'):
        assert text in page
    assert "Nothing: the pod already has all of this." in page


def test_several_models_that_are_only_liked(client: Client) -> None:
    draft = begin(client)
    models = {"model:amd.com/gpu.product-name": "AMD_Instinct_MI210, AMD_Instinct_MI300X_OAM"}
    post(client, draft, op="apply", vendor="amd", count="1", strict="rather", **models)
    (preferred,) = spec(draft)["affinity"]["nodeAffinity"]["preferredDuringSchedulingIgnoredDuringExecution"]
    assert preferred["preference"]["matchExpressions"][0]["values"] == ["AMD_Instinct_MI210", "AMD_Instinct_MI300X_OAM"]


def test_a_name_of_ones_own_with_a_label_of_ones_own(client: Client) -> None:
    draft = begin(client)
    typed = {"resource": "example.com/fpga", "label": "example.com/model", "model": "big"}
    post(client, draft, op="apply", vendor="other", count="3", **typed)
    assert spec(draft)["containers"][0]["resources"]["limits"] == {"example.com/fpga": 3}
    assert spec(draft)["nodeSelector"] == {"example.com/model": "big"}
    assert spec(draft)["tolerations"][0]["key"] == "example.com/fpga"


WRONG = {
    "half": ({"count": "0.5"}, "whole numbers"),
    "none": ({"count": "0"}, "whole numbers"),
    "nothing": ({"count": ""}, "whole numbers"),
    "too many digits": ({"count": "9" * 31}, "whole numbers"),
    "too many": ({"count": "9" * 30}, "cannot count that many"),
    "other digits": ({"count": "²"}, "whole numbers"),
    "no resource": ({"vendor": "other", "resource": "gpu", "count": "1"}, "a domain and a name"),
    "no size": ({"count": "1", "memory": "much"}, "a number with a unit"),
    "no memory": ({"count": "1", "memory": "0"}, "more than zero"),
    "no claim": ({"kind": "claim", "count": "1", "claim_object": ""}, "Enter the name of the claim"),
    "a claim without a name": ({"kind": "claim", "count": "1", "claim_name": ""}, "needs a name within the pod"),
    "a claim of none": ({"kind": "claim", "count": "x"}, "a whole number from 1 up"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_and_nothing_is_written(client: Client, case: tuple[dict[str, str], str]) -> None:
    typed, fragment = case
    draft = begin(client)
    assert fragment in post(client, draft, op="apply", **typed)
    assert fragment in post(client, draft, preview=True, **typed)
    assert draft.text == POD


def test_a_claim_is_bound_to_several_containers(client: Client) -> None:
    draft = begin(client, TWO)
    chosen = {"claim_for": ["containers/0", "containers/1", "containers/9"], "claim_object": "gpus", "count": "2"}
    page = post(client, draft, op="look", kind="claim", **chosen)
    assert "kind: ResourceClaimTemplate" in page
    assert "count: 2" in page
    assert "one and two may use its devices" in page
    post(client, draft, op="apply", kind="claim", **chosen)
    pod = spec(draft)
    assert pod["resourceClaims"] == [{"name": "device", "resourceClaimTemplateName": "gpus"}]
    assert [c["resources"]["claims"] for c in pod["containers"]] == [[{"name": "device"}]] * 2
    clash = post(client, draft, op="look", kind="claim", claim_object="others", count="1", claim_source="claim")
    assert "another claim named device" in clash
    for number in (0, 1):
        post(client, draft, op="apply", container=f"containers/{number}", remove_claim="device")
    assert "resourceClaims" not in spec(draft)


def test_versions_without_claims_do_not_offer_them(client: Client) -> None:
    draft = begin(client)
    for version, offers, warns in (("1.30", False, False), ("1.33", True, True), ("1.36", True, False)):
        Draft.objects.filter(pk=draft.pk).update(kubernetes=version)
        page = post(client, draft, op="look", kind="claim", count="1")
        assert ("By resource claim" in page) is offers
        assert ("DynamicResourceAllocation" in page) is warns


def test_a_device_is_changed_and_removed(client: Client) -> None:
    draft = begin(client)
    post(client, draft, op="apply", count="1")
    assert "web asks for 4 × NVIDIA GPU instead of 1" in post(client, draft, op="look", count="4")
    page = client.get(f"/drafts/{draft.key}/devices/?container=containers/0&remove={GPU}").content.decode()
    assert "The toleration of the taint nvidia.com/gpu" in page
    assert "The volume shared-memory at /dev/shm" in page
    post(client, draft, op="apply", remove=GPU)
    assert draft.text.rstrip() == POD.rstrip()


def test_what_came_with_it_may_stay(client: Client) -> None:
    draft = begin(client)
    post(client, draft, op="apply", count="1")
    post(client, draft, op="apply", remove=GPU, seen=["toleration", "shared-memory"], tick=["shared-memory"])
    assert spec(draft)["tolerations"][0]["key"] == GPU
    assert "volumes" not in spec(draft)


def test_another_tab_is_not_overwritten(client: Client) -> None:
    draft = begin(client)
    Draft.objects.get(pk=draft.pk).write(POD.replace("front", "back"), base=1, tab_id="other")
    page = client.post(f"/drafts/{draft.key}/devices/", {**asked(draft), "op": "apply", "count": "1"}).content.decode()
    assert "changed in another tab" in page
    draft.refresh_from_db()
    assert draft.text == POD.replace("front", "back")
    assert f'name="base" value="{draft.revision}"' in page


def test_another_shape_draws_the_form_anew(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/devices/preview/"
    same = client.post(url, asked(draft, count="1", drawn="containers/0 nvidia count  "))
    assert "HX-Retarget" not in same
    assert same.content.decode().startswith('<section id="preview"')
    other = client.post(url, asked(draft, vendor="tpu", count="1", drawn="containers/0 nvidia count  "))
    assert other["HX-Retarget"] == "#devices"
    assert "cloud.google.com/gke-tpu-topology" in other.content.decode()


def test_a_container_that_is_not_there(client: Client) -> None:
    draft = begin(client)
    for slug in ("containers/7", "init-containers/0", "metadata", "x" * 1000):
        assert client.get(f"/drafts/{draft.key}/devices/", {"container": slug}).status_code == 404
    assert client.get(f"/drafts/{draft.key}/devices/").status_code == 200


def test_it_is_reached_from_the_resources_without_javascript(client: Client) -> None:
    draft = begin(client)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/containers/0/")
    browser.fill("Image", "nginx:1.28")
    browser.press("Choose a GPU or other device…")
    browser.fill("Device", "AWS Neuron")
    browser.press("Show what changes")
    browser.fill("How many", "2")
    browser.press("Apply")
    draft.refresh_from_db()
    assert spec(draft)["containers"][0]["image"] == "nginx:1.28"
    assert spec(draft)["containers"][0]["resources"]["limits"] == {"aws.amazon.com/neuron": 2}
    assert "Asks for 2 × AWS Neuron." in browser.content.decode()


def test_a_starter_with_devices_shows_them(client: Client) -> None:
    for slug, said in (("multi-gpu-training", "8 × NVIDIA GPU"), ("dra-gpu", "Claim gpu, from one-gpu")):
        starter = find(slug)
        assert starter is not None
        draft = begin(client, starter.manifest)
        assert said in client.get(f"/drafts/{draft.key}/devices/?container=containers/0").content.decode()
