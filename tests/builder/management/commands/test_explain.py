"""`manage.py explain` does what `podbuilder explain` does."""

from __future__ import annotations

import io

from django.core.management import call_command


def test_it_explains_a_field() -> None:
    out = io.StringIO()
    call_command("explain", "pod.spec.containers.image", stdout=out)
    assert out.getvalue().startswith("pod.spec.containers.image: Image\n")
