"""gunicorn takes the options, and believes nothing that a request says of itself."""

from __future__ import annotations

import pytest
from gunicorn.config import Config

from podbuilder.web import gunicorn_options


def test_gunicorn_knows_every_option() -> None:
    config = Config()
    names = [name for name in vars(gunicorn_options) if name in config.settings]
    for name in names:
        config.set(name, getattr(gunicorn_options, name))
    assert {"workers", "worker_class", "threads", "preload_app", "control_socket_disable"} <= set(names)
    assert config.forwarded_allow_ips == []
    assert config.forwarder_headers == []
    assert config.secure_scheme_headers == {}
    assert config.timeout == 30


@pytest.mark.parametrize(("said", "number"), [("3", 3), ("0", 1), ("", None), ("many", None)])
def test_the_number_of_processes(monkeypatch: pytest.MonkeyPatch, said: str, number: int | None) -> None:
    monkeypatch.setenv("WEB_CONCURRENCY", said)
    assert gunicorn_options.processors() == (number or gunicorn_options.processors())
    assert gunicorn_options.processors() >= 1
