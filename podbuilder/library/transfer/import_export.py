"""Templates as files: exporting all of somebody's in one archive, and importing files, with a result for each."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from podbuilder.accounts.models import User
from podbuilder.kube.core.versions import DEFAULT, VERSIONS
from podbuilder.kube.templating.template_file import TemplateFile, TemplateFileError, read_template
from podbuilder.library.models import SavedTemplate, Visibility
from podbuilder.library.models.template import ICONS
from podbuilder.library.revisions.save import Content, SlugTaken, free_slug, save_new
from podbuilder.library.secret_gate import SecretsFound
from podbuilder.library.transfer.template_export import as_file
from podbuilder.teams.models import Team
from podbuilder.web.errors import QuotaReached

ENDINGS = (".yaml", ".yml")
LARGEST_UPLOAD = 2_500_000
# The most bytes of one file, and of all files in an archive, when unpacked.
LARGEST_FILE = 2_000_000
LARGEST_WHOLE = 50_000_000
MOST_FILES = 500
DEEPEST = 5


@dataclass(frozen=True)
class ImportResult:
    """The result for one file: the template it has become, or why it was not imported."""

    file: str
    template: SavedTemplate | None = None
    problem: str = ""


class ArchiveRefused(Exception):
    """Nothing of this archive is imported. The message says why, in a sentence."""


def archive(templates: QuerySet[SavedTemplate]) -> bytes:
    """The newest revision of each of these as a file, in one ZIP."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for template in templates.order_by("slug"):
            files.writestr(f"{template.slug}.yaml", as_file(template, template.newest))
    return packed.getvalue()


def take_in(name: str, data: bytes, *, owner: User, team: Team | None = None) -> list[ImportResult]:
    """Save the template in a file, or those in a ZIP, for an account or a team. Raises ArchiveRefused."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return [_take(name, data, owner, team)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as files:
            # All of it first, so that nothing of a damaged archive is saved.
            unpacked = list(_unpacked(files))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        sentence = "This archive cannot be unpacked. It may be damaged, or locked with a password."
        raise ArchiveRefused(sentence) from error
    return [
        ImportResult(name, problem=content) if isinstance(content, str) else _take(name, content, owner, team)
        for name, content in unpacked
    ]


def _unpacked(files: zipfile.ZipFile) -> Iterator[tuple[str, bytes | str]]:
    """Each file with its content, or why it is left out. The sizes that an archive states are not believed."""
    infos = [info for info in files.infolist() if not info.is_dir()]
    if len(infos) > MOST_FILES:
        raise ArchiveRefused(f"This archive has {len(infos)} files; at most {MOST_FILES} can be imported at once.")
    left = LARGEST_WHOLE
    for info in infos:
        if not info.filename.lower().endswith(ENDINGS):
            yield info.filename, "This is not a YAML file."
        elif info.filename.count("/") > DEEPEST:
            yield info.filename, f"This is more than {DEEPEST} folders deep."
        else:
            with files.open(info) as file:
                content = file.read(LARGEST_FILE + 1)
            left -= len(content)
            if left < 0:
                yield info.filename, "The archive is too large: this file and those after it were left out."
                return
            is_too_large = len(content) > LARGEST_FILE
            yield info.filename, f"This is larger than {LARGEST_FILE} bytes." if is_too_large else content


def _take(name: str, data: bytes, owner: User, team: Team | None) -> ImportResult:
    if len(data) > LARGEST_FILE:
        return ImportResult(name, problem=f"This is larger than {LARGEST_FILE} bytes.")
    try:
        file = read_template(data)
        return ImportResult(name, _save(file, owner, team))
    except TemplateFileError as error:
        where = f"Line {error.line}: " if error.line else ""
        return ImportResult(name, problem=f"{where}{error.message}")
    except SecretsFound as error:
        fields = ", ".join(one.where for one in error.found[:5])
        return ImportResult(name, problem=f"The team would see credentials in plain text: {fields}.")
    except QuotaReached as error:
        return ImportResult(name, problem=str(error))
    except SlugTaken:
        return ImportResult(name, problem="Another template has just taken its address. Try again.")


def _save(file: TemplateFile, owner: User, team: Team | None) -> SavedTemplate:
    """Save a private template, at another address if its own is taken."""
    whose: dict[str, Any] = {"owner": None if team else owner, "team": team}
    template = SavedTemplate(
        **whose,
        name=file.name,
        slug=free_slug(file.slug or file.name, **whose),
        description=file.description,
        readme=file.readme,
        tags=list(file.tags),
        icon=file.icon if file.icon in ICONS else "box",
        visibility=Visibility.PRIVATE,
    )
    version = file.kubernetes if file.kubernetes in VERSIONS else DEFAULT
    content = Content(file.manifest, [parameter.to_json() for parameter in file.parameters], version)
    return save_new(template, content, author=owner, message="Imported from a file")
