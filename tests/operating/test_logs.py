import io
import json
import logging

import pytest
import sentry_sdk
import sentry_sdk.transport
from django.conf import settings
from django.db import DatabaseError, connection

from embargo.models import OutboxEntry
from operating import logs, sentry
from releases.models import Release
from tests import builders


@pytest.fixture
def lines():
    """A logger that writes JSON lines, and the lines."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JSONLines())
    logger = logging.getLogger("operating.tests")
    logger.addHandler(handler)
    yield logger, lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)


def test_line_is_one_object_with_the_request(lines):
    logger, read = lines
    logs.request_id.set("abcdef0123456789")
    logger.warning("Two\nlines")
    (line,) = read()
    logs.request_id.set("")
    assert (line["message"], line["request"], line["level"]) == ("Two\nlines", "abcdef0123456789", "warning")


def test_row_is_named_by_its_number(lines):
    logger, read = lines
    logger.warning("%s cannot be read.", Release(pk=7, headline="Velmora Acquires Hedgehogs"))
    assert read()[0]["message"] == "releases.Release 7 cannot be read."


@pytest.mark.parametrize("name", settings.LOGGING["loggers"])
def test_logger_that_passes_no_line_on_takes_it(name):
    """Else Python writes it, as with the Host that a stranger sent."""
    logger = settings.LOGGING["loggers"][name]
    assert logger.get("propagate", True) or logger["handlers"]


@pytest.mark.django_db
def test_error_of_the_database_holds_no_row(lines):
    logger, read = lines
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 'Velmora Acquires Hedgehogs' FROM nowhere")
    except DatabaseError:
        logger.exception("It could not be saved.")
    (line,) = read()
    assert "Hedgehogs" not in line["message"].replace("SELECT 'Velmora Acquires Hedgehogs' FROM nowhere", "")
    assert line["message"].endswith("Error")


def test_exception_as_an_argument_is_named_by_its_kind(lines):
    logger, read = lines
    logger.warning("Failed: %s", ValueError("Velmora Acquires Hedgehogs"))
    assert read()[0]["message"] == "Failed: ValueError"


@pytest.mark.django_db
def test_request_is_logged_without_its_question(client, caplog):
    with caplog.at_level("INFO", logger="operating.requests"):
        client.get("/search/?q=hedgehogs")
    (record,) = [record for record in caplog.records if record.name == "operating.requests"]
    assert (record.path, record.status) == ("/search/", 200)
    assert "hedgehogs" not in record.getMessage()


@pytest.fixture
def everything():
    """All that the newsroom's loggers write, as text, from now on."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JSONLines())
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.DEBUG)
    logging.getLogger("operating.requests").setLevel(logging.INFO)
    yield stream.getvalue
    root.removeHandler(handler)
    root.setLevel(level)


WORDS = "Velmora Acquires Hedgehogs"


def fail(*args, **kwargs):
    raise ValueError(WORDS)


@pytest.mark.django_db
def test_no_word_of_a_draft_is_logged_whatever_is_done_with_it(
    client, people, records, now, everything, monkeypatch
):
    release = builders.approved(people, now, headline=WORDS)
    address, desk = release.revisions.get().get_absolute_url(), f"/admin/releases/release/{release.pk}/"
    client.raise_request_exception = False
    for person in (None, people.approver):
        if person:
            client.force_login(person)
        for path in (
            address,
            f"{address}nothing",
            address.rstrip("/") + ".pdf",
            f"{desk}change/",
            f"{desk}preview/",
        ):
            client.get(path)
        client.get("/search/?q=hedgehogs")
    monkeypatch.setattr("releases.views.live", fail)
    monkeypatch.setattr("django.contrib.admin.ModelAdmin.get_object", fail)
    assert client.get(address).status_code == 500
    assert client.get(f"{desk}change/").status_code == 500
    assert "/admin/releases/release/" in everything()
    assert "hedgehog" not in everything().lower()


@pytest.mark.django_db
def test_line_of_django_about_an_answer_names_the_request(client, everything):
    client.get("/nothing/")
    lines = [json.loads(line) for line in everything().splitlines()]
    ours, theirs = (next(line for line in lines if line["logger"] == name)
                    for name in ("operating.requests", "django.request"))  # fmt: skip
    assert theirs["message"] == "Not Found: /nothing/"
    assert theirs["request"] == ours["request"] != ""


@pytest.mark.django_db
def test_public_answer_carries_no_name_of_its_request(client):
    assert not client.get("/").has_header("X-Request-ID")


@pytest.mark.django_db
@pytest.mark.parametrize(("given", "kept"), [("abcdef-0123", True), ("short", False), ("a b<script>", False)])
def test_desk_answers_under_the_name_that_the_proxy_gave(client, settings, given, kept):
    settings.BEHIND_PROXY = True
    response = client.get("/admin/login/", headers={"x-request-id": given})
    assert (response["X-Request-ID"] == given) == kept


def test_outbox_entry_is_named_by_its_number(lines):
    logger, read = lines
    logger.warning("%s could not be sent.", OutboxEntry(pk=3, carrier="mail", key="k", subject="Hedgehogs"))
    assert read()[0]["message"] == "embargo.OutboxEntry 3 could not be sent."


class Kept(sentry_sdk.transport.Transport):
    """Keeps what would be sent."""

    sent = []

    def capture_envelope(self, envelope):
        self.sent.append(envelope.get_event())


def test_sentry_is_told_of_the_kind_and_the_place_alone():
    sentry.start("https://key@sentry.example/1", transport=Kept, default_integrations=False)
    try:
        words = "Velmora Acquires Hedgehogs"
        raise ValueError(words)
    except ValueError as error:
        sentry_sdk.capture_exception(error)
    finally:
        sentry_sdk.init()
    (fault,) = Kept.sent[0]["exception"]["values"]
    assert (fault["type"], fault["value"]) == ("ValueError", "")
    assert all("vars" not in frame for frame in fault["stacktrace"]["frames"])
