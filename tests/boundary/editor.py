"""A process that stands for the desk: it makes ready what is due at an instant, and changes its mind right before.

    python -m tests.boundary.editor

Lines of JSON go in and out: `{"round": 1, "fates": ["plain", "held"]}` in, and an empty one out when these releases are
approved; `{"due": 1735689600.5}` in, in seconds since 1970, and where they stand out; one more when the moves are made.
"""

import datetime as dt
import json
import sys
import time

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.utils import timezone  # noqa: E402

from releases.models import Attachment, Release  # noqa: E402
from tests import builders  # noqa: E402

# The moves take some time on a busy machine, and the last one is to be made before the instant.
BEFORE = dt.timedelta(seconds=2)
SECOND, HALF = dt.timedelta(seconds=1), dt.timedelta(seconds=0.5)


def main():
    people, records = builders.people(), builders.records()
    day = builders.move_to_noon(records.issuer, timezone.now())
    say({})
    for line in sys.stdin:
        asked = json.loads(line)
        releases = {fate: approved(people, day, f"zq{asked['round']}{fate}") for fate in asked["fates"]}
        say({})
        due = dt.datetime.fromtimestamp(json.loads(sys.stdin.readline())["due"], dt.UTC)
        for fate, release in releases.items():
            give_instant(people, fate, release, due)
        say({fate: {**place(release), **public(release)} for fate, release in releases.items()})
        sleep_until(due - BEFORE)
        for fate, release in releases.items():
            move(people, fate, release, due)
        say({fate: public(release) for fate, release in releases.items()})


def say(data):
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


def approved(people, day, word):
    """A release of the day whose words, file and address hold `word`."""
    now = timezone.now()
    release = builders.draft(people, now, date=day, headline=f"Velmora {word}", body=f"<p>On {word}.</p>")
    file = SimpleUploadedFile(f"{word}.csv", f"word\n{word}\n".encode())
    attachment = Attachment(release=release, title=word, file=file)
    attachment.full_clean()
    attachment.save()
    release.submit(by=people.writer, now=now)
    return builders.approve(release, people, now)


def give_instant(people, fate, release, due):
    now = timezone.now()
    if fate == "withdrawn":
        release.publish(by=people.approver, now=now)
    else:
        release.schedule(by=people.approver, now=now, at=due)


def move(people, fate, release, due):
    release, now = Release.objects.get(pk=release.pk), timezone.now()
    if fate == "held":
        release.hold(by=people.approver, now=now, reason="Not yet.")
    if fate == "returned":
        release.send_back(by=people.approver, now=now, reason="A wrong number.")
    if fate == "earlier":
        release.schedule(by=people.approver, now=now, at=due - HALF)
    if fate == "later":
        release.schedule(by=people.approver, now=now, at=due + SECOND)
    if fate == "withdrawn":
        release.withdraw(by=people.approver, now=now, reason="All is wrong.", hide_headline=True)


def place(release):
    revision = release.revisions.get()
    return {"page": revision.get_absolute_url(), "file": revision.attachments.get().get_absolute_url()}


def public(release):
    """From when until when readers may see it, as seconds since 1970; None for never and for no end."""
    revision = release.revisions.get()
    instants = {"from": revision.public_from, "until": revision.public_until}
    return {name: instant and instant.timestamp() for name, instant in instants.items()}


def sleep_until(instant):
    time.sleep(max(0, (instant - timezone.now()).total_seconds()))


if __name__ == "__main__":
    main()
