"""The review on one screen: what matters first, and no longer for many containers than for one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.support import Builder

CONTAINER = """\
  - name: app-{0}
    image: registry.example.com/app:{0}
    env:
    - name: PASSWORD
      valueFrom:
        secretKeyRef: {{name: db, key: password}}
"""
SCREEN = 900


def text_of(containers: int) -> str:
    head = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec:\n"
    rest = "  serviceAccountName: web\n  imagePullSecrets:\n  - name: registry\n  restartPolicy: Always\n"
    return f"{head}{rest}  containers:\n" + "".join(CONTAINER.format(number) for number in range(containers))


def height(page: Page) -> int:
    return int(page.locator("#main").evaluate("main => main.scrollHeight"))


def test_what_matters_fits_a_screen_however_many_containers_there_are(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": SCREEN})
    Builder(page, text_of(2), "review")
    few = height(page)
    assert few <= 1.6 * SCREEN
    next_step = page.locator("section", has=page.locator("#next-title")).bounding_box()
    assert next_step is not None
    assert next_step["y"] + next_step["height"] <= SCREEN
    Builder(page, text_of(20), "review")
    assert height(page) <= 1.1 * few


def test_one_click_fixes_a_rule_in_all_containers(page: Page) -> None:
    builder = Builder(page, text_of(3), "review")
    row = page.locator(".advice__row").filter(has_text="in all 3 containers").first
    expect(row).to_contain_text("can gain more privileges")
    with builder.reshaped():
        row.get_by_role("button", name="Fix allow-privilege-escalation in all 3 containers").click()
    assert builder.stored.count("allowPrivilegeEscalation: false") == 3
    expect(page.get_by_text("can gain more privileges")).to_have_count(0)


def test_a_command_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    Builder(page, text_of(1), "review")
    secret = page.locator(".wanted__row").filter(has_text="Secret db")
    secret.locator("summary").click()
    secret.get_by_role("button", name="Copy: Secret db").click()
    expect(page.locator("#live")).to_have_text("Copied")
    command = "kubectl create secret generic -n shop db --from-literal=password=VALUE"
    assert page.evaluate("navigator.clipboard.readText()") == command
