"""Who answers: the contact block, read line by line.

A line is a heading, an organisation, a person (perhaps with role and phone on the same line), a role, a
phone or an e-mail address. What fits none of these stays in the contact's text alone and is reported, never
guessed at.
"""

import re
from dataclasses import dataclass, field

from .contact_lines import contact_kind, is_heading_text, is_one_of, line_details
from .parsed import Doubt, ParsedContact


@dataclass(slots=True)
class _Draft:
    """A contact while its lines are being read."""

    kind: str = ""
    person: str = ""
    role: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    lines: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def holds(self) -> bool:
        return bool(self.person or self.phone or self.email or self.organisation)


def read_contacts(
    lines: list[str], issuers: tuple[str, ...]
) -> tuple[tuple[ParsedContact, ...], list[Doubt]]:
    """The contacts in their order, and the doubts about them. `issuers` are the releasing companies."""
    drafts, doubts = [_Draft()], []
    for line in lines:
        if line.strip(" .,;:").lower() in ("or", "and"):
            doubts.append(_joined(line, drafts[-1]))
            drafts.append(_Draft())
        elif line.strip():
            _read_line(line.strip(" \t-–•*"), drafts, issuers)
    drafts = [draft for draft in _carry_headings(drafts) if draft.lines]
    doubts += [doubt for draft in drafts for doubt in _doubts(draft, issuers)]
    return tuple(_contact(draft) for draft in drafts), doubts


def _read_line(line: str, drafts: list[_Draft], issuers: tuple[str, ...]) -> None:
    head, colon, rest = line.partition(":")
    if is_heading_text(head) and (colon or _opens_contact(line, drafts[-1], issuers)):
        drafts.append(_Draft(kind=contact_kind(head), lines=[line]))
        if rest.strip():
            _read_details(rest.strip(), line, drafts, issuers)
        return
    _read_details(line, line, drafts, issuers)


def _opens_contact(line: str, draft: _Draft, issuers: tuple[str, ...]) -> bool:
    """`Investor Relations` under a name is a role; before it, or with the issuer's name, it is a heading."""
    if any(line.split()[0] == issuer.split()[0] for issuer in issuers if issuer):
        return True
    return not (draft.person and not draft.role and re.search(r"relations|communications", line, re.I))


def _read_details(text: str, line: str, drafts: list[_Draft], issuers: tuple[str, ...]) -> None:
    found = line_details(text, issuers)
    draft = drafts[-1]
    if draft.lines and _belongs_to_next(draft, found):
        draft = _Draft(kind=draft.kind)
        drafts.append(draft)
    if not draft.lines or draft.lines[-1] != line:
        draft.lines.append(line)
    for name in ("person", "role", "organisation", "phone", "email"):
        if found.get(name):
            setattr(draft, name, _joined_value(name, getattr(draft, name), found[name]))
    if found.get("unread"):
        draft.unread.append(found["unread"])


def _belongs_to_next(draft: _Draft, found: dict[str, str]) -> bool:
    if found.get("person") and draft.person:
        return True
    return bool(found.get("organisation") and draft.organisation and (draft.phone or draft.email))


def _joined_value(name: str, before: str, value: str) -> str:
    if not before or before == value:
        return value
    return f"{before}, {value}" if name in ("role",) else before


def _carry_headings(drafts: list[_Draft]) -> list[_Draft]:
    """A heading with nothing of its own ("Contacts:") belongs to the contact below it."""
    kept, waiting = [], []
    for draft in drafts:
        if draft.lines and not draft.holds() and not draft.role:
            waiting += draft.lines
            kind = draft.kind
            continue
        if waiting:
            draft.lines, draft.kind = waiting + draft.lines, draft.kind or kind
            waiting = []
        kept.append(draft)
    return [*kept, _Draft(lines=waiting, unread=list(waiting))] if waiting else kept


def _contact(draft: _Draft) -> ParsedContact:
    kind = draft.kind or (contact_kind(draft.role) if not _both(draft) else "")
    return ParsedContact(
        kind, draft.person, draft.role, draft.organisation, draft.phone, draft.email, "\n".join(draft.lines)
    )


def _both(draft: _Draft) -> bool:
    heading = draft.lines[0].partition(":")[0].lower()
    return bool(re.search(r"invest", heading) and re.search(r"media|press", heading))


def _joined(line: str, draft: _Draft) -> Doubt:
    place = " / ".join([*draft.lines[-1:], line.strip()])
    return Doubt(
        "contacts-joined",
        f'Two contacts are joined by "{line.strip()}"; they were read as two contacts.',
        place,
    )


def _doubts(draft: _Draft, issuers: tuple[str, ...]) -> list[Doubt]:
    doubts, place = [], "\n".join(draft.lines)
    contact = _contact(draft)
    name = draft.person or draft.organisation or draft.lines[0]
    if draft.organisation and issuers and not is_one_of(draft.organisation, issuers):
        whom = draft.person or "a contact"
        sentence = f'"{draft.organisation}" is given for {whom}; it is not the issuer: an agency?'
        doubts.append(Doubt("contact-agency", sentence, place))
    if contact.kind == "media" and not draft.email:
        doubts.append(Doubt("contact-no-email", f'The media contact "{name}" has no e-mail address.', place))
    if not draft.person:
        doubts.append(Doubt("contact-no-person", f'The contact "{name}" names no person.', place))
    if not draft.phone and not draft.email:
        doubts.append(
            Doubt("contact-unreachable", f'The contact "{name}" has neither phone nor e-mail.', place)
        )
    if not contact.kind:
        doubts.append(
            Doubt("contact-kind", f'It is not clear whether "{name}" answers investors or the media.', place)
        )
    unread = [
        Doubt("contact-unread", f'"{text}" was not understood as part of a contact.', place)
        for text in draft.unread
    ]
    return doubts + unread
