"""A process that stands for the desk: it makes ready what is due at an instant, and changes its mind a second before.

    python -m tests.boundary.editor

One line of JSON in, `{"round": 1, "fates": ["plain", "held"], "seconds": 6}`; one out with what is due when and
where; one more when the moves are made.
"""

import datetime as dt
import json
import sys
import time

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.utils import timezone  # noqa: E402

from releases.models import Attachment, Issuer, Release  # noqa: E402
from tests import builders  # noqa: E402

SECOND, HALF = dt.timedelta(seconds=1), dt.timedelta(seconds=0.5)


def main():
    people = builders.people()
    builders.records()
    print("{}", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        due = timezone.now() + dt.timedelta(seconds=asked["seconds"])
        releases = {fate: ready(people, fate, f"zq{asked['round']}{fate}", due) for fate in asked["fates"]}
        told = {fate: {**place(release), **public(release)} for fate, release in releases.items()}
        print(json.dumps({"due": due.timestamp(), "releases": told}), flush=True)
        sleep_until(due - SECOND)
        for fate, release in releases.items():
            move(people, fate, release, due)
        print(json.dumps({fate: public(release) for fate, release in releases.items()}), flush=True)


def ready(people, fate, word, due):
    """A release whose words, file and address hold `word`."""
    now, date = timezone.now(), due.astimezone(Issuer.objects.get().zone).date()
    release = builders.draft(people, now, headline=f"Velmora {word}", body=f"<p>On {word}.</p>", date=date)
    file = SimpleUploadedFile(f"{word}.csv", f"word\n{word}\n".encode())
    attachment = Attachment(release=release, title=word, file=file)
    attachment.full_clean()
    attachment.save()
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now)
    if fate == "withdrawn":
        release.publish(by=people.approver, now=now)
    else:
        release.schedule(by=people.approver, now=now, at=due)
    return release


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
