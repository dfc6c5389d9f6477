"""A hub on this machine is told of what changed."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from embargo import outbox
from embargo.models import OutboxEntry
from pipeline.models import Compound
from tests import builders

from .feeds.reading import MINUTE, corrected

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub(settings):
    """The topics that a hub was told of, by request; `status` is what it answers."""

    class Hub(BaseHTTPRequestHandler):
        told, status = [], 204

        def do_POST(self):
            fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            assert fields["hub.mode"] == ["publish"]
            Hub.told.append(fields["hub.url"])
            self.send_response(Hub.status)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.WEBSUB_HUB_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.SITE_URL = "https://ir.velmora.example"
    yield Hub
    server.shutdown()
    server.server_close()


def deliver(now):
    while outbox.deliver_next(now):
        pass


def test_hub_hears_of_a_release_when_it_is_public(people, records, now, hub):
    builders.scheduled(people, now, now + MINUTE)
    deliver(now)
    assert not hub.told
    deliver(now + MINUTE)
    (topics,) = hub.told
    assert topics == [
        f"https://ir.velmora.example/feeds/{name}.{form}"
        for name in ("releases", "category/clinical-data")
        for form in ("rss", "atom", "json")
    ]


def test_hub_hears_of_every_feed_that_changed(people, records, now, hub):
    release = builders.draft(people, now)
    release.compounds.add(Compound.objects.create(name="VLM-1", slug="vlm-1"))
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    release.compounds.clear()
    corrected(release, people, now + MINUTE)
    deliver(now + MINUTE)
    (topics,) = hub.told
    assert "https://ir.velmora.example/feeds/compound/vlm-1.atom" in topics


def test_hub_hears_of_a_withdrawal(people, records, now, hub):
    release = builders.live(people, now)
    deliver(now)
    release.withdraw(by=people.approver, now=now + MINUTE, reason="Wrong.")
    deliver(now + MINUTE)
    assert len(hub.told) == 2


def test_hub_that_fails_is_told_again(people, records, now, hub):
    hub.status = 503
    builders.live(people, now)
    deliver(now)
    assert "503" in OutboxEntry.objects.get().message
    hub.status = 202
    deliver(now + MINUTE)
    entry = OutboxEntry.objects.get()
    assert (entry.outcome, entry.message) == ("delivered", "The hub was told of 6 feeds and answered 202.")


def test_text_that_gave_way_is_not_told_of(people, records, now, hub):
    release = builders.live(people, now)
    corrected(release, people, now + MINUTE)
    deliver(now + MINUTE)
    outcomes = list(OutboxEntry.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == ["dropped", "delivered"]


def test_without_a_hub_there_is_nothing_to_send(people, records, now):
    builders.live(people, now)
    assert not OutboxEntry.objects.exists()
