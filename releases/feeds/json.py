"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); what it has no name for stands under `_newsroom`."""

import json

from django.utils.feedgenerator import SyndicationFeed

ABOUT = "Facts that JSON Feed has no name for; a date without a time is one that nobody knows the time of."


class JSONFeed(SyndicationFeed):
    label = "JSON Feed"
    content_type = "application/feed+json; charset=utf-8"

    def __init__(self, channel, entries, stock_domain):
        super().__init__(title=channel.title, link=channel.home, description=channel.description)
        self.channel, self.entries = channel, entries

    def write(self, outfile, encoding):
        document = {**self._head(), "items": [self._item(entry) for entry in self.entries]}
        outfile.write(json.dumps(document, ensure_ascii=False, indent=1).encode(encoding))

    def _head(self):
        channel = self.channel
        head = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": channel.title,
            "home_page_url": channel.home,
            "feed_url": channel.address,
            "description": channel.description,
            "next_url": channel.earlier,
            "authors": [self._author()],
            "language": channel.language,
            "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else [],
        }
        return {name: value for name, value in head.items() if value}

    def _author(self):
        address = {"url": self.channel.issuer_address} if self.channel.issuer_address else {}
        return {"name": self.channel.issuer, **address}

    def _item(self, entry):
        return {
            "id": entry.guid,
            "url": entry.link,
            "title": entry.title,
            "content_html": entry.content,
            "summary": entry.summary,
            "date_published": entry.published.isoformat(timespec="seconds"),
            "date_modified": entry.touched.isoformat(timespec="seconds"),
            "authors": [self._author()],
            "tags": [entry.category, *entry.symbols],
            "language": self.channel.language,
            "attachments": [
                {
                    "url": file.url,
                    "mime_type": file.mime_type,
                    "title": file.title,
                    "size_in_bytes": int(file.length),
                }
                for file in entry.enclosures
            ],
            "_newsroom": {
                "about": ABOUT,
                "date": entry.date,
                "subheads": entry.subheads,
                "tickers": entry.symbols,
                "revision": entry.number,
                "withdrawn": entry.withdrawn,
            },
        }
