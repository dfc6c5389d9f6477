"""What a connection bounds, and the order of what comes on one."""

import re
import resource
import time
from contextlib import ExitStack

import pytest

from .conftest import SILENCE, request


def is_closed(client, within):
    client.settimeout(within)
    try:
        return client.recv(1) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


def send_slowly(client, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        client.sendall(b"x")
        time.sleep(SILENCE / 10)


def read_to_the_end(client):
    received = b""
    try:
        while piece := client.recv(100_000):
            received += piece
    except ConnectionResetError:
        pass
    return received


@pytest.mark.parametrize("sent", [b"", b"GET /page HTTP/1.1\r\nHost: local", b"\r\n\r\n"])
def test_client_that_asks_nothing_is_not_kept(server, sent):
    with server.connect(sent) as client:
        assert is_closed(client, 3 * SILENCE)


def test_many_who_ask_nothing_keep_nobody_out(server, more_files):
    with ExitStack() as clients:
        for _each in range(1_500):
            clients.enter_context(server.connect())
        assert server.ask("/begin").status == 200


@pytest.fixture
def more_files():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (4_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_head_that_comes_a_letter_at_a_time_is_not_waited_for(server):
    with server.connect(b"GET /page HTTP/1.1\r\nX: ") as client, pytest.raises(ConnectionError):
        send_slowly(client, 3 * SILENCE)


def test_connection_that_nobody_uses_any_more_is_closed(server):
    for address in ("/page", "/page", "/begin"):
        with server.connect(request(address)) as client:
            assert client.answer().status == 200
            assert is_closed(client, 3 * SILENCE)


def test_answer_that_nobody_reads_is_given_up(server):
    with server.connect(request("/file")) as client:
        time.sleep(3 * SILENCE)
        assert len(read_to_the_end(client)) < server.large.stat().st_size


@pytest.mark.parametrize("sent", [b"X: " + b"a" * 70_000, b"a: b\r\n" * 30_000])
def test_head_without_an_end_is_refused(server, sent):
    with server.connect(b"GET /page HTTP/1.1\r\n") as client:
        client.sendall(sent)
        assert client.answer().status == 431


def test_several_requests_at_once_are_answered_in_their_order(server):
    server.ask("/page")
    addresses = ["/page", "/begin", "/page", "/page", "/told", "/page"]
    with server.connect(b"".join(map(request, addresses))) as client, client.makefile("rb") as lines:
        found = [_next(lines) for _each in addresses]
    assert [body[:1] for body in found] == [b"h", found[1][:1], b"h", b"h", b"{", b"h"]
    assert found[1].isdigit()


def test_thousand_requests_at_once_are_answered(server):
    server.ask("/page")
    with server.connect() as client:
        client.sendall(request("/page") * 1000)
        with client.makefile("rb") as lines:
            assert [_next(lines) for _each in range(1000)] == [b"held"] * 1000


def _next(lines):
    head = b"".join(iter(lines.readline, b"\r\n"))
    return lines.read(int(re.search(rb"content-length: (\d+)", head)[1]))


@pytest.mark.parametrize("address", ["/page", "/begin"])
@pytest.mark.parametrize("line", ["GET {} HTTP/1.0", "GET {} HTTP/1.1\r\nConnection: close"])
def test_who_wants_the_connection_closed_has_it_closed(server, address, line):
    for _each in range(2):
        with server.connect(f"{line.format(address)}\r\nHost: localhost\r\n\r\n".encode()) as client:
            answer = client.answer()
            assert "connection: close" in answer.headers
            assert is_closed(client, SILENCE / 2)


def test_answer_from_the_front_and_from_django_have_the_date(server):
    for _each in range(3):
        (date,) = (line for line in server.ask("/page").headers if line.startswith("date: "))
        assert date.endswith(" GMT")


def test_wish_for_another_protocol_is_passed_over(server):
    with server.connect(request("/page", "GET", "Connection: Upgrade", "Upgrade: h2c") * 2) as client:
        assert client.answer().status == 200


def test_leave_to_send_is_given_for_what_is_taken_alone(server):
    def first_line(length):
        lines = f"Content-Length: {length}", "Expect: 100-continue"
        with server.connect(request("/admin/login/", "POST", *lines)) as client:
            return client.answer().line

    assert b" 100 " in first_line(10)
    assert b" 413 " in first_line(70_000)
