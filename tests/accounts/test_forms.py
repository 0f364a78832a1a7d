"""The forms of accounts: what they ask for, what they take, and the sentence about what they do not take."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from podbuilder.accounts import forms, rate_limit
from podbuilder.accounts.models import Throttle, User
from tests.accounts.support import PASSWORD, person

pytestmark = pytest.mark.django_db
NEW = "four other plain words"
MISSING = "This is missing."


def said(form: Any) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in form.errors.items()}


def test_controls_help_those_who_fill_them_in() -> None:
    new = forms.new_password_field()
    assert (new.label, new.help_text) == ("Password", "10 characters or more; a few words are easier to remember.")
    assert (new.max_length, new.strip, new.widget.attrs["autocomplete"]) == (1000, False, "new-password")
    email = forms.email_field()
    assert (email.label, email.max_length, email.required) == ("E-mail", 254, True)
    assert {"autocomplete": "email", "spellcheck": "false"}.items() <= email.widget.attrs.items()
    sign_in = forms.SignInForm().fields
    assert sign_in["password"].widget.attrs["autocomplete"] == "current-password"
    assert (sign_in["username"].widget.attrs["maxlength"], sign_in["username"].label) == (254, "Name or e-mail")
    assert sign_in["username"].widget.attrs["autocomplete"] == "username"
    up = forms.SignUpForm().fields
    assert (list(up), up["email"].required) == (["name", "email", "password"], False)


ORDER = {
    forms.ChangePasswordForm: ["password", "new_password"],
    forms.EmailForm: ["email", "password"],
    forms.DeleteForm: ["name", "password"],
    forms.NewPasswordForm: ["new_password"],
}


@pytest.mark.parametrize(("form", "names"), ORDER.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_the_order_of_controls(form: type[forms.AccountForm], names: list[str]) -> None:
    assert list(form(User(username="alice")).fields) == names


SIGN_INS = {
    "right": ("alice", PASSWORD, {}),
    "no name": ("", PASSWORD, {"username": [MISSING]}),
    "no password": ("alice", "", {"password": [MISSING]}),
    "wrong": ("alice", "wrong", {"__all__": [forms.WRONG]}),
    "a closed account, which is told nothing": ("carol", PASSWORD, {"__all__": [forms.WRONG]}),
}


@pytest.mark.parametrize(("name", "password", "errors"), SIGN_INS.values(), ids=SIGN_INS)
def test_signing_in(name: str, password: str, errors: dict[str, list[str]]) -> None:
    person("alice")
    person("carol", is_active=False)
    form = forms.SignInForm(RequestFactory().post("/"), {"username": name, "password": password})
    assert said(form) == errors
    # Tries without a name or a password count for nothing; one that succeeds is not held against its place.
    assert Throttle.objects.count() == (0 if "username" in errors or "password" in errors else 3 if errors else 2)


def test_a_form_without_a_request_counts_and_checks_nothing() -> None:
    form = forms.SignInForm(None, {"username": "alice", "password": "wrong"})
    assert form.is_valid()
    assert not Throttle.objects.exists()


TAKEN = "This name is taken. The names of closed accounts are never reused."
SIGN_UPS: dict[str, tuple[dict[str, str], dict[str, list[str]]]] = {
    "right": ({}, {}),
    "capitals": ({"name": "Alice"}, {}),
    "no address": ({"email": ""}, {}),
    "a password with spaces around it": ({"password": f" {PASSWORD} "}, {}),
    "nothing": ({"name": "", "email": "", "password": ""}, {"name": [MISSING], "password": [MISSING]}),
    "a name that is taken": ({"name": "Bob"}, {"name": [TAKEN]}),
    "a name of ours": (
        {"name": "admin"},
        {"name": ["This name is reserved for Podbuilder itself. Please choose another one."]},
    ),
    "a password like the name": (
        {"name": "alice-carroll", "password": "alice-carroll"},
        {"password": ["The password is too similar to the name."]},
    ),
    "a password like the address": (
        {"email": "wonderland@example.com", "password": "wonderland@example.com"},
        {"password": ["The password is too similar to the email address."]},
    ),
}


@pytest.mark.parametrize(("changes", "errors"), SIGN_UPS.values(), ids=SIGN_UPS)
def test_signing_up(changes: dict[str, str], errors: dict[str, list[str]]) -> None:
    person("bob")
    form = forms.SignUpForm({"name": "alice", "email": "alice@example.com", "password": PASSWORD, **changes})
    assert said(form) == errors
    if not errors:
        assert form.cleaned_data["name"] == "alice"
        assert form.cleaned_data["password"] == changes.get("password", PASSWORD)


def test_who_gets_a_link_for_a_forgotten_password() -> None:
    alice = person("alice", email="Alice@example.com")
    alice.set_unusable_password()
    alice.save()
    person("carol", email="carol@example.com", is_active=False)
    form = forms.ForgottenPasswordForm()
    assert list(form.get_users("alice@example.com")) == [alice]
    assert list(form.get_users("carol@example.com")) == []
    assert form.mails == []


def test_the_link_is_composed_and_not_sent() -> None:
    person("alice", email="alice@example.com")
    form = forms.ForgottenPasswordForm({"email": "alice@example.com"})
    assert form.is_valid()
    form.save(
        domain_override="pods.example.com", use_https=True, email_template_name="accounts/mail/reset.txt", request=None
    )
    (mail,) = form.mails
    assert mail.to == ["alice@example.com"]
    assert "https://pods.example.com/password/reset/" in mail.body


NEW_PASSWORDS = {
    "good": (NEW, []),
    "missing": ("", [MISSING]),
    "like the name": ("alice-carroll", ["The password is too similar to the name."]),
}


@pytest.mark.parametrize(("password", "errors"), NEW_PASSWORDS.values(), ids=NEW_PASSWORDS)
def test_a_new_password(password: str, errors: list[str]) -> None:
    user = person("alice-carroll")
    form = forms.NewPasswordForm(user, {"new_password": password})
    assert said(form) == ({"new_password": errors} if errors else {})
    if not errors:
        assert form.save() is user
        user.refresh_from_db()
        assert user.check_password(password)


def test_ones_own_password_is_tried_ten_times() -> None:
    user = person("alice")

    def errors(password: str) -> list[str]:
        form = forms.OwnPasswordForm(user, {"password": password})
        form.full_clean()
        return said(form).get("password", [])

    for _ in range(9):
        assert errors("wrong") == ["This is not your password."]
    assert errors(PASSWORD) == [], "the tenth is right, and the count starts anew"
    for _ in range(10):
        assert errors("wrong") == ["This is not your password."]
    (refusal,) = errors(PASSWORD)
    assert refusal.startswith("You have tried this too often.")
    form = forms.OwnPasswordForm(user, {"password": PASSWORD})
    assert rate_limit.is_refused(form)


@pytest.mark.parametrize("name", ["alice", "Alice", "bob", ""])
def test_a_name_typed_to_be_sure(name: str) -> None:
    errors = said(forms.DeleteForm(person("alice"), {"name": name, "password": PASSWORD}))
    wanted = {"alice": {}, "": {"name": [MISSING]}}
    assert errors == wanted.get(name, {"name": ["Type alice to delete this account."]})


def test_what_is_wrong_with_a_password_stands_at_its_field(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(password: str, user: User) -> None:
        raise ValidationError(f"{user.username} may not have it.")

    monkeypatch.setattr(forms, "validate_password", refuse)
    form = forms.NewPasswordForm(User(username="alice"), {"new_password": NEW})
    assert said(form) == {"new_password": ["alice may not have it."]}
