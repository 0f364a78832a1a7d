"""What no database column can hold is replaced before it gets there, whoever sends it and wherever it goes.

PostgreSQL refuses NUL in texts and in JSON, and half a surrogate pair is no text in UTF-8. Whatever a person pastes can
have either: YAML writes them as "\\0" and "\\ud800". The same is done in what is looked for, which then is not found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

REPLACEMENT = "\ufffd"
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def storable(value: Any) -> Any:
    """The value with REPLACEMENT for each character that no column can hold, in lists and mappings as well."""
    if isinstance(value, str):
        return _UNSTORABLE.sub(REPLACEMENT, value) if not value.isprintable() else value
    if isinstance(value, Mapping):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(storable(item) for item in value)
    return value


def store_storable(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Execute a statement with parameters that its columns can hold."""
    return execute(sql, [storable(each) for each in params] if many else storable(params), many, context)


def watch(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Let what a new connection stores pass `storable`: parameters of statements, and JSON before it is text."""
    if store_storable in connection.execute_wrappers:
        return
    connection.execute_wrappers.append(store_storable)
    adapt = connection.ops.adapt_json_value

    def adapt_storable(value: Any, encoder: Any) -> Any:
        return adapt(storable(value), encoder)

    # Django has no hook for this; the method belongs to this one connection.
    connection.ops.adapt_json_value = adapt_storable  # type: ignore[method-assign]


def install() -> None:
    """Watch every connection from now on."""
    connection_created.connect(watch, dispatch_uid="podbuilder.web.database_text")
