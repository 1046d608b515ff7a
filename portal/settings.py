"""Settings of every installation. One file; what differs between cities comes from the environment.

Secrets come from the environment or from files under ``MINGZHENG_VAR``; a production start without them fails loudly.
"""

import secrets
from pathlib import Path
from typing import Any

import environ

from portal.files.backends import bucket, folder
from portal.interface.code_lists import CODE_LISTS
from portal.schedule import SCHEDULE
from portal.site import vendor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR_DIR = Path(env.str("MINGZHENG_VAR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEMO = env.bool("MINGZHENG_DEMO", default=False)
DEBUG = env.bool("MINGZHENG_DEBUG", default=False)


def _secret_key() -> str:
    """From ``SECRET_KEY``, else a file written once with owner-only rights."""
    given: str = env.str("SECRET_KEY", default="")
    if given:
        return given
    path = VAR_DIR / "secret_key"
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Behind TLS in production; the embedded start serves plain HTTP on the loopback address.
HTTPS = env.bool("MINGZHENG_HTTPS", default=False)
# How many proxies of one's own stand before the site; see portal/site/client_address.py.
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "portal.staff.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "django_otp",
    "portal.accounts.guards.TotpConfig",
    "portal.accounts.guards.RecoveryCodeConfig",
    "portal.accounts.guards.LogInGuardConfig",
    "portal.apps.PortalConfig",
    "portal.accounts.apps.AccountsConfig",
    "portal.audit.apps.AuditConfig",
    "portal.deadlines.apps.DeadlinesConfig",
    "portal.privacy.apps.PrivacyConfig",
    "portal.notices.apps.NoticesConfig",
    "portal.files.apps.FilesConfig",
    "portal.interface.apps.InterfaceConfig",
    "portal.search.apps.SearchConfig",
    "portal.screening.apps.ScreeningConfig",
    "portal.letters.apps.LettersConfig",
    "portal.following.apps.FollowingConfig",
    "portal.staff.apps.StaffConfig",
    "disclosure.apps.DisclosureConfig",
    "requests_app.apps.RequestsConfig",
    "interpretation.apps.InterpretationConfig",
    "sentiment.apps.SentimentConfig",
    "assessment.apps.AssessmentConfig",
]

MIDDLEWARE = [
    "portal.site.client_address.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "portal.accounts.middleware.SessionLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

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
                "portal.site.context.site",
            ],
        },
    },
]

# --- database -------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at BEGIN: two writers queue up instead of failing at COMMIT.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Recursive triggers: INSERT OR REPLACE must not slip past the guard of an append-only table.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
        "PRAGMA recursive_triggers=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60
# SQLite reads the rows themselves where PostgreSQL finds carried columns in the index (decision 0105).
SILENCED_SYSTEM_CHECKS = ["models.W040"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Numbers, mailboxes and addresses of offices that the screening leaves alone.
OFFICIAL_CONTACTS: list[str] = env.list("OFFICIAL_CONTACTS", default=[])

REDIS_URL: str = env.str("REDIS_URL", default="")
# ``default`` holds throttles: without Redis each web process counts for itself, a database write per request would cost
# more. ``pages`` holds rendered public pages (portal/audit/pages.py), apart, so that reading cannot push counters out.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "pages"}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

# --- worker ---------------------------------------------------------------------------------------

CELERY_FOLDER = VAR_DIR / "celery"
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 600}
    if REDIS_URL
    else {
        "data_folder_in": str(CELERY_FOLDER / "queue"),
        "data_folder_out": str(CELERY_FOLDER / "queue"),
        "control_folder": str(CELERY_FOLDER / "control"),
        "processed_folder": str(CELERY_FOLDER / "processed"),
    }
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE_FILENAME = str(CELERY_FOLDER / "beat-schedule")
CELERY_BEAT_SCHEDULE = SCHEDULE

# --- people ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "portal.accounts.backends.AppointmentBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email", "phone")},
    },
    {"NAME": "portal.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portal.accounts.passwords.CharacterClassesValidator"},
]
LOGIN_URL = "/admin/login/"
LOGIN_REDIRECT_URL = "/admin/"
# 0: passwords do not grow old, as in the demonstration city.
PASSWORD_MAX_AGE_DAYS: int = env.int("PASSWORD_MAX_AGE_DAYS", default=0 if DEMO else 90)
PASSWORD_HISTORY = 3
TEMPORARY_PASSWORD_HOURS: int = env.int("TEMPORARY_PASSWORD_HOURS", default=72)
PRIVILEGED_UNUSED_DAYS: int = env.int("PRIVILEGED_UNUSED_DAYS", default=90)
SESSION_IDLE_MINUTES: int = env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_MAX_HOURS: int = env.int("SESSION_MAX_HOURS", default=10)
SESSION_COOKIE_AGE = SESSION_MAX_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A second factor is obligatory for staff, except in the demonstration city.
STAFF_OTP_REQUIRED: bool = env.bool("STAFF_OTP_REQUIRED", default=not DEMO)
OTP_TOTP_ISSUER = "明政"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
AXES_FAILURE_LIMIT: int = env.int("LOGIN_FAILURE_LIMIT", default=5)
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "portal.accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_IPWARE_META_PRECEDENCE_ORDER = ["REMOTE_ADDR"]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- text and files -------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", *vendor.DIRECTORIES]
# Uploaded files: a folder outside the web root, or a bucket of an S3-compatible store.
FILES_S3_BUCKET: str = env.str("FILES_S3_BUCKET", default="")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.site.storage.StaticStorage"},
    "files": bucket(
        FILES_S3_BUCKET,
        endpoint=env.str("FILES_S3_ENDPOINT", default=""),
        region=env.str("FILES_S3_REGION", default=""),
        access_key=env.str("FILES_S3_ACCESS_KEY", default=""),
        secret_key=env.str("FILES_S3_SECRET_KEY", default=""),
    )
    if FILES_S3_BUCKET
    else folder(VAR_DIR / "files"),
}
# ``tcp://host:port`` or ``unix:///path`` of a ClamAV daemon; when set, nothing is taken in that it did not call clean.
FILE_SCANNER: str = env.str("FILE_SCANNER", default="")
FILE_SCANNER_SECONDS: int = env.int("FILE_SCANNER_SECONDS", default=30)
# An internal location of nginx over the folder of files: then nginx sends the bytes, and the site only says which.
FILES_ACCEL_PREFIX: str = env.str("FILES_ACCEL_PREFIX", default="")
MEDIA_ROOT = VAR_DIR / "media"
FILE_UPLOAD_PERMISSIONS = 0o640
# Small uploads in memory, others on the disk of the store, never whole in memory and never past the limit.
FILE_UPLOAD_TEMP_DIR = VAR_DIR / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "portal.files.uploading.BoundedUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# Typefaces for the PDF of letters besides those of the machine: a folder of .ttf, .otf and .ttc files.
LETTER_FONTS: str = env.str("LETTER_FONTS", default=str(VAR_DIR / "fonts"))
LETTER_SYSTEM_FONTS: bool = env.bool("LETTER_SYSTEM_FONTS", default=True)
SEARCH_INDEX_DIR = VAR_DIR / "index"
# whoosh: files on this machine; postgres: tables of the database (docs/search-scale.md).
SEARCH_ENGINE: str = env.str("SEARCH_ENGINE", default="whoosh")
# Searches through the interface per address, minute and process.
SEARCH_API_PER_MINUTE: int = env.int("SEARCH_API_PER_MINUTE", default=6000)
FORMAT_MODULE_PATH = ["portal.site.formats"]

# --- defence --------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "img-src": ["'self'", "data:"],
        **{kind: ["'self'"] for kind in ("script-src", "style-src", "media-src", "font-src", "connect-src")},
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.site.errors.csrf_failure"
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked on the loopback address, without TLS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- interfaces -----------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "NUM_PROXIES": 0,  # REMOTE_ADDR is already the visitor's
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": env.str("API_THROTTLE", default="3000/min")},
    "DEFAULT_SCHEMA_CLASS": "portal.interface.schema.InterfaceSchema",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "portal.interface.negotiation.AlwaysJson",
    "EXCEPTION_HANDLER": "portal.interface.errors.answer",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "明政开放接口",
    "DESCRIPTION": "政府信息公开的查询接口，只读，不用注册。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": CODE_LISTS,
}

# --- notices --------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")
NOTICE_SMS_GATEWAY: str = env.str("NOTICE_SMS_GATEWAY", default="")
FOLLOWING_CHANNELS: list[str] = env.list("FOLLOWING_CHANNELS", default=[])
NOTICE_WEBHOOK_SECRET: str = env.str("NOTICE_WEBHOOK_SECRET", default="")
# Networks (CIDR) of the government's own that a webhook may reach besides public addresses.
NOTICE_WEBHOOK_NETWORKS: list[str] = env.list("NOTICE_WEBHOOK_NETWORKS", default=[])
# Where letters go on to the hotline platform of the city, as signed messages; none by default.
HOTLINE_URL: str = env.str("HOTLINE_URL", default="")
# The class that asks an outside service whether a name and an identity number belong together; off by default.
REAL_NAME_CHECKER: str = env.str("REAL_NAME_CHECKER", default="")

# --- this site ------------------------------------------------------------------------------------
# The identification every government site carries (law.md E1, E3).

SITE = {
    "name": env.str("SITE_NAME", default="临江市政府信息公开"),
    "government": env.str("SITE_GOVERNMENT", default="临江市人民政府"),
    "sponsor": env.str("SITE_SPONSOR", default="临江市人民政府办公室"),
    "operator": env.str("SITE_OPERATOR", default="临江市政务公开中心"),
    "phone": env.str("SITE_PHONE", default="0000-8612345"),
    "hours": env.str("SITE_HOURS", default="工作日 8:30–17:30"),
    "domain": env.str("SITE_DOMAIN", default="www.linjiang.example"),
    "id_code": env.str("SITE_ID_CODE", default="0000000001"),
    "icp": env.str("SITE_ICP", default="示范ICP备00000001号"),
    "icp_url": env.str("SITE_ICP_URL", default="https://beian.miit.gov.cn/"),
    "police": env.str("SITE_POLICE", default="示范公网安备00000000000001号"),
    "police_url": env.str("SITE_POLICE_URL", default="https://beian.mps.gov.cn/"),
    "mark_url": env.str("SITE_MARK_URL", default=""),
}

# What the files of /open-data/ say about their use.
OPEN_DATA_LICENCE: str = env.str("OPEN_DATA_LICENCE", default="使用条件由主办单位另行公布")

# --- answers to requests --------------------------------------------------------------------------
# Where whoever disagrees with an answer turns to, unless an organ has a row of its own (RemedyBody).

REMEDY = {
    "review_address": env.str("REVIEW_ADDRESS", default="临江市人民政府行政复议接待室"),
    "review_url": env.str("REVIEW_URL", default="https://fuyi.linjiang.example/"),
    "court": env.str("REVIEW_COURT", default="有管辖权的人民法院"),
}
# When a letter on the tracking page has reached the applicant: ``notified``, with the mail about it in the mailbox the
# applicant named, or ``opened``, with the first opening alone (docs/decisions/0061).
ONLINE_SERVICE: str = env.str("ONLINE_SERVICE", default="notified")

# The same information asked for by so many applicants within so many months is proposed for publication.
PROPOSALS = {
    "applicants": env.int("PROPOSALS_APPLICANTS", default=2),
    "within_months": env.int("PROPOSALS_WITHIN_MONTHS", default=12),
}
# After so many clocks of public opinion that ran out in a year, 约谈 or 通报 of the organ is proposed.
OPINION_LAPSES_FOR_REPROOF: int = env.int("OPINION_LAPSES_FOR_REPROOF", default=3)
# From how many percent copied from its document an explanation is called 文件要点摘抄.
INTERPRETATION_COPIED_PERCENT: int = env.int("INTERPRETATION_COPIED_PERCENT", default=60)
# From how many opinions on a view of a public consultation counts as 相对集中, so that not adopting it needs a reason.
CONSULTATION_CONCENTRATED: int = env.int("CONSULTATION_CONCENTRATED", default=5)

# --- personal data --------------------------------------------------------------------------------

# "name:base64 of 32 bytes", the first is current; without them a file under VAR_DIR (portal/privacy/keys.py).
PRIVACY_KEYS: list[str] = env.list("PRIVACY_KEYS", default=[])
RETENTION_MONTHS: dict[str, str] = env.dict("RETENTION_MONTHS", default={})

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"personal_data": {"()": "portal.privacy.logs.PersonalDataFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["personal_data"]}},
    "loggers": {
        # The guard of the log-in keeps its own tables; only what it could not do belongs in the log.
        "axes": {"level": "WARNING"},
        # Django's own handlers would write the same lines a second time, unmasked.
        "django": {"handlers": []},
        "django.server": {"handlers": [], "propagate": True},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
