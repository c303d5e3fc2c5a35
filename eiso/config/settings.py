"""All settings, top to bottom. Each is described in docs/operations/configuration.md."""

from __future__ import annotations

import secrets
import sys
from contextlib import suppress
from pathlib import Path

from csp.constants import NONE, SELF

from eiso.config.env import (
    BadSetting,
    database,
    env_bool,
    env_list,
    env_path,
    env_secret,
    env_str,
)

PACKAGE = Path(__file__).resolve().parent.parent
EISO_HOME = env_path("EISO_HOME", "var")
DEBUG = env_bool("EISO_DEBUG", default=False)
PRODUCTION = env_bool("EISO_PRODUCTION", default=False)
DEMO = env_bool("EISO_DEMO", default=False)


def _secret_key() -> str:
    """The given key; outside production one kept under EISO_HOME, made once."""
    key = env_secret("EISO_SECRET_KEY")
    if key or PRODUCTION:
        if len(key) < 50:
            raise BadSetting(
                "EISO_SECRET_KEY", "cần một chuỗi bí mật dài ít nhất 50 ký tự."
            )
        return key
    file = EISO_HOME / "secret-key"
    if not file.exists():
        EISO_HOME.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
        with suppress(FileExistsError):  # first one wins when two start together
            file.hardlink_to(draft)
        draft.unlink()
    return file.read_text(encoding="ascii").strip()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env_list("EISO_HOSTS") or (
    [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
if PRODUCTION:
    if DEBUG:
        raise BadSetting("EISO_DEBUG", "không được bật khi vận hành thật.")
    if DEMO:
        raise BadSetting("EISO_DEMO", "không được bật khi vận hành thật.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise BadSetting("EISO_HOSTS", "ghi rõ tên miền, cách nhau bằng dấu phẩy.")
    if not env_str("EISO_HOME"):
        raise BadSetting("EISO_HOME", "ghi rõ thư mục dữ liệu khi vận hành thật.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "csp",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "eiso.base.jobs",
    "eiso.base.files",
    "eiso.base.trail",
    "eiso.base.numbering",
    "eiso.base.messages",
    "eiso.base.printing",
    "eiso.base.ui",
    "eiso.people.accounts",
    "eiso.people.access",
    "eiso.people.orgs",
    "eiso.people.calendars",
    "eiso.people.approvals",
    "eiso.plan.documents",
    "eiso.plan.procedures",
    "eiso.faces.web",
    "eiso.faces.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # above the static files: their answers too
    "eiso.faces.web.middleware.PrivateAnswersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "eiso.faces.web.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "eiso.faces.web.middleware.SessionRulesMiddleware",
    "eiso.faces.web.middleware.ManagedErrorsMiddleware",
    "axes.middleware.AxesMiddleware",
    "eiso.faces.web.once.OnceMiddleware",
]

ROOT_URLCONF = "eiso.config.urls"
WSGI_APPLICATION = "eiso.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "eiso.faces.web.context.shell",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "eiso.base.ui.templatetags.ui",
            ],
        },
    }
]

DATABASES = {"default": database(env_secret("DATABASE_URL"), EISO_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "web:sign-in"
LOGIN_REDIRECT_URL = "web:home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # agencies share one address
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "eiso.faces.web.views.session.locked_out"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "eiso.faces.web.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-eiso"
    CSRF_COOKIE_NAME = "__Host-eiso-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["eiso.base.ui.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = env_path("EISO_STATIC", str(EISO_HOME / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
# Tests make hundreds of handlers; each would list every static file at its start.
WHITENOISE_AUTOREFRESH = DEBUG or "pytest" in sys.modules
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
MAX_UPLOAD_BYTES = 20 * 2**20

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_BACKEND = env_str(
    "EISO_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = env_str("EISO_EMAIL_HOST")
DEFAULT_FROM_EMAIL = env_str("EISO_EMAIL_FROM", "eiso@localhost")

TESTING = "pytest" in sys.modules
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
