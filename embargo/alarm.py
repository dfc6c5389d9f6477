"""The mail to approvers when somebody seems to look for a release before it is out; see embargo/misses.py."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import outbox
from .misses import sources
from .models import MissWave
from .visibility import show_instant

# Whoever may approve hears of it; the permission's name is all that this app knows of releases.
HEARS = "releases.approve_release"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def register():
    outbox.register(outbox.Carrier("alarm", ("misses_rose",), send, is_wanted=lambda: settings.MAIL))


def send(payload, now):
    wave = MissWave.objects.filter(pk=payload["wave"]).first()
    to = recipients()
    if not settings.MAIL or wave is None or not to:
        raise outbox.Dropped(_("There is no mail, or no approver with an address."))
    # Each gets a mail of their own: the addresses of colleagues are nobody's business.
    for address in to:
        EmailMessage(_("Somebody is looking for unpublished releases"), letter(wave), to=[address]).send()
    return ngettext("%(n)d approver was told.", "%(n)d approvers were told.", len(to)) % {"n": len(to)}


def recipients():
    people = get_user_model().objects.with_perm(HEARS, include_superusers=False, backend=BACKEND)
    return sorted({person.email for person in people if person.email})


def letter(wave):
    """What, how many, from where, since when; and what it means."""
    parts = [_("This is the newsroom. %(what)s") % {"what": describe(wave)}, *where(wave), meaning()]
    if settings.SITE_URL:
        parts.append(f"{settings.SITE_URL}{reverse('admin:index')}")
    return "\n\n".join(parts) + "\n"


def describe(wave):
    told = _("%(n)s requests for releases or files that do not exist came between %(since)s and %(until)s.")
    span = {"since": show_instant(wave.began_at), "until": show_instant(wave.last_at)}
    return told % {"n": f"{wave.misses:,}", **span}


def where(wave):
    """A sentence on the addresses they came from; none once those are forgotten."""
    known, most = sources(wave)
    if not known:
        return []
    told = ngettext(
        "They came from %(n)d address: %(list)s.", "They came from %(n)d addresses or more: %(list)s.", known
    )
    listed = ", ".join(_("%(address)s (%(n)d times)") % {"address": each, "n": n} for each, n in most)
    return [told % {"n": known, "list": listed}]


def meaning():
    return _(
        "Somebody may be guessing at a release before it is public. Nothing was given away by this: what is not "
        "public answers exactly like what never existed, and the sender cannot see that anybody noticed. You need "
        "not change any schedule. Your operator can block these addresses at the firewall; a wave just before "
        "results is worth a word to counsel."
    )
