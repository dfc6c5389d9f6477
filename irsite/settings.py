"""All settings, read from the environment (or from `.env`, which `script/serve` writes). Safe by default."""

import datetime as dt
from pathlib import Path

from .doors.headers import PUBLIC_POLICY
from .environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(mode=0o700, exist_ok=True)  # drafts and uploads: nobody else on the machine reads them

env = Environment()
# The tests name an empty file here, so that the settings of a checkout do not change them.
env.read_env(env.file("ENV_FILE", default=BASE_DIR / ".env"))

DEBUG = env.switch("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", default="not-secret-for-development-only" if DEBUG else "")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.addresses("CSRF_TRUSTED_ORIGINS")
# Only a local trial speaks plain HTTP; everything else gets secure cookies, HSTS and a redirect.
HTTPS = env.switch("HTTPS", default=not DEBUG)
# Whether the desk asks everybody for a code of an app after the password (irsite/doors).
SECOND_FACTOR = env.switch("SECOND_FACTOR", default=HTTPS)

INSTALLED_APPS = [
    "irsite.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.forms",
    "irsite.apps.NewsroomStaticFilesConfig",
    "ckeditor",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "embargo",
    "pipeline",
    "partners",
    "events",
    "contacts",
    "releases",
    "search",
    "operating",
    "irsite.apps.IrsiteConfig",
]

MIDDLEWARE = [
    "operating.middleware.WatchMiddleware",
    # What browsers are told, around all that answers: static files, refusals and what has not changed too.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "irsite.doors.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "irsite.compression.PublicCompressionMiddleware",
    "irsite.doors.limits.LimitMiddleware",
    # Outside of all that may answer by itself, so that its redirects and refusals carry the same headers.
    "irsite.middleware.PublicCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "irsite.doors.bodies.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # It ends a session and says why, so it stands after those two and before all that asks who it is.
    "irsite.doors.sessions.SessionMiddleware",
    "embargo.middleware.ClockMiddleware",
    "irsite.middleware.IssuerMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "irsite.urls"
WSGI_APPLICATION = "irsite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "irsite.context_processors.site",
            ],
        },
    },
]
# A widget's template may stand among the others; those of stock come with django.forms.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock when a transaction begins, so two writers queue instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # A database that is away is said to be away, and not waited for.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

# Whole public answers are held in each process (embargo/front), in so many megabytes.
PAGE_FRONT = env.switch("PAGE_FRONT", default=not DEBUG)
PAGE_FRONT_MB = env.number("PAGE_FRONT_MB", default=64, least=8, most=4096)

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

# How often one address may ask for what costs most, beyond what the front answers (irsite/doors/limits.py):
# searches, feeds and answers of the API in a minute, failed sign-ins in ten.
LIMITS = {
    "search": env.number("LIMIT_SEARCH", default=60, least=1, most=1_000_000),
    "feeds": env.number("LIMIT_FEEDS", default=240, least=1, most=1_000_000),
    "api": env.number("LIMIT_API", default=240, least=1, most=1_000_000),
    "sign-in": env.number("LIMIT_SIGN_IN", default=50, least=1, most=1_000_000),
}
# So many requests in ten minutes for what is not there raise an alarm (embargo/misses.py).
MISSES_FROM_ONE = env.number("MISSES_FROM_ONE", default=50, least=1, most=1_000_000)
MISSES_FROM_ALL = env.number("MISSES_FROM_ALL", default=300, least=1, most=1_000_000)

# Mail to people at the desk; without it they are told there alone.
vars().update(env.mail("EMAIL_URL"))
MAIL = bool(env.str("EMAIL_URL").strip())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.sender("DEFAULT_FROM_EMAIL", default="newsroom@localhost")
EMAIL_TIMEOUT = 20  # seconds

# Times are kept in UTC; pages and the admin show them in the issuer's zone (irsite.middleware).
LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    # Uploads are private: a folder outside any web root, or a bucket. /files/ is the only way to them.
    "default": env.files("FILES_URL", default=(VAR_DIR / "files").as_uri()),
    "staticfiles": {
        "BACKEND": env.dotted(
            "STATICFILES_STORAGE", default="whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
# The nginx location, reachable from inside alone, by which nginx sends the files of the folder (docs/files.md).
FILES_ACCEL = env.accel("FILES_ACCEL", STORAGES["default"])
# How large a file that goes out may be, in megabytes, and whether sound and film may.
FILES_MAX_MB = env.number("FILES_MAX_MB", default=50, least=1, most=2000)
FILES_MEDIA = env.switch("FILES_MEDIA", default=False)
# The paper of a release's PDF: letter or a4. One that is made already keeps its paper.
PDF_PAPER = env.choice("PDF_PAPER", ("letter", "a4"), default="letter")
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 40
# All that one request may bring, with some room for the words beside the largest file.
BODY_MAX_BYTES = 2 * FILES_MAX_MB * 1024 * 1024 + DATA_UPLOAD_MAX_MEMORY_SIZE

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "admin:login"

# So many wrong passwords for one name from one address, and this pair rests. Never the name alone: then
# anybody could lock anybody out. Trying on while it rests does not make it longer.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=10)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "irsite.doors.sign_in.address_to_count"
AXES_LOCKOUT_CALLABLE = "irsite.doors.sign_in.locked_out"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# A session ends so long after sign-in, and so long after the last sign of somebody (irsite/doors/sessions.py).
SESSION_AGE = dt.timedelta(hours=env.number("SESSION_HOURS", default=12, least=1, most=720))
SESSION_IDLE = dt.timedelta(minutes=env.number("SESSION_IDLE_MINUTES", default=60, least=5, most=1440))
SESSION_COOKIE_AGE = int(SESSION_AGE.total_seconds())
# In the session, not in a cookie: a message may hold a headline.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.switch("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# How many proxies of our own add to X-Forwarded-For.
PROXY_COUNT = env.number("PROXY_COUNT", default=1, least=1, most=9)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# With this prefix a browser takes the cookie from this very host over HTTPS alone (RFC 6265bis, 4.1.3.2).
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# That of readers; the desk has one of its own (irsite/doors/headers.py).
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}

# CKEditor 4 is at its end of life. It runs in the admin only, without uploader or remote calls, under a
# policy that allows no inline script, and releases.html cleans everything that it produces.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]
CKEDITOR_CONFIGS = {"default": {}}  # releases.widgets holds the toolbar, beside the allow-list it mirrors

# The newsroom's own address, for what is made where nobody asked: pings. Feeds name themselves by it too.
SITE_URL = env.address("SITE_URL")
# A WebSub hub tells subscribers the moment a feed changes (https://www.w3.org/TR/websub/).
WEBSUB_HUB_URL = env.address("WEBSUB_HUB_URL")

# After so many days a release's page says that it speaks only as of its date.
STALE_AFTER_DAYS = env.number("STALE_AFTER_DAYS", default=365, least=1, most=36_500)

# Backups are encrypted for whoever has the secret half; manage.py backup --new-key FILE makes both.
BACKUP_KEY = env.public_key("BACKUP_KEY")

# Whoever brings it is told what is wrong at /readyz and gets the figures of /metrics.
WATCH_TOKEN = env.token("WATCH_TOKEN")
# Several processes behind one port add up their counts in this folder (operating/metrics.py).
METRICS_FOLDER = env.folder("PROMETHEUS_MULTIPROC_DIR")
SENTRY_DSN = env.sentry("SENTRY_DSN")

LOG_FORMAT = env.choice("LOG_FORMAT", ("text", "json"), default="text")
# Reports of faults hold nothing of what was typed (irsite/reports.py); lines of the log neither (operating/logs.py).
DEFAULT_EXCEPTION_REPORTER = "irsite.reports.DiscreetReporter"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "operating.logs.Discreet", "fmt": "%(levelname)s %(name)s [%(request)s] %(message)s"},
        "json": {"()": "operating.logs.JSONLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        # What has no handler at all, Python writes itself.
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would write the same once more.
        "django": {"handlers": [], "level": "INFO"},
        # Anybody can send a wrong Host; the 400 is told of as any other answer, without a traceback.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django.server": {"handlers": [], "level": "INFO"},
        # A line for each request; at a trial they would hide the rest.
        "operating.requests": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
    },
}
