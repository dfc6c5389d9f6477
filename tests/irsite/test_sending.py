"""How a public file is sent: in parts, with validators, and harmless."""

import datetime as dt
import itertools
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from hypothesis import given, settings
from hypothesis import strategies as st

from embargo import sending
from embargo.storage import Part
from releases.models import Attachment
from tests import builders
from tests.fronts import one_connection
from tests.sharing import shared

from .test_files import attached, body

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
CONTENT = b"%PDF-" + bytes(range(256)) * 40
SIZE = len(CONTENT)
NOBODY = "/files/0000aaaa/q3-results.pdf"


people, records = shared(builders.people), shared(builders.records)


@pytest.fixture
def uploads(shared_uploads):
    return shared_uploads


@pytest.fixture(scope="module")
def file(people, records, now):
    return attached(people, now, now + MINUTE, content=CONTENT)


@pytest.fixture
def ask(visit, file, now):
    """Asks for the public file with headers."""

    def ask(method="get", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return visit(file.get_absolute_url(), now + MINUTE, method, headers=headers)

    return ask


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-10", SIZE - 10, SIZE - 1),
        ("bytes=-999999", 0, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=10-999999999", 10, SIZE - 1),
        ("Bytes = 5 - 7", 5, 7),
    ],
)
def test_part_is_sent(ask, asked, first, last):
    response = ask(Range=asked)
    assert body(response) == CONTENT[first : last + 1]
    assert response["Content-Length"] == str(last - first + 1)
    if last - first + 1 < SIZE:
        assert (response.status_code, response["Content-Range"]) == (206, f"bytes {first}-{last}/{SIZE}")


def test_server_is_told_where_the_bytes_lie(ask):
    response = ask(Range="bytes=5-99")
    path, first, last = response.on_disk
    assert Path(path).read_bytes()[first : last + 1] == body(response) == CONTENT[5:100]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=999999-9999999", "bytes=-0"])
def test_part_beyond_the_end_is_refused(ask, asked):
    response = ask(Range=asked)
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert response.content == b""


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1,3-4",
        "bytes=5-2",
        "bytes=-",
        "bytes=a-b",
        "lines=0-1",
        "bytes",
        "",
        "bytes=1-2-3",
        f"bytes=0-{'9' * 40}",
    ],
)
def test_what_is_no_single_part_gets_all(ask, asked):
    response = ask(Range=asked)
    assert (response.status_code, body(response)) == (200, CONTENT)


def test_part_of_the_same_bytes_is_sent_on(ask):
    assert ask(Range="bytes=0-9", If_Range=ask()["ETag"]).status_code == 206


@pytest.mark.parametrize("known", ['"other"', "W/{}", "Tue, 04 Mar 2025 17:00:00 GMT", "rubbish"])
def test_part_of_other_bytes_gets_all(ask, known):
    known = known.format(ask()["ETag"])
    assert body(ask(Range="bytes=0-9", If_Range=known)) == CONTENT


def test_head_tells_the_size_and_sends_nothing(ask):
    head, get = ask("head", Range="bytes=0-9"), ask()
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers
    assert head["Content-Length"] == str(SIZE)
    assert head["Accept-Ranges"] == "bytes"


def test_reader_who_has_the_file_gets_no_part_of_it(ask):
    tag = ask()["ETag"]
    assert ask(If_None_Match=tag, Range="bytes=0-9").status_code == 304
    assert ask(If_Match='"other"').status_code == 412


def test_date_of_the_upload_is_not_told(ask):
    assert "Last-Modified" not in ask().headers


def test_file_is_harmless_in_a_browser(people, records, now, visit):
    path = attached(people, now, now + MINUTE, "data.csv", b"a,b").get_absolute_url()
    policy = visit(path, now + MINUTE)["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'; ")


def test_pdf_can_be_shown_and_loads_nothing(ask):
    policy = ask()["Content-Security-Policy"]
    assert "sandbox" not in policy
    assert policy.startswith("default-src 'none'; ")


def test_large_body_is_sent_in_pieces(people, records, now, visit, monkeypatch):
    monkeypatch.setattr("embargo.storage.CHUNK", 1000)
    path = attached(people, now, now + MINUTE, content=CONTENT).get_absolute_url()
    response = visit(path, now + MINUTE)
    assert [len(piece) for piece in response] == [1000] * (SIZE // 1000) + [SIZE % 1000]


def test_file_is_closed_though_its_reader_went_away(ask, monkeypatch):
    closed, close = [], Part.close
    monkeypatch.setattr(Part, "close", lambda part: closed.append(close(part)))
    with one_connection():
        ask().close()
    assert closed


# What is not public


METHODS = ["get", "head", "post", "put", "delete", "patch", "options", "trace"]
HEADERS = [
    {},
    {"Range": "bytes=0-9"},
    {"Range": "bytes=99999999-"},
    {"Range": "bytes=0-9", "If-Range": '"x"'},
    {"If-None-Match": "*"},
    {"If-Match": "*"},
    {"If-Modified-Since": "Tue, 04 Mar 2025 17:00:00 GMT"},
    {"Accept-Encoding": "gzip"},
]


def test_waiting_file_answers_like_nothing(file, visit, now):
    for method, headers in itertools.product(METHODS, HEADERS):
        known, nothing = (
            visit(path, now, method, headers=headers) for path in (file.get_absolute_url(), NOBODY)
        )
        assert (known.status_code, known.headers) == (nothing.status_code, nothing.headers)
        assert (known.content, known.cookies) == (nothing.content, nothing.cookies)


def test_tag_of_a_waiting_file_is_no_key(file, visit, now):
    tag = visit(file.get_absolute_url(), now + MINUTE)["ETag"]
    for name in ("If-None-Match", "If-Match"):
        known, nothing = (visit(path, now, headers={name: tag}) for path in (file.get_absolute_url(), NOBODY))
        assert (known.status_code, known.headers) == (nothing.status_code, nothing.headers)


def test_storage_is_not_asked_for_what_is_not_public(file, visit, now, monkeypatch):
    def refuse(*args):
        raise AssertionError("asked")

    for name in ("bytes_of", "part", "exists", "open"):
        monkeypatch.setattr(type(storages["default"]), name, refuse, raising=False)
    assert visit(file.get_absolute_url(), now).status_code == 404


def test_no_upload_has_an_address(file):
    with pytest.raises(ValueError, match="no address"):
        _ = file.file.url


# nginx


def test_nginx_is_named_the_file_when_a_setting_says_so(ask, file, settings):
    settings.FILES_ACCEL = "/uploads/"
    response = ask()
    assert (response["X-Accel-Redirect"], response.content) == (f"/uploads/{file.file.name}", b"")
    assert response["Content-Type"] == "application/pdf"


def test_nginx_is_named_nothing_before_the_instant(visit, file, now, settings):
    settings.FILES_ACCEL = "/uploads/"
    known, nothing = visit(file.get_absolute_url(), now), visit(NOBODY, now)
    assert (known.headers, known.content) == (nothing.headers, nothing.content)


# The desk


def test_desk_offers_a_file_for_saving(client, people, records, now):
    release = builders.draft(people, now)
    attachment = Attachment(release=release, title="Results", file=ContentFile(CONTENT, "a.pdf"))
    attachment.full_clean()
    attachment.save()
    client.force_login(people.writer)
    response = client.get(f"/admin/releases/release/{release.pk}/files/{attachment.ref}/")
    assert response["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert body(response) == CONTENT


# Whatever is asked for


class Asked:
    method = "GET"

    def __init__(self, **headers):
        self.headers = headers


@settings(max_examples=300, deadline=None)
@given(
    asked=st.text(max_size=40) | st.from_regex(r"bytes=\d{0,5}-\d{0,5}", fullmatch=True),
    size=st.integers(0, 2000),
)
def test_every_part_lies_within_the_file(asked, size):
    first, last = sending.part_of(Asked(Range=asked), "tag", size)
    if first is None:
        assert last is None
    else:
        assert 0 <= first <= last + 1 <= size
