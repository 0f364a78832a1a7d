"""A forgotten password, and a new one."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from podbuilder.accounts import rate_limit, sessions
from podbuilder.accounts.forms import ChangePasswordForm, NewPasswordForm, ResetForm
from podbuilder.accounts.mail import compose, send_after
from podbuilder.accounts.models import User
from podbuilder.accounts.views.sign_in import draw
from podbuilder.web.client_address import client_address, neighbourhood


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same, as quick and as often given, whoever has the address."""
    form = ResetForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return draw(request, "accounts/reset.html", form)
    email, place = form.cleaned_data["email"], neighbourhood(client_address(request))
    until = rate_limit.hit((rate_limit.RESET_PLACE, place), (rate_limit.RESET_ACCOUNT, email.lower()))
    if until:
        form.add_error(None, rate_limit.words(until))
        return draw(request, "accounts/reset.html", form, is_refused=True)
    messages.info(request, f"If {email} is the confirmed address of an account, a mail with a link is on its way.")
    response = redirect("sign-in")
    user = User.objects.with_email(email).filter(is_active=True).first()
    if user is not None:
        path = reverse("password-reset-confirm", args=[_encoded(user), default_token_generator.make_token(user)])
        context = {"user": user, "url": request.build_absolute_uri(path)}
        send_after(response, compose("accounts/mail/reset.txt", user.email, context))
    return response


@never_cache
@sensitive_post_parameters("new_password")
@require_http_methods(["GET", "HEAD", "POST"])
def reset_confirm(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Choose a new password with the link of a mail. It works once and for a day; every session ends."""
    user = _decoded(uid)
    if user is None or not default_token_generator.check_token(user, token):
        return render(request, "accounts/reset_over.html", status=HTTPStatus.NOT_FOUND)
    form = NewPasswordForm(user, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return draw(request, "accounts/reset_confirm.html", form)
    user.set_password(form.cleaned_data["new_password"])
    user.save(update_fields=("password",))
    sessions.end(sessions.devices_of(user))
    messages.success(request, "Your new password is set. You were signed out everywhere; sign in with it now.")
    return redirect("sign-in")


@never_cache
@sensitive_post_parameters("password", "new_password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Another password. Every other session ends, and this one gets a new key."""
    user = request.user
    if request.method == "POST" and (until := rate_limit.hit((rate_limit.PASSWORD, str(user.pk)))):
        form = ChangePasswordForm(user, None)
        messages.error(request, rate_limit.words(until))
        return draw(request, "accounts/password.html", form, is_refused=True)
    form = ChangePasswordForm(user, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return draw(request, "accounts/password.html", form)
    rate_limit.reset(rate_limit.PASSWORD, str(user.pk))
    user.set_password(form.cleaned_data["new_password"])
    user.save(update_fields=("password",))
    sessions.end(sessions.devices_of(user).exclude(session_key=request.session.session_key))
    update_session_auth_hash(request, user)
    sessions.note(request)
    sessions.forget_dead(user)
    messages.success(request, "Your password is changed, and every other device is signed out.")
    response = redirect("account")
    if user.email:
        send_after(response, compose("accounts/mail/password_changed.txt", user.email, {"user": user}))
    return response


def _encoded(user: User) -> str:
    return urlsafe_base64_encode(force_bytes(user.pk))


def _decoded(uid: str) -> User | None:
    try:
        pk = int(urlsafe_base64_decode(uid))
    except ValueError:
        return None
    return User.objects.filter(pk=pk, is_active=True).first() if 0 < pk < 2**63 else None
