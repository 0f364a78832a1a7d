"""The kubectl commands for a draft, with its own names in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podbuilder.accounts.visitors import ONE_YEAR
from podbuilder.builder.access import draft_or_404
from podbuilder.builder.pages.commands_page import CommandsPage
from podbuilder.builder.pages.render import render
from podbuilder.kube.core.shell_line import Shell

SHELL_COOKIE = "shell"


@never_cache
@require_safe
def commands(request: HttpRequest, key: str) -> HttpResponse:
    """Those that fit `?q=`, `?container=` and `?pod=`, for the shell of `?shell=`, which a cookie remembers."""
    draft = draft_or_404(request, key)
    asked = _shell(request.GET.get("shell"))
    shell = asked or _shell(request.COOKIES.get(SHELL_COOKIE)) or Shell.SH
    manifest = draft.with_defaults(draft.manifest)
    page = CommandsPage.of(manifest, draft.kubernetes, request.GET, shell)
    response = render(request, "builder/commands.html", {"draft": draft, "page": page, "kubernetes": draft.kubernetes})
    if asked:
        response.set_cookie(
            SHELL_COOKIE, asked, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


def _shell(name: str | None) -> Shell | None:
    return Shell(name) if name in list(Shell) else None
