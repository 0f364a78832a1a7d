"""What is said of every step and page, names, errors, titles, and that a finger can hit what they offer."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from podbuilder.library.revisions.save import Content, save_revision
from podbuilder.teams.models import Membership, Role
from tests.browser.support import Builder
from tests.browser.test_accessibility import TROUBLED, open_every_fold
from tests.browser.test_library import README, sign_in
from tests.library.support import DEPLOYMENT, PARAMETERS, draft_of, person, saved, team_of

FULL = Path(__file__).with_name("full_pod.yaml").read_text(encoding="utf-8")
STEPS = (
    *("metadata", "containers/0", "init-containers/0", "volumes", "networking"),
    *("running", "scheduling", "security", "review"),
)
# In each draft, besides its steps; and those of nobody's.
OF_A_DRAFT = (
    *(
        "add/",
        "advice/",
        "commands/",
        "devices/?at=spec.containers[0]",
        "diagram/",
        "harden/baseline/",
        "parameters/",
        "report/",
        "versions/",
    ),
    *("yaml/", "find/?q=port", "note/?path=spec.containers[0].name", "rename/?path=spec.volumes[0].name"),
)
OTHERS = (
    "/",
    "/rules/",
    "/rules/image-tag-mutable/",
    "/troubleshoot/",
    "/troubleshoot/causes/",
    "/troubleshoot/causes/oom-killed/",
    "/library/",
    "/docs/field/?path=spec.containers[].image",
)

LOOK = """() => {
    const shown = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button]")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.type !== "hidden");
    const words = (one) => one?.textContent.replace(/\\s+/g, " ").trim() ?? "";
    const texts = (ids) => (ids ?? "").split(" ").map((id) => words(document.getElementById(id))).join(" ").trim();
    const nameOf = (one) => one.getAttribute("aria-label") || texts(one.getAttribute("aria-labelledby"))
        || words(one.labels?.[0]) || words(one) || one.title || one.placeholder || "";
    const groups = (one) => {
        const found = [];
        for (let at = one.parentElement; at; at = at.parentElement) {
            if (at.matches("[role=group], [role=region], section, fieldset, nav, details, form")) {
                found.push(at.getAttribute("aria-label") || texts(at.getAttribute("aria-labelledby"))
                    || words(at.querySelector(":scope > summary, :scope > legend")));
            }
        }
        return found.filter(Boolean).join(" < ");
    };
    const found = { nameless: [], same: [], small: [], undescribed: [], long: [], title: [] };
    for (const one of document.querySelectorAll("[aria-live], [role=status], [role=alert], [data-announce]")) {
        const said = one.dataset.announce ?? (one.checkVisibility() ? one.innerText : "");
        if (said.length > 200) found.long.push(said);
    }
    // Some are larger than their box: what they draw over a card belongs to them.
    const isHit = (one) => {
        one.scrollIntoView({ block: "center" });
        const { left, top, width, height } = one.getBoundingClientRect();
        return [-11.5, 11.5].every((x) => [-11.5, 11.5].every((y) =>
            one.contains(document.elementFromPoint(left + width / 2 + x, top + height / 2 + y))));
    };
    if (/^Podbuilder ·|^ *·/.test(document.title)) found.title.push(document.title);
    const seen = new Map();
    for (const one of shown) {
        const name = nameOf(one);
        const what = one.outerHTML.slice(0, 140);
        if (!name) found.nameless.push(what);
        const isButton = one.matches(".rows__tools button");
        const does = one.href ?? (one.value && one.localName === "button" ? one.value : one.name || what);
        // A row's buttons are told apart by their names alone, everything else with the groups around it.
        const key = isButton ? name : `${one.localName} ${name} < ${groups(one)}`;
        if (!one.matches("a, summary")) {
            if (seen.has(key) && seen.get(key) !== does) found.same.push(`${key}: ${seen.get(key)} and ${does}`);
            seen.set(key, does);
        }
        const { width, height } = (one.closest("label") ?? one).getBoundingClientRect();
        // In a sentence a link is as high as its line; a line of the YAML is a target as a whole. Signs beside
        // labels are held to their size where they are drawn.
        const isInline = one.matches("a") && getComputedStyle(one).display === "inline";
        const isExempt = isInline || one.matches(".help, .note, .l__n, .visually-hidden, .visually-hidden *");
        if (!isExempt && (width < 24 || height < 24) && !isHit(one)) {
            found.small.push(`${Math.round(width)}×${Math.round(height)} ${what}`);
        }
        const isDescribed = texts(one.getAttribute("aria-describedby")) !== "";
        if (one.getAttribute("aria-invalid") === "true" && !isDescribed) found.undescribed.push(what);
    }
    return found;
}"""


def faults(page: Page) -> list[str]:
    found: dict[str, list[str]] = page.evaluate(LOOK)
    return [f"{kind}: {what}" for kind, those in found.items() for what in those]


@pytest.mark.parametrize("pod", ["full", "troubled"])
def test_steps(page: Page, pod: str) -> None:
    builder = Builder(page, {"full": FULL, "troubled": TROUBLED}[pod])
    titles: dict[str, str] = {}
    wrong: list[str] = []
    for step in STEPS:
        builder.open(step)
        open_every_fold(page)
        wrong += [f"{step}: {fault}" for fault in faults(page)]
        titles[step] = page.title()
    assert not wrong, "\n".join(wrong)
    assert len(set(titles.values())) == len(titles), titles


def test_pages(page: Page) -> None:
    builder = Builder(page, FULL)
    titles: dict[str, str] = {}
    wrong: list[str] = []
    for address in (*OTHERS, *(f"/drafts/{builder.draft.key}/{name}" for name in OF_A_DRAFT)):
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        wrong += [f"{address}: {fault}" for fault in faults(page)]
        titles[address] = page.title()
    assert not wrong, "\n".join(wrong)
    assert len(set(titles.values())) == len(titles), titles


OF_NOBODY = ("/sign-in/", "/sign-up/", "/password/reset/", "/open/")
OF_PEOPLE = (
    *("/account/", "/account/password/", "/account/email/", "/account/delete/", "/signed-in/"),
    *("/teams/", "/teams/new/", "/teams/web-team/", "/teams/web-team/settings/", "/teams/web-team/delete/"),
    *("/library/", "/library/bin/", "/library/import/", "/library/links/", "/library/tokens/", "/library/audit/"),
    *("/library/teams/web-team/audit/", "/library/teams/web-team/profile/"),
    *(f"/t/web-team/web/{name}" for name in ("", "settings/", "share/", "revisions/", "compare/", "use/")),
)


def sign_alice_in(page: Page) -> str:
    """Alice with a team, its template of two revisions, and a draft; the address at which the draft is saved."""
    alice, team = person("alice"), team_of("web-team", owner=person("bob"))
    # Of two owners one may go.
    Membership.objects.create(team=team, user=alice, role=Role.OWNER)
    template = saved(
        team=team,
        by=alice,
        text=DEPLOYMENT,
        parameters=PARAMETERS,
        readme=README,
        tags=["http"],
    )
    save_revision(template, Content(DEPLOYMENT.replace("2", "3"), PARAMETERS, "1.36"), base=1, author=alice)
    sign_in(page, alice)
    return f"/library/save/?draft={draft_of(alice).key}"


def test_pages_of_people_teams_and_the_library(page: Page) -> None:
    titles: dict[str, str] = {}
    wrong: list[str] = []

    def look_at(address: str) -> None:
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        assert page.url.endswith(address), (address, page.url)
        open_every_fold(page)
        wrong.extend(f"{address}: {fault}" for fault in faults(page))
        titles[address] = page.title()

    for address in OF_NOBODY:
        look_at(address)
    save = sign_alice_in(page)
    for address in (*OF_PEOPLE, save):
        look_at(address)
    assert not wrong, "\n".join(wrong)
    assert len(set(titles.values())) == len(titles), titles


# A form with something that it refuses, and the button that posts it.
REFUSED: dict[str, tuple[str, dict[str, str], str]] = {
    "a password that is wrong": ("/account/password/", {}, "Change it"),
    "an address that is none": ("/account/email/", {"E-mail": "nowhere"}, "Send the e-mail"),
    "an account that is not deleted": ("/account/delete/", {}, "Delete it"),
    "a team without a name": ("/teams/new/", {}, "Create the team"),
    "a team's name that is gone": ("/teams/web-team/settings/", {"Name": ""}, "Rename it"),
    "a token without a name": ("/library/tokens/", {}, "Create the token"),
    "nothing to import": ("/library/import/", {}, "Import"),
    "a template without a name": ("/t/web-team/web/settings/", {"Name": ""}, "Save"),
    "a template that is saved without one": ("save", {"Name": ""}, "Save"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_form_refuses_is_said_where_it_is(page: Page, case: str) -> None:
    """The title says so, the summary has the focus, and each control that it names is marked and described."""
    address, typed, button = REFUSED[case]
    save = sign_alice_in(page)
    page.goto(save if address == "save" else address)
    page.locator("main form").evaluate_all("forms => forms.forEach(form => { form.noValidate = true; })")
    for label, text in typed.items():
        page.get_by_label(label).first.fill(text)
    page.locator("main").get_by_role("button", name=button).first.click()
    summary = page.locator("main [role=alert]")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    named = summary.locator("a[href^='#']").evaluate_all("links => links.map(one => one.hash.slice(1))")
    marked = page.locator("main [aria-invalid=true]").evaluate_all("all => all.map(one => one.id)")
    assert set(named) == set(marked)
    assert marked
    assert faults(page) == []
