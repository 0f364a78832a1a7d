"""Sign up, sign in, sign out."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from podbuilder.accounts import known_browsers, rate_limit, sessions
from podbuilder.accounts.form_page import RateLimitedFormMixin, render_form
from podbuilder.accounts.forms import SignInForm, SignUpForm
from podbuilder.accounts.mail import confirmation, say_sent
from podbuilder.accounts.models import NameTaken, User, UserSession
from podbuilder.accounts.sign_up import sign_up_limit
from podbuilder.web.client_address import client_address, neighbourhood, next_page
from podbuilder.web.errors import refusal


def enter(request: HttpRequest, user: User) -> None:
    """Sign this person in, with a fresh session, and record it."""
    login(request, user, backend="podbuilder.accounts.backends.NameOrEmail")
    sessions.forget_dead(user)
    sessions.note(request)


class SignIn(RateLimitedFormMixin, LoginView):
    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_redirect_url(self) -> str:
        """The page to go to: one of ours, but not this one, which would redirect to itself."""
        wanted = next_page(self.request, "")
        return "" if wanted.partition("?")[0] == self.request.path else wanted

    def form_valid(self, form: AuthenticationForm) -> HttpResponseRedirect:
        enter(self.request, form.get_user())
        response = HttpResponseRedirect(self.get_success_url())
        known_browsers.remember(response, self.request, form.get_user())
        return response


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_page(request, "/"))
    if not settings.SIGN_UP:
        sentence = "Visitors cannot create accounts here. Ask whoever runs this installation for one."
        return refusal(request, HTTPStatus.FORBIDDEN, sentence, title="Signing up is closed")
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render_form(request, "accounts/sign_up.html", form)
    until = rate_limit.hit((sign_up_limit(), neighbourhood(client_address(request))))
    if until:
        form.add_error(None, rate_limit.refusal(until))
        return render_form(request, "accounts/sign_up.html", form)
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    try:
        user = User.objects.create_user(name, password=form.cleaned_data["password"], pending_email=email)
    except NameTaken:
        form.add_error("name", "Somebody else has just taken this name.")
        return render_form(request, "accounts/sign_up.html", form)
    enter(request, user)
    wanted = next_page(request, "/")
    if not email:
        messages.success(request, f"Welcome, {name}.")
        return redirect(wanted)
    then = "Follow the link in it to confirm the address."
    say_sent(request, confirmation(request, user, email), then, before=f"Welcome, {name}. ")
    return redirect(wanted)


class SignOut(LogoutView):
    """Ends the session of this browser."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            here = UserSession.objects.signed_in_as(request.user).filter(session_key=request.session.session_key)
            here.sign_out()
        response = super().post(request, *args, **kwargs)
        messages.success(request, "You have been signed out.")
        return response
