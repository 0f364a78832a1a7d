"""A mount as an engine's flag: the short form where it can say it, the long one where it cannot."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from podbuilder.kube.exporters.shell_text import ShellFlag


@dataclass(frozen=True, slots=True)
class MountFlag:
    """What is mounted; `source` is "" for a volume that has no name."""

    type: str  # bind, volume, image
    source: str
    target: str
    is_read_only: bool = False
    propagation: str = ""
    subpath: str = ""

    @property
    def flag(self) -> ShellFlag:
        """The flag that says it."""
        is_short = (
            self.type != "image" and not self.subpath and not any(one in self.source + self.target for one in ':,"\n')
        )
        if not is_short or (not self.source and self.is_read_only):
            return ShellFlag("mount", self._long())
        options = [*(("ro",) if self.is_read_only else ()), *filter(None, (self.propagation,))]
        parts = [*filter(None, (self.source,)), self.target, *filter(None, (",".join(options),))]
        return ShellFlag("volume", ":".join(parts))

    def _long(self) -> str:
        """Its keys, separated by commas; a value with a comma stands in quotes."""
        keys = [f"type={self.type}", *([f"source={self.source}"] if self.source else []), f"target={self.target}"]
        keys += ["readonly"] if self.is_read_only and self.type != "image" else []
        keys += [f"bind-propagation={self.propagation}"] if self.propagation else []
        keys += [f"{self.type}-subpath={self.subpath}"] if self.subpath else []
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(keys)
        return line.getvalue()
