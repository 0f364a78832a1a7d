"""The report on a pod: a page to read, print and pass on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podbuilder.builder.editing.submit import fresh_page
from podbuilder.builder.pages.render import render
from podbuilder.builder.pages.report_page import Report
from podbuilder.builder.pages.review_page import Overview
from podbuilder.builder.steps.outline import REVIEW
from podbuilder.builder.views.pod_pages import of_pods, pod_draft_or_404


@never_cache
@require_safe
@of_pods
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Everything known about a pod, on one sheet."""
    draft = pod_draft_or_404(request, key)
    page = fresh_page(draft, REVIEW)
    context = {
        "page": page,
        "overview": Overview.of(page),
        "report": Report(page.review, page.advised, page.problems.all, request.GET),
        "draft": draft,
    }
    return render(request, "builder/report.html", context)
