"""Pages with a form: which status they answer with, and where they go on to."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import RequestFactory
from django.views.generic import FormView

from podbuilder.accounts import form_page, rate_limit


class Anything(forms.Form):
    """A form with one field, sent or not."""

    name = forms.CharField()


class AnyPage(form_page.RateLimitedFormMixin, FormView):
    """A page with that form."""

    form_class = Anything
    template_name = "accounts/sign_up.html"


def form_with(error: ValidationError | None, field: str | None = None) -> Anything:
    form = Anything({"name": "web"})
    if error is not None:
        form.add_error(field, error)
    return form


TOO_OFTEN = ValidationError("Too often.", code=rate_limit.TOO_MANY)
FORMS = {
    "not sent": (Anything(), HTTPStatus.OK),
    "sent and right": (form_with(None), HTTPStatus.OK),
    "wrong": (form_with(ValidationError("Wrong.", code="wrong"), "name"), HTTPStatus.OK),
    "sent too often": (form_with(TOO_OFTEN), HTTPStatus.TOO_MANY_REQUESTS),
    "sent too often, said at a field": (form_with(TOO_OFTEN, "name"), HTTPStatus.TOO_MANY_REQUESTS),
}


@pytest.mark.parametrize(("form", "status"), FORMS.values(), ids=FORMS)
def test_the_status_of_a_page(form: Anything, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, dict[str, object]]] = []

    def render(request: object, template: str, context: dict[str, object], status: int) -> HttpResponse:
        shown.append((template, context))
        return HttpResponse(status=status)

    monkeypatch.setattr(form_page, "render", render)
    response = form_page.render_form(RequestFactory().get("/?next=/teams/"), "a.html", form)
    assert response.status_code == status
    assert shown == [("a.html", {"form": form, "next": "/teams/"})]
    view = AnyPage()
    view.setup(RequestFactory().get("/"))
    assert view.render_to_response({"form": form}).status_code == status


def test_a_page_without_its_form_is_just_a_page() -> None:
    view = AnyPage()
    view.setup(RequestFactory().get("/"))
    assert view.render_to_response({}).status_code == HTTPStatus.OK


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("head", 200), ("put", 405), ("delete", 405)])
def test_the_methods_of_a_page(method: str, status: int) -> None:
    response = AnyPage.as_view()(getattr(RequestFactory(), method)("/"))
    assert response.status_code == status
