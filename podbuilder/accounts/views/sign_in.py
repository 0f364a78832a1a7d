"""Sign up, sign in, sign out."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.accounts import rate_limit, sessions
from podbuilder.accounts.forms import SignInForm, SignUpForm
from podbuilder.accounts.mail import confirmation, send_after
from podbuilder.accounts.models import NameTaken, User
from podbuilder.web.client_address import client_address, neighbourhood, next_page

WRONG = "This name and password do not go together. Both are yours? Look at capitals, or ask for a new password."


def enter(request: HttpRequest, user: User) -> None:
    """Sign this person in, with a fresh session, and note their device."""
    login(request, user, backend="podbuilder.accounts.backends.NameOrEmail")
    sessions.forget_dead(user)
    sessions.note(request)


def draw(request: HttpRequest, template: str, form: forms.Form, *, is_refused: bool = False) -> HttpResponse:
    """A page with a form; one that was tried too often says so with its status too."""
    status = HTTPStatus.TOO_MANY_REQUESTS if is_refused else HTTPStatus.OK
    context = {"form": form, "next": next_page(request, "")}
    return render(request, template, context, status=status)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_page(request, "/"))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return draw(request, "accounts/sign_in.html", form)
    name, place = form.cleaned_data["name"].strip().lower(), neighbourhood(client_address(request))
    here = (rate_limit.SIGN_IN_HERE, f"{name}\0{place}")
    until = rate_limit.hit(here, (rate_limit.SIGN_IN_ANYWHERE, name), (rate_limit.SIGN_IN_PLACE, place))
    if until:
        form.add_error(None, rate_limit.words(until))
        return draw(request, "accounts/sign_in.html", form, is_refused=True)
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    if user is None:
        form.add_error(None, WRONG)
        return draw(request, "accounts/sign_in.html", form)
    rate_limit.reset(*here)
    enter(request, user)
    return redirect(next_page(request, "/"))


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_page(request, "/"))
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return draw(request, "accounts/sign_up.html", form)
    until = rate_limit.hit((rate_limit.SIGN_UP_PLACE, neighbourhood(client_address(request))))
    if until:
        form.add_error(None, rate_limit.words(until))
        return draw(request, "accounts/sign_up.html", form, is_refused=True)
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    try:
        user = User.objects.create_user(name, password=form.cleaned_data["password"], pending_email=email)
    except NameTaken:
        form.add_error("name", "Somebody has just taken this name.")
        return draw(request, "accounts/sign_up.html", form)
    enter(request, user)
    response = redirect(next_page(request, "/"))
    if email:
        messages.info(request, f"Welcome, {name}. We have written to {email}; the link in that mail confirms it.")
        send_after(response, confirmation(request, user, email))
    else:
        messages.success(request, f"Welcome, {name}.")
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        sessions.end(sessions.devices_of(request.user).filter(session_key=request.session.session_key))
    logout(request)
    messages.success(request, "You are signed out.")
    return redirect("home")
