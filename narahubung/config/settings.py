"""One file of settings. What an operator may change is read from the environment (`environment.py`)."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from narahubung.config.database import database
from narahubung.config.environment import ROOT, env, secret

VERSION = "0.1.0"
BASE_DIR = ROOT
HOME = env.narahubung_home
DEBUG = env.narahubung_debug
DEMO = env.narahubung_demo
SITE_NAME = env.narahubung_name
SITE_URL = env.narahubung_url.rstrip("/") or f"http://localhost:{env.port}"
RETENTION = env.narahubung_retention
PORT, BIND, WEB_WORKERS = env.port, env.narahubung_bind, env.narahubung_workers
SECRET_KEY = secret("django")
VAULT_KEYS = HOME / "secrets" / "vault"
BACKUP_DIR, BACKUPS_KEPT = env.narahubung_backup_dir, max(env.narahubung_backups_kept, 1)

ALLOWED_HOSTS = env.narahubung_hosts.split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if env.narahubung_https else []
ROOT_URLCONF = "narahubung.config.urls"
WSGI_APPLICATION = "narahubung.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "narahubung.operations",
    "narahubung.integrations.lapor",
    "narahubung.portal",
    "narahubung.protection",
    "narahubung.notify",
    "narahubung.insight",
    "narahubung.collaboration",
    "narahubung.assessment",
    "narahubung.agreements",
    "narahubung.patterns",
    "narahubung.reports",
    "narahubung.complaints",
    "narahubung.cases",
    "narahubung.accounts",
    "narahubung.figures",
    "narahubung.directory",
    "narahubung.clocks",
    "narahubung.journal",
    "narahubung.ui",
    "narahubung.vault",
    "narahubung.documents",
    "narahubung.search",
    "narahubung.accounts.apps.RegisterConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "template_partials",
    "django_htmx",
    "django_q",
    "csp",
]

MIDDLEWARE = [
    # The headers first, so that redirects, styles and errors of those below carry them, too.
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "narahubung.config.headers.ResourcePolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "narahubung.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "narahubung.accounts.middleware.IdleMiddleware",
    "narahubung.accounts.middleware.ActorMiddleware",
    "narahubung.config.paths.PlainPathMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "narahubung.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "narahubung.ui.context.site",
            ],
        },
    },
]
FORM_RENDERER = "narahubung.ui.forms.Renderer"

DATABASES = {"default": database(env.database_url, HOME)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = env.narahubung_https
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "narahubung.ui.sheets.OneSheetStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
CLAMD, CLAMD_SECONDS = env.narahubung_clamd, 20
SIGNING_KEY, SIGNING_PASSPHRASE = env.narahubung_signing_key, env.narahubung_signing_passphrase
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

Q_CLUSTER = {
    "name": "narahubung",
    "orm": "default",
    "workers": 1,
    "timeout": 300,
    "retry": 360,
    "poll": 1,
    "bulk": 1,
    "queue_limit": 2,
    "max_attempts": 3,
    "ack_failures": True,
    "save_limit": 200,
    "catch_up": False,
    "label": "jobs",
}

AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "narahubung.accounts.register.RegisterBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
ACCOUNT_ADAPTER = "narahubung.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Asked again before a dangerous step; long enough to fill in its form.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "narahubung.accounts.forms.SignInForm",
    "reset_password": "narahubung.accounts.forms.ForgottenForm",
}
# The account first, the address generously: a village office shares one address with its neighbours.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "5/15m/key,200/15m/ip",
    "reset_password": "3/15m/key,60/15m/ip",
    "reset_password_from_key": "60/m/ip",
    "reauthenticate": "10/m/user",
    "signup": "60/m/ip",
}
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_ADAPTER = "narahubung.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "narahubung.accounts.forms.CodeForm",
    "add_webauthn": "narahubung.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "narahubung.accounts.forms.EditPasskeyForm",
}
# The address is known by the invitation that was mailed to it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
ALLAUTH_TRUSTED_PROXY_COUNT = env.narahubung_proxies
# `IdleMiddleware` notes when a session was last seen, once a minute instead of at each request.
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_IDLE_AGE = 30 * 60

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.narahubung_https
SESSION_COOKIE_NAME = "__Host-session" if env.narahubung_https else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if env.narahubung_https else "csrf"
LANGUAGE_COOKIE_NAME = "__Host-language" if env.narahubung_https else "language"
SECURE_SSL_REDIRECT = env.narahubung_https
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.narahubung_proxies else None
SECURE_HSTS_SECONDS = 31_536_000 if env.narahubung_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.narahubung_https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
NOBODY_MAY = """accelerometer autoplay bluetooth browsing-topics camera display-capture
    encrypted-media fullscreen gamepad gyroscope hid idle-detection local-fonts magnetometer microphone
    midi payment picture-in-picture screen-wake-lock serial storage-access usb web-share
    window-management xr-spatial-tracking"""
WE_MAY = "geolocation publickey-credentials-create publickey-credentials-get"
PERMISSIONS_POLICY = {
    **dict.fromkeys(NOBODY_MAY.split(), []),
    **dict.fromkeys(WE_MAY.split(), "self"),
}
# Whatever the library's default, no other site may read our styles and scripts.
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Not in a cookie of its own: what was said may name a file.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMAIL_BACKEND = "narahubung.notify.mail.Backend"
EMAIL_URL = env.email_url
DEFAULT_FROM_EMAIL = env.email_from
BLIND_FROM_EMAIL = env.email_from_blind
# Each stays wrapped until a message goes out, so that no page and no log can show it.
GATEWAYS = {
    "sms": env.narahubung_gateway_sms,
    "whatsapp": env.narahubung_gateway_whatsapp,
    "telegram": env.narahubung_gateway_telegram,
}
EXIT_URL = env.narahubung_exit_url
PROOF_OF_WORK = env.narahubung_proof_of_work
LOGGING_CONFIG = "narahubung.config.logs.configure"
LOGGING = {"version": 1}  # Django calls the function above only where this is not empty.
