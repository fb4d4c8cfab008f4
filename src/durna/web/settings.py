"""Settings of the site. What a place of use decides comes from the environment, which `durna serve` fills.

DURNA_WORKSPACE       the workspace that the site serves
DURNA_SITE_FOLDER     where the site keeps its own things; WORKSPACE/web unless told
DATABASE_URL          postgresql://user:password@host:port/name; SQLite in the site's folder unless told
DURNA_SITE_HOSTS      names under which the site is reached, parted by commas
DURNA_SITE_HTTPS      1 where the site is reached by HTTPS: cookies then never travel without it
DURNA_SITE_PROXY      address of the proxy that speaks HTTPS for the site; only its word on who asks, and how, counts
DURNA_SITE_REST_MINUTES  after how long at rest somebody is signed out; 60 unless told
DURNA_SITE_SECOND_FACTOR  1 where nobody may work without a second factor
DURNA_OIDC_...        a State's identity provider: see accounts/identity.py
"""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

from csp.constants import NONE, SELF

from durna.web.accounts.identity import provider
from durna.web.attempts import remembered
from durna.web.database import database
from durna.web.secret import secret

WORKSPACE = Path(os.environ.get("DURNA_WORKSPACE", "")).absolute()
FOLDER = Path(os.environ.get("DURNA_SITE_FOLDER") or WORKSPACE / "web")
IS_HTTPS = os.environ.get("DURNA_SITE_HTTPS") == "1"

SECRET_KEY = secret(FOLDER)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("DURNA_SITE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), FOLDER)}
CACHES = {"default": remembered(FOLDER)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    # Before allauth, whose pages take our frame.
    "durna.web",
    "durna.web.accounts",
    "durna.web.audit",
    "durna.web.training",
    "durna.web.files",
    "durna.web.evidence",
    "durna.web.governance",
    "durna.web.compact",
    "durna.web.cooperation",
    "durna.web.dataroom",
    "durna.web.api",
    "durna.web.counts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "durna.web.accounts.sessions.Ends",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "durna.web.api.door.Door",
    "durna.web.wrong.Calm",
    "durna.web.accounts.sessions.SecondFactor",
    "durna.web.access.gate.Gate",
]
ROOT_URLCONF = "durna.web.urls"
WSGI_APPLICATION = "durna.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "durna.web.frame.frame",
            ],
            "builtins": ["durna.web.templatetags.texts"],
        },
    }
]


LANGUAGE_CODE = "en"
LANGUAGES = [("az", "Azərbaycan dili"), ("en", "English"), ("ru", "Русский")]
LANGUAGE_COOKIE_NAME = "durna_language"
LANGUAGE_COOKIE_SECURE = IS_HTTPS
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS = [("profile", str(files("durna.publish") / "assets"))]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"durna.web.accounts.passwords.{name}", "OPTIONS": options}
    for name, options in (
        ("Similar", {"user_attributes": ("email", "name")}),
        ("Length", {"min_length": 12}),
        ("Common", {}),
        ("Numeric", {}),
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "durna.web.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "durna.web.accounts.passwords.SignIn",
    "reauthenticate": "durna.web.accounts.passwords.Again",
    "change_password": "durna.web.accounts.passwords.Change",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# People are invited by an administrator who knows them, and many networks have no mail server.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# Without HTTPS browsers offer security keys on the machine itself alone, whose address the library would refuse.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_FORMS = {
    "add_webauthn": "durna.web.accounts.security_keys.AddKey",
    "edit_webauthn": "durna.web.accounts.security_keys.RenameKey",
}
SECOND_FACTOR_DEMANDED = os.environ.get("DURNA_SITE_SECOND_FACTOR") == "1"
MFA_TOTP_ISSUER = "Durna"
_PROVIDER = provider(os.environ)
IDENTITY_PROVIDER = _PROVIDER.name if _PROVIDER else ""
SOCIALACCOUNT_PROVIDERS = _PROVIDER.as_setting() if _PROVIDER else {}
SOCIALACCOUNT_ADAPTER = "durna.web.accounts.from_provider.Adapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# A working day at most, and less where nothing is done: seconds.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_REST = int(os.environ.get("DURNA_SITE_REST_MINUTES", "60")) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
if IS_HTTPS:
    # A browser takes a cookie of such a name from this host alone, and over HTTPS alone.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the square that an authenticator reads
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # The way to the State's identity provider begins with a form.
        "form-action": [SELF, *([_PROVIDER.origin] if _PROVIDER else [])],
    }
}

CSRF_FAILURE_VIEW = "durna.web.wrong.form_too_old"
# A list of selection has two fields for each of those who were nominated, and an online course has a thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "durna.web.logged.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
