import io

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from PIL import Image

from releases.exports import pdf
from releases.exports.failed import ExportFailed
from releases.models import Attachment
from tests.builders import approve, approved, draft

from .builds import issuer, revision, table
from .reading import pdf_pages

pytestmark = pytest.mark.django_db


def opened(body="<p>We report results.</p>", **fields):
    return pypdfium2.PdfDocument(made(body, **fields))


def made(body="<p>We report results.</p>", **fields):
    return pdf.render(revision(body, **fields), issuer=issuer(), root="https://ir.velmora.example")


def test_document_says_what_it_is():
    document = opened()
    facts = document.get_metadata_dict()
    assert (facts["Title"], facts["Author"]) == ("Velmora Reports Results", "Velmora Bio, Inc.")
    assert document.is_tagged()


def test_document_names_its_language_and_its_standard():
    content = made()
    assert b"/Lang(en)" in content.replace(b" ", b"")
    assert b"pdfuaid:part" in content


def test_headings_are_bookmarks():
    document = opened("<h2>One</h2><p>x</p><h3>Two</h3><p>x</p>", about="<h2>About Velmora</h2><p>x</p>")
    assert [(mark.level, mark.get_title()) for mark in document.get_toc()] == [
        (0, "One"),
        (1, "Two"),
        (0, "About Velmora"),
    ]


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_paper_is_the_one_of_the_setting(settings, paper, size):
    settings.PDF_PAPER = paper
    assert tuple(round(points) for points in opened()[0].get_size()) == size


def test_every_page_bears_the_date_and_its_number():
    document = opened("<p>Words of a long release.</p>" * 200)
    pages = [page.get_textpage().get_text_range() for page in document]
    assert len(pages) > 3
    assert all("March 4, 2025" in page and "Velmora Bio, Inc." in page for page in pages)
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_table_breaks_across_pages_and_its_head_is_repeated():
    rows = [[f"Item {number}", f"{number}.0"] for number in range(1, 121)]
    pages = pdf_pages(made(table(rows, head=["Statement of operations", "2025"])))
    holding = [page for page in pages if "Item " in page]
    assert len(holding) > 2
    assert all("Statement of operations" in page for page in holding)


def test_wide_table_turns_its_page():
    rows = [["Research and development", *["1,123,456"] * 11]] * 3
    sizes = [page.get_size() for page in opened(table(rows))]
    assert any(width > height for width, height in sizes)


def test_links_are_alive():
    body = '<p><a href="https://velmora.example/ir">Site</a> <a href="/events/">Events</a> <a href="#x">Up</a></p>'
    content = made(body, contact_block="Ina Vesta, 555-010-0100, ina@velmora.example")
    for address in (
        *(b"https://velmora.example/ir", b"https://ir.velmora.example/events/"),
        *(b"tel:5550100100", b"mailto:ina@velmora.example"),
    ):
        assert b"/URI(" + address + b")" in content.replace(b"/URI (", b"/URI(")
    assert content.replace(b"/URI (", b"/URI(").count(b"/URI(") == 4


def test_nothing_typed_is_obeyed():
    words = '#panic() $x^2$ *a* _b_ `c` \\ @d <e> = f // g #import "h": *'
    escaped = words.replace("<", "&lt;")
    page = "".join(pdf_pages(made(f"<p>{escaped}</p>", headline=words)))
    assert " ".join(page.split()).count(words) == 2


def test_character_without_a_font_is_given_by_its_number():
    assert "[U+0378]" in "".join(pdf_pages(made("<p>a\u0378b</p>")))
    assert pdf.problems(revision("<p>a\u0378b</p>"), issuer=issuer()) == [
        "No font of the PDF has U+0378: their numbers stand there instead."
    ]


def test_plain_release_has_no_problems():
    assert pdf.problems(revision(), issuer=issuer()) == []


def test_table_that_fits_no_page_is_given_row_by_row():
    body = table([[f"{number},000,000.0" for number in range(40)]])
    assert pdf.problems(revision(body), issuer=issuer()) == [
        "A table is too wide for a page: the PDF gives it row by row."
    ]


# Pictures


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, "PNG")
    return ContentFile(out.getvalue(), name="curve.png")


def with_picture(people, records, now):
    release = draft(people, now)
    attachment = Attachment(release=release, file=picture(), title="Curve", alternative_text="A curve")
    attachment.clean()
    attachment.save()
    release.body = (
        f'<figure><img src="{attachment.get_absolute_url()}"><figcaption>Figure 1</figcaption></figure>'
    )
    release.save()
    release.submit(by=people.writer, now=now)
    return approve(release, people, now).approved_revision()


def images_in(content):
    kinds = [item.type for page in pypdfium2.PdfDocument(content) for item in page.get_objects()]
    return kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)


def test_picture_of_the_release_is_shown(people, records, now):
    content = pdf.render(with_picture(people, records, now), issuer=records.issuer)
    assert images_in(content) == 1
    assert "Figure 1" in "".join(pdf_pages(content))


def test_lost_picture_costs_nobody_the_release(people, records, now):
    frozen = with_picture(people, records, now)
    file = frozen.attachments.get().file
    file.storage.delete(file.name)
    assert images_in(pdf.render(frozen, issuer=records.issuer)) == 0
    assert len(pdf.problems(frozen, issuer=records.issuer)) == 1


def test_picture_that_cannot_be_set_costs_nobody_the_release(people, records, now):
    frozen = with_picture(people, records, now)
    with frozen.attachments.get().file.storage.open(frozen.attachments.get().file.name, "wb") as file:
        file.write(b"no picture")
    assert "Figure 1" in "".join(pdf_pages(pdf.render(frozen, issuer=records.issuer)))
    assert pdf.problems(frozen, issuer=records.issuer)[0].startswith("The PDF has no pictures")


def test_picture_of_another_release_is_not_shown(people, records, now):
    other = with_picture(people, records, now).attachments.get()
    body = f'<p>x</p><p><img src="{other.get_absolute_url()}" alt="Secret"></p>'
    frozen = approved(people, now, body=body).approved_revision()
    assert images_in(pdf.render(frozen, issuer=records.issuer)) == 0


def test_pdf_that_cannot_be_set_at_all_fails_by_name(monkeypatch, tmp_path):
    (tmp_path / "broken.typ").write_text('#panic("broken")')
    monkeypatch.setattr(pdf, "TEMPLATE", tmp_path / "broken.typ")
    with pytest.raises(ExportFailed, match="broken"):
        pdf.render(revision(), issuer=issuer())
    assert "broken" in pdf.problems(revision(), issuer=issuer())[0]
