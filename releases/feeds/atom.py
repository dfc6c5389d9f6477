"""Atom 1.0 (RFC 4287) with the whole text; a withdrawn release is a tombstone (RFC 6721)."""

from django.utils.feedgenerator import Atom1Feed, Stylesheet
from django.utils.xmlutils import SimplerXMLGenerator

from .rss import relations

NAMESPACES = {
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
}


class Atom(Atom1Feed):
    label = "Atom"

    def __init__(self, channel, entries, stock_domain):
        super().__init__(
            title=channel.title,
            link=channel.home,
            description=channel.description,
            subtitle=channel.description,
            language=channel.language,
            author_name=channel.issuer,
            author_link=channel.issuer_address or None,
            feed_url=channel.address,
            feed_guid=channel.identity,
            stylesheets=[Stylesheet(channel.stylesheet, mimetype="text/css", media=None)],
        )
        self.channel, self.entries, self.stock_domain = channel, entries, stock_domain

    def write(self, outfile, encoding):
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        # Django writes them for RSS alone.
        for stylesheet in self.feed["stylesheets"]:
            handler.processingInstruction("xml-stylesheet", stylesheet)
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        for entry in self.entries:
            self._bury(handler, entry) if entry.withdrawn else self._write(handler, entry)
        handler.endElement("feed")

    def root_attributes(self):
        return super().root_attributes() | NAMESPACES

    def latest_post_date(self):
        return self.channel.touched

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.channel.is_archive:
            handler.addQuickElement("fh:archive")
        for relation, address in relations(self.channel).items():
            handler.addQuickElement("link", None, {"rel": relation, "href": address})

    def _write(self, handler, entry):
        handler.startElement("entry", {})
        handler.addQuickElement("title", entry.title)
        handler.addQuickElement("link", None, {"rel": "alternate", "type": "text/html", "href": entry.link})
        for file in entry.enclosures:
            handler.addQuickElement("link", None, enclosure_attributes(file))
        handler.addQuickElement("id", entry.guid)
        # A release whose time of day nobody knows has only its date here. Some readers take the last of all dates.
        handler.addQuickElement("dc:date", entry.date)
        handler.addQuickElement("published", entry.published.isoformat(timespec="seconds"))
        handler.addQuickElement("updated", entry.touched.isoformat(timespec="seconds"))
        handler.addQuickElement("category", None, {"term": entry.category})
        for symbol in entry.symbols:
            handler.addQuickElement("category", None, {"term": symbol, "scheme": self.stock_domain})
        handler.addQuickElement("summary", entry.summary)
        handler.addQuickElement("content", entry.content, {"type": "html"})
        handler.endElement("entry")

    def _bury(self, handler, entry):
        when = entry.touched.isoformat(timespec="seconds")
        handler.startElement("at:deleted-entry", {"ref": entry.guid, "when": when})
        handler.addQuickElement("at:comment", f"{entry.title}. {entry.summary}")
        handler.addQuickElement("link", None, {"rel": "related", "type": "text/html", "href": entry.link})
        handler.endElement("at:deleted-entry")


def enclosure_attributes(file):
    return {
        "rel": "enclosure",
        "type": file.mime_type,
        "length": file.length,
        "title": file.title,
        "href": file.url,
    }
