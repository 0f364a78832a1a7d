"""What a parameter is called and written as."""

from __future__ import annotations

from podbuilder.kube.templating import Parameter, all_from_json, from_json


def test_what_it_is_called() -> None:
    assert Parameter("app-image").title == "App image"
    assert Parameter("image", label="The image").title == "The image"
    assert Parameter("image").placeholder == "<param:image>"


def test_plain_data_has_only_what_was_said() -> None:
    assert Parameter("it").to_json() == {"name": "it", "type": "string"}
    assert Parameter("it", default=False).to_json() == {"name": "it", "type": "string", "default": False}
    assert Parameter("it", minimum=0).to_json() == {"name": "it", "type": "string", "minimum": 0}


def test_keys_that_no_parameter_has_are_ignored() -> None:
    assert from_json({"name": "it", "colour": "red"}) == Parameter("it")
    assert all_from_json([{"name": "a"}, {"name": "b", "choices": ["x"]}]) == (
        Parameter("a"),
        Parameter("b", choices=("x",)),
    )
