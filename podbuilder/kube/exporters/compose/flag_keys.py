"""The flags of `docker run` as keys of a Compose service, which mean the same."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note
from podbuilder.kube.core import quantity
from podbuilder.kube.exporters.shell_text import ShellFlag

Keys = dict[str, Any]
Writer = Callable[[Keys, str, str], None]
# What a flag's value and a sentence call otherwise than the keys do.
_WORDS = {"COMMAND": "command", "IMAGE": "image", "--name": "services"}
_FLAG = re.compile(r"--[a-z]+(?:-[a-z]+)*")
_CONTAINER = "container:"


def add_flag(keys: Keys, flag: ShellFlag) -> None:
    """Write a flag into the keys of a service; those that say how a command runs stand for none."""
    if flag.name not in _FLAGS:
        return
    key, write = _FLAGS[flag.name]
    *above, last = key.split(".")
    for name in above:
        keys = keys.setdefault(name, {})
    write(keys, last, flag.value or "")


def in_keys(note: Note) -> Note:
    """A note with the names of keys in place of those of flags."""
    head, space, rest = note.to.partition(" ")
    to = _key_of(head) + (f".{rest}" if space else "")
    return Note(note.outcome, to, with_keys(note.says))


def with_keys(says: str) -> str:
    """A sentence with the names of keys in place of those of flags."""
    return _FLAG.sub(lambda found: _key_of(found[0]), says)


def _key_of(word: str) -> str:
    known = _FLAGS.get(word.removeprefix("--"))
    return known[0] if known and word.startswith("--") else _WORDS.get(word, word)


def _text(keys: Keys, key: str, value: str) -> None:
    keys[key] = value


def _number(keys: Keys, key: str, value: str) -> None:
    keys[key] = int(value)


def _switch(keys: Keys, key: str, _: str) -> None:
    keys[key] = True


def _item(keys: Keys, key: str, value: Any) -> None:
    """Compose refuses lists that say a thing twice."""
    items = keys.setdefault(key, [])
    if value not in items:
        items.append(value)


def _pair(keys: Keys, key: str, value: str) -> None:
    """A name with its value; a variable without one has that of the shell that runs Compose."""
    name, has_value, text = value.partition("=")
    keys.setdefault(key, {})[name] = text if has_value else None


def _seconds(keys: Keys, key: str, value: str) -> None:
    keys[key] = f"{value}s"


def _host(keys: Keys, key: str, value: str) -> None:
    """The name and the address, which may have colons in it."""
    name, _, address = value.partition(":")
    _item(keys, key, f"{name}={address}")


def _shared(keys: Keys, key: str, value: str) -> None:
    """Whose network or processes it uses."""
    keys[key] = f"service:{value.removeprefix(_CONTAINER)}" if value.startswith(_CONTAINER) else value


def _test(keys: Keys, key: str, value: str) -> None:
    """The command of a check: words, or a text for the shell."""
    keys[key] = json.loads(value) if value.startswith('["CMD"') else ["CMD-SHELL", value]


def _gpus(keys: Keys, key: str, value: str) -> None:
    options = dict(one.partition("=")[::2] for one in value.split(",")) if "=" in value else {"count": value}
    count = quantity.parse(options["count"]).value()
    _item(keys, key, {"driver": options.get("driver", "nvidia"), "count": count, "capabilities": ["gpu"]})


def _mount(keys: Keys, key: str, value: str) -> None:
    """The long form of a mount; options of its type stand below the type's name."""
    made: dict[str, Any] = {}
    for word in next(csv.reader([value])):
        name, _, text = word.partition("=")
        kind, dash, option = name.partition("-")
        if dash:
            made.setdefault(kind, {})[option] = text
        else:
            made["read_only" if name == "readonly" else name] = text or True
    _item(keys, key, made)


_LIMITS, _RESERVATIONS = "deploy.resources.limits", "deploy.resources.reservations"
_FLAGS: Mapping[str, tuple[str, Writer]] = {
    "add-host": ("extra_hosts", _host),
    "annotation": ("annotations", _pair),
    "cap-add": ("cap_add", _item),
    "cap-drop": ("cap_drop", _item),
    "cpu-reservation": (f"{_RESERVATIONS}.cpus", _text),
    "cpus": (f"{_LIMITS}.cpus", _text),
    "device": ("devices", _item),
    "dns": ("dns", _item),
    "dns-option": ("dns_opt", _item),
    "dns-search": ("dns_search", _item),
    "entrypoint": ("entrypoint", _text),
    "env": ("environment", _pair),
    "env-file": ("env_file", _item),
    "expose": ("expose", _item),
    "gpus": (f"{_RESERVATIONS}.devices", _gpus),
    "group-add": ("group_add", _item),
    "health-cmd": ("healthcheck.test", _test),
    "health-interval": ("healthcheck.interval", _text),
    "health-retries": ("healthcheck.retries", _number),
    "health-start-period": ("healthcheck.start_period", _text),
    "health-timeout": ("healthcheck.timeout", _text),
    "hostname": ("hostname", _text),
    "init": ("init", _switch),
    "interactive": ("stdin_open", _switch),
    "ipc": ("ipc", _text),
    "label": ("labels", _pair),
    "memory": (f"{_LIMITS}.memory", _text),
    "memory-reservation": (f"{_RESERVATIONS}.memory", _text),
    "mount": ("volumes", _mount),
    "network": ("network_mode", _shared),
    "pid": ("pid", _shared),
    "platform": ("platform", _text),
    "privileged": ("privileged", _switch),
    "publish": ("ports", _item),
    "pull": ("pull_policy", _text),
    "read-only": ("read_only", _switch),
    "restart": ("restart", _text),
    "runtime": ("runtime", _text),
    "security-opt": ("security_opt", _item),
    "shm-size": ("shm_size", _text),
    "stop-signal": ("stop_signal", _text),
    "stop-timeout": ("stop_grace_period", _seconds),
    "storage-opt": ("storage_opt", _pair),
    "sysctl": ("sysctls", _pair),
    "tmpfs": ("tmpfs", _item),
    "tty": ("tty", _switch),
    "user": ("user", _text),
    "volume": ("volumes", _item),
    "workdir": ("working_dir", _text),
}
