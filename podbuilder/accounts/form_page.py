"""Pages with a form. A form that was sent too often is answered with status 429."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic.base import TemplateResponseMixin

from podbuilder.accounts import rate_limit
from podbuilder.web.client_address import next_page


class RateLimitedFormMixin(TemplateResponseMixin):
    """Adds that status to Django's form views."""

    http_method_names: Sequence[str] = ("get", "head", "post", "options")

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        form = context.get("form")
        if form is not None and rate_limit.is_refused(form):
            response_kwargs["status"] = HTTPStatus.TOO_MANY_REQUESTS
        return super().render_to_response(context, **response_kwargs)


def render_form(request: HttpRequest, template: str, form: forms.Form) -> HttpResponse:
    """The same for function views."""
    status = HTTPStatus.TOO_MANY_REQUESTS if rate_limit.is_refused(form) else HTTPStatus.OK
    return render(request, template, {"form": form, "next": next_page(request, "")}, status=status)
