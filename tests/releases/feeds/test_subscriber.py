"""A subscriber's life: asks again and again, with what it was told before, and sees each thing once."""

import dataclasses

import pytest

from tests import builders

from .reading import ATOM, FORMS, MINUTE, corrected, items, tombstones

pytestmark = pytest.mark.django_db


@dataclasses.dataclass
class Subscriber:
    """A feed reader: keeps validators and shows what it has not seen with this date."""

    address: str
    visit: object
    validators: dict = dataclasses.field(default_factory=dict)
    seen: set = dataclasses.field(default_factory=set)
    requests: list = dataclasses.field(default_factory=list)

    def ask(self, at):
        """The titles of what is new or changed."""
        response = self.visit(self.address, at, headers=self.validators)
        self.requests.append(response.status_code)
        if response.status_code == 304:
            return []
        self.validators = {"If-None-Match": response["ETag"], "Accept-Encoding": "identity"}
        if response.has_header("Last-Modified"):
            self.validators["If-Modified-Since"] = response["Last-Modified"]
        return list(self._shown(response))

    def _shown(self, response):
        for identity, title, _content, updated in items(response):
            if (identity, updated) not in self.seen:
                self.seen.add((identity, updated))
                yield title
        for tombstone in tombstones(response) if self.address == ATOM else ():
            if (tombstone.get("ref"), "gone") not in self.seen:
                self.seen.add((tombstone.get("ref"), "gone"))
                yield "gone"


@pytest.mark.parametrize("form", FORMS)
def test_subscriber_sees_each_thing_once(people, records, now, visit, form):
    subscriber = Subscriber(f"/feeds/releases.{form}", visit)
    first = builders.live(people, now, headline="First")
    assert subscriber.ask(now + MINUTE) == ["First"]
    assert subscriber.ask(now + 2 * MINUTE) == []

    builders.scheduled(people, now + 2 * MINUTE, now + 10 * MINUTE, headline="Second")
    builders.draft(people, now, headline="Third")
    assert subscriber.ask(now + 9 * MINUTE) == []
    assert subscriber.ask(now + 10 * MINUTE) == ["Second"]

    corrected(first, people, now + 20 * MINUTE, kind="update", note="More facts.")
    assert subscriber.ask(now + 20 * MINUTE) == ["First"]
    corrected(first, people, now + 30 * MINUTE, kind="typo", note="", body="<p>We report fine results.</p>")
    assert subscriber.ask(now + 30 * MINUTE) == []
    assert subscriber.ask(now + 31 * MINUTE) == []

    first.refresh_from_db()
    first.withdraw(by=people.approver, now=now + 40 * MINUTE, reason="Wrong.")
    assert subscriber.ask(now + 40 * MINUTE) == ["gone" if form == "atom" else "Withdrawn: First"]
    assert subscriber.ask(now + 41 * MINUTE) == []
    assert subscriber.requests == [200, 304, 304, 200, 200, 200, 304, 200, 304]
