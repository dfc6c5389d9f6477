"""What holds for every address of the public site, present or not."""

import pytest
from django.test import Client

from irsite.doors.bodies import STRANGER
from releases.models import Release
from tests import builders
from tests.desk import list_of

from .routes import PUBLIC, public_routes

pytestmark = pytest.mark.django_db
POLICY = {
    *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'"),
    *("connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
}


@pytest.fixture
def addresses(people, records, now, monkeypatch):
    live = builders.live(people, now).live_revision(now)
    places = {"ref": live.ref, "slug": live.slug}
    return {name: address.format(**places) for name, address in PUBLIC.items()}


def policy(response):
    return {part.strip() for part in response["Content-Security-Policy"].split(";")}


def test_every_public_route_is_looked_at():
    assert set(public_routes()) == set(PUBLIC)


def test_every_answer_forbids_what_the_site_does_not_need(client, addresses):
    for address in (*addresses.values(), "/nothing/"):
        response = client.get(address)
        if not address.startswith("/files/"):
            assert policy(response) == POLICY, address
        assert response["X-Content-Type-Options"] == "nosniff", address
        assert response["X-Frame-Options"] == "DENY", address
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin", address
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert "camera=()" in response["Permissions-Policy"], address
        assert response["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin"), address


@pytest.mark.parametrize(
    ("status", "address", "headers"),
    [
        (200, "/static/x.css", {}),
        (301, "/releases", {}),
        (304, "/releases/", {"if-none-match": "*"}),
        (400, "/releases/", {"host": "evil.example"}),
        (412, "/releases/", {"if-match": '"other"'}),
        (200, "/healthz", {}),
        (200, "/readyz", {}),
    ],
)
def test_answer_that_is_no_page_is_as_closed(client, addresses, settings, tmp_path, status, address, headers):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "x.css").touch()
    response = client.get(address, headers=headers)
    assert response.status_code == status
    assert {"default-src 'none'", "frame-ancestors 'none'"} <= policy(response)
    assert (response["X-Frame-Options"], response["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert response["Cache-Control"]


def test_public_page_may_not_be_read_into_another_site_and_its_files_may(client, addresses):
    assert client.get("/releases/")["Cross-Origin-Resource-Policy"] == "same-origin"
    for address in ("/theme/0b5a6f.svg", "/feeds/releases.rss", "/files/none/none.pdf", "/static/none.css"):
        assert client.get(address)["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_only_reading_is_possible(addresses):
    client = Client(enforce_csrf_checks=True)
    for address in addresses.values():
        for method in ("post", "put", "patch", "delete"):
            response = getattr(client, method)(address)
            assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), (method, address)


def test_other_hosts_are_refused(client, addresses):
    for address in addresses.values():
        response = client.get(address, headers={"host": "evil.example"})
        assert response.status_code == 400, address
        assert "evil.example" not in response.text


def test_large_body_is_refused_before_anything_reads_it(client, addresses):
    for address in (*addresses.values(), "/nothing/", "/admin/login/", "/admin/releases/release/add/"):
        response = client.post(address, b"x" * (STRANGER + 1), content_type="multipart/form-data; boundary=x")
        assert (response.status_code, response["Cache-Control"]) == (413, "no-store"), address


def test_body_of_a_size_that_is_no_number_is_none(client, addresses):
    assert client.get("/", CONTENT_LENGTH="many").status_code == 200


def test_thousands_of_parameters_are_refused_and_do_no_harm(client, addresses):
    query = "&".join(f"a{number}=1" for number in range(5001))
    for address in addresses.values():
        response = client.get(f"{address.partition('?')[0]}?{query}")
        assert response.status_code in (200, 400, 404), address


def test_signed_in_people_bring_files(client, people, records):
    client.force_login(people.writer)
    response = client.post(list_of(Release, "add"), {"headline": "x" * (STRANGER + 1)})
    assert response.status_code == 200


def test_even_signed_in_people_bring_only_so_much(client, people, records, settings):
    settings.BODY_MAX_BYTES = STRANGER + 10
    client.force_login(people.writer)
    response = client.post(list_of(Release, "add"), {"headline": "x" * (STRANGER + 100)})
    assert response.status_code == 413


# On a server


@pytest.fixture
def https(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    return Client()


def test_every_answer_over_https_says_so_for_a_year(https, addresses):
    for address in addresses.values():
        header = https.get(address, secure=True)["Strict-Transport-Security"]
        assert header == "max-age=31536000; includeSubDomains; preload", address


def test_plain_http_leads_to_https(https, addresses):
    for address in addresses.values():
        assert https.get(address).url.startswith("https://"), address


# The desk


def test_desk_allows_what_its_scripts_need_and_nothing_inline(client, people, records):
    client.force_login(people.writer)
    found = policy(client.get("/admin/"))
    assert found - POLICY == {"frame-src 'self'", "img-src 'self' data: blob:"}


def test_page_of_the_editor_alone_allows_inline_styles(client, people, records):
    client.force_login(people.writer)
    assert "style-src 'self' 'unsafe-inline'" in policy(client.get(list_of(Release, "add")))
    assert "style-src 'self'" in policy(client.get(list_of(Release)))


def test_desk_tells_no_other_site_where_somebody_came_from(client, people, records):
    client.force_login(people.writer)
    response = client.get("/admin/")
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
