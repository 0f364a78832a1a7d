"""`manage.py commands` does what `podbuilder commands` does."""

from __future__ import annotations

import io
from pathlib import Path

from django.core.management import call_command


def test_it_prints_the_commands_of_a_file(tmp_path: Path) -> None:
    file, out = tmp_path / "pod.yaml", io.StringIO()
    file.write_text("kind: Pod\nmetadata: {name: web}\nspec: {}\n", encoding="utf-8")
    call_command("commands", str(file), about=["delete"], stdout=out)
    assert "kubectl delete pod web" in out.getvalue()
