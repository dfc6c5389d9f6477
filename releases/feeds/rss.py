"""RSS 2.0 with the whole text, Dublin Core, and the stock categories that financial robots read."""

from html import escape

from django.utils.feedgenerator import Enclosure, Rss201rev2Feed, Stylesheet

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


class RSS(Rss201rev2Feed):
    label = "RSS"
    content_type = "application/rss+xml; charset=utf-8"

    def __init__(self, channel, entries, stock_domain):
        super().__init__(
            title=channel.title,
            link=channel.home,
            description=channel.description,
            language=channel.language,
            feed_url=channel.address,
            stylesheets=[Stylesheet(channel.stylesheet, mimetype="text/css", media=None)],
        )
        self.channel, self.stock_domain = channel, stock_domain
        for entry in entries:
            self.add_item(
                title=entry.title,
                link=entry.link,
                # HTML by the specification of RSS 2.0; readers would drop words after a "<".
                description=escape(entry.summary, quote=False),
                pubdate=entry.published,
                unique_id=entry.guid,
                unique_id_is_permalink=False,
                categories=[entry.category],
                # RSS has one to an item; the others follow as media:content.
                enclosures=[Enclosure(e.url, e.length, e.mime_type) for e in entry.enclosures[:1]],
                entry=entry,
            )

    def rss_attributes(self):
        return super().rss_attributes() | NAMESPACES

    def latest_post_date(self):
        # Django's own takes the clock for an empty feed.
        return self.channel.touched

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        channel = self.channel
        if channel.is_archive:
            handler.addQuickElement("fh:archive")
        for relation, address in relations(channel).items():
            handler.addQuickElement("atom:link", None, {"rel": relation, "href": address})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        entry = item["entry"]
        for name, text in self.dublin_core(entry).items():
            handler.addQuickElement(f"dc:{name}", text)
        handler.addQuickElement("atom:updated", entry.touched.isoformat(timespec="seconds"))
        for symbol in entry.symbols:
            handler.addQuickElement("category", symbol, {"domain": self.stock_domain})
        for file in entry.enclosures[1:]:
            attributes = {"url": file.url, "fileSize": file.length, "type": file.mime_type}
            handler.addQuickElement("media:content", None, attributes)
        handler.addQuickElement("content:encoded", entry.content)

    def dublin_core(self, entry):
        return {
            "creator": self.channel.issuer,
            "publisher": self.channel.issuer,
            "identifier": entry.guid,
            "language": self.channel.language,
            # A release whose time of day nobody knows has only its date here.
            "date": entry.date,
        }


def relations(channel):
    """The links by which a reader finds its way between a feed and its years (RFC 5005), and to the hub."""
    links = {
        "hub": channel.hub,
        "current": channel.current if channel.is_archive else "",
        "prev-archive": channel.earlier,
        "next-archive": channel.later,
    }
    return {relation: address for relation, address in links.items() if address}
