"""From a blank pod to a chart: a Deployment, what stands beside it, an overlay for each place, and the files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.support import Builder
from tests.browser.test_names_and_targets import faults
from tests.support.accessibility import assert_accessible_in_every_look

CONTAINER = "spec.containers[0]"
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: nginx:1.27
    ports:
    - containerPort: 80
    envFrom:
    - configMapRef:
        name: settings
    volumeMounts:
    - name: data
      mountPath: /data
  volumes:
  - name: data
    persistentVolumeClaim:
      claimName: web-data
"""


def press(page: Page, button: str) -> None:
    """Press a button that leads to another page, or to this one drawn anew."""
    page.get_by_role("button", name=button, exact=True).first.press("Enter")
    page.wait_for_load_state()


def is_previewed(page: Page, text: str) -> None:
    expect(page.locator("#preview .diff")).to_contain_text(text)


def paste(page: Page, number: int, name: str, text: str) -> None:
    """Paste a file into a box of the page that takes files."""
    page.locator(f"#name-{number}").fill(name)
    page.locator(f"#text-{number}").fill(text)


def unzipped(page: Page) -> dict[str, str]:
    """The files in the ZIP that a page offers."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the ZIP").click()
    data = Path(download.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.partition("/")[2]: archive.read(name).decode() for name in archive.namelist()}


def test_a_blank_pod_becomes_a_chart(page: Page) -> None:
    page.goto("/")
    press(page, "Blank pod")
    page.wait_for_url("**/edit/**")
    draft = page.url.partition("/edit/")[0]
    page.goto(f"{draft}/yaml/")
    page.locator("textarea[name=yaml]").fill(POD)
    press(page, "Save")
    page.goto(f"{draft}/edit/review/")

    page.locator("#step").get_by_role("link", name="Make it a Deployment, a Job…").click()
    press(page, "Make it a Deployment")
    page.wait_for_url("**/edit/**")
    page.goto(f"{draft}/edit/workload/")
    page.locator('[name="Deployment.spec.replicas"]').fill("2")
    expect(page.locator("#saved:not([data-pending])")).to_have_text("Saved")

    page.goto(f"{draft}/companions/")
    page.get_by_role("link", name="Paste or upload its values for ConfigMap settings").click()
    paste(page, 0, "nginx.conf", "server {\n}\n")
    is_previewed(page, "nginx.conf: |")
    upload = {"name": "prod.env", "mimeType": "text/plain", "buffer": b"MODE=fast\nLEVEL=3\n"}
    page.get_by_label("Files, up to").set_input_files([upload])
    expect(page.get_by_role("heading", name="prod.env", exact=True)).to_be_visible()
    is_previewed(page, 'LEVEL: "3"')
    press(page, "Write the values")
    page.wait_for_url("**/edit/**")
    page.locator("#yaml .l--beside", has_text="MODE: fast").click()
    expect(page.get_by_role("heading", name="ConfigMap", level=1)).to_be_visible()
    expect(page.locator("#step :focus")).to_have_value("MODE")
    page.locator("#yaml .l--beside", has_text="replicas: 2").click()
    expect(page.locator('[name="Deployment.spec.replicas"]')).to_be_focused()

    page.goto(f"{draft}/companions/")
    expect(page.get_by_text("In this file already: ConfigMap settings.")).to_be_visible()
    for title in ("Claim web-data", "Service", "PodDisruptionBudget"):
        expect(page.get_by_role("checkbox", name=title, exact=True)).to_be_checked()
    page.get_by_label("Ingress", exact=True).check()
    page.locator("#f-ingress-host").fill("shop.example.com")
    is_previewed(page, "host: shop.example.com")
    press(page, "Add to the file")
    page.wait_for_url("**/edit/**")
    expect(page.locator("#yaml")).to_contain_text("kind: PodDisruptionBudget")

    page.goto(f"{draft}/folder/kustomize/")
    press(page, "Overlay staging")
    page.get_by_label("Namespace", exact=True).fill("staging")
    press(page, "Overlay prod")
    second = page.locator("#overlay-1")
    second.get_by_label("nginx", exact=True).fill("1.28")
    second.get_by_text("How many pods").click()
    second.get_by_label("Pods of Deployment web").fill("5")
    second.get_by_role("button", name="Keep the overlays").press("Enter")
    page.wait_for_load_state()
    page.locator("#overlay-1").get_by_text("What kubectl builds of it, beside the base").click()
    is_built = page.locator("#overlay-1 .diff")
    expect(is_built).to_contain_text("image: nginx:1.28")
    expect(is_built).to_contain_text("replicas: 5")
    files = unzipped(page)
    assert "namespace: staging" in files["overlays/staging/kustomization.yaml"]
    assert 'newTag: "1.28"' in files["overlays/prod/kustomization.yaml"]
    assert "kind: ConfigMap" in files["base/configmap.yaml"]

    page.get_by_role("link", name="Helm chart").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download values.yaml").click()
    assert download.value.suggested_filename == "values.yaml"
    chart = unzipped(page)
    assert Path(download.value.path()).read_text(encoding="utf-8") == chart["values.yaml"]
    assert {"Chart.yaml", "values.yaml", "values.schema.json", "templates/deployment.yaml"} <= set(chart)
    assert "shop.example.com" in chart["values.yaml"]


PAGES = (
    *("companions", "companions/files/?to=Secret/db", "companions/files/?to=ConfigMap/settings"),
    *("folder/kustomize", "folder/helm", "kind/StatefulSet"),
)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_accessible_and_fits_a_phone(page: Page, path: str) -> None:
    builder = Builder(page, POD)
    builder.draft.write(POD, base=builder.draft.revision, tab_id="", overlays=[{"name": "dev", "answers": {}}])
    page.goto(f"/drafts/{builder.draft.key}/{path}" + ("" if "?" in path else "/"))
    assert faults(page) == []
    assert_accessible_in_every_look(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_works_without_scripts(new_context: Callable[..., BrowserContext], page: Page) -> None:
    builder = Builder(page, POD)
    plain = new_context(java_script_enabled=False, storage_state=page.context.storage_state()).new_page()
    at = f"/drafts/{builder.draft.key}"
    plain.goto(f"{at}/kind/StatefulSet/")
    plain.get_by_role("checkbox").check()
    plain.get_by_label("Size of data for each pod").fill("5Gi")
    plain.get_by_role("button", name="Show what changes").click()
    expect(plain.locator("#preview .diff")).to_contain_text("storage: 5Gi")
    plain.get_by_role("button", name="Make it a StatefulSet").click()
    plain.goto(f"{at}/companions/")
    plain.get_by_label("NetworkPolicy", exact=True).check()
    plain.get_by_role("button", name="Show what changes").click()
    expect(plain.locator("#preview .diff")).to_contain_text("kind: NetworkPolicy")
    plain.get_by_role("button", name="Add to the file").click()
    plain.goto(f"{at}/folder/kustomize/")
    plain.get_by_role("button", name="Overlay dev").click()
    plain.get_by_label("nginx", exact=True).fill("1.28")
    plain.get_by_role("button", name="Keep the overlays").click()
    expect(plain.get_by_label("nginx", exact=True)).to_have_value("1.28")
    plain.goto(f"{at}/companions/files/?to=ConfigMap/settings")
    plain.get_by_label("Content").fill("a: 1\n")
    plain.get_by_label("Name, which becomes the key").fill("a.yaml")
    plain.get_by_label("Files, up to").set_input_files(
        [{"name": "logo", "mimeType": "image/png", "buffer": b"\xff\r\n"}]
    )
    plain.get_by_role("button", name="Show what changes").last.click()
    expect(plain.get_by_text("3 bytes, kept as they came.")).to_be_visible()
    expect(plain.locator("#preview .diff")).to_contain_text("logo: /w0K")
    plain.get_by_role("button", name="Write the values").click()
    builder.draft.refresh_from_db()
    assert "data:\n  a.yaml: |\n    a: 1\nbinaryData:\n  logo: /w0K\n" in builder.draft.text
    assert builder.draft.overlays == [{"name": "dev", "answers": {"tag/nginx": "1.28"}}]
    assert "kind: NetworkPolicy\n" in builder.draft.text


def test_keys_alone_do_it(page: Page) -> None:
    builder = Builder(page, POD)
    page.goto(f"/drafts/{builder.draft.key}/companions/")
    box = page.get_by_label("Ingress", exact=True)
    box.focus()
    page.keyboard.press("Space")
    is_previewed(page, "kind: Ingress")
    page.keyboard.press("Tab")
    expect(page.locator("#f-ingress-host")).to_be_focused()
    page.get_by_role("button", name="Add to the file").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/**")
    assert "kind: Ingress\n" in builder.stored
