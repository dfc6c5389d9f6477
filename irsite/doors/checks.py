"""Settings of the doors that are possible and not wise."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

NOBODYS = "newsroom@localhost"


@register(Tags.security, deploy=True)
def passwords_are_not_all(app_configs, **kwargs):
    if not settings.SECOND_FACTOR:
        yield Warning(
            "SECOND_FACTOR is off: whoever gets hold of a password reads every draft, and an approver’s publishes.",
            hint="Take SECOND_FACTOR=off away.",
            id="irsite.W005",
        )


@register(Tags.security, deploy=True)
def mail_has_a_sender(app_configs, **kwargs):
    if settings.MAIL and settings.DEFAULT_FROM_EMAIL == NOBODYS:
        yield Warning(
            "EMAIL_URL is set and DEFAULT_FROM_EMAIL is not: mail servers refuse mail that comes from nowhere.",
            hint="Set DEFAULT_FROM_EMAIL to an address of the newsroom.",
            id="irsite.W006",
        )


@register(Tags.security)
def session_rules_fit(app_configs, **kwargs):
    if settings.SESSION_IDLE > settings.SESSION_AGE:
        yield Error(
            "SESSION_IDLE_MINUTES is longer than SESSION_HOURS: no session would ever end for want of anybody.",
            hint="Make SESSION_IDLE_MINUTES shorter.",
            id="irsite.E006",
        )
