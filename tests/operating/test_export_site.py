import io
import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from operating.static_site import file_of
from releases.models import Attachment, Revision
from tests import builders


@pytest.fixture
def now():
    """The real time: the command reads the clock."""
    return timezone.now()


@pytest.fixture
def desk(records, people):
    return people


@pytest.fixture
def exported(tmp_path, settings):
    """Exports what there is and gives the folder."""
    settings.SITE_URL = "https://ir.velmora.example"
    settings.ALLOWED_HOSTS = ["ir.velmora.example"]

    def export():
        call_command("export_site", tmp_path / "site", stdout=io.StringIO())
        return tmp_path / "site"

    return export


class Links(HTMLParser):
    """What a page links to and loads."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page.read_text())

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src"):
                self.found.append(value)
            elif name == "srcset":
                self.found += [each.split()[0] for each in value.split(",")]


def broken_links(folder):
    return [
        f"{page.relative_to(folder)} → {link}"
        for page in folder.rglob("*.html")
        for link in Links(page).found
        if not urlsplit(link).scheme
        and not link.startswith("#")
        and not (page.parent / unquote(urlsplit(link).path)).is_file()
    ]


def correct(release, desk, now):
    release.revise(by=desk.approver, now=now, kind="correction", reason="A wrong figure.", note="It was 4.")
    release.submit(by=desk.writer, now=now)
    builders.approve(release, desk, now).publish(by=desk.approver, now=now)


def test_every_link_leads_to_a_file(desk, now, exported, monkeypatch):
    monkeypatch.setattr("releases.views.PAGE_SIZE", 1)
    correct(builders.live(desk, now), desk, now)
    builders.live(desk, now, headline="Velmora Names a Director")
    folder = exported()
    assert (folder / "releases/page-2/index.html").is_file()
    assert broken_links(folder) == []


def test_link_checker_finds_a_broken_link(tmp_path):
    (tmp_path / "index.html").write_text('<a href="gone/index.html">')
    assert broken_links(tmp_path) == ["index.html → gone/index.html"]


def test_nothing_that_is_not_public_is_in_the_folder(desk, now, exported):
    builders.live(desk, now)
    builders.draft(desk, now, headline="Velmora Considers Hedgehogs")
    builders.approved(desk, now, headline="Velmora Approves Hedgehogs")
    folder = exported()
    assert not [file for file in folder.rglob("*") if file.is_file() and b"edgehog" in file.read_bytes()]


def test_file_and_forms_of_a_release_are_there(desk, now, exported):
    release = builders.draft(desk, now)
    attachment = Attachment(
        release=release, title="Table", file=SimpleUploadedFile("table.csv", b"phase,n\n1,20\n")
    )
    attachment.full_clean()
    attachment.save()
    release.submit(by=desk.writer, now=now)
    builders.approve(release, desk, now).publish(by=desk.approver, now=now)
    folder = exported()
    ends = {file.suffix for file in folder.rglob("releases/*/*") if file.is_file()}
    assert (folder / attachment.get_absolute_url().lstrip("/")).read_bytes() == b"phase,n\n1,20\n"
    assert {".pdf", ".txt", ".json", ".xml", ".htm"} <= ends


def test_feeds_and_calendars_keep_their_addresses(desk, now, exported):
    builders.live(desk, now)
    folder = exported()
    assert "https://ir.velmora.example/releases/" in (folder / "feeds/releases.rss").read_text()
    assert (folder / "events.ics").read_text().startswith("BEGIN:VCALENDAR")


def test_withdrawn_release_keeps_its_notice(desk, now, exported):
    release = builders.live(desk, now)
    release.withdraw(by=desk.approver, now=now, reason="The figure is wrong.")
    folder, address = exported(), Revision.objects.get().get_absolute_url()
    assert json.loads((folder / "addresses.json").read_text())[address]["status"] == 410
    assert "The figure is wrong." in (folder / address.lstrip("/") / "index.html").read_text()


def test_nothing_asks_a_server(desk, now, exported):
    builders.live(desk, now)
    pages = [page.read_text() for page in exported().rglob("*.html")]
    assert not [page for page in pages if re.search(r"<form|/search/", page)]


def test_folder_that_holds_something_is_refused(tmp_path):
    (tmp_path / "a").touch()
    with pytest.raises(CommandError, match="is not empty"):
        call_command("export_site", tmp_path)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/releases/?page=2&category=a", "releases/category-a/page-2/index.html"),
        ("/files/abc/caf%C3%A9.pdf", "files/abc/café.pdf"),
    ],
)
def test_address_has_its_file(address, file):
    assert file_of(address) == file
