"""What a form sends, as browsers have it."""

from __future__ import annotations

from tests.support.forms import forms_of

PAGE = """
<input name="outside" value="1">
<form id="a" action="/a/">
  <input type="hidden" name="token" value="t"><input name="text" value="&lt;x&gt;"><input name="empty">
  <input value="nameless">
  <input type="checkbox" name="on" checked><input type="checkbox" name="off"><input type="radio" name="r" value="1">
  <input type="radio" name="r" value="2" checked><input type="file" name="file"><input name="dead" disabled>
  <textarea name="area">
first
second</textarea>
  <select name="chosen"><option value="">None<option value="x" selected>X</option></select>
  <select name="first"><option>one two</option><option>three</option></select>
  <fieldset disabled><input name="asleep"></fieldset>
  <button name="op" value="save"><svg></svg> Save
   it</button><button type="button" name="no">No</button>
</form>
<form action="/b/"><input name="b" value="2"><button>Send</button></form>
<input name="beside" form="a" value="3">
"""


def test_a_form_sends_what_a_browser_would() -> None:
    first, second = forms_of(PAGE)
    assert first.attributes["action"] == "/a/"
    assert first.controls == [
        ("token", "t"),
        ("text", "<x>"),
        ("empty", ""),
        ("on", "on"),
        ("r", "2"),
        ("area", "first\nsecond"),
        ("chosen", "x"),
        ("first", "one two"),
        ("beside", "3"),
    ]
    assert first.buttons == [("op", "save", "Save it")]
    assert second.data(b="4", c="5") == {"b": "4", "c": "5"}
    assert second.buttons == [("", "", "Send")]
