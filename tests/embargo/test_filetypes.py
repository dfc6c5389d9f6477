"""The content decides which file may go out."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from embargo import filetypes
from releases.models import Attachment
from tests.releases import inspection_files as files

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>"
MACRO = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'


def refusal(name, content):
    """The sentence of the refusal; empty if the file may go out."""
    attachment = Attachment(title="x", file=ContentFile(content, name))
    try:
        attachment.clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def picture(kind, **given):
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, kind, **given)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", files.pdf("x")),
        ("a.png", picture("PNG")),
        ("a.jpg", picture("JPEG")),
        ("a.webp", picture("WEBP")),
        ("a.csv", b"\xef\xbb\xbfa,b\n1,2"),
        ("a.docx", files.word()),
        ("a.xlsx", files.office("xlsx")),
        ("a.PPTX", files.office("pptx")),
    ],
)
def test_file_on_the_list_may_go_out(name, content):
    assert refusal(name, content) == ""


@pytest.mark.parametrize(
    "name", ["a.svg", "a.html", "a.htm", "a.xhtml", "a.xml", "a.js", "a.zip", "a.docm", "a.exe", "a"]
)
def test_file_beside_the_list_may_not(name):
    assert refusal(name, SVG) == f"Files of this type cannot go out: {name}."


@pytest.mark.parametrize(
    "content", [SVG, PAGE, b"\n\n  <HTML>", b"\xef\xbb\xbf<svg>", b"<?xml version='1.0'?><svg/>"]
)
@pytest.mark.parametrize("name", ["a.csv", "a.pdf", "a.png", "a.docx"])
def test_page_or_drawing_under_another_name_may_not(name, content):
    assert refusal(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", files.word()),
        ("a.docx", files.office("xlsx")),
        ("a.xlsx", files.pdf("x")),
        ("a.pptx", b"PK\3\4rubbish"),
        ("a.docx", files.office("docx", content_types=MACRO)),
        ("a.csv", b"a\0b"),
    ],
)
def test_file_that_is_not_what_it_says_may_not(name, content):
    extension = name.rpartition(".")[2]
    assert refusal(name, content) == f"The content of this file is not what its name says (.{extension})."


@pytest.mark.parametrize(("name", "content"), [("a.mp4", files.film()), ("a.mp3", files.sound())])
def test_sound_and_film_go_out_where_a_setting_says_so(settings, name, content):
    assert refusal(name, content).startswith("Files of this type cannot go out")
    settings.FILES_MEDIA = True
    assert refusal(name, content) == ""
    assert "not what its name says" in refusal(name, b"rubbish")


def test_size_is_bounded_by_a_setting(settings):
    settings.FILES_MAX_MB = 1
    assert refusal("a.csv", b"a" * 1024 * 1024) == ""
    assert refusal("a.csv", b"a" * (1024 * 1024 + 1)) == "The file is larger than 1 MB."


def test_archive_that_unpacks_without_end_may_not(monkeypatch):
    monkeypatch.setattr(filetypes, "MOST_UNPACKED", 1_000_000)
    assert refusal("a.docx", files.word("a" * 2_000_000))


def test_archive_of_countless_parts_may_not(monkeypatch):
    monkeypatch.setattr(filetypes, "MOST_PARTS", 10)
    assert refusal("a.docx", files.word(**{f"word/{number}.xml": "<a/>" for number in range(10)}))


def test_image_of_too_many_pixels_may_not(monkeypatch):
    monkeypatch.setattr("embargo.files.IMAGE_PIXELS", 15)
    assert "The image has 4 × 4 pixels" in refusal("a.png", picture("PNG"))


def test_image_is_called_what_it_is():
    attachment = Attachment(title="x", file=ContentFile(picture("PNG"), "Curve.jpg"))
    attachment.clean()
    assert (attachment.name, attachment.content_type) == ("curve.png", "image/png")


def test_place_of_a_photograph_is_dropped():
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "Camera", {1: "N"}
    attachment = Attachment(title="x", file=ContentFile(picture("JPEG", exif=exif), "a.jpg"))
    attachment.clean()
    assert not Image.open(attachment.file.file).getexif()
