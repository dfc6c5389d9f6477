import datetime as dt
import os
import subprocess
import sys

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from embargo.front import counters
from embargo.models import MissTally, OutboxEntry
from releases.models import FirstRead, Revision
from tests import builders

TOKEN = "a token for the tests alone"
pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(client, settings):
    """What a watcher reads: `figures()["newsroom_requests_total", "home"]`."""
    settings.WATCH_TOKEN = TOKEN

    def read():
        text = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).text
        samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
        return {(each.name, *each.labels.values()): each.value for each in samples}

    return read


@pytest.mark.parametrize("token", ["", "wrong", f"{TOKEN} "])
def test_without_the_token_there_is_nothing(client, settings, token):
    settings.WATCH_TOKEN = TOKEN
    asked = client.get("/metrics", headers={"authorization": f"Bearer {token}"})
    assert (asked.status_code, asked.content) == (404, client.get("/anything").content)


def test_without_a_setting_no_token_fits(client, settings):
    settings.WATCH_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_requests_are_counted_by_view_and_status(client, figures):
    before = figures().get(("newsroom_requests_total", "GET", "200", "home"), 0)
    client.get("/")
    assert figures()["newsroom_requests_total", "GET", "200", "home"] == before + 1


def test_invented_methods_and_addresses_make_no_new_row(client, figures):
    client.generic("INVENTED", "/nowhere/at/all")
    assert figures()["newsroom_requests_total", "other", "404", "none"] >= 1


def test_latency_is_measured_apart_for_the_desk(client, figures):
    before = figures().get(("newsroom_request_seconds_count", "desk"), 0)
    client.get("/admin/")
    assert figures()["newsroom_request_seconds_count", "desk"] == before + 1


def test_page_front_tells_its_hits(figures, monkeypatch):
    monkeypatch.setattr(counters, "hits", 4711)
    assert figures()["newsroom_front", "hits"] == 4711


def test_overdue_things_are_counted(figures):
    due = timezone.now() - dt.timedelta(seconds=90)
    OutboxEntry.objects.create(carrier="a", key="b", due_at=due)
    OutboxEntry.objects.create(carrier="a", key="c", due_at=timezone.now() + dt.timedelta(days=1))
    found = figures()
    assert (found["newsroom_outbox_waiting",], found["newsroom_outbox_overdue",]) == (2, 1)
    assert 90 <= found["newsroom_outbox_oldest_seconds",] < 100


def test_misses_of_ten_minutes_are_told(figures):
    for minutes, count in ((1, 5), (2, 7), (30, 100)):
        at = timezone.now() - dt.timedelta(minutes=minutes)
        MissTally.objects.create(at=at, misses=count)
    assert figures()["newsroom_misses",] == 12


def test_first_readers_are_counted_by_milliseconds(figures, people, records, now):
    builders.live(people, now)
    FirstRead.objects.create(revision=Revision.objects.get(), at=now + dt.timedelta(milliseconds=300))
    found = figures()
    assert found["newsroom_first_read_milliseconds_bucket", "250"] == 0
    assert found["newsroom_first_read_milliseconds_bucket", "500"] == 1
    assert found["newsroom_first_read_milliseconds_sum",] == 300


def test_several_processes_add_up(tmp_path):
    """Each writes its counts into the folder; whichever is asked reads them all."""
    program = "from operating import metrics; metrics.REQUESTS.labels('GET', 'home', 200).inc()"
    start = f"import django; django.setup(); {program}; print(metrics.text_of_processes().decode())"
    environment = os.environ | {
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "irsite.settings",
    }
    for _number in range(2):
        done = subprocess.run([sys.executable, "-c", start], env=environment, capture_output=True, text=True)
    assert 'newsroom_requests_total{method="GET",status="200",view="home"} 2.0' in done.stdout, done.stderr
