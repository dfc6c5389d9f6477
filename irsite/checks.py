"""Misconfiguration as system checks; `migrate` and `check --database default` run those about the database."""

from pathlib import Path
from zoneinfo import available_timezones

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from releases import triggers
from releases.models import Issuer

LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", ".localhost"}


@register(Tags.security)
def files_are_private(app_configs, **kwargs):
    """Uploads go out through /files/ alone, which asks the embargo; static files go to anyone who asks."""
    files = Path(settings.STORAGES["default"].get("OPTIONS", {}).get("location") or "")
    public = [Path(folder) for folder in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS)]
    if files.is_absolute() and any(_overlap(files.resolve(), folder.resolve()) for folder in public):
        yield Error(
            f"Uploaded files ({files}) lie in or around a folder of static files: anyone could read them.",
            hint="Set FILES_URL to a folder of its own.",
            id="irsite.E001",
        )


@register(Tags.security)
def hosts_are_names(app_configs, **kwargs):
    for host in settings.ALLOWED_HOSTS:
        if "/" in host or (":" in host and not host.endswith("]")):
            yield Error(
                f"ALLOWED_HOSTS holds “{host}”, which no request can match.",
                hint="Write the name alone, without https:// and without a port.",
                id="irsite.E002",
            )


@register(Tags.security)
def strangers_get_https(app_configs, **kwargs):
    far = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if far and not settings.SECURE_SSL_REDIRECT and not settings.DEBUG:
        yield Warning(
            f"HTTPS is off for hosts beyond this machine ({', '.join(far)}): passwords and drafts travel in clear.",
            hint="Take HTTPS=off away; behind a proxy that ends TLS set BEHIND_PROXY=on.",
            id="irsite.W003",
        )


@register(Tags.security, deploy=True)
def readers_reach_the_site(app_configs, **kwargs):
    if not set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS:
        yield Warning(
            "ALLOWED_HOSTS names this machine alone: readers get status 400.",
            hint="Set ALLOWED_HOSTS to the newsroom's own host names.",
            id="irsite.W004",
        )


@register()
def time_zones_are_known(app_configs, **kwargs):
    if "America/New_York" not in available_timezones():
        yield Error(
            "This machine has no time zone data, so no embargo could be shown in the issuer's zone.",
            hint="Install the packages of requirements.txt anew; tzdata is among them.",
            id="irsite.E003",
        )


@register()
def hub_can_be_told(app_configs, **kwargs):
    if settings.WEBSUB_HUB_URL and not settings.SITE_URL:
        yield Error(
            "WEBSUB_HUB_URL is set and SITE_URL is not: the hub cannot be told which feeds changed.",
            hint="Set SITE_URL to the newsroom's own address, such as https://ir.example.com.",
            id="irsite.E005",
        )


@register(Tags.database)
def record_is_guarded(app_configs, databases=None, **kwargs):
    """A warning, because `migrate`, which mends it, does not start over an error."""
    for alias in _ready(databases):
        missing = triggers.missing(alias)
        if missing:
            yield Warning(
                f"{len(missing)} triggers that guard the approved texts are missing, such as {missing[0]}.",
                hint="Run manage.py migrate, which installs them.",
                id="irsite.W001",
            )


@register(Tags.database)
def issuer_is_there(app_configs, databases=None, **kwargs):
    for alias in _ready(databases):
        # One old column alone: this also runs before the migration that adds a new one.
        zone = Issuer.objects.using(alias).filter(pk=1).values_list("time_zone", flat=True).first()
        if zone is None:
            yield Warning(
                "The newsroom has no issuer, so no release can be approved.",
                hint="Add it in the admin, or run manage.py load_demo for a trial.",
                id="irsite.W002",
            )
        elif zone not in available_timezones():
            yield Error(
                f"The issuer's time zone “{zone}” does not exist: no page can show a time.",
                hint="Set it to a name such as America/New_York.",
                id="irsite.E004",
            )


def _ready(aliases):
    """Those of the databases that hold our tables already."""
    return [
        alias
        for alias in aliases or ()
        if Issuer._meta.db_table in connections[alias].introspection.table_names()
    ]


def _overlap(one, other):
    return one == other or one in other.parents or other in one.parents
