"""Forms whose controls look alike; `_form_field.html` draws each with its label, hint and errors."""

from __future__ import annotations

from typing import Any

from django import forms


class PlainFormMixin(forms.BaseForm):
    """Gives a Django form our styles and messages.

    What must be filled in is marked so for screen readers; each page turns the browser's own validation off with
    `novalidate`, so that our sentences are shown.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
                field.widget.attrs.setdefault("class", "input")
            if field.required:
                field.error_messages["required"] = "This is missing."


class PlainForm(PlainFormMixin, forms.Form):
    """A form of our own with those styles and messages."""
