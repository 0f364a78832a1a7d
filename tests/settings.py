"""The project's settings for tests: nothing of this machine's, and nothing left behind on it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.support import databases

_database = databases.address()
for name in [name for name in os.environ if name.startswith("PODBUILDER_") or name == "DATABASE_URL"]:
    del os.environ[name]
_folder = Path(tempfile.mkdtemp(prefix="podbuilder-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["PODBUILDER_DATA_DIR"] = str(_folder)
# Off by default; what staff may see is tested with everything else.
os.environ["PODBUILDER_ADMIN"] = "1"

from podbuilder.settings import *  # noqa: E402, F403  settings are made of settings, and read the folder set above
from podbuilder.settings import DATABASES, MIDDLEWARE, STATIC_ROOT, STORAGES  # noqa: E402  as above
from podbuilder.web.config.database_url import database_settings, read_address  # noqa: E402  as above

del os.environ["PODBUILDER_DATA_DIR"], os.environ["PODBUILDER_ADMIN"]

if _database:
    DATABASES["default"] = database_settings(read_address(_database), default=_folder)
else:
    # A file, as in service: an in-memory database is one connection, which the threads of a live server would share.
    DATABASES["default"]["TEST"] = {"NAME": _folder / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
# No collectstatic before tests.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A busy machine is no fault of a page's.
SECONDS_OF_REQUEST = 300.0
TIDY_EVERY = None
# All tests are one person at one place, who would have to wait; those of the fair shares have it back.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.endswith(".share_fairly")]
