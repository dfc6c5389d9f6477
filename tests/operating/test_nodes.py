"""Two nodes behind nginx, with PostgreSQL and Redis: what one does the other shows."""

import itertools
import signal
import threading
import time

import pytest
from django.db import connection
from django.urls import reverse

from .nodes import Form, Newsroom, Visitor, new_database, wait_for

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgresql,
    pytest.mark.nodes,
    pytest.mark.xdist_group("nodes"),
]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        given = connection.get_connection_params()
        address = new_database("nodes", host=given["host"], user=given["user"], dbname="postgres")
    newsroom = Newsroom(tmp_path_factory.mktemp("nodes"), address)
    try:
        newsroom.start_redis()
        newsroom.contents = newsroom.fill()
        newsroom.start_nodes()
        newsroom.start_nginx()
        yield newsroom
    finally:
        newsroom.end()


@pytest.fixture(scope="module")
def writer(newsroom):
    return newsroom.site().sign_in("wanda")


@pytest.fixture(scope="module")
def approver(newsroom):
    return newsroom.site().sign_in("arne")


def at_node(newsroom, number, visitor):
    """The same person, with the same cookies, directly at one node."""
    other = newsroom.node(number)
    other.cookies = visitor.cookies
    return other


def test_both_nodes_are_ready(newsroom):
    for number in (0, 1):
        assert not [each for each in newsroom.readiness(number)["checks"].values() if not each["ok"]]


def test_sign_in_holds_on_both_nodes(newsroom, writer):
    for number in (0, 1):
        assert at_node(newsroom, number, writer).get("/admin/").status == 200


def test_upload_at_one_node_is_at_the_other(newsroom, writer):
    path = reverse("admin:releases_release_change", args=[newsroom.contents["draft"]])
    page = at_node(newsroom, 0, writer).get(path)
    data = Form(page.text, "release_form").data | {
        "attachments-TOTAL_FORMS": "1",
        "attachments-0-title": "Slides",
        "attachments-0-included": "on",
        "attachments-0-release": str(newsroom.contents["draft"]),
    }
    # Larger than a stranger's, and than what the server keeps in memory.
    files = {"attachments-0-file": ("slides.csv", b"slide,words\n" + b"1,2\n" * 500_000)}
    answer = at_node(newsroom, 0, writer).send(path, data, files)
    assert answer.status == 302, answer.text
    assert "slides.csv" in at_node(newsroom, 1, writer).get(path).text


@pytest.mark.parametrize("turn", [0, 1])
def test_published_at_one_node_it_is_read_at_the_other_within_a_second(newsroom, approver, turn):
    pk, address = newsroom.contents["ready"][turn]
    other = newsroom.node(1 - turn)
    assert (other.get(address).status, newsroom.site().get(address).status) == (404, 404)
    answer = at_node(newsroom, turn, approver).send(
        reverse("admin:releases_release_move", args=[pk, "publish"]),
        {"confirmed": "on", "no_notice": "A trial run."},
    )
    published = time.monotonic()
    assert answer.headers["Location"] == reverse("admin:releases_release_change", args=[pk])
    wait_for(lambda: other.get(address).status == 200, 5)
    assert time.monotonic() - published < 1
    # nginx may give what it has for the rest of its second; asking takes a little too.
    wait_for(lambda: newsroom.site().get(address).status == 200, 5)
    assert time.monotonic() - published < 1.5


def test_nginx_sends_a_public_file(newsroom):
    answer = newsroom.site().get(newsroom.contents["file"])
    assert (answer.status, answer.body) == (200, b"phase,n\n1,20\n")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers.get_all("Last-Modified", []) in ([], [""])


def test_nobody_reaches_the_folder_of_files(newsroom):
    stored = next((newsroom.folder / "files").glob("*.csv")).name
    assert newsroom.site().get(f"/uploads/{stored}").status == 404


def test_nginx_hides_and_adds_nothing(newsroom):
    """The answer is the node's, but for the name of the server and the length that both may tell."""
    theirs, ours = newsroom.site().get("/contacts/"), newsroom.node(0).get("/contacts/")
    assert theirs.body == ours.body
    varying = {"date", "server", "connection", "content-length", "transfer-encoding"}
    assert _headers(theirs) - varying == _headers(ours) - varying
    assert theirs.headers["ETag"] == ours.headers["ETag"]


def test_rolling_restart_under_load_loses_no_request(newsroom):
    failures, counts, stopped = [], itertools.count(), threading.Event()

    def load(path):
        visitor = Visitor(newsroom.https, tls=True)
        while not stopped.is_set():
            try:
                status = visitor.get(f"{path}?page=1&nothing={next(counts)}").status
            except OSError as error:
                status = type(error).__name__
            if status != 200:
                failures.append((path, status))

    threads = [threading.Thread(target=load, args=[path]) for path in ("/", "/releases/", "/admin/login/")]
    for thread in threads:
        thread.start()
    for number in (0, 1):
        assert newsroom.stop(f"node {number}") == -signal.SIGTERM  # as uvicorn ends
        newsroom.start_node(number)
        newsroom.wait_until_ready(number)
    stopped.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert next(counts) > 50


def _headers(answer):
    return {name.lower() for name in answer.headers}
