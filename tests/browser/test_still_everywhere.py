"""In every step, wherever it is scrolled to, nothing moves under the hand that types or chooses: not for a frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import SAVED, Builder, focused

FULL = Path(__file__).with_name("full_pod.yaml").read_text(encoding="utf-8")
STEPS = (
    *("metadata", "containers/0", "init-containers/0", "volumes", "networking"),
    *("running", "scheduling", "security"),
)
# How far down the window what is worked on stands, as a share of its height.
PLACES = {"top": 0.2, "middle": 0.5, "end": 0.85}

# The first, middle and last of the kind that are there, by name.
SPREAD = """([kind, most]) => {
    for (const fold of document.querySelectorAll("#step details:not(.menu)")) fold.open = true;
    const all = [...document.querySelectorAll(`#step ${kind}`)].filter((one) => one.checkVisibility() && !one.disabled);
    const places = [...Array(most).keys()].map((number) => Math.round(number * (all.length - 1) / (most - 1)));
    return all.length ? [...new Set(places)].map((at) => all[at].name === "op" ? all[at].value : all[at].name) : [];
}"""
# Scroll there, take the focus, and note at each frame how far the control has moved, and the first field that is seen
# above it: what comes or goes further up, out of sight, is made up for by scrolling.
BEGIN = """([name, place]) => {
    const all = () => [...document.querySelectorAll("#step [name]")];
    const find = () => all().find((one) => one.name === name || one.value === name);
    const pane = document.querySelector(".step-pane");
    const root = pane.scrollHeight > pane.clientHeight ? pane : document.scrollingElement;
    root.scrollBy({ top: find().getBoundingClientRect().top - innerHeight * place, behavior: "instant" });
    find().focus({ preventScroll: true });
    const fields = () => [...document.querySelectorAll("#step .field[data-path]")];
    const above = fields().find((one) => one.checkVisibility() && one.getBoundingClientRect().top >= 52)?.dataset.path;
    const topOf = (one) => one?.getBoundingClientRect().top;
    const first = () => fields().find((one) => one.dataset.path === above);
    const tops = () => [find(), first(), document.documentElement].map(topOf);
    const before = tops();
    const moved = window.moved = { control: 0, above: 0, page: 0, watched: true };
    (function look() {
        if (!moved.watched) return;
        const now = tops();
        for (const [at, what] of ["control", "above", "page"].entries()) {
            moved[what] = Math.max(moved[what], Math.abs((now[at] ?? before[at]) - before[at]) || 0);
        }
        requestAnimationFrame(look);
    })();
}"""
END = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    moved.watched = false;
    done(moved);
})))"""
BOXES = "input[name]:not([type=hidden], [type=checkbox], [type=radio])"


class Watched:
    """A step in which something is done at a control that stands at a certain height."""

    def __init__(self, builder: Builder) -> None:
        self.builder, self.page = builder, builder.page
        self.moved: list[str] = []

    def spread(self, kind: str) -> list[str]:
        return list(self.page.evaluate(SPREAD, [kind, len(PLACES)]))

    def begin(self, name: str, place: str) -> None:
        self.page.evaluate(BEGIN, [name, PLACES[place]])

    def end(self, what: str) -> None:
        # What is no number is not saved, and that is said.
        expect(self.page.locator(SAVED)).to_have_count(1)
        found: dict[str, Any] = self.page.evaluate(END)
        if any(found[what] for what in ("control", "above", "page")):
            self.moved.append(f"{what}: {found}")

    def type(self, name: str, place: str, text: str) -> None:
        self.begin(name, place)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.end(f"{text!r} in {name} at the {place}")
        assert focused(self.page) == name

    def choose(self, name: str, place: str) -> None:
        select = self.builder.control(name)
        values = select.locator("option").evaluate_all("all => all.map((one) => one.value)")
        other = next(value for value in reversed(values) if value != select.input_value())
        self.begin(name, place)
        self.page.locator("#step").evaluate("step => { step.dataset.old = 'yes'; }")
        select.select_option(other)
        expect(self.page.locator("#step[data-old]")).to_have_count(0)
        self.end(f"{other!r} in {name} at the {place}")
        assert focused(self.page) == name

    def add(self, op: str, place: str) -> None:
        """The focus goes to the new row, which is seen, and scrolled to only if it was not."""
        self.begin(op, place)
        self.page.locator("#step").evaluate("step => { step.dataset.old = 'yes'; }")
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#step[data-old]")).to_have_count(0)
        self.page.evaluate(END)
        shown = self.page.evaluate(
            """() => {
                const at = document.activeElement;
                const { top, bottom } = at.getBoundingClientRect();
                return at.matches("#step :is(input, select, textarea)") && top >= 52 && bottom <= innerHeight;
            }"""
        )
        if not shown:
            self.moved.append(f"{op} at the {place} leads to {focused(self.page)}, which is not seen")


# What is typed most, at every height of the window.
TYPED = {
    "metadata": {"metadata.name": "my-nginx-pod"},
    "containers/0": {"spec.containers[0].image": "nginx:1.27", "spec.containers[0].resources.limits[memory]": "2Gi"},
}


@pytest.mark.parametrize("step", STEPS)
def test_nothing_moves_under_the_hand(page: Page, step: str) -> None:
    watched = Watched(Builder(page, FULL, step))
    for place, name in zip(PLACES, watched.spread(BOXES), strict=True):
        watched.type(name, place, "30")
    for name, text in TYPED.get(step, {}).items():
        for place in PLACES:
            watched.type(name, place, text)
    for place, name in zip(PLACES, watched.spread('select[name$=":source"]'), strict=False):
        watched.choose(name, place)
    for place, op in zip(reversed(PLACES), watched.spread('button[value^="add:"]'), strict=False):
        watched.add(op, place)
    assert not watched.moved, "\n".join(watched.moved)
