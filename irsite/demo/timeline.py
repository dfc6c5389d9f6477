"""When everything happened: the days of releases and events, counted from the day on which the demo is loaded."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from . import company, words
from .days import DAY, Quarter, business_day, last_reported, on_weekday, reported
from .finance import Books
from .meetings import MEETINGS, WEBCAST, Meeting

ZONE = ZoneInfo(company.ISSUER["time_zone"])


@dataclass
class Timeline:
    """All texts with their days. `now` is the instant of loading."""

    now: dt.datetime
    texts: list

    @cached_property
    def today(self):
        return self.now.astimezone(ZONE).date()

    @cached_property
    def quarters(self):
        """The quarter of each results text, by its key: `results-annual-1` has the newest year."""
        found = {}
        for kind in ("annual", "quarterly"):
            keys = sorted(text.key for text in self.texts if text.key.startswith(f"results-{kind}"))
            quarters = reported(self.today, annual=kind == "annual", count=len(keys))
            found |= dict(zip(keys, quarters, strict=True))
        return found

    @cached_property
    def next_quarter(self):
        return last_reported(self.today).plus(1)

    @cached_property
    def meetings(self):
        """Every event by its key, the calls on results among them."""
        calls = {f"call-{key}": self._results_call(key, quarter) for key, quarter in self.quarters.items()}
        return MEETINGS | calls

    @cached_property
    def meeting_days(self):
        """(first day, last day) of every event."""
        return {key: self._meeting_span(meeting) for key, meeting in self.meetings.items()}

    @cached_property
    def spans(self):
        """The placeholder of the days of each event, and its words."""
        return {f"days {key}": words.span(*span) for key, span in self.meeting_days.items()}

    @cached_property
    def days(self):
        """The day of every release and the first day of every event, by key."""
        first_days = {key: first for key, (first, _) in self.meeting_days.items()}
        releases = {text.key: self._release_day(text, first_days) for text in self.texts}
        return first_days | releases | {"next-results": self.next_quarter.reported_on}

    @cached_property
    def books(self):
        payments = (
            # received when this release went out, of which revenue at once
            ("kaminoura", 60_000, 20_000),
            ("lindquarry", 120_000, 18_000),
            ("japan", 15_000, 15_000),
            ("gannetry-start", 25_000, 6_000),
        )
        return Books(
            launch=Quarter.of(self.days["approval"]),
            offering=Quarter.of(self.days["offering"]),
            payments=tuple((Quarter.of(self.days[key]), *amounts) for key, *amounts in payments),
        )

    def at(self, day):
        """A day of the story as a date: a key of `days`, a number of days from today, or None."""
        return self.today + day * DAY if isinstance(day, int) else self.days.get(day)

    def instant(self, text):
        """When the text went out, or will: its day at its time in the company's zone."""
        day = self.at(company.OPENING) if text["archive"] else self.days[text.key]
        return dt.datetime.combine(day, dt.time.fromisoformat(text["time"] or "07:00"), ZONE)

    def in_force(self, versions, day):
        """The last of `versions`, pairs that start with a number of days from today, that began by `day`."""
        return [rest for first, *rest in versions if self.at(first) <= day][-1]

    def filler(self, text, **values):
        return words.Filler(self.days[text.key], self.days, self.spans | values)

    def _results_call(self, key, quarter):
        period = (
            f"Full year {quarter.year}"
            if quarter.is_annual
            else f"{quarter.ordinal.title()} quarter {quarter.year}"
        )
        return Meeting(
            "call",
            f"{period} results conference call",
            (quarter.reported_on - self.today).days,
            time="16:30" if quarter.is_annual else "08:30",
            place="Online",
            url=f"{WEBCAST}/results",
            description="The management team presents the results and answers questions of analysts.",
        )

    def _meeting_span(self, meeting):
        day = self.at(meeting.first) + self._holiday_shift(meeting)
        first = business_day(day) if meeting.weekday is None else on_weekday(day, meeting.weekday)
        return first, first + (meeting.days - 1) * DAY

    def _holiday_shift(self, meeting):
        """Nobody meets at the turn of the year. All years of a society are moved, or none."""
        if meeting.kind == "call":
            return 0 * DAY
        this_year = self.at(meeting.first % 365)
        at_turn = (this_year.month, this_year.day) > (12, 9) or (this_year.month, this_year.day) < (1, 5)
        return 28 * DAY if at_turn else 0 * DAY

    def _release_day(self, text, first_days):
        if text.key in self.quarters:
            return self.quarters[text.key].reported_on
        if text["day"] == "notice of results":
            # A week and a half from now, yet well before the results.
            return max(self.today, min(self.today + 9 * DAY, self.next_quarter.reported_on - 7 * DAY))
        day = words.Filler(self.today, first_days, {}).day(text["day"])
        return business_day(day, step=1 if text["weekend"] == "after" else -1)


def read(now):
    return Timeline(now, words.read_all())


def without_misprint(text):
    """The text as it first went out, with the words that were corrected afterwards."""
    return replace(text, body=text.body.replace(text["right"], text["wrong"]))
