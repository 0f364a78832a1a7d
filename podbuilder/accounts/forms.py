from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from podbuilder.accounts import known_browsers, rate_limit
from podbuilder.accounts.backends import account_named
from podbuilder.accounts.mail import compose
from podbuilder.accounts.models import OwnerName, User
from podbuilder.accounts.names import LONGEST, problem_with
from podbuilder.web.client_address import client_address, neighbourhood
from podbuilder.web.forms import PlainForm, PlainFormMixin

# A longer one only costs time: its hash has 32 bytes.
LONGEST_PASSWORD = 1000
WRONG = "This name and password do not match. Check capital letters, or reset your password."


def password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, max_length=LONGEST_PASSWORD, help_text=help_text)


def new_password_field(label: str = "Password") -> forms.CharField:
    return password_field(label, "new-password", "10 characters or more; a few words are easier to remember.")


def email_field(label: str = "E-mail", **options: Any) -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    # 254 characters are the most that mail allows.
    return forms.EmailField(label=label, max_length=254, widget=widget, **options)


class SignInForm(PlainFormMixin, AuthenticationForm):
    """A name or e-mail address, and a password. Tries are counted before the password is checked."""

    username = forms.CharField(
        label="Name or e-mail",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = password_field("Password", "current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages = {
            "invalid_login": WRONG,
            "inactive": "This account is closed.",
        }
        # Django's form takes the length from the model, whose names are shorter than e-mail addresses.
        self.fields["username"].widget.attrs["maxlength"] = 254

    def clean(self) -> dict[str, Any]:
        name = str(self.cleaned_data.get("username", ""))
        if not name.strip() or not self.cleaned_data.get("password") or self.request is None:
            return self.cleaned_data
        counted = sign_in_limits(self.request, account_named(name))
        rate_limit.hit_or_refuse(*counted)
        cleaned = super().clean()
        rate_limit.reset(*counted[0])
        rate_limit.give_back(*counted[1:])
        return cleaned


def sign_in_limits(request: HttpRequest, account: str) -> list[rate_limit.Counted]:
    """What a try to sign in to an account counts under; the first is of this browser or place and account alone."""
    browser = known_browsers.browser_of(request, account)
    if browser:
        return [(rate_limit.SIGN_IN_KNOWN, browser)]
    place = neighbourhood(client_address(request))
    return [
        (rate_limit.SIGN_IN_HERE, f"{account}\0{place}"),
        (rate_limit.SIGN_IN_ANYWHERE, account),
        (rate_limit.SIGN_IN_PLACE, place),
    ]


class SignUpForm(PlainForm):
    name = forms.CharField(
        label="Name",
        max_length=LONGEST,
        help_text="Part of the addresses of what you share; it cannot be changed. Lowercase letters, digits, hyphens.",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = email_field(required=False, help_text="For a forgotten password, and for invitations to teams.")
    password = new_password_field()

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).lower()
        if problem := problem_with(name):
            raise ValidationError(problem)
        if not OwnerName.is_free(name):
            raise ValidationError("This name is taken. The names of closed accounts are never reused.")
        return name

    def clean(self) -> None:
        password = self.cleaned_data.get("password")
        if password:
            user = User(username=self.cleaned_data.get("name", ""), email=self.cleaned_data.get("email", ""))
            check_password(self, "password", password, user)


class ForgottenPasswordForm(PlainFormMixin, PasswordResetForm):
    """Ask for a link to reset a password. The form composes the mails; the view sends them with its response."""

    email = email_field(help_text="The address that you confirmed for your account.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mails: list[EmailMessage] = []

    def get_users(self, email: str) -> Iterable[User]:
        """Also accounts without a password, which an import from another installation leaves behind."""
        return User.objects.with_email(email).filter(is_active=True)

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        path = reverse("accounts:password-reset-confirm", args=[context["uid"], context["token"]])
        url = f"{context['protocol']}://{context['domain']}{path}"
        self.mails.append(compose(email_template_name, to_email, {"user": context["user"], "url": url}))


class AccountForm(PlainForm):
    """A form about the account that its view passes as `user`."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)


class NewPasswordForm(AccountForm):
    """A new password for somebody who has proved who they are. It is typed once, since browsers remember it."""

    new_password = new_password_field("New password")

    def clean(self) -> None:
        if self.cleaned_data.get("new_password"):
            check_password(self, "new_password", self.cleaned_data["new_password"], self.user)

    def save(self) -> User:
        """Store it. An address that waits for its confirmation waits no more: its link went with the old password."""
        self.user.set_password(self.cleaned_data["new_password"])
        self.user.pending_email = ""
        self.user.save(update_fields=("password", "pending_email"))
        return self.user


class OwnPasswordForm(AccountForm):
    """A form that asks for the password of the person signed in."""

    password = password_field("Your password", "current-password")

    def clean_password(self) -> str:
        password, pk = str(self.cleaned_data["password"]), str(self.user.pk)
        # Counted first: somebody at another person's open browser would guess here.
        rate_limit.hit_or_refuse((rate_limit.PASSWORD, pk))
        if not self.user.check_password(password):
            raise ValidationError("This is not your password.")
        rate_limit.reset(rate_limit.PASSWORD, pk)
        return password


class ChangePasswordForm(OwnPasswordForm, NewPasswordForm):
    field_order = ("password", "new_password")


class EmailForm(OwnPasswordForm):
    email = email_field("New e-mail")
    field_order = ("email", "password")


class DeleteForm(OwnPasswordForm):
    name = forms.CharField(
        label="Your name, to be sure",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ("name", "password")

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if name != self.user.username:
            raise ValidationError(f"Type {self.user.username} to delete this account.")
        return name


def check_password(form: PlainForm, field: str, password: str, user: User) -> None:
    """Add what is wrong with a new password to its field."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        form.add_error(field, error)
