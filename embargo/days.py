"""Which days can be typed at the desk: near the ends of the calendar another zone's clock has no year to show."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import DateField
from django.utils.translation import gettext_lazy as _

OUTSIDE = _("Choose a date from 1900 to 2199.")
IN_REACH = [
    MinValueValidator(dt.date(1900, 1, 1), OUTSIDE),
    MaxValueValidator(dt.date(2199, 12, 31), OUTSIDE),
]
DAYS = {DateField: {"validators": IN_REACH}}
