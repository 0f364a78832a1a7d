"""Resetting and changing a password: Django's views, with our rate limits, sessions and mails."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView, PasswordResetView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from podbuilder.accounts import rate_limit, sessions
from podbuilder.accounts.form_page import RateLimitedFormMixin
from podbuilder.accounts.forms import ChangePasswordForm, ForgottenPasswordForm, NewPasswordForm
from podbuilder.accounts.mail import RedirectThenSend, compose, is_delivered
from podbuilder.accounts.models import User, UserSession
from podbuilder.web.client_address import client_address, neighbourhood


@method_decorator(never_cache, name="dispatch")
class ForgottenPassword(RateLimitedFormMixin, PasswordResetView):
    """Ask for a link by mail. Answer, timing and limits are the same whether or not an account has the address."""

    form_class = ForgottenPasswordForm
    template_name = "accounts/reset.html"
    email_template_name = "accounts/mail/reset.txt"
    success_url = reverse_lazy("accounts:sign-in")

    def form_valid(self, form: ForgottenPasswordForm) -> HttpResponse:
        email, place = form.cleaned_data["email"], neighbourhood(client_address(self.request))
        until = rate_limit.hit((rate_limit.RESET_PLACE, place), (rate_limit.RESET_ACCOUNT, email.lower()))
        if until:
            form.add_error(None, rate_limit.refusal(until))
            return self.form_invalid(form)
        super().form_valid(form)
        if is_delivered():
            said = f"If {email} is the confirmed address of an account, a mail with a link is on its way."
            messages.info(self.request, said)
        else:
            messages.warning(self.request, "This installation sends no mail. Ask whoever runs it for a link.")
        return RedirectThenSend(self.get_success_url(), form.mails)


class ResetPassword(PasswordResetConfirmView):
    """Choose a new password. The link from the mail works once, for a day; then every session ends.

    Django moves the link's token into the session at once, so that the address of the form does not contain it.
    """

    form_class = NewPasswordForm
    template_name = "accounts/reset_confirm.html"
    success_url = reverse_lazy("accounts:sign-in")
    http_method_names = ("get", "head", "post", "options")

    def get_user(self, uidb64: str) -> User | None:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        super().form_valid(form)
        user = form.user
        UserSession.objects.signed_in_as(user).sign_out()
        said = "Your new password is set, and you have been signed out everywhere. Sign in with it now."
        messages.success(self.request, said)
        mails = [compose("accounts/mail/password_reset.txt", user.email, {"user": user})] if user.email else []
        return RedirectThenSend(self.get_success_url(), mails)

    def get_template_names(self) -> list[str]:
        return super().get_template_names() if self.validlink else ["accounts/reset_over.html"]

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        if not self.validlink:
            response_kwargs["status"] = HTTPStatus.NOT_FOUND
        return super().render_to_response(context, **response_kwargs)


@method_decorator(never_cache, name="dispatch")
class ChangePassword(RateLimitedFormMixin, PasswordChangeView):
    """Change the password. Every other session ends, and this one gets a new key."""

    form_class = ChangePasswordForm
    template_name = "accounts/password.html"
    success_url = reverse_lazy("accounts:account")

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        unconfirmed = form.user.pending_email
        super().form_valid(form)
        user = form.user
        UserSession.objects.signed_in_as(user).exclude(session_key=self.request.session.session_key).sign_out()
        sessions.note(self.request)
        sessions.forget_dead(user)
        messages.success(self.request, "Your password has been changed, and you have been signed out everywhere else.")
        if unconfirmed:
            messages.info(self.request, f"The link sent to {unconfirmed} is no longer valid. Ask for a new one below.")
        mails = [compose("accounts/mail/password_changed.txt", user.email, {"user": user})] if user.email else []
        return RedirectThenSend(self.get_success_url(), mails)
