"""No thread waits for a client, and a page that is held waits for no thread."""

import json
import time

from .conftest import SILENCE, request

MANY = 12  # more than there are threads
FORM = "Content-Length: 1000"


def test_forms_that_never_come_hold_nobody_up(server):
    clients = [server.connect(request("/told", "POST", FORM)) for _each in range(MANY)]
    start = time.monotonic()
    assert server.ask("/begin").status == 200
    assert time.monotonic() - start < SILENCE / 2
    for client in clients:
        client.close()


def test_who_sends_nothing_is_told_so_and_closed(server):
    with server.connect(request("/told", "POST", FORM) + b"a=") as client:
        answer = client.answer()
        assert (answer.status, answer.body) == (408, b"Nothing came for a while.\n")
        assert client.recv(1) == b""


def test_who_sends_slowly_is_heard(server):
    with server.connect(request("/told", "POST", "Content-Length: 3")) as client:
        for letter in b"abc":
            time.sleep(SILENCE / 2)
            client.sendall(bytes([letter]))
        assert json.loads(client.answer().body)["body"] == "abc"


def test_large_downloads_that_nobody_reads_hold_nobody_up(server):
    addresses = ("/stream", "/file", "/part")
    clients = [server.connect(request(address)) for address in addresses for _each in range(MANY)]
    start = time.monotonic()
    assert server.ask("/begin").status == 200
    assert time.monotonic() - start < 3
    for client in clients:
        client.close()


def test_page_that_is_held_waits_for_no_thread(server):
    assert [server.ask("/page").body for _each in range(2)] == [b"held", b"held"]
    clients = server.occupied()
    start = time.monotonic()
    for lines in ([], ["If-None-Match: *"], ["Cookie: a=b"]):
        assert server.ask("/page", "GET", *lines).status == 200
    assert server.ask("/page", "HEAD").status == 200
    assert time.monotonic() - start < 1
    server.let_go()
    assert [client.answer().body for client in clients] == [b"waited"] * len(clients)


def test_who_went_away_before_a_thread_was_free_costs_none(server):
    before = int(server.ask("/begin").body)
    clients = server.occupied()
    for _each in range(MANY):
        server.connect(request("/begin")).close()
    half = server.connect(request("/begin", "POST", "Content-Length: 10") + b"half")
    half.close()
    time.sleep(0.1)
    server.let_go()
    assert {client.answer().status for client in clients} == {200}
    assert int(server.ask("/begin").body) == before + 1


def test_body_that_is_refused_is_not_waited_for(server):
    with server.connect(request("/admin/login/", "POST", "Content-Length: 70000")) as client:
        assert client.answer().status == 413


def test_stranger_with_the_cookie_of_a_session_brings_no_more(server):
    lines = "Content-Length: 70000", "Cookie: sessionid=invented"
    with server.connect(request("/admin/login/", "POST", *lines)) as client:
        assert client.answer().status in (413, 503)


def test_stream_comes_whole(server):
    answer = server.ask("/stream")
    assert answer.body == server.large.read_bytes()
    assert f"content-length: {len(answer.body)}" in answer.headers


def test_large_answer_comes_whole_and_once(server):
    with server.connect(request("/pieces", "GET", "Connection: close")) as client:
        assert client.answer().body == server.large.read_bytes()
    assert b"Exception" not in server.log.read_bytes()


def test_file_comes_whole_and_in_parts(server):
    whole = server.large.read_bytes()
    assert server.ask("/file").body == whole
    part = server.ask("/part")
    assert (part.status, part.body) == (206, whole[5:2_000_006])
    assert "content-range: bytes 5-2000005/5000000" in part.headers


def test_every_answer_is_closed_by_the_thread_that_made_it(server):
    for address in ("/stream", "/file", "/part"):
        server.ask(address)
    assert all(json.loads(server.ask("/facts").body)["closed"])
