"""A folder of one's own: brought, one number changed in an overlay, and carried off with that line alone different."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from podbuilder.kube.exporters.archive import zipped
from tests.browser.test_names_and_targets import faults
from tests.support.accessibility import assert_accessible_in_every_look

FILES: dict[str, str | bytes] = {
    "base/kustomization.yaml": "# What all have.\nresources:\n- web.yaml\n",
    "base/web.yaml": """\
# The shop.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1   # one is enough
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: app
        image: nginx:1.27
        env:
        - {name: MODE, value: slow}
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
  - port: 80""",
    "overlays/prod/kustomization.yaml": """\
# Where people buy.
resources:
- ../../base

replicas:
- name: web
  count: 3   # for now
patches:
- path: mode.yaml
""",
    "overlays/prod/mode.yaml": """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
        env:
        - {name: MODE, value: fast}  # people wait
""",
    "overlays/charts/kustomization.yaml": "resources: [../../base]\nhelmCharts: [{name: x}]\n",
    "README.md": "Our shop.\r\n",
    "logo.png": b"\x89PNG\xff",
}


def bring(page: Page, tmp_path: Path) -> str:
    """Bring the folder by hand; the address of its draft."""
    archive = tmp_path / "shop.zip"
    archive.write_bytes(zipped("shop", FILES))
    page.goto("/")
    page.locator('input[type="file"]').first.set_input_files(archive)
    page.get_by_role("button", name="Open it").click()
    page.wait_for_url("**/edit/**")
    return page.url.partition("/edit/")[0]


def unzipped(page: Page, draft: str) -> dict[str, bytes]:
    page.goto(f"{draft}/folder/kustomize/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the ZIP").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def as_bytes(files: dict[str, str | bytes]) -> dict[str, bytes]:
    return {name: one.encode() if isinstance(one, str) else one for name, one in files.items()}


def test_one_line_of_an_overlay_changes(page: Page, tmp_path: Path) -> None:
    draft = bring(page, tmp_path)
    assert unzipped(page, draft) == as_bytes(FILES)
    page.get_by_role("link", name="Open the overlay overlays/prod").click()
    page.get_by_role("link", name="Change spec.replicas of Deployment web").click()
    expect(page.locator(".overlay__facts")).to_contain_text("overlays/prod/kustomization.yaml")
    page.get_by_label("Value", exact=True).fill("5")
    expect(page.locator("#preview .diff")).to_contain_text("count: 5   # for now")
    page.get_by_role("button", name="Change overlays/prod/kustomization.yaml").click()
    expect(page.locator("main .notice--here")).to_contain_text("is changed, in overlays/prod/kustomization.yaml")
    prod = str(FILES["overlays/prod/kustomization.yaml"])
    changed = {**FILES, "overlays/prod/kustomization.yaml": prod.replace("count: 3", "count: 5")}
    assert unzipped(page, draft) == as_bytes(changed)
    page.goto(f"{draft}/overlay/?at=overlays/prod")
    expect(page.get_by_role("row", name="spec.replicas")).to_contain_text("5")


FIELD = "overlay/field/?at=overlays/prod&object=1&field="
PAGES = {
    "the overlays": "folder/kustomize/",
    "an overlay": "overlay/?at=overlays/prod",
    "one that is not built": "overlay/?at=overlays/charts",
    "a field": f"{FIELD}spec.replicas",
    "a field of the base": f"{FIELD}spec.template.spec.containers[app].image",
    "no field": f"{FIELD}spec..replicas",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_each_page_is_accessible_and_fits_a_phone(page: Page, tmp_path: Path, path: str) -> None:
    page.goto(f"{bring(page, tmp_path)}/{path}")
    assert faults(page) == []
    assert_accessible_in_every_look(page)


def test_it_works_without_scripts(new_context: Callable[..., BrowserContext], tmp_path: Path) -> None:
    page = new_context(java_script_enabled=False).new_page()
    draft = bring(page, tmp_path)
    page.goto(f"{draft}/overlay/?at=overlays/prod")
    page.get_by_label("Any field").fill("spec.template.spec.containers[app].image")
    page.get_by_label("Object").select_option("Deployment web")
    page.get_by_role("button", name="Show it").click()
    page.get_by_label("Value", exact=True).fill("nginx:1.28")
    page.get_by_label("In base/web.yaml, for all that are made of it").check()
    page.get_by_role("button", name="Show what changes").click()
    expect(page.locator("#preview .diff")).to_contain_text("image: nginx:1.28")
    page.get_by_role("button", name="Change base/web.yaml").click()
    web = str(FILES["base/web.yaml"]).replace("nginx:1.27", "nginx:1.28")
    assert unzipped(page, draft) == as_bytes({**FILES, "base/web.yaml": web})
    page.goto(f"{draft}/overlay/?at=overlays/prod")
