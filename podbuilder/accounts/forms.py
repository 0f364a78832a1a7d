from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from podbuilder.accounts.models import OwnerName, User
from podbuilder.accounts.names import LONGEST, problem_with
from podbuilder.web.forms import PlainForm

# Longer ones only cost time: what is kept of a password has 32 bytes.
LONGEST_PASSWORD = 1000


def password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, max_length=LONGEST_PASSWORD, help_text=help_text)


def new_password_field(label: str = "Password") -> forms.CharField:
    return password_field(label, "new-password", "10 characters or more; a few words are easier to remember.")


def email_field(label: str = "E-mail", **options: Any) -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    # An address may have 254 characters, and one of another script is not told from its look-alikes by people.
    return forms.EmailField(label=label, max_length=254, widget=widget, **options)


class SignInForm(PlainForm):
    name = forms.CharField(
        label="Name or e-mail",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = password_field("Password", "current-password")


class SignUpForm(PlainForm):
    name = forms.CharField(
        label="Name",
        max_length=LONGEST,
        help_text="Part of the addresses of what you share; it cannot be changed. Lowercase letters, digits, hyphens.",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = email_field(required=False, help_text="Optional: for a forgotten password, and for invitations to teams.")
    password = new_password_field()

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).lower()
        if problem := problem_with(name):
            raise ValidationError(problem)
        if not OwnerName.is_free(name):
            raise ValidationError("This name is taken. Names of closed accounts are not given again.")
        return name

    def clean(self) -> None:
        password = self.cleaned_data.get("password")
        if password:
            user = User(username=self.cleaned_data.get("name", ""), email=self.cleaned_data.get("email", ""))
            check_password(self, "password", password, user)


class ResetForm(PlainForm):
    email = email_field(help_text="The address that you confirmed for your account.")


class NewPasswordForm(PlainForm):
    """A new password for somebody who has proved who they are."""

    new_password = new_password_field("New password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        if self.cleaned_data.get("new_password"):
            check_password(self, "new_password", self.cleaned_data["new_password"], self.user)


class OwnPasswordForm(PlainForm):
    """Anything that wants the password of whoever is signed in."""

    password = password_field("Your password", "current-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise ValidationError("This is not your password.")
        return password


class ChangePasswordForm(OwnPasswordForm):
    new_password = new_password_field("New password")

    def clean(self) -> None:
        if self.cleaned_data.get("new_password"):
            check_password(self, "new_password", self.cleaned_data["new_password"], self.user)


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
    """What is wrong with a new password, at its field."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        form.add_error(field, error)
