"""When a control is complained about: after a pause or on leaving it, and not before it has been filled in."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.support import Builder, focused
from tests.builder.support import POD

APP = "spec.containers[0]"


def test_nothing_is_said_of_a_word_that_is_being_typed(page: Page) -> None:
    builder = Builder(page)
    name = builder.control("metadata.name")
    name.press("End")
    for letter in "-pod":
        name.press_sequentially(letter)
        # Longer than a preview takes, shorter than the pause of a person who thinks.
        page.wait_for_timeout(300)
        expect(builder.says("metadata.name").filter(has_text="must")).to_have_count(0, timeout=1)
    builder.is_saved()


def test_after_a_pause_it_is_said_and_goes_at_once(page: Page) -> None:
    builder = Builder(page)
    name = builder.control("metadata.name")
    name.press("End")
    page.keyboard.type("-")
    expect(builder.says("metadata.name")).not_to_have_count(0)
    expect(name).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("x")
    expect(builder.says("metadata.name")).to_have_count(0)
    expect(name).not_to_have_attribute("aria-invalid", "true")


def test_on_leaving_it_is_said_at_once(page: Page) -> None:
    builder = Builder(page)
    builder.fill("metadata.name", "web-")
    page.keyboard.press("Tab")
    expect(builder.says("metadata.name")).not_to_have_count(0, timeout=1000)


def test_what_was_just_added_is_a_question(page: Page) -> None:
    builder = Builder(page, f"{POD}  volumes:\n  - name: data\n    emptyDir: {{}}\n", "containers/0")
    builder.press(f"add:{APP}.volumeMounts")
    mount = f"{APP}.volumeMounts[0]"
    assert focused(page) == f"{mount}.mountPath"
    expect(builder.control(f"{mount}.name")).to_have_value("data")
    path = builder.says(f"{mount}.mountPath")
    expect(builder.problem(f"{mount}.mountPath")).not_to_have_count(0)
    page.wait_for_timeout(1000)
    expect(path).to_have_count(0, timeout=1)
    builder.control(f"{APP}.image").focus()
    expect(path).not_to_have_count(0)


def test_a_probe_of_another_kind_is_a_question(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    page.get_by_role("heading", name="Readiness probe").click()
    probe = f"{APP}.readinessProbe"
    builder.choose(f"{probe}:source", "tcpSocket")
    port = builder.control(f"{probe}.tcpSocket.port")
    port.fill("")
    builder.is_saved()
    expect(builder.says(f"{probe}.tcpSocket.port")).to_have_count(0, timeout=1)
    port.press("Tab")
    expect(builder.says(f"{probe}.tcpSocket.port")).not_to_have_count(0)


PROBE = f"{APP}.readinessProbe"
COMMAND = f"{PROBE}.exec.command"


def new_probe(page: Page) -> Builder:
    """A probe that was just chosen, of which the list of problems says what it lacks, and nobody else."""
    builder = Builder(page, step="containers/0")
    page.get_by_role("heading", name="Readiness probe").click()
    builder.choose(f"{PROBE}:source", "exec")
    expect(builder.problem(COMMAND)).not_to_have_count(0)
    expect(builder.says(COMMAND)).to_have_count(0, timeout=1)
    return builder


def test_what_a_list_lacks_is_said_once_its_group_is_left(page: Page) -> None:
    builder = new_probe(page)
    builder.control(f"{APP}.image").focus()
    expect(builder.says(COMMAND)).not_to_have_count(0)


def test_whoever_goes_to_a_problem_is_shown_it(page: Page) -> None:
    builder = new_probe(page)
    # Without the focus having been anywhere.
    builder.problem(COMMAND).get_by_role("link").evaluate("link => link.click()")
    expect(builder.says(COMMAND)).not_to_have_count(0)


def test_a_control_that_one_is_led_to_says_what_it_lacks(page: Page) -> None:
    builder = Builder(page, f"{POD}  volumes:\n  - name: data\n    emptyDir: {{}}\n", "containers/0")
    builder.press(f"add:{APP}.volumeMounts")
    at = f"{APP}.volumeMounts[0].mountPath"
    expect(builder.says(at)).to_have_count(0, timeout=1)
    builder.problem(at).get_by_role("link").first.click()
    assert focused(page) == at
    expect(builder.says(at)).not_to_have_count(0)
