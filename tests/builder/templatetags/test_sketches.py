"""A starter's pod in small."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from podbuilder.kube.starters import starters

SHOWN = Template("{% load sketches %}{% sketch starter %}")


@pytest.mark.parametrize("starter", starters.all_starters(), ids=lambda starter: starter.slug)
def test_every_starter_is_drawn_with_its_containers_and_their_roles(starter: starters.Starter) -> None:
    html = SHOWN.render(Context({"starter": starter}))
    assert html.count("<svg") == 1
    for container in starter.containers:
        assert f"{container.name} ({starter.roles.get(container.name, container.role)}" in html
