"""One's own account: what it is, its address, its devices, its data, its end."""

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

from podbuilder.accounts import rate_limit, sessions
from podbuilder.accounts.forms import DeleteForm, EmailForm
from podbuilder.accounts.mail import compose, confirmation, confirmed, send_after
from podbuilder.accounts.models import Device, User
from podbuilder.accounts.signals import account_deleting, deletion_consequences, exported_files
from podbuilder.accounts.views.sign_in import draw


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    own = sessions.devices_of(request.user)
    return render(request, "accounts/account.html", {"devices": own, "current": request.session.session_key})


@never_cache
@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_email(request: HttpRequest) -> HttpResponse:
    """Ask for another address. Nothing changes before the link that is sent there is followed."""
    user = request.user
    form = EmailForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and (until := rate_limit.hit((rate_limit.PASSWORD, str(user.pk)))):
        form = EmailForm(user, None)
        messages.error(request, rate_limit.words(until))
        return draw(request, "accounts/email.html", form, is_refused=True)
    if not form.is_valid():
        return draw(request, "accounts/email.html", form)
    rate_limit.reset(rate_limit.PASSWORD, str(user.pk))
    email = form.cleaned_data["email"]
    if until := rate_limit.hit((rate_limit.MAIL, str(user.pk))):
        form.add_error(None, rate_limit.words(until))
        return draw(request, "accounts/email.html", form, is_refused=True)
    user.pending_email = email
    user.save(update_fields=("pending_email",))
    messages.info(request, f"We have written to {email}. Follow the link in that mail to make it your address.")
    response = redirect("account")
    send_after(response, confirmation(request, user, email))
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """What the link of such a mail opens. Programs that look into mails follow links too, so a button decides."""
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
    messages.success(request, f"{email} is confirmed.")
    response = redirect("account")
    if before:
        send_after(response, compose("accounts/mail/address_changed.txt", before, {"user": user}))
    return response


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    own = sessions.devices_of(request.user)
    if not sessions.end(own.filter(pk=pk)):
        raise Http404("no such session of yours")
    messages.success(request, "That device is signed out.")
    return redirect("account")


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    sessions.end(sessions.devices_of(request.user).exclude(session_key=request.session.session_key))
    messages.success(request, "Every other device is signed out.")
    return redirect("account")


@never_cache
@login_required
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept for this person, as an archive of files that people and programs read."""
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
        "devices": [
            {
                "browser": device.user_agent,
                "address": device.address,
                "signed in": device.signed_in.isoformat(),
                "last seen": device.last_seen.isoformat(),
            }
            for device in Device.objects.filter(user=user)
        ],
    }


@never_cache
@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Give up the account, after saying what goes with it."""
    user = request.user
    consequences = deletion_consequences(user)
    is_asked = request.method == "POST" and not consequences.obstacles
    until = rate_limit.hit((rate_limit.PASSWORD, str(user.pk))) if is_asked else None
    form = DeleteForm(user, request.POST if is_asked and not until else None)
    if until:
        messages.error(request, rate_limit.words(until))
    if until or not form.is_valid():
        context = {"form": form, "obstacles": consequences.obstacles, "losses": consequences.losses}
        status = HTTPStatus.TOO_MANY_REQUESTS if until else HTTPStatus.OK
        return render(request, "accounts/delete.html", context, status=status)
    with transaction.atomic():
        account_deleting.send(sender=User, user=user)
        sessions.end(sessions.devices_of(user))
        User.objects.get(pk=user.pk).delete()
    logout(request)
    messages.success(request, "Your account and what was only yours are deleted.")
    return redirect("home")
