"""Django's settings. What a site may set is listed in docs/settings.md; everything has a default."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from yiben.kernel import language
from yiben.start import datafolder, mail, sign_in
from yiben.start import places_of_things as things

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = things.data_dir()
SECRET_KEY = things.secret_key(DATA_DIR)
DEBUG = False
DEMO = datafolder.is_demo(DATA_DIR)
ALLOWED_HOSTS = os.environ.get("YIBEN_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("YIBEN_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_otp_webauthn",
    "yiben.township",
    "yiben.ledger",
    "yiben.search",
    "yiben.personal",
    "yiben.talk",
    "yiben.audit",
    "yiben.jobs",
    "yiben.rulebook",
    "yiben.administration",
    "yiben.opening",
    "yiben.figures",
    "yiben.capabilities.cases",
    "yiben.capabilities.duties",
    "yiben.capabilities.inspections",
    "yiben.capabilities.events",
    "yiben.ui",
    "yiben.pages",
    "yiben.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yiben.pages.middleware.PageMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "yiben.start.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yiben.pages.context.frame",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("YIBEN_DATABASE") or f"sqlite:///{DATA_DIR / 'yiben.sqlite3'}",
        conn_max_age=60,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "township.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# DOMAIN 2.15 (GB/T 22239-2019, 8.1.4 身份鉴别): five tries, then thirty minutes.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "pages/locked.html"
AXES_VERBOSE = False
# Axes keeps what a failed try sent; a mistyped recovery code is nearly one.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "old", "new", "again", "next"]
# An account is locked whoever tries it: on one office network all share one address.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
# The address that people open, for links in mail and for security keys (WebAuthn knows no bare IP address).
SITE = os.environ.get("YIBEN_SITE", "http://localhost:8000").rstrip("/")
# Notices by mail; off until YIBEN_MAIL is set. docs/settings.md
MAIL_ON, _MAIL = mail.server()
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = _MAIL.ssl, _MAIL.starttls, 10
DEFAULT_FROM_EMAIL = mail.sender(_MAIL)
OTP_TOTP_ISSUER = OTP_WEBAUTHN_RP_NAME = "一本账"
OTP_WEBAUTHN_RP_ID = urlsplit(SITE).hostname or "localhost"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False
# Who must have a second factor: admins (the three administrators), all, or off. docs/settings.md
SECOND_FACTOR = sign_in.second_factor()
# Days after which a password's owner is asked to change it; 0 for never.
PASSWORD_DAYS = sign_in.password_days()
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
SESSION_ENGINE = "yiben.township.sessions"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "yiben.pages.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_HTTPS = os.environ.get("YIBEN_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 31536000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LANGUAGE_CODE = "zh-hans"
LANGUAGES = list(language.LANGUAGES.items())
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = things.front_end_dirs()
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = "pytest" in sys.modules

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
