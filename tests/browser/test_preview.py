"""The live preview: what is typed comes back as YAML and verdicts, and nobody who types notices the answer arrive."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.support import Builder, Requests, caret, do_not_tell, focused, held, wait_for

NAME = "metadata.name"
IMAGE = "spec.containers[0].image"


def test_a_keystroke_is_sent_at_once_and_what_follows_in_one_request(page: Page) -> None:
    page.clock.install(time=0)
    # An answer that comes as the clock stops would be settled for ever.
    do_not_tell(page)
    builder = Builder(page)
    requests = Requests(page)
    page.clock.pause_at(3_600_000)
    builder.control(NAME).press("End")
    with held(page) as routes:
        page.keyboard.press("s")
        wait_for(page, routes)
        for key in "ite":
            page.keyboard.press(key)
        page.clock.run_for(10_000)
        assert len(requests) == 1
        expect(builder.saved).to_have_text("Saving…")
    builder.is_saved()
    page.clock.run_for(10_000)
    assert len(requests) == 2
    assert "name: website\n" in builder.stored


def test_saving_is_not_spoken_of_while_it_is_quick(page: Page) -> None:
    page.clock.install(time=0)
    builder = Builder(page)
    page.clock.pause_at(3_600_000)
    page.evaluate(
        """() => { window.said = []; new MutationObserver(() => said.push(document.getElementById("saved").textContent))
            .observe(document.querySelector(".top"), { subtree: true, childList: true, characterData: true }); }"""
    )
    for letter in "-pod":
        builder.type(NAME, letter)
    assert set(page.evaluate("said")) <= {"Saved"}


def test_only_the_parts_that_changed_are_sent(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    for old in ("#outline", "#messages", "#yaml"):
        page.locator(old).evaluate("part => { part.dataset.old = 'yes'; }")
    with page.expect_response("**/preview/**") as answer:
        builder.fill(IMAGE, "nginx:1.28")
    assert len(answer.value.text()) < 8_000
    for old in ("#outline", "#messages", "#yaml"):
        expect(page.locator(old)).to_have_attribute("data-old", "yes")
    expect(builder.line("nginx:1.28")).to_be_visible()
    # A line less in the midst: all that follows is numbered anew.
    builder.fill("spec.containers[0].env[0].value", "")
    assert builder.yaml == builder.stored
    numbers = page.locator("#yaml .l:not(.l--end) .l__n").all_inner_texts()
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_the_yaml_shows_the_new_value_and_marks_what_changed(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    expect(page.locator("#yaml .l--new")).to_have_count(0)
    builder.fill(IMAGE, "nginx:1.28")
    changed = page.locator("#yaml .l--new")
    expect(changed).to_have_count(1)
    expect(changed).to_contain_text('image: "nginx:1.28"')
    assert builder.yaml == builder.stored
    assert "app: web  # what the Service selects" in builder.yaml


def test_the_lines_of_the_field_at_hand_are_marked(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    marked = page.locator("#yaml .l--focus")
    expect(marked).to_have_count(0)
    builder.control(IMAGE).focus()
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("image:")
    builder.fill(IMAGE, "caddy:2")
    expect(marked).to_contain_text('image: "caddy:2"')
    builder.control("spec.containers[0].ports[1].name").focus()
    expect(marked).to_contain_text("name: https")
    builder.control("spec.containers[0].workingDir").evaluate("e => { e.closest('details').open = true; e.focus(); }")
    expect(marked).to_have_count(0)


def test_the_lines_of_a_label_stay_marked_while_its_key_is_renamed(page: Page) -> None:
    builder = Builder(page)
    builder.type("metadata.labels#1.key", "end")
    marked = page.locator("#yaml .l--focus")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("tierend: front")
    builder.press("add:metadata.labels")
    builder.type("metadata.labels#2.key", "team")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("team:")


def test_focus_and_caret_stay_while_the_preview_comes_back(page: Page) -> None:
    builder = Builder(page)
    builder.control(NAME).focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("xyz")
    builder.is_saved()
    expect(builder.line("name: wxyzeb")).to_be_visible()
    assert (focused(page), caret(page)) == (NAME, (4, 4))
    page.keyboard.press("Shift+ArrowRight")
    with held(page) as routes:
        builder.control(NAME).dispatch_event("input")
        wait_for(page, routes)
        page.keyboard.press("Shift+ArrowRight")
    builder.is_saved()
    assert (focused(page), caret(page)) == (NAME, (4, 6))


def test_typing_goes_on_while_the_preview_is_on_its_way(page: Page) -> None:
    builder = Builder(page)
    builder.control(NAME).press("End")
    with held(page) as routes:
        page.keyboard.type("-one")
        wait_for(page, routes)
        page.keyboard.type("-two")
        page.keyboard.press("ArrowLeft")
    expect(builder.line("name: web-one-two")).to_be_visible()
    builder.is_saved()
    expect(builder.control(NAME)).to_have_value("web-one-two")
    assert (focused(page), caret(page)) == (NAME, (10, 10))
    assert "name: web-one-two\n" in builder.stored


def test_the_scrolling_of_the_yaml_stays(page: Page) -> None:
    labels = "".join(f"    label-{i}: x\n" for i in range(100))
    builder = Builder(page, f"kind: Pod\napiVersion: v1\nmetadata:\n  name: web\n  labels:\n{labels}spec: {{}}\n")
    yaml = page.locator("#yaml")
    builder.control("metadata.labels#70.value").focus()
    expect(yaml).not_to_have_js_property("scrollTop", 0)
    before = yaml.evaluate("e => e.scrollTop")
    builder.type("metadata.labels#70.value", "yz")
    expect(page.locator("#yaml .l--focus")).to_contain_text("label-70: xyz")
    assert yaml.evaluate("e => e.scrollTop") == before
    expect(page.locator("#yaml .l--focus")).to_be_in_viewport()


def test_the_draft_is_renamed_at_the_head_of_the_page(page: Page) -> None:
    builder = Builder(page)
    builder.type(NAME, "-2")
    expect(page.locator("#name")).to_have_text("web-2")
    expect(page.locator("#yaml-name")).to_have_text("web-2.yaml")
    expect(page).to_have_title("Metadata · web-2 · Podbuilder")


def test_the_titles_of_a_step_and_its_rows_follow_what_is_typed(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    builder.type("spec.containers[0].name", "-2")
    expect(page.locator("#step h1")).to_have_text("web-2")
    builder.type("spec.containers[0].ports[0].containerPort", "81")
    row = page.locator("#step li[data-path='spec.containers[0].ports[0]']")
    expect(row.locator(".rows__title")).to_have_text("Port 8081")
    expect(row.get_by_role("button", name="Duplicate Port 8081")).to_be_visible()


def test_a_label_key_is_renamed_letter_by_letter_in_its_place(page: Page) -> None:
    builder = Builder(page)
    requests = Requests(page)
    key = "metadata.labels#0.key"
    builder.control(key).press("End")
    typed = "app"
    for letter in "lication":
        page.keyboard.type(letter)
        typed += letter
        builder.is_saved()
        expect(builder.line(re.compile(rf"\b{typed}: web  # what"))).to_be_visible()
        assert focused(page) == key
    assert len(requests) == len("lication")
    assert "    application: web  # what the Service selects\n    tier: front\n" in builder.stored
    builder.control(key).press("ControlOrMeta+a")
    page.keyboard.press("Backspace")
    expect(builder.says(key)).to_contain_text("needs a key")
    expect(builder.saved).to_have_text("Not all of it saved")
    page.keyboard.type("run")
    expect(builder.says(key)).to_have_count(0)
    expect(builder.line("run: web  # what the Service selects")).to_be_visible()


def test_the_sentence_of_a_probe_follows_its_numbers(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    builder.page.get_by_role("heading", name="Liveness probe").click()
    probe = "spec.containers[0].livenessProbe"
    builder.choose(f"{probe}:source", "tcpSocket")
    expect(builder.control(f"{probe}.tcpSocket.port")).to_have_value("80")
    sentence = page.locator("#f-spec-containers-0-livenessProbe-sentence")
    before = sentence.inner_text()
    builder.fill(f"{probe}.periodSeconds", "17")
    expect(sentence).not_to_have_text(before)
    expect(sentence).to_contain_text("17")
    assert focused(page) == f"{probe}.periodSeconds"


def test_what_is_said_beside_a_control_follows_the_values(page: Page) -> None:
    builder = Builder(page, step="containers/0")
    policy = builder.control("spec.containers[0].imagePullPolicy")
    expect(policy.locator("option").first).to_have_text("Default: IfNotPresent")
    builder.fill("spec.containers[0].image", "nginx:latest")
    expect(policy.locator("option").first).to_have_text("Default: Always")
    hint = page.locator(f"[id='{policy.get_attribute('id')}-hint']")
    default = hint.inner_text()
    policy.select_option("Never")
    builder.is_saved()
    expect(hint).not_to_have_text(default)
    memory = "spec.containers[0].resources.limits[memory]"
    unit = builder.control(f"{memory}:unit").locator("option").first
    builder.control(memory).scroll_into_view_if_needed()
    builder.fill(memory, "512Mi")
    expect(unit).to_have_text("Mi")
    builder.fill(memory, "2G")
    expect(unit).to_have_text("G")


def test_a_long_line_is_broken_where_the_pane_ends(page: Page) -> None:
    text = (
        '{"kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[{"name":"web","image":"nginx","args":["%s"]}]}}'
    )
    builder = Builder(page, text % "x y")
    assert page.locator("#yaml .l--long").count() == 0
    builder = Builder(page, text % ("word " * 100 + "x" * 400))
    line = page.locator("#yaml .l--long")
    expect(line).to_have_count(1)
    assert page.locator("#yaml").evaluate("pane => pane.scrollWidth <= pane.clientWidth")
    assert line.evaluate("line => line.offsetHeight") > 200
    assert builder.stored == text % ("word " * 100 + "x" * 400)
    page.get_by_role("link", name="Show it on several lines").click()
    page.get_by_role("button", name="Lay out the JSON on several lines").click()
    expect(builder.line('"image": "nginx"')).to_be_visible()
