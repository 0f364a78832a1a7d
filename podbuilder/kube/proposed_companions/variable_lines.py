"""A file of variables as keys with their values, as kubectl reads one for a ConfigMap or a Secret.

Other than Compose: what follows the first `=` is the value as it stands, quotation marks and spaces with it. Mirrors
AddFromEnvFile and processEnvFileLine, Kubernetes v1.36, staging/src/k8s.io/kubectl/pkg/cmd/util/env_file.go.
"""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.core.go_strings import trim_left_space
from podbuilder.kube.validation.formats import is_config_map_key, is_env_var_name

_BOM = b"\xef\xbb\xbf"
_QUOTES = ("'", '"')


@dataclass(frozen=True, slots=True)
class VariableLines:
    """What a file of variables holds, what is wrong with some of its lines, and the keys whose values are quoted."""

    values: dict[str, str]
    wrong: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()


def variables(content: bytes) -> VariableLines:
    """The keys of a file and their values; comments and empty lines are passed over.

    Sentences on lines name their keys at most, never what may be a value. sic: kubectl takes the value of a line
    without `=` from its own environment, of which nothing is known here, so that such a line is refused.
    """
    values: dict[str, str] = {}
    wrong: list[str] = []
    for number, line in enumerate(content.removeprefix(_BOM).split(b"\n"), 1):
        try:
            text = trim_left_space(line.removesuffix(b"\r").decode())
        except UnicodeDecodeError:
            wrong.append(f"Line {number} is no text in UTF-8.")
            continue
        if not text or text.startswith("#"):
            continue
        key, mark, value = text.partition("=")
        if problem := _problem(key, mark, values):
            wrong.append(f"Line {number}: {problem}")
        else:
            values[key] = value
    quoted = (key for key, value in values.items() if len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES)
    return VariableLines(values, tuple(wrong), tuple(quoted))


def _problem(key: str, mark: str, before: dict[str, str]) -> str:
    """Why a line cannot be taken; "" if it can. Without `=` the whole line may be a value that was broken in two."""
    if not mark:
        return "there is no = in it. Write KEY=value."
    if is_env_var_name(key) or is_config_map_key(key):
        return (
            'what stands before its = is no key. Use letters, digits, "_", "-" and ".", not starting with a digit, and '
            'no space before the =, such as "LOG_LEVEL=info".'
        )
    return f"the key {key} comes twice." if key in before else ""
