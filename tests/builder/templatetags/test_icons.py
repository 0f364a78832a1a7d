"""The tag that draws icons."""

from django.template import Context, Template


def test_an_icon_is_decoration() -> None:
    svg = Template('{% load icons %}{% icon "plus" "wide" %}').render(Context())
    assert svg.startswith('<svg class="icon wide" aria-hidden="true"><use href="/static/icons/sprite')
    assert svg.endswith('#plus"/></svg>')
