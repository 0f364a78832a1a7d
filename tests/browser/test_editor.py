"""The YAML pane as an editor: typed text becomes the draft, with help at the cursor and marks in the gutter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.editor import Editor
from tests.browser.support import Builder, begin_draft, do_not_tell, focused, held, wait_for
from tests.builder.support import POD
from tests.support.accessibility import assert_accessible_in_every_look

IMAGE = "spec.containers[0].image"
TIER = "metadata.labels#1.value"


@pytest.fixture
def editor(page: Page) -> Editor:
    return Editor(Builder(page, step="containers/0"))


def test_what_is_typed_while_a_field_is_being_saved_joins_it(page: Page) -> None:
    builder = Builder(page)
    editor = Editor(builder)
    with held(page) as previews:
        builder.control("metadata.name").press("End")
        page.keyboard.type("-2")
        wait_for(page, previews)
        editor.go("nginx:1.27")
        editor.type("-alpine")
    builder.is_saved()
    assert "\n  name: web-2\n" in builder.stored
    assert '"nginx:1.27-alpine"' in builder.stored
    assert editor.text == builder.stored


def test_nothing_of_the_editor_is_fetched_before_it_is_wanted(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    builder = Builder(page)
    assert not [url for url in fetched if "ace" in url.rpartition("/static/")[2] or "editor" in url]
    page.locator("body").press("e")
    expect(page.locator("#editor.ace_focus")).to_be_visible()
    assert [url for url in fetched if url.endswith("ace.js")]
    assert builder.saved.inner_text() == "Saved"


def test_completion_offers_the_keys_of_a_port(editor: Editor) -> None:
    editor.go("name: https")
    editor.page.keyboard.press("Enter")
    editor.page.keyboard.press("Backspace")
    editor.page.keyboard.type("- con")
    expect(editor.offers.first).to_contain_text("containerPort")
    editor.page.keyboard.press("Enter")
    editor.type("8080")
    editor.builder.is_saved()
    expect(editor.builder.control("spec.containers[0].ports[2].containerPort")).to_have_value("8080")
    assert "      name: https\n    - containerPort: 8080\n    env:\n" in editor.builder.stored


def test_completion_offers_the_values_of_a_choice(editor: Editor) -> None:
    editor.go('image: "nginx:1.27"')
    editor.page.keyboard.press("Enter")
    editor.page.keyboard.type("imageP")
    expect(editor.offers.first).to_contain_text("imagePullPolicy")
    editor.page.keyboard.press("Enter")
    expect(editor.offers).to_have_text(["Always", "IfNotPresent", "Never"])
    editor.page.keyboard.press("ArrowDown")
    editor.page.keyboard.press("Enter")
    editor.builder.is_saved()
    assert "    imagePullPolicy: IfNotPresent\n" in editor.builder.stored


def test_new_lines_are_indented_by_what_stands_above(editor: Editor) -> None:
    editor.go("value: fast")
    editor.page.keyboard.insert_text("\n    livenessProbe:")
    editor.page.keyboard.press("Enter")
    editor.page.keyboard.insert_text("tcpSocket:")
    editor.page.keyboard.press("Enter")
    editor.page.keyboard.insert_text("port: 80")
    assert editor.text.endswith("    livenessProbe:\n      tcpSocket:\n        port: 80\n")


MARKED = """() => {
    const { session } = ace.edit("editor");
    let typed = 0;
    const note = () => { typed = performance.now(); };
    session.on("change", note);
    window.took = new Promise((resolve) => session.on("changeAnnotation", function look() {
        if (!session.getAnnotations().some(({ type }) => type === "error")) return;
        session.off("change", note);
        session.off("changeAnnotation", look);
        resolve(performance.now() - typed);
    }));
}"""


def marked_after(editor: Editor, text: str, *, mended: bool) -> float:
    """The milliseconds from the last letter of what breaks a line to the mark on it."""
    editor.page.evaluate(MARKED)
    editor.go("tier: front")
    editor.page.keyboard.type(text)
    took = float(editor.page.evaluate("window.took"))
    if mended:
        for _ in text:
            editor.page.keyboard.press("Backspace")
        expect(editor.problem).to_be_empty()
    return took


def test_a_broken_line_is_marked_soon_after_the_pause(editor: Editor) -> None:
    pause = 150
    # The quickest of a few: what else the machine does can only make it slower.
    took = min(marked_after(editor, ": back", mended=attempt < 2) for attempt in range(3))
    print(f"marked {took:.0f} ms after the last keystroke, {took - pause:.0f} ms after the pause")
    assert took < pause + 300
    expect(editor.problem).to_contain_text("Line 8, column")
    expect(editor.problem).to_contain_text("stand in this line")
    assert editor.page.evaluate("ace.edit('editor').session.getAnnotations()[0].row") == 7
    expect(editor.builder.saved).to_have_text("Not readable")
    expect(editor.page.locator("#problems > :visible")).to_have_text(
        "The text cannot be read, so nothing can be said of it yet."
    )
    assert editor.builder.stored == POD


def test_what_the_server_says_stands_in_the_gutter(editor: Editor) -> None:
    editor.replace("containerPort: 443", "containerPort: 99999")
    expect(editor.page.locator(".ace_gutter-cell.ace_error")).to_have_text("15")
    expect(editor.builder.problem("spec.containers[0].ports[1].containerPort")).to_be_visible()
    editor.replace("99999", "443")
    expect(editor.page.locator(".ace_gutter-cell.ace_error")).to_have_count(0)


def test_the_form_follows_and_the_editor_keeps_the_focus(editor: Editor) -> None:
    editor.replace("nginx:1.27", "caddy:2")
    expect(editor.builder.control(IMAGE)).to_have_value("caddy:2")
    expect(editor.page.locator("#editor.ace_focus")).to_be_visible()
    editor.builder.is_saved()
    assert 'image: "caddy:2"' in editor.builder.stored


def test_a_press_on_the_resting_form_is_meant_for_the_new_one(editor: Editor) -> None:
    control = editor.builder.control(IMAGE)
    box = control.bounding_box()
    assert box
    editor.replace("nginx:1.27", "caddy:2")
    editor.page.mouse.click(box["x"] + 20, box["y"] + 10)
    expect(control).to_be_focused()
    expect(control).to_have_value("caddy:2")
    editor.builder.type(IMAGE, ".1")
    assert 'image: "caddy:2.1"' in editor.builder.stored
    expect(editor.page.locator(".ace_content")).to_contain_text("caddy:2.1")


def test_while_it_cannot_be_read_the_form_keeps_the_last_good_state(editor: Editor) -> None:
    editor.replace("nginx:1.27", "caddy:2")
    expect(editor.builder.control(IMAGE)).to_have_value("caddy:2")
    editor.go("tier: front")
    editor.page.keyboard.type(": back")
    expect(editor.problem).to_contain_text("Line 8")
    expect(editor.builder.control(IMAGE)).to_have_value("caddy:2")
    expect(editor.page.locator("#step-form")).to_have_attribute("inert", "")
    editor.page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    editor.page.get_by_role("button", name="Copy the YAML").click()
    expect(editor.page.locator("#live")).to_have_text("Copied")
    assert editor.page.evaluate("window.copied") == editor.text, "what is copied is what one sees"
    editor.page.locator("#edited").click()
    expect(editor.page.locator("#editor.ace_focus")).to_be_visible()
    editor.page.get_by_role("button", name="Go back to it").click()
    expect(editor.problem).to_be_empty()
    editor.builder.is_saved()
    expect(editor.page.locator("#step-form")).not_to_have_attribute("inert", "")
    assert "tier: front\n" in editor.builder.stored


def test_done_brings_back_the_pane_and_the_form_goes_on(editor: Editor) -> None:
    editor.replace("nginx:1.27", "caddy:2")
    editor.page.locator("#edited").click()
    expect(editor.page.locator("#editor")).not_to_be_visible()
    expect(editor.builder.line("caddy:2")).to_be_visible()
    assert focused(editor.page) == "edit"
    editor.builder.fill(IMAGE, "httpd:2")
    assert 'image: "httpd:2"' in editor.builder.stored
    editor.page.locator("#edit").click()
    expect(editor.page.locator(".ace_content")).to_contain_text("httpd:2")


def test_the_editor_follows_the_form_while_it_is_open(editor: Editor) -> None:
    editor.builder.fill(IMAGE, "httpd:2")
    expect(editor.page.locator(".ace_content")).to_contain_text("httpd:2")
    assert editor.text == editor.builder.stored


def test_undo_covers_both_sides(editor: Editor) -> None:
    builder, page = editor.builder, editor.page
    editor.replace("nginx:1.27", "caddy:2")
    expect(builder.control(IMAGE)).to_have_value("caddy:2")
    builder.fill(IMAGE, "httpd:2")
    for value in ("caddy:2", "nginx:1.27"):
        page.locator("#undo").click()
        expect(builder.control(IMAGE)).to_have_value(value)
        expect(page.locator(".ace_content")).to_contain_text(value)
    assert builder.stored == POD
    for value in ("caddy:2", "httpd:2"):
        page.locator("#redo").click()
        expect(builder.control(IMAGE)).to_have_value(value)
    assert editor.text == builder.stored


def test_two_tabs_tell_each_other(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    page = context.new_page()
    do_not_tell(page)
    draft = begin_draft(page)
    editor = Editor(Builder(page, draft=draft))
    other = Builder(context.new_page(), draft=draft)
    do_not_tell(other.page)
    other.fill(TIER, "theirs")
    editor.replace("tier: front", "tier: back")
    expect(page.locator("#conflict")).to_contain_text("tier: back")
    expect(editor.problem).to_contain_text("another tab")
    assert "tier: theirs\n" in other.stored
    editor.builder.button("mine").click()
    expect(page.locator("#conflict > *")).to_have_count(0)
    editor.builder.is_saved()
    assert editor.builder.stored == POD.replace("tier: front", "tier: back")
    other.page.locator("body").click()
    other.control(TIER).fill("again")
    expect(other.page.locator("#conflict")).to_contain_text("again")


def test_the_other_tabs_text_is_loaded_into_the_editor(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    page = context.new_page()
    do_not_tell(page)
    draft = begin_draft(page)
    editor = Editor(Builder(page, draft=draft))
    Builder(context.new_page(), draft=draft).fill(TIER, "theirs")
    editor.replace("tier: front", "tier: back")
    expect(page.locator("#conflict")).to_contain_text("tier: back")
    editor.builder.button("theirs").click()
    expect(page.locator(".ace_content")).to_contain_text("tier: theirs")
    assert editor.text == POD.replace("tier: front", "tier: theirs")


def test_a_removed_container_leads_to_another_step(editor: Editor) -> None:
    editor.page.keyboard.press("ControlOrMeta+a")
    editor.page.keyboard.insert_text("kind: Pod\nspec: {containers: []}\n")
    expect(editor.page.locator("#step h1")).to_have_text("Metadata")
    expect(editor.page).to_have_url(f"{editor.page.url.split('/edit/')[0]}/edit/metadata/")
    expect(editor.page.locator("#editor.ace_focus")).to_be_visible()


def test_leaving_loses_nothing(editor: Editor) -> None:
    editor.go("tier: front")
    editor.page.keyboard.type(": back")
    expect(editor.problem).to_contain_text("Line 8")
    editor.builder.outline("Volumes").click()
    expect(editor.page.get_by_role("heading", level=1)).to_have_text("Volumes")
    expect(editor.problem).to_contain_text("Line 8, column")
    assert editor.text == POD.replace("tier: front", "tier: front: back")
    assert editor.builder.stored == POD


def test_a_key_is_explained_by_pointer_and_keyboard(editor: Editor) -> None:
    editor.go("    - containerPort")
    editor.page.keyboard.press("F1")
    about = editor.page.locator(".editor__about")
    expect(about).to_contain_text("spec.containers[0].ports[0].containerPort")
    expect(about).to_contain_text("whole number")
    expect(editor.page.locator("#live")).to_contain_text("containerPort")
    editor.page.keyboard.press("ArrowLeft")
    expect(about).not_to_be_visible()
    box = editor.page.locator(".ace_line", has_text="image:").locator(".ace_meta").bounding_box()
    assert box
    editor.page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 5)
    editor.page.mouse.move(box["x"] + box["width"] - 15, box["y"] + 8)
    expect(about).to_contain_text("spec.containers[0].image")


def test_the_keyboard_gets_in_and_out(page: Page) -> None:
    Builder(page)
    page.locator("body").press("e")
    expect(page.locator("#editor.ace_focus")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("ace.edit('editor').isFocused()")
    page.keyboard.press("ControlOrMeta+z")
    page.keyboard.press("Escape")
    assert not page.evaluate("ace.edit('editor').isFocused()")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('#editor')")
    page.locator("#edited").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#edit")).to_be_focused()


def test_the_editor_is_accessible(editor: Editor) -> None:
    editor.replace("containerPort: 443", "containerPort: 99999")
    expect(editor.page.locator(".ace_gutter-cell.ace_error")).to_have_count(1)
    editor.page.locator("details.side-pane").evaluate("pane => { pane.open = true; }")
    assert_accessible_in_every_look(editor.page)
    editor.go("tier: front")
    editor.page.keyboard.type(": back")
    expect(editor.problem).to_contain_text("Line 8")
    assert_accessible_in_every_look(editor.page)


def test_the_page_without_javascript_is_accessible(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context().new_page()
    draft = begin_draft(page)
    page.goto(f"/drafts/{draft.key}/yaml/")
    page.get_by_label("Manifest").fill("kind: Service\n")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("A Service stands beside a pod")
    assert_accessible_in_every_look(page)


def test_a_character_that_looks_like_another_is_replaced_when_asked(editor: Editor) -> None:
    editor.replace("\nspec:", "\nspec：")
    expect(editor.problem).to_contain_text("fullwidth colon (U+FF1A)")
    expect(editor.problem.locator(".l--add")).to_contain_text("spec:")
    assert_accessible_in_every_look(editor.page)
    editor.page.get_by_role("button", name="Use the cleaned-up text").click()
    expect(editor.problem).to_be_empty()
    assert editor.text == POD
