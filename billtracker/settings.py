"""Settings, read from the environment; every default suits one machine with nothing set up."""

import secrets
from pathlib import Path

from django.utils.csp import CSP
from kombu import Exchange, Queue
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from billtracker import embedded, env

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"
WEB = {"http", "https"}

DEBUG = env.flag("DEBUG", default=False)
# Without a SECRET_KEY each process would sign with its own, so one is kept beside the data.
SECRET_KEY_FILE = LOCAL_DIR / "secret-key"


def _secret_key() -> str:
    if given := env.text("SECRET_KEY", ""):
        return given
    if not SECRET_KEY_FILE.exists():
        LOCAL_DIR.mkdir(exist_ok=True)
        SECRET_KEY_FILE.touch(mode=0o600)
        SECRET_KEY_FILE.write_text(secrets.token_urlsafe(50))
    return SECRET_KEY_FILE.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "billtracker.web.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "rest_framework",
    "billtracker.provenance",
    "billtracker.events",
    "billtracker.intake",
    "members",
    "bills",
    "billtracker.web",
]
MIDDLEWARE = [
    "billtracker.api.requests.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "billtracker.urls"
WSGI_APPLICATION = "billtracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASE_URL = env.url(
    "DATABASE_URL",
    embedded.postgres_url(LOCAL_DIR),
    schemes={"postgres", "postgresql"},
)
try:
    _address = conninfo_to_dict(DATABASE_URL)
except ProgrammingError as error:
    raise env.BadSetting(f"DATABASE_URL is not an address of PostgreSQL: {error}") from error
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _address.pop("dbname", "billtracker"),
        "USER": _address.pop("user", ""),
        "PASSWORD": _address.pop("password", ""),
        "HOST": _address.pop("host", ""),
        "PORT": str(_address.pop("port", "")),
        "OPTIONS": {**_address, "pool": {"min_size": 0, "max_size": 8, "timeout": 10}},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.url(
    "REDIS_URL",
    embedded.valkey_url(LOCAL_DIR),
    schemes={"redis", "rediss", "unix"},
)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
}

# Kombu's word for a socket is redis+socket, and for its database number virtual_host.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace(
    "?db=", "?virtual_host="
)
# A worker takes from all three unless it is told otherwise (-Q): asking waits for others, reading
# is work, and what is short should wait for neither.
CELERY_TASK_QUEUES = [Queue(n, Exchange(n), routing_key=n) for n in ("fetch", "load", "tell")]
CELERY_TASK_DEFAULT_QUEUE = "tell"
CELERY_TASK_ROUTES = {
    "billtracker.intake.tasks.fetch": {"queue": "fetch"},
    "billtracker.intake.tasks.load": {"queue": "load"},
    "bills.tasks.prove_states": {"queue": "load"},
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 300
CELERY_TASK_TIME_LIMIT = 330
# Longer than any task may take, or a task that is being done would be handed out again.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Pacific/Auckland"

MAX_TABLE_MB = env.whole("MAX_TABLE_MB", 50)
# Where sources are asked, and with what patience; billtracker/http reads these.
BILLS_API_URL = env.url("BILLS_API_URL", "https://bills.parliament.nz", schemes=WEB)
BILLS_API_PAGE_SIZE = env.count("BILLS_API_PAGE_SIZE", 100)
HANSARD_URL = env.url("HANSARD_URL", "https://hansard.parliament.nz", schemes=WEB)
HTTP_USER_AGENT = "Billtracker/0.1 ({})".format(
    env.text("CONTACT", "whoever runs this has not said how to reach them")
)
HTTP_SECONDS_BETWEEN = env.number("HTTP_SECONDS_BETWEEN", 1)
HTTP_TRIES = env.count("HTTP_TRIES", 3)
HTTP_BACKOFF_SECONDS = env.number("HTTP_BACKOFF_SECONDS", 2)
HTTP_WAIT_AT_MOST_SECONDS = env.number("HTTP_WAIT_AT_MOST_SECONDS", 45)
HTTP_CONNECT_SECONDS = env.number("HTTP_CONNECT_SECONDS", 10, least=0.1)
HTTP_READ_SECONDS = env.number("HTTP_READ_SECONDS", 20, least=0.1)
HTTP_WHOLE_SECONDS = env.number("HTTP_WHOLE_SECONDS", 45, least=0.1)
HTTP_BODY_AT_MOST_BYTES = env.count("HTTP_BODY_AT_MOST_BYTES", 50_000_000)
HTTP_REDIRECTS_AT_MOST = env.count("HTTP_REDIRECTS_AT_MOST", 3, least=0)
HTTP_ROBOTS_KEPT_SECONDS = env.count("HTTP_ROBOTS_KEPT_SECONDS", 86_400)

LANGUAGE_CODE = "en-nz"
TIME_ZONE = "Pacific/Auckland"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = LOCAL_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of a folder that is missing
# Finders serve the files straight from the apps until `collectstatic` has filled STATIC_ROOT.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.flag("HTTPS", default=False)
if env.flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "EXCEPTION_HANDLER": "billtracker.api.errors.problem",
}

# The lists that the source "members" asks first; each member's own page follows from them.
MEMBERS_PAGES = env.words(
    "MEMBERS_PAGES",
    "https://www.parliament.nz/en/mps-and-electorates/members-of-parliament/,"
    "https://www.parliament.nz/en/mps-and-electorates/former-members-of-parliament/",
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "WARNING")},
}
