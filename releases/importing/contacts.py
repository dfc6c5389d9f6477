"""Who answers: the contact block, read line by line.

A line is a heading, an organisation, a person (perhaps with role and phone on the same line), a role, a
phone or an e-mail address. What fits none of these stays in the contact's text alone and is reported, never
guessed at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from .contact_lines import Known, line_details, mail_domains, split_list
from .contact_words import contact_kind, is_heading_text, is_one_of
from .parsed import Doubt, ParsedContact


@dataclass(slots=True)
class _Draft:
    """A contact while its lines are being read. `together`: one phone or e-mail follows for it and the one before."""

    kind: str = ""
    person: str = ""
    role: str = ""
    organisation: str = ""
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    together: bool = False
    ended: bool = False
    perhaps_city: bool = False

    def holds(self) -> bool:
        return bool(self.person or self.organisation or self.reached())

    def reached(self) -> bool:
        return bool(self.phones or self.emails)


def read_contacts(
    lines: list[str], issuers: tuple[str, ...]
) -> tuple[tuple[ParsedContact, ...], list[Doubt]]:
    """The contacts in their order, and the doubts about them. `issuers` are the releasing companies.

    An empty line parts two contacts; a block whose every line stands alone has none.
    """
    drafts, doubts, known = [_Draft()], [], Known(issuers, mail_domains("\n".join(lines)))
    for line in chain.from_iterable(map(split_list, lines)):
        if line.strip(" .,;:").lower() in ("or", "and"):
            doubts.append(_joined(line, drafts[-1]))
            drafts.append(_Draft())
        elif line.strip():
            _read_line(line.strip(" \t-–•*/"), drafts, known)
        else:
            drafts[-1].ended = drafts[-1].reached()
    drafts = [draft for draft in _carry_headings(drafts) if draft.lines]
    doubts += [doubt for group in _groups(drafts) for doubt in _share(group)]
    doubts += [doubt for draft in drafts for doubt in _doubts(draft, issuers)]
    return tuple(_contact(draft) for draft in drafts), doubts


def _read_line(line: str, drafts: list[_Draft], known: Known) -> None:
    head, colon, rest = line.partition(":")
    if is_heading_text(head) and (colon or _opens_contact(line, drafts[-1], known.issuers)):
        drafts.append(_Draft(kind=contact_kind(head), lines=[line]))
        # "For further information: Acme Contacts: Jane Doe" has a heading in a heading.
        inner, more, after = rest.strip().partition(":")
        if more and is_heading_text(inner):
            drafts[-1].kind, rest = contact_kind(inner) or drafts[-1].kind, after
        if rest.strip():
            _read_details(rest.strip(), line, drafts, known)
        return
    _read_details(line, line, drafts, known)


def _opens_contact(line: str, draft: _Draft, issuers: tuple[str, ...]) -> bool:
    """`Investor Relations` under a name is a role; before it, or with the issuer's name, it is a heading."""
    waiting = draft.person and not draft.role and not draft.reached()
    if any(line.split()[0] == issuer.split()[0] for issuer in issuers if issuer):
        return not waiting
    return not (draft.person and not draft.role and re.search(r"relations|communications", line, re.I))


def _read_details(text: str, line: str, drafts: list[_Draft], known: Known) -> None:
    found = line_details(text, known)
    for n, person in enumerate(found.persons or [""]):
        draft = _draft_for(person, found.organisation, drafts, same_line=n > 0)
        draft.person = draft.person or person
        if not draft.lines or draft.lines[-1] != line:
            draft.lines.append(line)
    draft.kind = found.kind or draft.kind
    draft.role = ", ".join(dict.fromkeys(filter(None, (draft.role, found.role))))
    if found.goes_on and draft.role:
        draft.role = f"{draft.role} {found.goes_on}"
    draft.organisation = draft.organisation or found.organisation
    draft.perhaps_city = bool(found.organisation and found.persons and not found.phones and not found.emails)
    draft.phones += found.phones
    draft.emails += found.emails
    draft.unread += found.unread if draft.role or not found.goes_on else [*found.unread, found.goes_on]


def _draft_for(person: str, organisation: str, drafts: list[_Draft], same_line: bool) -> _Draft:
    """The contact that a line belongs to: the last one, or a new one of its kind."""
    draft = drafts[-1]
    if person and draft.person and draft.perhaps_city and not draft.reached():
        draft.person, draft.perhaps_city = (
            "",
            False,
        )  # "CONTACT: Acme Inc., Lowell", a person on the next line
        return draft
    other = (person and draft.person) or (draft.ended and (person or organisation))
    if draft.lines and (other or (organisation and draft.organisation and draft.reached())):
        bare = not draft.reached() and not draft.role
        drafts.append(_Draft(kind=draft.kind, together=same_line or bool(person and bare)))
    return drafts[-1]


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


def _groups(drafts: list[_Draft]) -> Iterator[list[_Draft]]:
    """Persons who stand together, with what is written for all of them after the last one."""
    group = []
    for draft in drafts:
        if group and not draft.together:
            yield group
            group = []
        group.append(draft)
    yield group


def _share(group: list[_Draft]) -> Iterator[Doubt]:
    """As many phones (or addresses) as persons belong to them in their order; a single one to all."""
    if len(group) < 2:
        return
    last = group[-1]
    for name in ("phones", "emails"):
        values = getattr(last, name)
        for n, draft in enumerate(group):
            setattr(draft, name, [values[n]] if len(values) == len(group) else values[:1])
    for draft in group:
        draft.organisation = draft.organisation or last.organisation or group[0].organisation
        draft.kind = draft.kind or last.kind
    names = " and ".join(f'"{draft.person}"' for draft in group)
    sentence = f"{names} stand together; the phone and e-mail that follow were read as theirs."
    yield Doubt("contacts-together", sentence, "\n".join(last.lines))


def _contact(draft: _Draft) -> ParsedContact:
    kind = draft.kind or (contact_kind(draft.role) if not _both(draft) else "")
    phone, email = (next(iter(values), "") for values in (draft.phones, draft.emails))
    return ParsedContact(
        kind, draft.person, draft.role, draft.organisation, phone, email, "\n".join(draft.lines)
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
    if contact.kind == "media" and not contact.email:
        doubts.append(Doubt("contact-no-email", f'The media contact "{name}" has no e-mail address.', place))
    if not draft.person:
        doubts.append(Doubt("contact-no-person", f'The contact "{name}" names no person.', place))
    if not draft.reached():
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
