"""Settings, read from the environment and from a `.env` file beside manage.py.

The README says what each is for; `config.environment` how they are read.
"""

from pathlib import Path
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from config.caches import caches
from config.databases import SCHEMES, beside, database
from config.environment import Environment
from config.hosts import SITE_SCHEMES, site_url
from config.limits import limits
from config.mailboxes import SCHEMES as IMAP
from config.mailboxes import mailbox
from config.storages import ON_DISK, pictures
from config.storages import SCHEMES as STORES

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment(BASE_DIR / ".env")

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to a long random string in the environment or in .env"
            " (`make run` writes one), or set DEBUG=1 for a throw-away site."
        )
    SECRET_KEY = "only-for-debugging-on-your-own-machine"
# Earlier keys: what they signed or sealed stays valid while the key is changed.
SECRET_KEY_FALLBACKS = env.several("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

# What a server should be told, and was not: `check --deploy` names it.
SHOULD_BE_SET = (
    "ALLOWED_HOSTS DATABASE_URL CACHE_URL EMAIL_URL DEFAULT_FROM_EMAIL TRUSTED_PROXY_COUNT".split()
)
NOT_SET = [name for name in SHOULD_BE_SET if not env.given(name)]

INSTALLED_APPS = [
    "config",
    "accounts",
    "images",
    "forum",
    "moderation",
    "critiques",
    "threads",
    "staff",
    "transfer",
    "search",
    "feeds",
    "inbox",
    "notifications",
    "mail",
    "benchmark",
    "django_tasks",
    "django_tasks_db",
    "mptt",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A page has no secret that stays the same beside what others wrote: tokens are masked anew.
    "django.middleware.gzip.GZipMiddleware",
    "config.policies.policies",
    "accounts.middleware.private",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.crawlers.crawlers",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.language",
    "accounts.middleware.timezone",
    # Within the language: what is told on the next page is put into words when it is kept.
    "django.contrib.messages.middleware.MessageMiddleware",
    "critiques.views.redirects.redirects",
    "config.errors.Refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Look each address up once a process, and each text once a language.
            "libraries": {"assets": "web.assets", "i18n": "web.standing_words"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]

OWN_FILE = f"sqlite:///{quote(str(BASE_DIR / 'db.sqlite3'))}"
DATABASES = {"default": database(env.address("DATABASE_URL", OWN_FILE, SCHEMES))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = caches(env.address("CACHE_URL", "locmemcache://", Env.CACHE_SCHEMES))

SILENCED_SYSTEM_CHECKS = [
    # Names are unique whatever their case, by a constraint that this check does not know.
    "auth.W004",
    # Being in the browsers' lists is for the owner to choose.
    "security.W021",
    # Where templates load Django's `i18n`, ours stands in its place.
    "templates.W003",
]

# Whether a moderator reads what people write who have just signed up, until one text is approved.
# Whether pages tell how many found a text worth reading; what is sorted by it stays.
SHOW_VOTES = env.flag("SHOW_VOTES", default=True)
NEWCOMER_APPROVAL = env.flag("NEWCOMER_APPROVAL", default=False)

LIMITS = limits(env)

# Accounts
AUTH_USER_MODEL = "accounts.User"
# The password of the demo's people, which everybody can read here. Where DEBUG is off it opens
# nothing, and nobody can choose it.
PUBLIC_PASSWORD = "rejoinder-demo"
AUTHENTICATION_BACKENDS = ["accounts.backend.NameOrEmail"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.NotPublic"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "index"
LOGOUT_REDIRECT_URL = "index"

ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "signup": "accounts.forms.sign_in.SignUpForm",
    "login": "accounts.forms.sign_in.SignInForm",
    "add_email": "accounts.forms.sign_in.NewAddressForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "accounts.forms.sign_in.SetPasswordForm",
    "reset_password": "accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.ResetPasswordFromLinkForm",
    "reauthenticate": "accounts.forms.sign_in.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
# One may look around at once; writing needs a confirmed address (`User.is_confirmed`).
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
# Signing up with somebody's address looks like any signing up; its owner gets a mail.
ACCOUNT_PREVENT_ENUMERATION = "strict"
# Changing the address asks for the password again, and tells the old address.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# django-allauth would count in a cache, which may be emptied, or away; LIMITS are counted in rows.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
# How many proxies in front of the site write X-Forwarded-For, and the outermost X-Forwarded-Proto;
# with none neither is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", default=0)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Links from mails: a day for a new password, three for confirming an address.
PASSWORD_RESET_TIMEOUT = 86_400
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Rejoinder] "

# Second factors and passkeys
MFA_ADAPTER = "accounts.factors.Factors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Rejoinder"
# A phone's clock may be half a minute off; `accounts.factors.spend` lets no code work twice.
MFA_TOTP_TOLERANCE = 1
# `accounts.views.factors` asks for a confirmed address, and lets it be changed afterwards.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "accounts.forms.factors.AuthenticateForm",
    "reauthenticate": "accounts.forms.factors.CodeAgainForm",
    "activate_totp": "accounts.forms.factors.ActivateAppForm",
    "add_webauthn": "accounts.forms.factors.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.factors.RenamePasskeyForm",
    "authenticate_webauthn": "accounts.forms.factors.AuthenticateByPasskeyForm",
    "login_webauthn": "accounts.forms.factors.SignInByPasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.factors.PasskeyAgainForm",
}

# Work beside the requests: by a thread of each process, or by `manage.py db_worker`.
TELL_BESIDE = True
BACKGROUND_WORKER = env.flag("BACKGROUND_WORKER", default=False)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if BACKGROUND_WORKER
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# Mail
vars().update(Env.email_url_config(env.address("EMAIL_URL", "consolemail://", Env.EMAIL_SCHEMES)))
EMAIL_TIMEOUT = 10  # seconds
# In each process; nobody who waits for a page waits for a mail.
MAIL_THREADS = 2
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", default="Rejoinder <noreply@localhost>")
# Where answers by mail arrive, with a plus sign and more before the @; nobody is offered to answer
# by mail where it is not set.
REPLY_ADDRESS = env.mailbox("REPLY_ADDRESS")
# Which server’s word is believed on whether a mail’s sender is who it says; “none” believes all.
REPLY_AUTHSERV_ID = env.text("REPLY_AUTHSERV_ID").strip().lower()
if REPLY_ADDRESS and not REPLY_AUTHSERV_ID:
    raise ImproperlyConfigured(
        "REPLY_AUTHSERV_ID is not set. It is the name under which your mail server writes"
        " Authentication-Results, by which forged senders are known; docs/deployment.md says what"
        " else there is."
    )
# From where `read_mailbox` reads answers by mail.
MAILBOX = mailbox(env.address("IMAP_URL", "", IMAP)) if env.given("IMAP_URL") else None
# What links in mails begin with: no request tells it to whom sends them.
OWN_URL = site_url(ALLOWED_HOSTS, debug=DEBUG, port=env.number("PORT", default=8000))
SITE_URL = env.address("SITE_URL", OWN_URL, SITE_SCHEMES).rstrip("/")
# What is to be told waits so long: much is put right within two minutes, or read on the site.
MAIL_DELAY = env.number("MAIL_DELAY", default=120)  # seconds

# Faults go to standard error; Django alone would mail them to admins that nobody named.
if not DEBUG:
    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        # What visitors ask for and may not have is in the proxy’s log.
        "loggers": {"django.request": {"level": "ERROR"}},
    }

# Text and time
# One code for each: in accounts, in cookies and on pages.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 31_536_000
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# What browsers ask for at the root, whatever pages say.
WHITENOISE_ROOT = BASE_DIR / "static" / "root"
STORAGES = {
    "default": pictures(env.address("STORAGE_URL", "", STORES))
    if env.given("STORAGE_URL")
    else ON_DISK,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "web.stylesheets.StylesTogether"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = ["images.uploads.BoundedUpload"]
# The pictures that people upload, beside the database unless it says otherwise.
MEDIA_ROOT = env.text("MEDIA_ROOT") or beside(DATABASES["default"], BASE_DIR)

# What browsers are told
CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
FEATURES_REFUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "accounts.backend"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
if not DEBUG:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # Whoever is in the browsers’ lists hardly gets out again: that is for the owner to say.
    SECURE_HSTS_PRELOAD = env.flag("SECURE_HSTS_PRELOAD", default=False)
