"""The diagram of a pod: on its own page, in the pane beside the YAML, and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podbuilder.accounts.visitors import ONE_YEAR
from podbuilder.builder.diagram.download import diagram_file
from podbuilder.builder.editing.submit import fresh_page
from podbuilder.builder.pages.render import render
from podbuilder.builder.pages.review_page import Overview
from podbuilder.builder.steps.outline import REVIEW
from podbuilder.builder.templatetags.diagrams import OPEN, PANE_COOKIE
from podbuilder.builder.views.pod_pages import of_pods, pod_draft_or_404


@never_cache
@require_safe
@of_pods
def diagram(request: HttpRequest, key: str) -> HttpResponse:
    """Diagram and timeline on a printable page."""
    draft = pod_draft_or_404(request, key)
    page = fresh_page(draft, REVIEW)
    context = {"page": page, "overview": Overview.of(page), "draft": draft, "kubernetes": draft.kubernetes}
    return render(request, "builder/diagram.html", context)


@never_cache
@require_safe
@of_pods
def pane(request: HttpRequest, key: str) -> HttpResponse:
    """The pane with the diagram: open with `?show`, closed without. A cookie remembers which."""
    draft = pod_draft_or_404(request, key)
    is_open = "show" in request.GET
    page = fresh_page(draft, REVIEW)
    context = {"page": page, "overview": Overview.of(page), "draft": draft, "is_open": is_open}
    response = render(request, "builder/_diagram_toggled.html", context)
    if is_open:
        response.set_cookie(
            PANE_COOKIE, OPEN, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(PANE_COOKIE, samesite="Lax")
    return response


@never_cache
@require_safe
@of_pods
def download(request: HttpRequest, key: str) -> HttpResponse:
    """The diagram as a self-contained file."""
    draft = pod_draft_or_404(request, key)
    page = fresh_page(draft, REVIEW)
    response = HttpResponse(diagram_file(page.manifest.pod, Overview.of(page).roles), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{page.file_name}.svg"'
    return response
