"""Every answer that a stranger can get without knowing a secret, and what it says."""

import gzip
import html
import re
from collections import deque
from itertools import count, product
from urllib.parse import unquote_to_bytes

from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from releases.exports import FORMS
from tests.fronts import Site, one_connection

METHODS = ("head", "options", "post", "put", "delete")
LINKS = re.compile(
    r"""(?:href|src|content|<loc|"url"|"next"|"id"|<link)[^"'>]*["'>]\s*(/[^"'<\s]*|https?://testserver/[^"'<\s]*)"""
)
# Asked of a page that takes them; every other one ignores them.
QUERIES = {
    "/releases/": [
        "category=clinical-data",
        "compound=vlm-101",
        "partner=norvane",
        "page=2",
        "page=9",
        "category=none",
    ],
    "/search/": [
        "q=results",
        "q=velmora+results",
        "q=study",
        "q=norvane",
        "q=results&year=2025",
        "q=%22",
        "q=*",
    ],
    "/api/releases.json": ["compound=vlm-101", "partner=norvane", "from=2025-03-04", "per_page=1", "page=2"],
    "/api/events.json": ["from=2025-01-01", "per_page=1"],
    "/api/pipeline.json": ["compound=vlm-101"],
    "/events/": ["page=2"],
}
BROKEN = [
    "/nothing/",
    "/releases",
    "/releases/0000aaaa/x/",
    "/releases/1999/",
    "/%00",
    "/releases/%ff/",
    "/feeds/x.rss",
]
LIMIT = 400  # addresses; the newsroom of the tests has some two hundred


class Crawler:
    def __init__(self, starts):
        self.client, self.starts, self.generations = Client(), starts, map("crawl {}".format, count())

    def answers(self):
        """`{(method, address, header): (status, headers, body)}` of all that can be found from the starts."""
        self.name_generation()
        found, waiting = {}, deque([*self.starts, *BROKEN])
        for path, queries in QUERIES.items():
            waiting += [f"{path}?{query}" for query in queries]
        while waiting:
            address = waiting.popleft()
            if ("get", address, "") in found:
                continue
            assert len(found) < LIMIT, "The crawl does not end."
            answer = found["get", address, ""] = self.ask("get", address)
            waiting += [*links(answer), *forms(address)]
        return found | self.unusual([address for _method, address, _header in found])

    def name_generation(self):
        """As behind the page front, pages share what is the same on them; each crawl has it made anew."""
        self.client.defaults["embargo.generation"] = next(self.generations)

    def unusual(self, addresses):
        """The same addresses by other methods and with headers; one of each route is enough.

        No kind of database can change what becomes of them, so one is enough too.
        """
        if connection.vendor == "postgresql":
            return {}
        kinds = {route_of(address): address for address in addresses}
        asked = [(method, address, "") for method, address in product(METHODS, kinds.values())]
        asked += [("get", address, name) for name, address in product(HEADERS, kinds.values())]
        return {each: self.ask(*each) for each in asked}

    def ask(self, method, address, header=""):
        response = getattr(self.client, method)(address, headers=HEADERS.get(header, {}))
        body = response.getvalue()
        if response.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        headers = dict(response.headers) | {"cookies": response.cookies.output()}
        return response.status_code, headers, body


class FrontCrawler(Crawler):
    """Asks through the page front, which keeps what it has given."""

    def __init__(self, starts, now):
        self.site, self.starts = Site(now), starts

    def name_generation(self):
        """The front does."""

    def ask(self, method, address, header=""):
        path, mark, query = address.partition("?")
        path = unquote_to_bytes(path).decode("latin-1")
        headers = {"HTTP_HOST": "testserver"}
        for name, value in HEADERS.get(header, {}).items():
            headers["HTTP_" + name.upper().replace("-", "_")] = value
        with one_connection():
            answer = self.site.get(f"{path}{mark}{query}", method.upper(), **headers)
        is_packed = answer.headers.get("Content-Encoding") == "gzip"
        return answer.status, answer.headers, gzip.decompress(answer.body) if is_packed else answer.body


HEADERS = {
    "part": {"Range": "bytes=0-9"},
    "any": {"If-None-Match": "*"},
    "old": {"If-Modified-Since": "Tue, 04 Mar 2025 17:00:00 GMT"},
    "json": {"Accept": "application/json"},
    "packed": {"Accept-Encoding": "gzip"},
    "host": {"Host": "evil.example"},
}


def forms(address):
    """A release in every form, linked or not."""
    page = re.match(r"(/releases/[0-9a-z]{8}/[a-z][a-z0-9-]+)/\Z", address)
    return [f"{page[1]}{suffix}" for suffix in FORMS] if page else []


def route_of(address):
    try:
        return resolve(address.partition("?")[0]).route
    except Resolver404:
        return None


def links(answer):
    _status, headers, body = answer
    if not re.match(r"text/(html|plain)|application/([\w.-]+\+)?(xml|json)", headers.get("Content-Type", "")):
        return []
    text = html.unescape(body.decode(errors="replace")) + f' href="{headers.get("Location", "")}"'
    local = (found.removeprefix("http://testserver").partition("#")[0] for found in LINKS.findall(text))
    return [
        each for each in dict.fromkeys(local) if each and not each.startswith(("/static/", "/admin/", "//"))
    ]
