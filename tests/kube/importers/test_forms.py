"""The forms that can be imported."""

from __future__ import annotations

import pytest

from podbuilder.kube.importers.forms import FORMS

EXAMPLES = {
    "docker-run": "docker run nginx",
    "kubectl-run": "kubectl run web --image=nginx",
    "dockerfile": "FROM nginx",
    "compose": "services: {web: {image: nginx, restart: 'no', ports: [80]}}",
}


def test_every_form_has_an_example() -> None:
    assert set(FORMS) == set(EXAMPLES)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_makes_a_pod(form: str) -> None:
    assert FORMS[form](EXAMPLES[form], None).documents[0]["kind"] == "Pod"
