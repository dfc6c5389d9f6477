"""The application with a clock that is DRILL_SHIFT seconds ahead; for the fault drill alone."""

import datetime as dt
import os
import time

from django.utils import timezone

SHIFT = float(os.environ["DRILL_SHIFT"])
_now, _time = timezone.now, time.time
timezone.now = lambda: _now() + dt.timedelta(seconds=SHIFT)
time.time = lambda: _time() + SHIFT

from irsite.asgi import application  # noqa: E402

__all__ = ["application"]
