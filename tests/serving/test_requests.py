"""A request reaches Django as it would through another server, by WSGI, however odd it is."""

import json
import signal
import time

import pytest

from tests.operating.nodes import wait_for

from .conftest import OURS, Server, request

# What a server says of itself, and what granian passes on of the environment of its process.
OWN = {
    "SERVER_PORT",
    "SERVER_SOFTWARE",
    "SERVER_PROTOCOL",
    "wsgi.multiprocess",
    "wsgi.input",
    "wsgi.errors",
    "GATEWAY_INTERFACE",
}
TOLD = {
    "plain": request("/told"),
    "query": request("/told?a=%C3%A4&b=%ff&&c=1+2"),
    "empty query": request("/told?"),
    "path in parts": request("/%74old"),
    "absolute": request("http://other.example:81/told?x"),
    "no host": b"GET /told HTTP/1.1\r\n\r\n",
    "empty host": b"GET /told HTTP/1.1\r\nHost:\r\n\r\n",
    "two hosts": request("/told", "GET", "Host: other.example"),
    "HTTP/1.0": b"GET /told HTTP/1.0\r\nHost: localhost\r\n\r\n",
    "repeated": request("/told", "GET", "X-A: 1", "X-B: 2", "x-a: 3", "Accept: a", "Accept: b"),
    "cookies": request("/told", "GET", "Cookie: a=1; b=2", "Cookie: c=3"),
    "a tab": request("/told", "GET", "X-Name: a\tb"),
    "large": request("/told", "GET", f"X-Name: {'a' * 30_000}"),
    "many": request("/told", "GET", *(f"X-{number}: 1" for number in range(80))),
    "proxied": request("/told", "GET", "X-Forwarded-For: 1.2.3.4, 5.6.7.8", "X-Forwarded-Proto: https"),
    "body": request("/told", "POST", "Content-Type: a/b", "Content-Length: 3") + b"abc",
    "two types": request("/told", "PUT", "Content-Type: a/b", "Content-Type: c/d", "Content-Length: 0"),
    "body of GET": request("/told", "GET", "Content-Length: 3") + b"abc",
    "chunked": request("/told", "POST", "Transfer-Encoding: chunked") + b"3\r\nabc\r\n0\r\n\r\n",
    "websocket": request("/told", "GET", "Connection: upgrade", "Upgrade: websocket"),
    **{method: request("/told", method) for method in ("OPTIONS", "TRACE", "PROPFIND")},
}
# 503: it reaches Django, which has no database here.
ODD = {
    "query in UTF-8": (400, request("/?a=Ã¤")),
    "absolute without host": (204, b"GET http://other.example/nothing HTTP/1.1\r\n\r\n"),
    **{f"method {method}": (400, request("/healthz", method)) for method in ("FOO", "get", "")},
    "not UTF-8": (503, request("/%ff%fe")),
    "cut off": (503, request("/releases/%E2%82/")),
    "NUL": (503, request("/releases/%00")),
    "slashes": (503, request("//a//../b/./c")),
    "dots": (503, request("/%2e%2e/%2e%2e/etc/passwd")),
    "no escape": (503, request("/%zz%1")),
    "raw bytes": (400, request("/\xff\xfe")),
    "raw bytes in a query": (400, request("/?\xff")),
    "no slash": (400, request("x")),
    "star": (503, request("*", "OPTIONS")),
    "connect": (400, request("localhost:80", "CONNECT")),
    "space": (400, request("/a b")),
    "long path": (503, request("/" + "a" * 60_000)),
    "longer path": (400, request("/" + "a" * 70_000)),
    "long query": (200, request("/healthz?" + "a" * 60_000)),
    "huge header": (431, request("/healthz", "GET", f"X: {'a' * 600_000}")),
    "too many headers": (200, request("/healthz", "GET", *(f"X-{number}: 1" for number in range(200)))),
    "wrong host": (204, b"GET /nothing HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
    "host that is none": (204, b"GET /nothing HTTP/1.1\r\nHost: a b\r\n\r\n"),
    "two hosts": (204, request("/nothing", "GET", "Host: localhost")),
    "name with a space": (400, request("/healthz", "GET", "X : y")),
    "folded": (400, request("/healthz", "GET", "X: y", " z")),
    "no colon": (400, request("/healthz", "GET", "X")),
    "length with a sign": (400, request("/healthz", "POST", "Content-Length: +3")),
    "length that is none": (400, request("/healthz", "POST", "Content-Length: abc")),
    "two lengths": (400, request("/healthz", "POST", "Content-Length: 3", "Content-Length: 4")),
    "length and chunks": (
        400,
        request("/healthz", "POST", "Content-Length: 3", "Transfer-Encoding: chunked"),
    ),
    "other coding": (400, request("/healthz", "POST", "Transfer-Encoding: gzip")),
    "HTTP/2": (200, b"GET /healthz HTTP/2.0\r\nHost: localhost\r\n\r\n"),
    "HTTP/9": (400, b"GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n"),
    "no version": (200, b"GET /healthz\r\n\r\n"),
    "rubbish": (400, b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"),
    "foreign cookie": (200, request("/healthz", "GET", "Cookie: \xff=\xfe; ;;=; a")),
    "posted rubbish": (
        405,
        request("/healthz", "POST", "Content-Length: 3", "Content-Type: multipart/form-data")
        + b"\xff\xfe\x00",
    ),
}


def heard(server, sent):
    with server.connect(sent) as client:
        return client.answer(sent.split(b" ", 1)[0].decode("latin-1"))


@pytest.mark.parametrize("sent", TOLD.values(), ids=TOLD)
def test_request_is_told_as_by_wsgi(server, other, sent):
    told, expected = (json.loads(heard(each, sent).body) for each in (server, other))
    for facts in (told, expected):
        for name in OWN:
            facts.pop(name, None)
    assert told == expected


def test_secrets_of_the_process_are_no_part_of_a_request(server):
    assert "SECRET_KEY" not in json.loads(server.ask("/told").body)


def test_header_with_an_underscore_passes_for_no_other(server):
    lines = "X-Forwarded-For: 1.2.3.4", "X_Forwarded_For: 6.6.6.6"
    assert json.loads(server.ask("/told", "GET", *lines).body)["HTTP_X_FORWARDED_FOR"] == "1.2.3.4"


@pytest.mark.parametrize(("status", "sent"), ODD.values(), ids=ODD)
def test_odd_request_is_answered(server, status, sent):
    assert heard(server, sent).status == status


def test_header_beyond_ascii_comes_as_wsgi_has_bytes(server):
    assert json.loads(server.ask("/told", "GET", "X-Name: ä").body)["HTTP_X_NAME"] == "ä"


# Answers


@pytest.mark.parametrize("address", ["/cookies", "/nothing", "/page", "/told", "/healthz"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_answer_has_the_headers_that_it_has_by_wsgi(server, other, address, method):
    """But for the length, which is known here and not there."""
    answer, expected = (each.ask(address, method) for each in (server, other))
    differing = ("date:", "server:", "content-length:", "transfer-encoding:")
    found, wanted = (
        sorted(header for header in each.headers if not header.startswith(differing))
        for each in (answer, expected)
    )
    assert (answer.status, found) == (expected.status, wanted)


def test_each_cookie_has_a_header_and_names_are_sent_once(server):
    answer = server.ask("/cookies")
    assert [each for each in answer.headers if each.startswith("set-cookie")] == [
        "set-cookie: a=1",
        "set-cookie: b=2",
    ]
    names = [each.partition(":")[0] for each in answer.headers if not each.startswith("set-cookie")]
    assert len(names) == len(set(names))


def test_fault_is_an_answer(server):
    answer = server.ask("/fault")
    assert (answer.status, answer.body) == (500, b"Internal Server Error")
    wait_for(lambda: "ZeroDivisionError" in server.log.read_text(), 5)


def test_requests_under_way_are_finished_when_the_server_is_asked_to_end(tmp_path):
    server = Server(tmp_path, *OURS, "--finish", "15").wait_until_ready()
    download = server.connect(request("/file"))
    download.recv(1)
    clients, queued, late = server.occupied(), server.connect(request("/begin")), server.connect()
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    late.sendall(request("/begin"))
    server.let_go()
    assert [client.answer().body for client in clients] == [b"waited"] * len(clients)
    assert queued.answer().status == late.answer().status == 200
    assert sum(map(len, iter(lambda: download.recv(100_000), b""))) > 5_000_000
    assert server.process.wait(10) == -signal.SIGTERM  # as uvicorn ends
