"""What all our forms have in common: their looks, and the sentence about what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string

from podbuilder.web.forms import PlainForm
from tests.support.source_tree import ROOT


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


TEMPLATES = ROOT / "templates"
WITH_FIELDS = [path for path in sorted(TEMPLATES.rglob("*.html")) if '"_form_field.html"' in path.read_text()]


def test_there_are_forms() -> None:
    assert len(WITH_FIELDS) > 10


@pytest.mark.parametrize("path", WITH_FIELDS, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_form_checks_by_itself_and_sums_up_what_is_wrong(path: Path) -> None:
    text = path.read_text()
    for field in re.finditer('"_form_field.html"', text):
        form = text[: field.start()].rpartition("<form ")[2]
        assert "novalidate" in form
        assert '"_form_errors.html"' in form


def shown(form: forms.Form) -> str:
    return render_to_string("_form_errors.html", {"form": form}).strip()


def test_the_summary_leads_to_each_field_and_takes_the_focus() -> None:
    said = shown(Everything({}))
    assert 'tabindex="-1" autofocus' in said
    assert [" ".join(item.split()) for item in re.findall("(?s)<li>(.*?)</li>", said)] == [
        '<a href="#id_name">Name</a>: This is missing.',
        '<a href="#id_is_new">Is new</a>: This is missing.',
    ]


def test_a_form_without_a_mistake_has_no_summary() -> None:
    assert shown(Everything()) == shown(Everything({"name": "a", "is_new": "on"})) == ""


def test_what_is_hidden_is_named_by_its_message_alone() -> None:
    class Hidden(PlainForm):
        key = forms.CharField(widget=forms.HiddenInput)

    assert "<a " not in shown(Hidden({}))
    assert "This is missing." in shown(Hidden({}))


def test_a_page_with_a_mistake_says_so_in_its_title() -> None:
    pages = {form: render_to_string("base.html", {"form": Everything(data)}) for form, data in TITLES.items()}
    assert {name: "<title>Error: Podbuilder</title>" in page for name, page in pages.items()} == {
        "asked": False,
        "wrong": True,
    }


TITLES: dict[str, dict[str, str] | None] = {"asked": None, "wrong": {}}


@pytest.mark.parametrize(
    ("field", "marks"), {"name": (True, False), "note": (False, True), "kind": (False, False)}.items()
)
def test_what_must_be_filled_in_and_what_need_not(field: str, marks: tuple[bool, bool]) -> None:
    drawn = render_to_string("_form_field.html", {"field": Everything()[field]})
    assert (" required" in drawn, ">optional<" in drawn) == marks
