"""Settings of the tests: those of production, without TLS, with cheap password hashes and a database of their own.

LAGEZENTRUM_TEST_DB=postgres runs the same tests on a real PostgreSQL, which is started here and ends with the run.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.web import postgres

_KEPT = (postgres.WANTED, "LAGEZENTRUM_CHROMIUM", "LAGEZENTRUM_SHARED_DATA")
for _name in tuple(os.environ):
    if _name == "DATABASE_URL" or (_name.startswith("LAGEZENTRUM_") and _name not in _KEPT):
        del os.environ[_name]

_home = Path(tempfile.mkdtemp(prefix="lagezentrum-tests-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
(_home / "static").mkdir()  # whitenoise warns where there is none
os.environ |= {
    "LAGEZENTRUM_HOME": str(_home),
    "LAGEZENTRUM_HTTP": "1",
    "LAGEZENTRUM_SECRET_KEY": "only-for-tests-" + "x" * 50,
    # Playwright keeps an event loop in the thread of the tests, which makes Django refuse the database there.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
# The first process of a run; those that it starts inherit where it keeps what they share.
os.environ.setdefault("PYTEST_LAGEZENTRUM_RUN", str(_home))
if postgres.wanted() and (_address := postgres.start()):
    os.environ["DATABASE_URL"] = _address

from lagezentrum.web.settings import *  # noqa: E402, F403
from lagezentrum.web.settings import CACHES, DATABASES, STORAGES  # noqa: E402

DATABASES["default"]["TEST"] = {
    "NAME": "test_lagezentrum" if "DATABASE_URL" in os.environ else str(_home / "test.sqlite3")
}
if "timeout" in DATABASES["default"].get("OPTIONS", {}):
    DATABASES["default"]["OPTIONS"]["timeout"] = 600  # twenty threads that write at once on a slow disk
DATABASES["default"]["CONN_MAX_AGE"] = 0  # connections of another thread must not outlive a test's database
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# In memory, and forgotten when a database is put back.
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in CACHES}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
