"""Dates, times, phones and logos as every page writes them."""

import datetime as dt
import re
from functools import lru_cache
from pathlib import PurePath
from zoneinfo import ZoneInfo

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format, time_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from irsite.files import logo_stem
from partners.renditions import SCALES, shown_size
from pipeline.chart import announcement
from releases import previews
from releases.structured import trail

register = template.Library()
register.filter("announcement", announcement)

# No text within a script element can end it or begin a comment.
_INERT = (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026"))
_written = DjangoJSONEncoder(ensure_ascii=False).encode


@register.simple_tag
def released(revision):
    """The date of a revision; with the time and its zone only if that time is known."""
    instant = revision.released_at and timezone.localtime(revision.released_at)
    if revision.date_line:
        return _time(revision.date.isoformat(), revision.date_line)
    # A date that the text states is not contradicted by the clock's.
    if revision.date_only or instant is None or instant.date() != revision.date:
        return day(revision.date)
    return _time(instant.isoformat(timespec="seconds"), instant_words(instant))


@register.simple_tag
def day(date):
    return _day(date, get_language())


@lru_cache(maxsize=4_000)  # ten years
def _day(date, language):
    return _time(date.isoformat(), _date_words(date, language))


@lru_cache(maxsize=4_000)
def _date_words(date, _language):
    return date_format(date, "DATE_FORMAT")


@lru_cache(maxsize=1_440)  # minutes of a day
def _time_words(time, _language):
    return time_format(time, "TIME_FORMAT")


@register.simple_tag
def instant_words(instant):
    """An instant as text, in the zone of the page and with its name."""
    instant = timezone.localtime(instant)
    language = get_language()
    date, time = _date_words(instant.date(), language), _time_words(instant.time(), language)
    return f"{date}, {time} {zone_of(instant)}"


@register.simple_tag
def instant_day(instant):
    """The date of an instant in the zone of the page, with the instant itself for machines."""
    instant = timezone.localtime(instant)
    return _time(instant.isoformat(timespec="seconds"), _date_words(instant.date(), get_language()))


@register.simple_tag
def days(event):
    """The day of an event, or its first and last."""
    first, last = event.start_on, event.end_on or event.start_on
    if first == last:
        return day(first)
    same_year, same_month = first.year == last.year, (first.year, first.month) == (last.year, last.month)
    opening = date_format(first, _("N j") if same_year else "DATE_FORMAT")
    closing = date_format(last, _("j, Y") if same_month else "DATE_FORMAT")
    form = "{}–{}" if same_month else "{} – {}"
    return format_html(form, _time(first.isoformat(), opening), _time(last.isoformat(), closing))


@register.simple_tag
def clock(date, time, zone_name=""):
    """A time of day on a date; machines get its offset if the zone is known."""
    if not zone_name:
        return _time(f"{date.isoformat()}T{time:%H:%M}", time_format(time, "TIME_FORMAT"))
    instant = dt.datetime.combine(date, time, ZoneInfo(zone_name))
    return _time(instant.isoformat(timespec="minutes"), time_format(time, "TIME_FORMAT"))


@register.simple_tag
def zone(date, zone_name):
    """The name of a zone on a date, such as `CDT (America/Chicago)`."""
    return f"{zone_short(date, zone_name)} ({zone_words(zone_name)})"


@register.simple_tag
def zone_short(date, zone_name):
    """The name of a zone on a date, such as `CDT`."""
    return zone_of(dt.datetime.combine(date, dt.time(12), ZoneInfo(zone_name)))


@register.filter
def zone_words(zone_name):
    """`America/New York` for `America/New_York`."""
    return zone_name.replace("_", " ")


@register.filter
def tel(phone):
    """A printed phone number as the address of a `tel:` link."""
    return ("+" if phone.strip().startswith("+") else "") + re.sub(r"\D", "", phone)


@register.filter
def may_break(email):
    """A mail address that is broken behind its @ where the line is too short."""
    return mark_safe(escape(email).replace("@", "@<wbr>"))


@register.filter
def trial_url(trial_id):
    return f"https://clinicaltrials.gov/study/{trial_id}"


@register.filter
def file_kind(name):
    """`PDF` for `results.pdf`."""
    return name.rpartition(".")[2].upper()


@register.simple_tag
def logo(owner, alternative_text="", css="logo", lazy=False):
    """A logo in its box, sharp on fine screens too."""
    width, height = shown_size(owner.logo_width, owner.logo_height)
    one, two = (_logo_address(owner, f"-{scale}x") for scale in SCALES)
    return format_html(
        '<img class="{}" src="{}" srcset="{} 2x" alt="{}" width="{}" height="{}"{}>',
        css,
        one,
        two,
        alternative_text,
        width,
        height,
        mark_safe(' loading="lazy"') if lazy else "",
    )


@register.filter
def preview_address(attachment):
    """The address of the light picture of an image."""
    return reverse("file", args=[attachment.ref, previews.public_name(attachment)])


@register.simple_tag(takes_context=True)
def card_address(context, owner):
    """The absolute address of the card with the logo, for sites that show one beside a link."""
    ending = PurePath(owner.logo.name).suffix
    path = _logo_address(owner, "-card").removesuffix(ending) + ".png"
    return context["request"].build_absolute_uri(path)


def _logo_address(owner, variant):
    name = f"{logo_stem(owner)}{variant}{PurePath(owner.logo.name).suffix}"
    return reverse("file", args=[owner.logo_ref, name])


@register.simple_tag(takes_context=True)
def absolute(context, path):
    """The address of a path with scheme and host."""
    return context["request"].build_absolute_uri(path)


@register.filter
def number(value):
    """A whole number with the separators of the reader's language: 12,345."""
    return number_format(value, use_l10n=True, force_grouping=True)


@register.simple_tag(takes_context=True)
def breadcrumbs(context, *names_and_paths):
    """`BreadcrumbList` (schema.org): the home page, then name and path of each step."""
    steps = zip(names_and_paths[::2], names_and_paths[1::2], strict=True)
    return ld_json(trail(context["request"].build_absolute_uri("/"), *steps))


@register.filter
def ld_json(data):
    """schema.org data for machines. It is no script, so the policy on scripts has nothing to refuse."""
    words = _written(data)
    for sign, inert in _INERT:
        words = words.replace(sign, inert)
    return SafeString(f'<script type="application/ld+json">{words}</script>')


def zone_of(instant):
    """`EST`, or `UTC-03:00` for a zone that has no such name."""
    name = instant.tzname()
    return name if name.isalpha() else f"UTC{instant.isoformat()[-6:]}"


def _time(machine, words):
    # `machine` is an ISO date of ours.
    return SafeString(f'<time datetime="{machine}">{escape(words)}</time>')
