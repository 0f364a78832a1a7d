"""What all our forms have in common: their looks, and the sentence about what is missing."""

from __future__ import annotations

from django import forms

from podbuilder.web.forms import PlainForm


class Everything(PlainForm):
    """One field of each sort."""

    name = forms.CharField()
    note = forms.CharField(required=False, widget=forms.TextInput(attrs={"class": "wide"}))
    kind = forms.ChoiceField(choices=[("a", "A")], required=False)
    is_new = forms.BooleanField()
    one = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect, required=False)


def test_controls_look_alike_but_for_boxes_and_circles() -> None:
    looks = {name: field.widget.attrs.get("class") for name, field in Everything().fields.items()}
    assert looks == {"name": "input", "note": "wide", "kind": "input", "is_new": None, "one": None}


def test_what_is_missing_is_said_alike() -> None:
    assert Everything({}).errors == {"name": ["This is missing."], "is_new": ["This is missing."]}


def test_the_browser_does_not_check_before_us() -> None:
    assert "required" not in str(Everything()["name"])
