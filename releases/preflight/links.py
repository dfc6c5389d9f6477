"""Links that lead nowhere, or where the public cannot go."""

import re
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, Spot, rule
from .passages import shortened

# Places for colleagues, and wrappers that a mail system puts around a copied link.
_INNER_HOSTS = re.compile(
    r"(?:^|\.)(?:localhost|local|internal|intranet|lan|corp|home|invalid|sharepoint\.com|docs\.google\.com|drive\.google\.com"
    r"|onedrive\.live\.com|1drv\.ms|teams\.microsoft\.com|safelinks\.protection\.outlook\.com|urldefense\.com"
    r"|urldefense\.proofpoint\.com|ngrok\.io|ngrok-free\.app)$"
)
_INNER_LABEL = re.compile(
    r"^(?:staging|stage|dev|test|uat|qa|preview|preprod|sandbox|intranet|vpn)\d{0,2}[.-]"
)
_INNER_PATH = re.compile(
    r"(?:^|/)(?:admin|wp-admin|preview|previews|drafts?|staging)(?:/|$)|[?&](?:preview|draft)=", re.I
)
_FILE = re.compile(r"^/files/(?P<ref>[0-9a-z]{8})/[\w.-]+$")
_ADDRESS = re.compile(r"^(?:(?:https?:)?//)?(?P<host>(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24})(?:[:/?#]\S*)?$", re.I)


@rule(
    "link-relative",
    Level.WARNING,
    gettext_lazy("A link has no full address, so that it leads nowhere in feeds and mails."),
)
def relative(subject):
    for passage, link in _links(subject):
        if link.href.startswith("#") or not link.href:
            yield _spot(
                passage,
                link,
                _("The link “%(text)s” leads nowhere (%(href)s). Give it an address or remove it."),
            )
        elif not urlsplit_or_none(link.href) or (
            not urlsplit_or_none(link.href).scheme and not _FILE.match(link.href)
        ):
            yield _spot(
                passage,
                link,
                _(
                    "The link “%(text)s” has no full address (%(href)s). Begin it with https:// and the site's name."
                ),
            )


@rule(
    "link-broken",
    Level.WARNING,
    gettext_lazy("A link's address is broken: no host, no e-mail address, no number."),
)
def broken(subject):
    for passage, link in _links(subject):
        if _is_broken(link.href):
            yield _spot(passage, link, _("The address behind “%(text)s” is broken (%(href)s). Correct it."))


@rule(
    "link-not-public",
    Level.WARNING,
    gettext_lazy("A link leads to the desk, a preview, an inner host or a file that stays inside."),
)
def not_public(subject):
    files = {file.ref: file for file in subject.files}
    for passage, link in _links(subject):
        parts = urlsplit_or_none(link.href)
        file = _FILE.match(parts.path) if parts else None
        if file and (not parts.netloc or file["ref"] in files):
            if not (files.get(file["ref"]) and files[file["ref"]].goes_out):
                yield _spot(
                    passage,
                    link,
                    _(
                        "The file behind “%(text)s” does not go out with this release (%(href)s). Attach it here."
                    ),
                )
        elif parts and parts.scheme in ("http", "https") and _is_inner(parts):
            yield _spot(
                passage,
                link,
                _("“%(text)s” leads where the public cannot go (%(href)s). Link a public page."),
            )


@rule("link-insecure", Level.WARNING, gettext_lazy("A link in the body begins with http://, not https://."))
def insecure(subject):
    for passage, link in _links(subject):
        # What the system makes of “www.…” in standing texts is not the editor's to mend.
        if passage.part == "body" and link.href.lower().startswith("http://"):
            yield _spot(
                passage,
                link,
                _("“%(text)s” is linked without encryption (%(href)s). Use https:// if the site has it."),
            )


@rule("link-differs", Level.WARNING, gettext_lazy("A link shows one address and leads to another."))
def differs(subject):
    for passage, link in _links(subject):
        shown = " ".join(link.text.split())
        if link.href.lower().startswith("mailto:"):
            wanted = unquote(link.href[7:]).split("?")[0].lower()
            wrong = "@" in shown and " " not in shown and shown.lower().strip(".,;()") != wanted
        else:
            parts, address = urlsplit_or_none(link.href), _ADDRESS.match(shown.rstrip(".,;)"))
            wrong = bool(parts and parts.hostname and address) and _site(address["host"]) != _site(
                parts.hostname
            )
        if wrong:
            yield _spot(
                passage,
                link,
                _("The text shows “%(text)s”, but the link leads to %(href)s. Make them agree."),
            )


def file_refs(parts):
    """The refs of our own files that links and images of a rich text lead to."""
    split = (
        urlsplit_or_none(address)
        for address in (*(link.href for link in parts.links), *(i.src for i in parts.images))
    )
    return {match["ref"] for each in split if each and (match := _FILE.match(each.path))}


def urlsplit_or_none(address):
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        return None
    return parts


def _links(subject):
    return ((passage, link) for passage, parts in subject.html for link in parts.links)


def _spot(passage, link, sentence):
    """The place is the sentence around the link's words where they can be found, else the words."""
    shown = link.text.strip()
    at = passage.text.find(shown) if shown else -1
    place = passage.excerpt(at, at + len(shown)) if at >= 0 else shown
    href = shortened(link.href)
    return Spot(
        sentence % {"text": shortened(shown) or href, "href": href or "#"}, passage.field, href, place
    )


def _is_broken(href):
    parts = urlsplit_or_none(href)
    if parts is None:
        return True
    if parts.scheme == "mailto":
        return not all(_is_email(address) for address in unquote(parts.path).split(","))
    if parts.scheme == "tel":
        return sum(letter.isdigit() for letter in parts.path) < 3
    if parts.scheme in ("http", "https"):
        host = parts.hostname or ""
        return (
            not host or ".." in host or bool(re.search(r"\s|^https?$", host)) or bool(re.search(r"\s", href))
        )
    return False


def _is_email(address):
    try:
        validate_email(address.strip())
    except ValidationError:
        return False
    return True


def _is_inner(parts):
    host = (parts.hostname or "").rstrip(".")
    try:
        return not ip_address(host).is_global
    except ValueError:
        pass
    if not host:
        return False
    if "." not in host or _INNER_HOSTS.search(host) or (host.count(".") > 1 and _INNER_LABEL.match(host)):
        return True
    return parts.port not in (None, 80, 443) or bool(_INNER_PATH.search(f"{parts.path}?{parts.query}"))


def _site(host):
    return host.lower().rstrip(".").removeprefix("www.")
