"""Files with something in them besides their words, made part by part as Office, a PDF writer or a phone does."""

import io
import zipfile

from pypdf import PdfWriter
from pypdf.actions import JavaScript
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}
CORE = (
    '<c:coreProperties xmlns:c="c" xmlns:dc="d"><dc:creator>{author}</dc:creator>'
    "<c:lastModifiedBy>{saved_by}</c:lastModifiedBy><dc:title>{title}</dc:title></c:coreProperties>"
)


def office(kind, /, *, author="", saved_by="", title="", body="<a/>", content_types="", **parts):
    """The bytes of an Office file; `parts` maps the names of further parts to their XML."""
    name, main = MAIN[kind]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        types = f'<Types><Override PartName="/{name}" ContentType="application/vnd.x.{main}"/>{content_types}</Types>'
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("docProps/core.xml", CORE.format(author=author, saved_by=saved_by, title=title))
        archive.writestr(name, body)
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def word(text="", **given):
    body = f'<w:document xmlns:w="w"><w:body><w:p>{text}</w:p></w:body></w:document>'
    return office("docx", body=body, **given)


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def pdf(text="", *, remark="", script="", attached="", **information):
    """The bytes of a PDF of one page."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject({
        NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})
    })  # fmt: skip
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata({f"/{name}": value for name, value in information.items()})
    if remark:
        writer.add_annotation(0, FreeText(text=remark, rect=(10, 10, 90, 40)))
    if script:
        writer.add_open_action(JavaScript(script))
    if attached:
        writer.add_attachment(attached, b"1")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def box(kind, content):
    return (len(content) + 8).to_bytes(4) + kind + content


def film(place=b"", title=b""):
    """An MP4 as a phone records it: pictures first, then what describes them."""
    tags = box(b"\xa9xyz", len(place).to_bytes(2) + b"\x15\xc7" + place) if place else b""
    data = box(b"data", b"\0\0\0\1\0\0\0\0" + title)
    tags += box(b"\xa9nam", data) if title else b""
    return box(b"ftyp", b"isom\0\0\2\0") + box(b"mdat", b"x" * 100_000) + box(b"moov", box(b"udta", tags))


def sound(**frames):
    """An MP3 with text frames of ID3v2.4."""
    made = b"".join(
        name.encode() + (len(text) + 1).to_bytes(4) + b"\0\0\3" + text.encode()
        for name, text in frames.items()
    )
    return b"ID3\4\0\0" + bytes([0, 0, len(made) >> 7, len(made) & 127]) + made + b"\xff\xfb" + b"\0" * 99
