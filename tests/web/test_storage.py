"""What collecting the static files makes of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings


@pytest.fixture
def collected(tmp_path: Path, settings: Settings) -> Path:
    source = tmp_path / "source"
    (source / "js").mkdir(parents=True)
    (source / "js" / "page.js").write_text('import { go } from "./jumps.js";\ngo();\n')
    (source / "js" / "jumps.js").write_text("export function go() {}\n")
    (source / "page.css").write_text('body { background: url("dot.svg") }\n')
    (source / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'></svg>\n")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "podbuilder.web.storage.StaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "collected"


def test_what_files_load_of_each_other_is_renamed_too(collected: Path) -> None:
    (page,) = collected.glob("js/page.*.js")
    assert re.search(r'from "\./jumps\.[0-9a-f]{12}\.js"', page.read_text())
    (style,) = collected.glob("page.*.css")
    assert re.search(r'url\("dot\.[0-9a-f]{12}\.svg"\)', style.read_text())


def test_only_named_by_content_and_compressed(collected: Path) -> None:
    names = [path.name for path in collected.rglob("*.js*")]
    assert all(re.search(r"\.[0-9a-f]{12}\.js|json$", name) for name in names), names
