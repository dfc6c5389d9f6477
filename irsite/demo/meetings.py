"""The demo company's events and what is presented at them. Societies, people, titles and numbers are invented."""

from dataclasses import dataclass, field

from .programmes import PROGRAMMES

FRIDAY, SATURDAY, TUESDAY, WEDNESDAY = 4, 5, 1, 2


@dataclass(frozen=True)
class Meeting:
    """An event. `name` and `description` may hold placeholders; `first` is counted from the day of loading."""

    kind: str
    name: str
    first: int
    days: int = 1
    weekday: int | None = None  # the first day moves on to this weekday
    place: str = ""
    zone: str = "America/New_York"
    time: str = ""
    url: str = ""
    description: str = ""
    sessions: tuple = field(default=(), compare=False)


TSCO = "{year +0} Annual Assembly of the Transatlantic Society of Clinical Oncology (TSCO)"
WCTM = "{year +0} World Congress of Targeted Cancer Medicine (WCTM)"
WEBCAST = "https://investors.tarnholt.example/webcasts"


def _tsco(first, place, zone, programme=""):
    url = "https://assembly.tsco.example"
    return Meeting(
        "conference", TSCO, first, 5, FRIDAY, place, zone, "", url, "", PROGRAMMES.get(programme, ())
    )


def _wctm(first, place, zone, programme=""):
    url = "https://congress.wctm.example"
    return Meeting(
        "conference", WCTM, first, 4, SATURDAY, place, zone, "", url, "", PROGRAMMES.get(programme, ())
    )


# A release names its events by these keys; none would be public otherwise.
MEETINGS = {
    "tsco-full": _tsco(-1435, "Lisbon, Portugal", "Europe/Lisbon", "tsco-full"),
    "wctm-early": _wctm(-888, "Vienna, Austria", "Europe/Vienna", "wctm-early"),
    "wctm-mantle": _wctm(-523, "Vancouver, Canada", "America/Vancouver", "wctm-mantle"),
    "tsco-four": _tsco(-340, "Chicago, Illinois", "America/Chicago", "tsco-four"),
    "wctm-late": _wctm(-158, "Copenhagen, Denmark", "Europe/Copenhagen", "wctm-late"),
    "tsco-next": _tsco(25, "Chicago, Illinois", "America/Chicago", "tsco-next"),
    "approval-call": Meeting(
        "call",
        "Conference call on the approval of Quelvory",
        -1165,
        time="16:30",
        place="Online",
        url=WEBCAST,
    ),
    "lindquarry-call": Meeting(
        "call",
        "Conference call on the collaboration with Lindquarry",
        -610,
        time="08:00",
        place="Online",
        url=WEBCAST,
    ),
    "research-day": Meeting(
        "webcast",
        "{year +0} Research Day",
        -283,
        weekday=WEDNESDAY,
        time="09:00",
        place="Wexcombe, Massachusetts, and online",
        url=f"{WEBCAST}/research-day",
        description=(
            "Presentations on the next generation of Lanyard linkers, tavricemig and TNH-402, followed by questions. "
            "Two physicians speak about treating lymphoma after bispecific antibodies."
        ),
    ),
    "saltmarsh-call": Meeting(
        "call",
        "Conference call on the results of SALTMARSH-2",
        -205,
        time="08:00",
        place="Online",
        url=WEBCAST,
    ),
    "harborlight": Meeting(
        "meeting",
        "Harborlight Partners Oncology Forum",
        12,
        weekday=TUESDAY,
        time="13:20",
        place="New York, New York",
        url=f"{WEBCAST}/harborlight",
        description="Fireside chat with Rosalind Hale, Ph.D., President and Chief Executive Officer.",
    ),
    "quillmere": Meeting(
        "meeting",
        "Quillmere Capital Healthcare Days",
        33,
        days=2,
        weekday=TUESDAY,
        place="London, United Kingdom",
        zone="Europe/London",
        time="10:40",
        url=f"{WEBCAST}/quillmere",
        description="Company presentation and one-on-one meetings.",
    ),
    "gastric-webcast": Meeting(
        "webcast",
        "Physicians on CDH17 in gastric cancer",
        47,
        weekday=WEDNESDAY,
        time="12:00",
        place="Online",
        url=f"{WEBCAST}/gastric",
        description=(
            "Two gastrointestinal oncologists discuss testing for CDH17 and the place of targeted therapy in the "
            "second line. Questions can be sent in advance."
        ),
    ),
}
