"""Where Podbuilder keeps what people make, unless PODBUILDER_DATA_DIR says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from podbuilder.kube.core.data_folder import is_checkout, root


def default_data_dir(variables: Mapping[str, str], platform: str, home: Path) -> Path:
    """`var/` in a checkout; for an installed Podbuilder, the platform's folder for application data.

    `platform` is named as `sys.platform` names it.
    """
    return root() / "var" if is_checkout() else personal_data_dir(variables, platform, home)


def personal_data_dir(variables: Mapping[str, str], platform: str, home: Path) -> Path:
    """As the XDG Base Directory Specification has it on Linux, and as Apple and Microsoft have it on their systems."""
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Podbuilder"
    if platform == "win32":
        return Path(variables.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Podbuilder"
    xdg = Path(variables.get("XDG_DATA_HOME", ""))
    # The specification tells programs to ignore a relative path.
    return (xdg if xdg.is_absolute() else home / ".local" / "share") / "podbuilder"
