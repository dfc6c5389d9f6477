"""The public site as a folder of plain files, made by asking for every address as a stranger does.

So it holds what a stranger may read and nothing else. In pages, links become relative, so that the folder works
under any address and from a disk; feeds, data and calendars keep the site's own addresses, which name things.
"""

import hashlib
import json
import posixpath
import re
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from django.urls import reverse

from releases.exports import FORMS
from releases.models import Revision

MANIFEST = "addresses.json"
NOT_FOUND = "404.html"
STARTS = (
    *("/", "/sitemap.xml", "/robots.txt", "/favicon.ico", "/feeds/", "/events.ics"),
    *(f"/api/{name}.json" for name in ("openapi", "releases", "pipeline", "events")),
)
# What answers only while somebody asks.
LEFT_OUT = ("/admin/", "/search/")

_links = re.compile(r'(\s(?:href|src|poster)=)"([^"]*)"')
_srcset = re.compile(r'(\ssrcset=)"([^"]*)"')
_asking = re.compile(r"<form\b.*?</form>|<li>\s*<a href=\"/search/[^>]*>[^<]*</a>\s*</li>", re.DOTALL)
_to_search = re.compile(r'<a href="/search/[^>]*>(.*?)</a>', re.DOTALL)
_in_style = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_in_xml = re.compile(r"<(?:loc|link|image:loc)>([^<]+)<|\s(?:href|url|src)=['\"]([^'\"]+)")


@dataclass
class Answer:
    status: int
    content_type: str
    content: bytes
    leads_to: str = ""

    def is_page(self):
        return self.content_type.startswith("text/html")

    def holds_links(self):
        # Calendars and exhibits break their lines in the middle of an address.
        return bool(re.match(r"text/(html|css)|application/([\w.-]+\+)?xml", self.content_type))


class Unreachable(Exception):
    """An address that gives no answer because of a fault, which a repeated export may not have."""


class Site:
    def __init__(self, root):
        """`root` is the site's own address, without a slash at its end."""
        self.root = root
        parts = urlsplit(root)
        self.client = Client(
            raise_request_exception=False,
            SERVER_NAME=parts.hostname,
            SERVER_PORT=str(parts.port or (443 if parts.scheme == "https" else 80)),
        )
        self.secure = parts.scheme == "https"
        self.answers = {}
        self.broken = {}  # status by address, of links that are broken on the site too

    def read(self, now):
        """Ask for everything that can be reached, withdrawn releases too. Unreachable names what fails."""
        waiting = [*STARTS, *_linked_nowhere(now)]
        while waiting:
            address = waiting.pop()
            if address in self.answers or address in self.broken:
                continue
            answer = self.ask(address)
            if answer.status in (200, 410) or answer.leads_to:
                self.answers[address] = answer
                waiting += [answer.leads_to] if answer.leads_to else self.linked(address, answer)
            else:
                self.broken[address] = answer.status

    def ask(self, address):
        if address.startswith(settings.STATIC_URL):
            return _static(address)
        response = self.client.get(address, secure=self.secure)
        content = response.getvalue() if response.streaming else response.content
        leads_to = (
            self.own(address, response.get("Location", "")) if 300 <= response.status_code < 400 else ""
        )
        if response.status_code >= 500:
            raise Unreachable(f"{address} answers {response.status_code}.")
        return Answer(response.status_code, response.get("Content-Type", ""), content, leads_to or "")

    def linked(self, address, answer):
        """The site's own addresses in an answer, without what is left out."""
        if not answer.holds_links():
            return []
        words = answer.content.decode()
        if answer.is_page():
            found = [unescape(link) for _name, link in _links.findall(words)]
            found += [each.split()[0] for _name, links in _srcset.findall(words) for each in links.split(",")]
        elif answer.content_type.startswith("text/css"):
            found = _in_style.findall(words)
        else:
            found = [unescape(tag or attribute) for tag, attribute in _in_xml.findall(words)]
        return list(dict.fromkeys(filter(None, (self.own(address, link) for link in found))))

    def own(self, base, link):
        """The path and question of a link inside the site; None for every other link."""
        if link.startswith(("#", "data:", "mailto:", "tel:", "webcal:")):
            return None
        whole = urlsplit(urljoin(f"{self.root}{base}", link))
        if f"{whole.scheme}://{whole.netloc}" != self.root or whole.path.startswith(LEFT_OUT):
            return None
        path = whole.path or "/"
        return f"{path}?{whole.query}" if whole.query else path

    def not_found(self):
        response = self.client.get("/such-a-page-never-existed/", secure=self.secure)
        return Answer(404, response["Content-Type"], response.content)

    # Writing

    def write(self, folder):
        """Write all answers below `folder`; what was written for each address."""
        listing = {}
        for address, answer in sorted(self.answers.items()):
            if answer.leads_to:
                listing[address] = {"status": answer.status, "leads to": answer.leads_to}
                continue
            content = self.relative(address, answer) if answer.is_page() else answer.content
            listing[address] = _kept(folder, file_of(address), answer, content)
        page = self.not_found()
        _kept(folder, NOT_FOUND, page, self.relative("/", page))
        (folder / MANIFEST).write_text(json.dumps(listing, indent=1, ensure_ascii=False))
        return listing

    def relative(self, address, page):
        """The page without what needs a server, each link leading to the file that stands for its address."""
        words = _to_search.sub(r"\1", _asking.sub("", page.content.decode()))
        words = _links.sub(lambda m: f'{m[1]}"{escape(self.link(address, unescape(m[2])))}"', words)
        return _srcset.sub(lambda m: f'{m[1]}"{self.links(address, m[2])}"', words).encode()

    def link(self, address, link):
        own, _hash, fragment = (self.own(address, link), *link.partition("#")[1:])
        while own in self.answers and self.answers[own].leads_to:
            own = self.answers[own].leads_to
        if own not in self.answers and own not in self.broken:
            return link
        target = file_of(own) if own in self.answers else NOT_FOUND
        start = posixpath.dirname(file_of(address)) or "."
        return quote(posixpath.relpath(target, start)) + (f"#{fragment}" if fragment else "")

    def links(self, address, links):
        each = [link.strip().partition(" ") for link in links.split(",")]
        return ", ".join(f"{self.link(address, link)}{space}{size}" for link, space, size in each)


def _linked_nowhere(now):
    """The notices of withdrawn releases, and the forms of releases that only programs ask for."""
    for revision in Revision.objects.withdrawn(now):
        yield revision.get_absolute_url()
    for ref, slug in Revision.objects.public(now).values_list("ref", "slug"):
        yield from (reverse("releases:export", args=[ref, slug + end]) for end in FORMS)


def file_of(address):
    """Where an address stands in the folder: `/releases/?page=2` in `releases/page-2/index.html`."""
    path, _mark, query = address.lstrip("/").partition("?")
    asked = "".join(f"{name}-{value}/" for name, value in sorted(parse_qsl(query)))
    path = unquote(path)
    return f"{path}{asked}index.html" if path.endswith("/") or not path else f"{asked}{path}"


def _static(address):
    name = unquote(address.removeprefix(settings.STATIC_URL))
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            content = file.read()
    elif found := finders.find(name):
        with open(found, "rb") as file:
            content = file.read()
    else:
        raise Unreachable(f"{address} is not among the static files; run manage.py collectstatic.")
    return Answer(200, "text/css" if name.endswith(".css") else "application/octet-stream", content)


def _kept(folder, name, answer, content):
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise Unreachable(f"{name} would be written outside of the folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return {
        "status": answer.status,
        "file": name,
        "type": answer.content_type,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
