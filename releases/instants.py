"""Wall-clock times as instants: skipped and doubled hours are asked about, never guessed."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def is_skipped(naive, zone):
    """Whether daylight saving leaves this wall-clock time out (RFC 5545's gap)."""
    return naive.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != naive


def is_doubled(naive, zone):
    """Whether this wall-clock time comes twice, before and after clocks go back."""
    first, second = (naive.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first != second and not is_skipped(naive, zone)


def instant(naive, zone, *, fold=None):
    """The aware instant of `naive` in `zone`. ValidationError `skipped`, or `doubled` where `fold` is None."""
    if is_skipped(naive, zone):
        raise ValidationError(
            _("Clocks go forward then: %(time)s does not exist on %(day)s in %(zone)s."),
            code="skipped",
            params={"time": f"{naive:%H:%M}", "day": naive.date(), "zone": zone.key},
        )
    if is_doubled(naive, zone) and fold is None:
        raise ValidationError(
            _("Clocks go back then: %(time)s comes twice on %(day)s in %(zone)s. Say which one you mean."),
            code="doubled",
            params={"time": f"{naive:%H:%M}", "day": naive.date(), "zone": zone.key},
        )
    return naive.replace(tzinfo=zone, fold=fold or 0)
