"""Settings of the service, all from the environment; the embedded default needs none.

| variable | meaning | default |
|---|---|---|
| LAGEZENTRUM_HOME | directory for the embedded database, static files and the secret | `var/` |
| DATABASE_URL | `postgresql://…` for PostgreSQL, `sqlite:///PATH` for a file | SQLite in LAGEZENTRUM_HOME |
| LAGEZENTRUM_SECRET_KEY | secret for sessions and signatures | made once, kept in LAGEZENTRUM_HOME |
| LAGEZENTRUM_HOSTS | host names served, separated by commas | localhost, 127.0.0.1 |
| LAGEZENTRUM_DEBUG | `1` for development | off |
| LAGEZENTRUM_HTTP | `1` to serve without TLS (demo, tests) | off |
| LAGEZENTRUM_EXERCISE | `0` only where the service is the real one of an authority | on: every page says "Übung" |
| LAGEZENTRUM_AUTHORITY | name of the authority shown in the head line | none |
| LAGEZENTRUM_AUTHORITIES | directory with profiles of authorities, one `AGS.yaml` each | none: the bundled ones |
| LAGEZENTRUM_TODAY | day the service takes for today (exercise only) | the clock |
| LAGEZENTRUM_REGULATION | id of the regulation in charge | de-ni/corona-vo |
| LAGEZENTRUM_MAIL | `smtp://user:password@host:port` for mail to officers | off |
| LAGEZENTRUM_MAIL_FROM | sender of that mail | lagezentrum@localhost |
| LAGEZENTRUM_OIDC | JSON with name, client_id, secret, server_url of an identity provider | off |
| LAGEZENTRUM_POOL_CEILING | people of the Land in service at the same time, at most | 1400 |
| LAGEZENTRUM_POOL_KEEP_DAYS | days after the end of a deployment or offer when records of people are deleted | 90 |
| LAGEZENTRUM_POOL_SHIFT_WEEKS | exercise: weeks by which the cases of autumn 2020 are moved for its staff pool | 0 |
| LAGEZENTRUM_PROXIES | how many web servers stand in front and write X-Forwarded-For | 0 |
| LAGEZENTRUM_API_RATE | `REQUESTS/SECONDS` that one network address may ask of the API, or `off` | 1200/60 |
| LAGEZENTRUM_POSTGRESQL_PROGRAMS | directory with pg_dump and psql, for backups | the PATH |
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from lagezentrum.law.system_faults import cause
from lagezentrum.web import environment

PACKAGE = Path(__file__).resolve().parent
HOME = Path(environment.written("LAGEZENTRUM_HOME", "var")).resolve()


def _secret() -> str:
    try:
        return environment.written("LAGEZENTRUM_SECRET_KEY") or _kept_secret(HOME / "secret-key")
    except OSError as error:
        why = cause(error)
        raise environment.WrongSetting(
            "LAGEZENTRUM_HOME",
            f"{HOME} ist für diesen Benutzer nicht les- und schreibbar: {why.de}",
            f"{HOME} can not be read and written by this user: {why.en}",
        ) from error


def _kept_secret(file: Path) -> str:
    if not file.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        # Written aside and linked whole: of two processes that start together, both read the key of the first.
        draft = HOME / f"secret-key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="utf-8")
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text(encoding="utf-8")


SECRET_KEY = _secret()
DEBUG = environment.switch("LAGEZENTRUM_DEBUG")
ALLOWED_HOSTS = environment.hosts("LAGEZENTRUM_HOSTS", "localhost,127.0.0.1")
DATABASES = {"default": environment.database("DATABASE_URL", HOME / "lagezentrum.sqlite3")}

CACHES = {
    # Attempts to sign in, and codes that were used: one count for all processes, in a table that a migration makes.
    # Every write removes what has run out, addresses among it, and nothing that still counts.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_attempts",
        "OPTIONS": {"MAX_ENTRIES": 0, "CULL_FREQUENCY": 1_000_000_000},
    },
    # How often an address asks the API: counted in each process, so that an answer costs no writing.
    "requests": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Public pages, built once for all processes. Their keys change with what they rest on; nothing is ever thrown away.
    "pages": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "pages",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "ninja",
    "lagezentrum.web.people",
    "lagezentrum.web.archive",
    "lagezentrum.web.ledger",
    "lagezentrum.web.pool",
    "lagezentrum.web.office",
    "lagezentrum.web.public",
    "lagezentrum.web.api",
    "lagezentrum.web.feeds",
]

MIDDLEWARE = [
    "lagezentrum.web.health.Probes",
    "django.middleware.security.SecurityMiddleware",
    "lagezentrum.web.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lagezentrum.web.headers.AddressLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "lagezentrum.web.urls"
WSGI_APPLICATION = "lagezentrum.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lagezentrum.web.frame.frame",
            ]
        },
    }
]

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_REDIRECT_URL = "/buero/"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
# For a name from one address first, so that what is refused there uses up nothing of all who share that address.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/m/ip"}
ACCOUNT_ADAPTER = "lagezentrum.web.people.login.NoSignup"
SOCIALACCOUNT_ADAPTER = "lagezentrum.web.people.login.KnownPeopleOnly"
# A form that is sent on to another host would need an exception in the content security policy; a link needs none.
SOCIALACCOUNT_LOGIN_ON_GET = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
_oidc = environment.provider("LAGEZENTRUM_OIDC")
if _oidc is not None:
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "behoerde",
                    "name": _oidc["name"],
                    "client_id": _oidc["client_id"],
                    "secret": _oidc["secret"],
                    "settings": {"server_url": _oidc["server_url"]},
                }
            ],
        }
    }

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

_TLS = not environment.switch("LAGEZENTRUM_HTTP") and not DEBUG
SECURE_SSL_REDIRECT = _TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if _TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _TLS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _TLS
SESSION_COOKIE_AGE = 8 * 60 * 60
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024

_mail = environment.mail("LAGEZENTRUM_MAIL")
EMAIL_BACKEND = f"django.core.mail.backends.{'dummy' if _mail is None else 'smtp'}.EmailBackend"
if _mail is not None:
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = True
DEFAULT_FROM_EMAIL = environment.written("LAGEZENTRUM_MAIL_FROM", "lagezentrum@localhost")

EXERCISE = environment.switch("LAGEZENTRUM_EXERCISE", default=True)
AUTHORITY = environment.written("LAGEZENTRUM_AUTHORITY")
AUTHORITIES = environment.written("LAGEZENTRUM_AUTHORITIES")
TODAY = environment.day("LAGEZENTRUM_TODAY") if EXERCISE else ""
REGULATION = environment.written("LAGEZENTRUM_REGULATION", "de-ni/corona-vo")
POSTGRESQL_PROGRAMS = environment.written("LAGEZENTRUM_POSTGRESQL_PROGRAMS")  # where pg_dump and psql are; else PATH
POOL_CEILING = environment.number("LAGEZENTRUM_POOL_CEILING", 1400)
POOL_KEEP_DAYS = environment.number("LAGEZENTRUM_POOL_KEEP_DAYS", 90)
# In an exercise: by how many weeks the cases of autumn 2020 are moved, to play its staff pool on other days.
POOL_SHIFT_WEEKS = environment.number("LAGEZENTRUM_POOL_SHIFT_WEEKS", 0) if EXERCISE else 0
API_RATE = environment.rate("LAGEZENTRUM_API_RATE", "1200/60")
# Whose requests are counted: with a web server in front, every one of them comes from its address.
NINJA_NUM_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("LAGEZENTRUM_PROXIES", 0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "lagezentrum.web.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "lagezentrum": {"level": "INFO"},
        "django.request": {"level": "ERROR"},  # that a page was not found stands in the access log
    },
}
