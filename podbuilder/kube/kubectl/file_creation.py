"""The kubectl command that makes a ConfigMap or a Secret of files, so that their values stand in no manifest."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.core.shell_line import quote
from podbuilder.kube.kubectl.creation import TLS


def creation_from_files(
    kind: str,
    name: str,
    namespace: str,
    files: Sequence[str],
    tables: Sequence[tuple[str, Sequence[str]]] = (),
    form: str = "",
) -> str:
    """The command for files by the keys that they become, and for files of variables, each with its keys.

    `form` is the type of a Secret. kubectl takes files of variables only alone: beside other files their keys are
    literals, with values to be filled in.
    """
    where = f" -n {quote(namespace)}" if namespace else ""
    called = quote(name)
    if kind == "Secret" and not tables and set(files) == TLS:
        return f"kubectl create secret tls{where} {called} --cert=tls.crt --key=tls.key"
    given = [f" --from-file={quote(key)}" for key in files]
    if files:
        given += [f" --from-literal={quote(key)}=VALUE" for _, keys in tables for key in keys]
    else:
        given += [f" --from-env-file={quote(file)}" for file, _ in tables]
    what = "configmap" if kind == "ConfigMap" else "secret generic"
    of_type = f" --type={form}" if form not in ("", "Opaque") else ""
    return f"kubectl create {what}{where} {called}{of_type}{''.join(given or [' --from-literal=KEY=VALUE'])}"
