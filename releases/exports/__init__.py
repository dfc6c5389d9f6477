"""Every form in which a release leaves the house but the page and the feeds.

A form is `render(revision, issuer=…, now=…, root=…)`, which gives text or bytes: `issuer` is the company,
`now` decides which related rows readers may see, `root` is the site's absolute address without a slash.
"""

from collections.abc import Callable
from dataclasses import dataclass

from . import exhibit, newsml, ninjs, pdf, text
from .failed import ExportFailed


@dataclass(frozen=True)
class Form:
    content_type: str
    render: Callable
    kept: bool = False  # made once and stored with the revision


# By the end of its address.
FORMS = {
    "-ex991.htm": Form("text/html; charset=us-ascii", exhibit.render_html),
    "-ex991.txt": Form("text/plain; charset=us-ascii", exhibit.render_text),
    ".pdf": Form("application/pdf", pdf.render, kept=True),
    ".txt": Form("text/plain; charset=utf-8", text.render),
    ".json": Form("application/json", ninjs.render),
    ".xml": Form("application/xml; charset=utf-8", newsml.render),
}

__all__ = ["FORMS", "ExportFailed", "Form"]
