"""Builders perform the real moves, so no test stands on a state that the code cannot reach."""

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User

from contacts.models import Contact
from releases.models import Boilerplate, Category, Filing, Issuer, Listing, Release, ReleaseContact

ZONE = ZoneInfo("America/New_York")


PEOPLE = {
    "writer": ("wanda", "Wanda", "Writer", "Writers"),
    "approver": ("arne", "Arne", "Approver", "Approvers"),
    "second": ("berta", "Berta", "Approver", "Approvers"),
    "administrator": ("adam", "Adam", "Administrator", "Administrators"),
}


def people():
    """All at once, because almost every test has them."""
    password = make_password("pass")
    users = User.objects.bulk_create(
        User(username=username, first_name=first, last_name=last, password=password, is_staff=True)
        for username, first, last, _role in PEOPLE.values()
    )
    groups, belonging = dict(Group.objects.values_list("name", "pk")), User.groups.through
    belonging.objects.bulk_create(
        belonging(user=user, group_id=groups[role])
        for user, (*_names, role) in zip(users, PEOPLE.values(), strict=True)
    )
    return SimpleNamespace(**dict(zip(PEOPLE, users, strict=True)))


BOILERPLATE = [
    ("about", "About", "About {issuer}", "{issuer} makes medicines."),
    (
        "safe-harbor",
        "Safe harbor",
        "Forward-Looking Statements",
        "Risks[ of {compounds}] are in {issuer}'s {annual_report}.",
    ),
    ("source", "Source", "", "Source: {issuer}"),
    ("caution", "Caution", "", "Statements about the future may be wrong."),
]


def records():
    issuer = Issuer.objects.create(
        name="Velmora Bio, Inc.",
        short_name="Velmora",
        place="HALVERTON, Mass.",
        web_address="https://www.velmora.example",
    )
    Listing.objects.create(issuer=issuer, exchange="Nasdaq", market_code="XNAS", symbol="VLMZ")
    Boilerplate.objects.bulk_create(
        Boilerplate(kind=kind, name=name, heading=heading, text=text, effective_from=dt.date(2020, 1, 1))
        for kind, name, heading, text in BOILERPLATE
    )
    return SimpleNamespace(
        issuer=issuer,
        category=Category.objects.create(name="Clinical data", slug="clinical-data"),
        filing=Filing.objects.create(period_end=dt.date(2019, 12, 31), filed_on=dt.date(2020, 1, 1)),
        investor=Contact.objects.create(
            kind="investor", person="Ina Vesta", phone="555-0100", email="ina@velmora.example"
        ),
        media=Contact.objects.create(
            kind="media", person="Max Edia", organisation="Loud Agency", phone="555-0101"
        ),
    )


def move_to_noon(issuer, now):
    """Let it be noon where the company is, and say which day; so none ends while a test follows the machine's clock.

    A release goes out on its own day alone.
    """
    issuer.time_zone = f"Etc/GMT{now.hour - 12:+}"
    issuer.save()
    return issuer.day(now)


def draft(people, now, *, headline="Velmora Reports Results", category=None, contacts=True, **fields):
    """A draft by the writer, dated the day of `now`, that can be submitted."""
    fields = {"date": now.astimezone(ZONE).date(), "body": "<p>We report results.</p>", **fields}
    release = Release.objects.create(
        headline=headline,
        category=category or Category.objects.first(),
        dateline_place="HALVERTON, Mass.",
        **fields,
    )
    if contacts:
        for position, contact in enumerate(Contact.objects.order_by("kind"), start=1):
            ReleaseContact.objects.create(release=release, contact=contact, position=position)
    release.record_author(people.writer)
    return release


def in_review(people, now, **fields):
    release = draft(people, now, **fields)
    release.submit(by=people.writer, now=now)
    return release


def approve(release, people, now, **given):
    """Approved as it stands, every warning ticked."""
    given = read(release, now) | given
    release.approve(by=people.approver, now=now, **given)
    return release


def read(release, now):
    """What an approver brings who has read the text and accepts every warning."""
    return accepted(release.checked(now))


def accepted(checked):
    return {
        "seen": checked.sha256,
        "ticked": [warning.key for warning in checked.warnings],
    }


def approved(people, now, **fields):
    release = draft(people, now, **fields)
    # What was found when it was submitted is what the approver sees; nothing came between.
    given = accepted(release.submit(by=people.writer, now=now))
    release.approve(by=people.approver, now=now, **given)
    return release


def scheduled(people, now, at, **fields):
    release = approved(people, now, **fields)
    release.schedule(by=people.approver, now=now, at=at)
    return release


def live(people, now, **fields):
    release = approved(people, now, **fields)
    release.publish(by=people.approver, now=now)
    return release
