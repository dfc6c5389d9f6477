import io
import json
import re
from html.parser import HTMLParser
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from operating.static_site import file_of
from releases.models import Attachment, Revision
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def site(shared_rows, tmp_path_factory):
    """What stands in the folder after one export, for all of these tests, and what stood in the newsroom."""
    folder = tmp_path_factory.mktemp("export") / "site"
    given = {"SITE_URL": "https://ir.velmora.example", "ALLOWED_HOSTS": ["ir.velmora.example"]}
    with override_settings(**given), pytest.MonkeyPatch.context() as patch:
        patch.setattr("releases.views.PAGE_SIZE", 1)
        rows = newsroom()
        call_command("export_site", folder, stdout=io.StringIO())
    return SimpleNamespace(folder=folder, **rows)


def newsroom():
    """A corrected release, one with a file, one that is withdrawn, and two that are not public."""
    now, people = timezone.now(), builders.people()
    builders.records()
    correct(builders.live(people, now), people, now)
    release = builders.draft(people, now, headline="Velmora Names a Director")
    file = Attachment(
        release=release, title="Table", file=SimpleUploadedFile("table.csv", b"phase,n\n1,20\n")
    )
    file.full_clean()
    file.save()
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    withdrawn = builders.live(people, now, headline="Velmora Reports Too Early")
    withdrawn.withdraw(by=people.approver, now=now, reason="The figure is wrong.")
    builders.draft(people, now, headline="Velmora Considers Hedgehogs")
    builders.approved(people, now, headline="Velmora Approves Hedgehogs")
    return {"file": file, "withdrawn": Revision.objects.get(release=withdrawn)}


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


def test_every_link_leads_to_a_file(site):
    assert (site.folder / "releases/page-2/index.html").is_file()
    assert broken_links(site.folder) == []


def test_link_checker_finds_a_broken_link(tmp_path):
    (tmp_path / "index.html").write_text('<a href="gone/index.html">')
    assert broken_links(tmp_path) == ["index.html → gone/index.html"]


def test_nothing_that_is_not_public_is_in_the_folder(site):
    files = [file for file in site.folder.rglob("*") if file.is_file()]
    assert not [file for file in files if b"edgehog" in file.read_bytes()]


def test_file_and_forms_of_a_release_are_there(site):
    ends = {file.suffix for file in site.folder.rglob("releases/*/*") if file.is_file()}
    assert (site.folder / site.file.get_absolute_url().lstrip("/")).read_bytes() == b"phase,n\n1,20\n"
    assert {".pdf", ".txt", ".json", ".xml", ".htm"} <= ends


def test_feeds_and_calendars_keep_their_addresses(site):
    assert "https://ir.velmora.example/releases/" in (site.folder / "feeds/releases.rss").read_text()
    assert (site.folder / "events.ics").read_text().startswith("BEGIN:VCALENDAR")


def test_withdrawn_release_keeps_its_notice(site):
    address = site.withdrawn.get_absolute_url()
    assert json.loads((site.folder / "addresses.json").read_text())[address]["status"] == 410
    assert "The figure is wrong." in (site.folder / address.lstrip("/") / "index.html").read_text()


def test_nothing_asks_a_server(site):
    pages = [page.read_text() for page in site.folder.rglob("*.html")]
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
