"""Word, Excel and PowerPoint: zip archives of XML (ECMA-376)."""

import re
import zipfile
from collections import Counter
from xml.etree import ElementTree

from .marks import marks, marks_of_label

KINDS = ("docx", "xlsx", "pptx")
# Unpacked, of one part and of all that are read: a small archive can unpack to any size.
MOST_OF_PART = 16 * 1024 * 1024
MOST_BYTES = 64 * 1024 * 1024

# What docProps says, and the note that it makes.
PROPERTIES = {
    "creator": "author",
    "lastModifiedBy": "last-saved-by",
    "Company": "company",
    "Manager": "manager",
    "title": "title",
    "subject": "subject",
    "keywords": "keywords",
    "category": "remark",
    "contentStatus": "remark",
    "description": "remark",
}
CHANGES = {"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel"}
COMMENTS = r"(?:.*/)?(?:comments?|threadedComment|modernComment_)[^/]*\.xml\Z"
COMMENT = ("comment", "cm", "threadedComment")
EMBEDDED = re.compile(r"/embeddings/|/activeX/")
# PowerPoint numbers each page of notes; that alone is no note.
_NUMBER = re.compile(r"\s*\d*\s*\Z")


class Unreadable(Exception):
    pass


def notes(upload):
    with zipfile.ZipFile(upload) as archive:
        office = Archive(archive)
        yield from _properties(office)
        yield from _comments(office)
        yield from _contained(office)
        for kind in (_word, _excel, _powerpoint):
            yield from kind(office)


class Archive:
    """The parts of an Office file, each read up to a bound."""

    def __init__(self, archive):
        self.archive, self.names, self.left = archive, archive.namelist(), MOST_BYTES

    def parts(self, pattern):
        """(name, parsed XML) of the parts whose names match."""
        return ((name, self._parsed(name)) for name in self.names if re.match(pattern, name))

    def _parsed(self, name):
        most = min(MOST_OF_PART, self.left)
        with self.archive.open(name) as part:
            content = part.read(most + 1)
        self.left -= len(content)
        # Office declares no document type, which is another way to make a small file large.
        if len(content) > most or b"<!DOCTYPE" in content:
            raise Unreadable(name)
        return ElementTree.fromstring(content)  # noqa: S314  (expat bounds entities and fetches nothing)


def plain(element):
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element, name):
    """An attribute of this name, in whichever namespace; empty if there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def text_of(tree, tags=("t", "delText", "instrText")):
    """The running text: what one paragraph holds stands together, however Word cut it up."""
    words = []
    for element in tree.iter():
        if plain(element) in ("p", "si", "tr"):
            words.append("\n")
        elif plain(element) in tags and element.text:
            words.append(element.text)
    return "".join(words)


def _properties(office):
    for _name, tree in office.parts(r"docProps/(core|app)\.xml\Z"):
        for element in tree.iter():
            note, words = PROPERTIES.get(plain(element)), (element.text or "").strip()
            if note and words:
                yield note, words
                yield from marks_of_label(words)
    # Labels such as those of Microsoft Purview stand among a company's own properties.
    for _name, tree in office.parts(r"docProps/custom\.xml\Z"):
        for own in tree:
            words = "".join(own.itertext()).strip()
            yield "remark", f"{own.get('name', '')}: {words}"
            yield from marks_of_label(words)


def _comments(office):
    counts = Counter(plain(element) for _name, tree in office.parts(COMMENTS) for element in tree.iter())
    # Excel writes each comment twice, for itself and for its older versions.
    if most := max(counts[tag] for tag in COMMENT):
        yield "comments", str(most)


def _contained(office):
    found = [name for name in office.names if EMBEDDED.search(name)]
    if found:
        yield "embedded", str(len(found))
    for _name, tree in office.parts(r"(?:.*/)?_rels/[^/]*\.rels\Z"):
        for link in tree:
            target, kind = link.get("Target", ""), link.get("Type", "").rpartition("/")[2]
            if link.get("TargetMode") == "External" and (kind != "hyperlink" or target.startswith("file:")):
                yield "outside", target


def _word(office):
    for name, tree in office.parts(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml\Z"):
        text = text_of(tree)
        yield from marks_of_label(text) if name.startswith(("word/header", "word/footer")) else marks(text)
        tags = {plain(element) for element in tree.iter()}
        if tags & CHANGES:
            yield "tracked-changes", ""
        if any(plain(element) == "vanish" and attribute(element, "val") not in ("0", "false")
               for element in tree.iter()):  # fmt: skip
            yield "hidden-text", ""
        for element in tree.iter():
            if plain(element) == "textpath":  # a watermark
                yield from marks_of_label(element.get("string", ""))


def _excel(office):
    for _name, tree in office.parts(r"xl/workbook\.xml\Z"):
        hidden = [
            element.get("name", "")
            for element in tree.iter()
            if plain(element) == "sheet" and element.get("state", "visible") != "visible"
        ]
        if hidden:
            yield "hidden-sheets", ", ".join(hidden)
        names = [element.get("name", "") for element in tree.iter() if plain(element) == "sheet"]
        for each in names:
            yield from marks_of_label(each)
    for _name, tree in office.parts(r"xl/sharedStrings\.xml\Z"):
        yield from marks(text_of(tree))
    for name, tree in office.parts(r"xl/worksheets/[^/]*\.xml\Z"):
        for element in tree.iter():
            if plain(element) in ("row", "col") and element.get("hidden") in ("1", "true"):
                yield "hidden-cells", name.rpartition("/")[2].removesuffix(".xml")
            elif plain(element) in ("oddHeader", "oddFooter", "firstHeader", "firstFooter"):
                yield from marks_of_label(element.text or "")
            elif plain(element) == "t":
                yield from marks(element.text or "")


def _powerpoint(office):
    hidden = 0
    for name, tree in office.parts(r"ppt/(slides|slideMasters|slideLayouts|notesSlides)/[^/]*\.xml\Z"):
        text = text_of(tree)
        if name.startswith("ppt/slides/"):
            hidden += tree.get("show") in ("0", "false")
            yield from marks(text)
        elif not name.startswith("ppt/notesSlides/"):
            yield from marks_of_label(text)
        elif not all(map(_NUMBER.match, text.split("\n"))):
            yield "presenter-notes", text
            yield from marks(text)
    if hidden:
        yield "hidden-slides", str(hidden)
