"""The asker's own account: its page, e-mail address, sessions, data and deletion."""

from __future__ import annotations

import io
import json
import zipfile
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podbuilder.accounts import rate_limit
from podbuilder.accounts.form_page import render_form
from podbuilder.accounts.forms import DeleteForm, EmailForm
from podbuilder.accounts.http import AuthenticatedHttpRequest
from podbuilder.accounts.mail import RedirectThenSend, compose, confirmation, confirmed, say_sent
from podbuilder.accounts.models import User, UserSession
from podbuilder.accounts.signals import account_deleting, deletion_consequences, exported_files


@never_cache
@login_required
@require_safe
def account(request: AuthenticatedHttpRequest) -> HttpResponse:
    own = UserSession.objects.signed_in_as(request.user)
    return render(request, "accounts/account.html", {"sessions": own, "current": request.session.session_key})


@never_cache
@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_email(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask for another e-mail address. Nothing changes until the link sent to it is followed."""
    user = request.user
    form = EmailForm(user, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render_form(request, "accounts/email.html", form)
    email = form.cleaned_data["email"]
    if until := rate_limit.hit((rate_limit.MAIL, str(user.pk))):
        form.add_error(None, rate_limit.refusal(until))
        return render_form(request, "accounts/email.html", form)
    user.pending_email = email
    user.save(update_fields=("pending_email",))
    say_sent(request, confirmation(request, user, email), "Follow the link in it to make this your address.")
    mails = [compose("accounts/mail/address_asked.txt", user.email, {"user": user})] if user.email else []
    return RedirectThenSend("accounts:account", mails)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind that link. Mail scanners follow links too, so only its button confirms the address."""
    found = confirmed(token)
    if found is None:
        return render(request, "accounts/email_over.html", status=HTTPStatus.NOT_FOUND)
    user, email = found
    if request.method != "POST":
        return render(request, "accounts/email_confirm.html", {"person": user, "email": email})
    before, user.email, user.pending_email = user.email, email, ""
    try:
        with transaction.atomic():
            user.save(update_fields=("email", "pending_email"))
    except IntegrityError:
        return render(request, "accounts/email_over.html", status=HTTPStatus.NOT_FOUND)
    messages.success(request, f"{email} has been confirmed.")
    mails = [compose("accounts/mail/address_changed.txt", before, {"user": user})] if before else []
    return RedirectThenSend("accounts:account", mails)


@login_required
@require_POST
def end_session(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    own = UserSession.objects.signed_in_as(request.user)
    if not own.filter(pk=pk).sign_out():
        raise Http404("no such session of yours")
    messages.success(request, "That session has been ended.")
    return redirect("accounts:account")


@login_required
@require_POST
def end_other_sessions(request: AuthenticatedHttpRequest) -> HttpResponse:
    UserSession.objects.signed_in_as(request.user).exclude(session_key=request.session.session_key).sign_out()
    messages.success(request, "Every other session has been ended.")
    return redirect("accounts:account")


@never_cache
@login_required
@require_safe
def own_data(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Everything stored about this person, as a ZIP of files that people and programs can read."""
    user = request.user
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("account.json", json.dumps(_facts(user), indent=2, ensure_ascii=False) + "\n")
        for name, text in exported_files(user):
            archive.writestr(name, text)
    response = HttpResponse(content.getvalue(), content_type="application/zip")
    file_name = f"podbuilder-{user.username}-{timezone.now():%Y-%m-%d}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _facts(user: User) -> dict[str, object]:
    return {
        "name": user.username,
        "email": user.email,
        "unconfirmed email": user.pending_email,
        "joined": user.date_joined.isoformat(),
        "sessions": [
            {
                "browser": session.user_agent,
                "address": session.address,
                "signed in": session.signed_in.isoformat(),
                "last seen": session.last_seen.isoformat(),
            }
            for session in UserSession.objects.filter(user=user)
        ],
    }


@never_cache
@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Delete the account, after showing what is deleted with it."""
    user = request.user
    consequences = deletion_consequences(user)
    is_asked = request.method == "POST" and not consequences.blockers
    form = DeleteForm(user, request.POST if is_asked else None)
    if not form.is_valid():
        context = {"form": form, "blockers": consequences.blockers, "deletions": consequences.deletions}
        status = HTTPStatus.TOO_MANY_REQUESTS if rate_limit.is_refused(form) else HTTPStatus.OK
        return render(request, "accounts/delete.html", context, status=status)
    with transaction.atomic():
        account_deleting.send(sender=User, user=user)
        UserSession.objects.signed_in_as(user).sign_out()
        User.objects.get(pk=user.pk).delete()
    logout(request)
    messages.success(request, "Your account has been deleted, with everything that was yours alone.")
    return redirect("builder:home")
