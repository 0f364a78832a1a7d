"""Who is signed in in this browser, for pages that were drawn before that changed in another tab."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def session(request: HttpRequest) -> JsonResponse:
    """The name that is signed in, "" for a visitor, and a token with which this browser's forms are taken.

    Browsers let no other site read the answer; those that say who asks are refused before there is one.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise PermissionDenied("Only our own pages ask who is signed in.")
    return JsonResponse({"name": request.user.get_username(), "token": get_token(request)})


@never_cache
@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where a sign-in beside another page ends: that page goes on by itself."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('accounts:sign-in')}?next={request.path}")
    return render(request, "accounts/signed_in.html")
