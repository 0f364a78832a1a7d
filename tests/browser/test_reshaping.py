"""Rows and unions: what changes the form's shape is one request, and the focus lands where the work goes on."""

from __future__ import annotations

import yaml
from playwright.sync_api import Page, expect

from podbuilder.kube.starters import starters
from tests.browser.support import Builder, Requests, focused, held, wait_for

APP = "spec.containers[0]"


def choose_once(builder: Builder, name: str, value: str) -> None:
    """Choose with the keyboard's focus on the select; exactly one request answers, and the focus stays."""
    requests = Requests(builder.page)
    builder.control(name).focus()
    builder.choose(name, value)
    expect(builder.control(name)).to_have_value(value)
    expect(builder.control(name)).to_be_focused()
    # Another request would have been queued behind the first by now, and would be sent at once.
    assert len(requests) == 1


def test_a_probe_takes_the_shape_of_its_handler(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    page.get_by_role("heading", name="Readiness probe").click()
    probe = f"{APP}.readinessProbe"
    choose_once(builder, f"{probe}:source", "httpGet")
    expect(builder.control(f"{probe}.httpGet.port")).to_have_value("80")
    builder.fill(f"{probe}.periodSeconds", "7")
    choose_once(builder, f"{probe}:source", "grpc")
    expect(builder.control(f"{probe}.httpGet.path")).to_have_count(0)
    expect(builder.control(f"{probe}.grpc.port")).to_have_value("80")
    expect(builder.control(f"{probe}.periodSeconds")).to_have_value("7")
    choose_once(builder, f"{probe}:source", "")
    expect(builder.control(f"{probe}.periodSeconds")).to_have_count(0)
    assert "readinessProbe" not in builder.stored


def test_a_volume_takes_the_shape_of_its_source(page: Page) -> None:
    builder = Builder(page, step="volumes")
    builder.press("add:spec.volumes")
    assert focused(page) == "spec.volumes[0].name"
    page.keyboard.type("data")
    builder.is_saved()
    choose_once(builder, "spec.volumes[0]:source", "configMap")
    builder.fill("spec.volumes[0].configMap.name", "settings")
    choose_once(builder, "spec.volumes[0]:source", "secret")
    expect(builder.control("spec.volumes[0].secret.secretName")).to_have_value("settings")
    assert yaml.safe_load(builder.stored)["spec"]["volumes"] == [{"name": "data", "secret": {"secretName": "settings"}}]


def test_a_variable_takes_the_shape_of_its_source(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    env = f"{APP}.env[0]"
    choose_once(builder, f"{env}.valueFrom:source", "secretKeyRef")
    builder.fill(f"{env}.valueFrom.secretKeyRef.name", "s")
    builder.fill(f"{env}.valueFrom.secretKeyRef.key", "k")
    choose_once(builder, f"{env}.valueFrom:source", "configMapKeyRef")
    expect(builder.control(f"{env}.valueFrom.configMapKeyRef.name")).to_have_value("s")
    choose_once(builder, f"{env}.valueFrom:source", "value")
    expect(builder.control(f"{env}.value")).to_have_value("")
    assert "valueFrom" not in builder.stored


def test_rows_are_added_duplicated_moved_and_removed(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    ports = f"{APP}.ports"

    def stored() -> list[tuple[int, str | None]]:
        return [
            (p["containerPort"], p.get("name"))
            for p in yaml.safe_load(builder.stored)["spec"]["containers"][0]["ports"]
        ]

    builder.press(f"add:{ports}")
    assert focused(page) == f"{ports}[2].containerPort"
    page.keyboard.type("9000")
    builder.is_saved()
    assert stored() == [(80, None), (443, "https"), (9000, None)]
    builder.press(f"copy:{ports}[1]")
    assert focused(page).startswith(f"{ports}[2].")
    assert stored() == [(80, None), (443, "https"), (443, "https"), (9000, None)]
    builder.press(f"up:{ports}[3]")
    assert stored() == [(80, None), (443, "https"), (9000, None), (443, "https")]
    page.keyboard.press("Enter")
    expect(builder.control(f"{ports}[1].containerPort")).to_have_value("9000")
    builder.is_saved()
    assert stored() == [(80, None), (9000, None), (443, "https"), (443, "https")]
    builder.press(f"remove:{ports}[2]")
    assert page.evaluate("document.activeElement.closest('#step li') !== null")
    assert stored() == [(80, None), (9000, None), (443, "https")]
    for _ in range(3):
        builder.press(f"remove:{ports}[0]")
    assert focused(page) == f"add:{ports}"
    assert "ports" not in builder.stored


def test_a_row_that_was_just_filled_can_be_duplicated(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    builder.press(f"add:{APP}.ports")
    page.keyboard.type("9000")
    builder.is_saved()
    builder.press(f"copy:{APP}.ports[2]")
    expect(builder.control(f"{APP}.ports[3].containerPort")).to_have_value("9000")


def test_a_label_is_added_and_removed(page: Page) -> None:
    builder = Builder(page)
    builder.press("add:metadata.labels")
    assert focused(page) == "metadata.labels#2.key"
    page.keyboard.type("team")
    page.keyboard.press("Tab")
    page.keyboard.type("a")
    builder.is_saved()
    assert "    team: a\n" in builder.stored
    builder.press("remove:metadata.labels#0")
    assert yaml.safe_load(builder.stored)["metadata"]["labels"] == {"tier": "front", "team": "a"}
    assert focused(page) == "metadata.labels#0.key"


def test_a_gpu_is_added_by_its_resource_name(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    resources = f"{APP}.resources"
    builder.control(f"{resources}:add").fill("nvidia.com/gpu")
    builder.press(f"resource:{resources}")
    request = f"{resources}.requests[nvidia.com/gpu]"
    assert focused(page) == request
    page.keyboard.type("2")
    builder.is_saved()
    builder.fill(f"{resources}.limits[nvidia.com/gpu]", "2")
    gpu = {"nvidia.com/gpu": 2}
    assert yaml.safe_load(builder.stored)["spec"]["containers"][0]["resources"] == {"requests": gpu, "limits": gpu}
    expect(page.locator("#problems .facts")).to_contain_text("GPU")


def test_a_container_is_added_and_removed(page: Page) -> None:
    builder = Builder(page)
    builder.button("add:spec.containers").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("container")
    expect(builder.outline("container")).to_have_attribute("aria-current", "step")
    builder.button("add:spec.initContainers").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("init")
    builder.button("remove:spec.initContainers[0]").press("Enter")
    expect(builder.outline("init")).to_have_count(0)
    assert "initContainers" not in builder.stored


def test_adding_a_row_saves_what_was_typed_just_before(page: Page) -> None:
    builder = Builder(page, starters.BLANK)
    builder.control("metadata.name").fill("quick")
    builder.press("add:metadata.labels")
    expect(builder.control("metadata.name")).to_have_value("quick")
    assert "name: quick" in builder.stored


def test_typing_goes_on_while_a_row_is_being_added(page: Page) -> None:
    builder = Builder(page)
    with held(page) as routes:
        builder.button("add:metadata.labels").press("Enter")
        wait_for(page, routes)
        builder.control("metadata.name").focus()
        page.keyboard.press("End")
        page.keyboard.type("-late")
    expect(builder.control("metadata.labels#2.key")).to_be_visible()
    expect(builder.control("metadata.name")).to_have_value("web-late")
    expect(builder.line("name: web-late")).to_be_visible()
    builder.is_saved()
    assert "name: web-late\n" in builder.stored
