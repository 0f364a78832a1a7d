"""Django's settings. What installations decide for themselves comes from podbuilder.web.config.environment."""

import os
import sys
from pathlib import Path

from podbuilder.kube.core.data_folder import data_folder
from podbuilder.web import limits
from podbuilder.web.config.data_dir import default_data_dir
from podbuilder.web.config.database_url import database_settings
from podbuilder.web.config.environment import EnvironmentProblem, check_folder, read
from podbuilder.web.log_format import has_error

try:
    environment = read(os.environ, data_dir=default_data_dir(os.environ, sys.platform, Path.home()))
    check_folder(environment)
except EnvironmentProblem as problem:
    sys.exit(f"Podbuilder cannot start:\n{problem}")

DEBUG = environment.debug
SECRET_KEY = environment.secret_key
ALLOWED_HOSTS = list(environment.allowed_hosts)
DATA_DIR = environment.data_dir

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "podbuilder.accounts",
    "podbuilder.teams",
    "podbuilder.clusters",
    "podbuilder.builder",
    "podbuilder.library",
]

# Without it nothing of Django's admin is loaded. With it, what staff see is listed in each app's admin.py.
ADMIN = environment.admin
if ADMIN:
    INSTALLED_APPS.append("podbuilder.accounts.admin_config.AdminConfig")

MIDDLEWARE = [
    "podbuilder.web.middleware.drop_body_of_head",
    # Before the others, so that their redirects and refusals are logged and carry the headers too.
    "podbuilder.web.refusal_log.log_refusals",
    "podbuilder.web.middleware.security_headers",
    "podbuilder.web.middleware.private_pages",
    "podbuilder.web.health.answer_probes",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "podbuilder.web.time_limit.limit_time",
    "podbuilder.web.request_body.limit_body",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before the parts that compute, and after those that say who asks.
    "podbuilder.builder.fair_share.share_fairly",
    "podbuilder.accounts.sessions.note_sessions",
    "podbuilder.accounts.visitors.keep_visitor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "podbuilder.web.errors.RefuseOverQuota",
    "podbuilder.web.lock_wait.RefuseLockWait",
    "podbuilder.web.stale_form.keep_typed",
]

ROOT_URLCONF = "podbuilder.urls"
WSGI_APPLICATION = "podbuilder.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["podbuilder.accounts.backends.NameOrEmail"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "builder:home"
# Counted from the last use: podbuilder.accounts.sessions prolongs it.
SESSION_COOKIE_AGE = environment.session_days * 24 * 3600
PASSWORD_RESET_TIMEOUT = 24 * 3600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [data_folder("templates")],
        # Our own templates are in one folder; the admin's come with it.
        "APP_DIRS": ADMIN,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "podbuilder.accounts.sign_up.may_sign_up",
            ],
        },
    },
]

DATABASES = {"default": database_settings(environment.database, default=DATA_DIR / "db.sqlite3")}

EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = environment.mail.backend, environment.mail.host, environment.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = environment.mail.user, environment.mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = environment.mail.starts_tls, environment.mail.is_tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.mail.sender

LANGUAGE_CODE = "en"
# A decision: there is one language, so nothing is looked up in catalogues of messages, on any request. The words that
# matter most, Kubernetes' own and the API server's, are English anyway. Dates are written out in templates.
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [data_folder("static")]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "podbuilder.web.finders.PackageFinder",
    *(["podbuilder.web.finders.AdminFinder"] if ADMIN else []),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "podbuilder.web.storage.StaticFiles"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = limits.LARGEST_TEXT
DATA_UPLOAD_MAX_NUMBER_FIELDS = limits.MOST_FIELDS
DATA_UPLOAD_MAX_NUMBER_FILES = limits.MOST_FILES

SIGN_UP, SIGN_UPS_PER_HOUR = environment.sign_up, environment.sign_ups_per_hour
# None: only `manage.py tidy` does.
TIDY_EVERY: int | None = limits.TIDY_EVERY
SECONDS_OF_REQUEST = limits.SECONDS_OF_REQUEST

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "podbuilder.web.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = environment.production
# With this prefix browsers take a cookie from this host alone and over https: no neighbour in its domain can set it.
COOKIE_PREFIX = "__Host-" if environment.production else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
SECURE_SSL_REDIRECT = environment.production
SECURE_HSTS_SECONDS = 31_536_000 if environment.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.production and environment.hsts in ("subdomains", "preload")
SECURE_HSTS_PRELOAD = environment.production and environment.hsts == "preload"
# Other sites below this name are not ours to decide about: PODBUILDER_HSTS does.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
BEHIND_PROXY = environment.behind_proxy
TRUSTED_PROXIES = environment.trusted_proxies
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.behind_proxy else None

# Everything goes to stderr, a line each. Django's own records name paths, never the values of a form.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            **({} if DEBUG else {"()": "podbuilder.web.log_format.OneLine"}),
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"has_error": {"()": lambda: has_error}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django brings handlers of its own that mail tracebacks and print only while debugging.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Server errors only; what is refused is logged by podbuilder.web.refusal_log, a line each and no traceback.
        "django.request": {"level": "ERROR", "filters": ["has_error"]},
        "django.security": {"level": "CRITICAL"},
    },
}
