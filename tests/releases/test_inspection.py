"""What a file says besides its words is found, and bounded."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile

from releases.inspection import NOTES, inspect, office, told

from . import inspection_files as files

CHANGED = '<w:ins w:author="Max"><w:r><w:t>12</w:t></w:r></w:ins>'
WATERMARK = '<w:hdr xmlns:w="w" xmlns:v="v"><v:textpath string="Draft"/></w:hdr>'
SHEETS = (
    '<workbook><sheets><sheet name="P&amp;L"/><sheet name="Bridge" state="veryHidden"/></sheets></workbook>'
)
TYPED = (
    '<p:notes xmlns:a="a" xmlns:p="p"><a:p><a:t>Name no partner</a:t></a:p><a:p><a:t>3</a:t></a:p></p:notes>'
)
NUMBER = '<p:notes xmlns:a="a" xmlns:p="p"><a:p><a:t>3</a:t></a:p></p:notes>'
LABEL = '<Properties><property name="MSIP_Label_Name"><v>Confidential</v></property></Properties>'
PATH = (
    '<Relationships><Relationship Type="x/attachedTemplate" Target="file:///C:/wanda/t.dotx" '
    'TargetMode="External"/></Relationships>'
)


def notes(content, name):
    return [tuple(note) for note in inspect(name, name.rpartition(".")[2], ContentFile(content, name))]


@pytest.mark.parametrize(
    ("content", "name", "note"),
    [
        (files.word(author="Wanda Writer"), "a.docx", ("author", "Wanda Writer")),
        (files.word(saved_by="Max"), "a.docx", ("last-saved-by", "Max")),
        (files.word(title="Project Heron"), "a.docx", ("title", "Project Heron")),
        (
            files.word(**{"docProps/app.xml": "<P><Company>Norvane</Company></P>"}),
            "a.docx",
            ("company", "Norvane"),
        ),
        (files.word(**{"docProps/custom.xml": LABEL}), "a.docx", ("mark", "Confidential")),
        (files.word(files.run("DR") + files.run("AFT of May")), "a.docx", ("mark", "DRAFT")),
        (files.word(**{"word/header1.xml": WATERMARK}), "a.docx", ("mark", "Draft")),
        (files.word(CHANGED), "a.docx", ("tracked-changes", "")),
        (files.word("<w:r><w:rPr><w:vanish/></w:rPr></w:r>"), "a.docx", ("hidden-text", "")),
        (files.word(**{"word/comments.xml": "<c><comment/><comment/></c>"}), "a.docx", ("comments", "2")),
        (files.word(**{"word/embeddings/book.xlsx": "x"}), "a.docx", ("embedded", "1")),
        (
            files.word(**{"word/_rels/settings.xml.rels": PATH}),
            "a.docx",
            ("outside", "file:///C:/wanda/t.dotx"),
        ),
        (files.office("xlsx", body=SHEETS), "a.xlsx", ("hidden-sheets", "Bridge")),
        (
            files.office("xlsx", **{"xl/worksheets/sheet1.xml": '<s><row hidden="1"/></s>'}),
            "a.xlsx",
            ("hidden-cells", "sheet1"),
        ),
        (
            files.office("xlsx", **{"xl/sharedStrings.xml": "<sst><si><t>CONFIDENTIAL</t></si></sst>"}),
            "a.xlsx",
            ("mark", "CONFIDENTIAL"),
        ),
        (
            files.office("pptx", **{"ppt/slides/slide1.xml": '<s show="0"/>'}),
            "a.pptx",
            ("hidden-slides", "1"),
        ),
        (
            files.office("pptx", **{"ppt/notesSlides/notesSlide1.xml": TYPED}),
            "a.pptx",
            ("presenter-notes", "Name no partner 3"),
        ),
        (files.pdf(Author="Wanda Writer"), "a.pdf", ("author", "Wanda Writer")),
        (files.pdf(Title="Draft 3 of results"), "a.pdf", ("mark", "Draft 3 of results")),
        (files.pdf("DRAFT of May"), "a.pdf", ("mark", "DRAFT")),
        (files.pdf(remark="Check this"), "a.pdf", ("comments", "1")),
        (files.pdf(script="app.alert(1)"), "a.pdf", ("active", "")),
        (files.pdf(attached="model.xlsx"), "a.pdf", ("embedded", "model.xlsx")),
        (files.film(place=b"+52.3731+004.8922/"), "a.mp4", ("place", "+52.3731+004.8922")),
        (files.film(title=b"Take 3"), "a.mp4", ("title", "Take 3")),
        (files.sound(TPE1="Wanda Writer"), "a.mp3", ("author", "Wanda Writer")),
        (b"Strictly confidential,1", "a.csv", ("mark", "Strictly confidential")),
        (b"a,1", "results-draft-2.csv", ("mark", "results-draft-2.csv")),
    ],
)
def test_what_stands_behind_the_words_is_found(content, name, note):
    assert note in notes(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.word(files.run("The draft guidance of the agency, a confidential matter.")), "a.docx"),
        (files.office("pptx", **{"ppt/notesSlides/notesSlide1.xml": NUMBER}), "a.pptx"),
        (files.office("xlsx", body='<workbook><sheet name="P"/></workbook>'), "a.xlsx"),
        (files.pdf("Results of May"), "a.pdf"),
        (files.film(), "a.mp4"),
        (files.sound(), "a.mp3"),
        (b"a,1", "international-overdraft.csv"),
        (b"\x89PNG", "a.png"),
    ],
)
def test_plain_file_says_nothing(content, name):
    assert notes(content, name) == []


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx", "a.pdf"])
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF", b"PK\3\4rubbish", files.pdf("x")[:300]])
def test_damaged_file_is_told_as_not_looked_through(content, name):
    assert notes(content, name) == [("unread", "")]


def test_archive_that_unpacks_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr(office, "MOST_OF_PART", 50_000)
    bomb = files.word(files.run("a" * 1_000_000))
    assert len(bomb) < 5_000
    assert notes(bomb, "a.docx") == [("unread", "")]


def test_many_parts_together_are_given_up_too(monkeypatch):
    monkeypatch.setattr(office, "MOST_BYTES", 100_000)
    parts = {f"word/header{number}.xml": f"<h>{'a' * 9_000}</h>" for number in range(20)}
    assert ("unread", "") in notes(files.word(**parts), "a.docx")


def test_entities_are_not_unfolded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><P><Company>&b;</Company></P>'
    assert ("unread", "") in notes(files.word(**{"docProps/app.xml": bomb}), "a.docx")


def test_words_are_kept_in_one_line_of_bounded_length():
    ((code, words),) = notes(files.word(author="Wanda\n\tW" + "x" * 300), "a.docx")
    assert (code, len(words), words[:9]) == ("author", 200, "Wanda Wxx")


def test_locked_pdf_is_told_as_locked():
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(files.pdf("x"))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert notes(out.getvalue(), "a.pdf") == [("locked", "")]


def test_every_note_has_its_sentence():
    assert told([["author", "Wanda"], ["tracked-changes", ""]]) == [
        "Its author is: Wanda.",
        "It keeps tracked changes.",
    ]
    assert all(str(NOTES[code]) for code in NOTES)


def test_file_is_left_at_its_beginning():
    upload = ContentFile(files.word(), "a.docx")
    inspect("a.docx", "docx", upload)
    assert zipfile.is_zipfile(upload)
    assert upload.tell() == 0 or upload.seek(0) == 0
