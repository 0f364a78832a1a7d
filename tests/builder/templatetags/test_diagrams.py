"""Whether this browser keeps the diagram open beside the YAML."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory

SHOWN = Template("{% load diagrams %}{% pane_is_open as is_open %}{{ is_open }}")


@pytest.mark.parametrize(
    ("cookies", "is_open"),
    [({}, False), ({"diagram": ""}, False), ({"diagram": "closed"}, False), ({"diagram": "open"}, True)],
)
def test_a_cookie_remembers_it(cookies: dict[str, str], is_open: bool) -> None:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    assert SHOWN.render(Context({"request": request})) == str(is_open)
