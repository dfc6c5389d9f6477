"""Who answers: the contact block, read line by line.

A line is a heading, an organisation, a person (perhaps with role and phone on the same line), a role, a
phone or an e-mail address. What fits none of these stays in the contact's text alone and is reported, never
guessed at.
"""

import re
from itertools import chain

from .contact_drafts import Draft, carry_headings, draft_for, groups, join_early_firms, join_late_firms, share
from .contact_lines import Details, Known, line_details, mail_domains, split_list
from .contact_words import contact_kind, is_adviser_heading, is_heading_text, is_one_of
from .parsed import Doubt, ParsedContact
from .places import names_region

_ONE_NAME = re.compile(r"[A-Z][^\W\d_]{2,20}$")


def read_contacts(
    lines: list[str], issuers: tuple[str, ...]
) -> tuple[tuple[ParsedContact, ...], list[Doubt]]:
    """The contacts in their order, and the doubts about them. `issuers` are the releasing companies.

    An empty line parts two contacts; a block whose every line stands alone has none.
    """
    drafts, doubts, known = [Draft()], [], Known(issuers, mail_domains("\n".join(lines)))
    for line in chain.from_iterable(map(split_list, lines)):
        if line.strip(" .,;:").lower() in ("or", "and"):
            doubts.append(_joined(line, drafts[-1]))
            drafts[-1].ended = True
            drafts.append(Draft())
        elif line.strip():
            _read_line(line.strip(" \t-–•*/|"), drafts, known)
        else:
            drafts[-1].ended, drafts[-1].parted = drafts[-1].reached(), drafts[-1].holds()
    drafts = join_late_firms([draft for draft in carry_headings(drafts) if draft.lines])
    drafts = join_early_firms(drafts)
    doubts += [doubt for group in groups(drafts) for doubt in share(group)]
    doubts += [doubt for draft in drafts for doubt in _doubts(draft, issuers)]
    return tuple(_contact(draft) for draft in drafts), doubts


def _read_line(line: str, drafts: list[Draft], known: Known) -> None:
    head, colon, rest = line.partition(":")
    adviser = head if colon and is_adviser_heading(head) else ""
    if adviser or (is_heading_text(head) and (colon or _opens_contact(line, drafts[-1], known.issuers))):
        drafts.append(Draft(contact_kind(head), lines=[line], adviser=adviser))
        # "For further information: Acme Contacts: Jane Doe" has a heading in a heading.
        inner, more, after = rest.strip().partition(":")
        if more and is_heading_text(inner):
            drafts[-1].heading, rest = contact_kind(inner) or drafts[-1].heading, after
        if rest.strip():
            _read_details(rest.strip(), line, drafts, known)
        return
    _read_details(line, line, drafts, known)


def _opens_contact(line: str, draft: Draft, issuers: tuple[str, ...]) -> bool:
    """`Investor Relations` under a name is a role; before it, or with the issuer's name, it is a heading."""
    waiting = draft.person and not draft.role and not draft.reached()
    if any(line.split()[0] == issuer.split()[0] for issuer in issuers if issuer):
        return not waiting
    return not (draft.person and not draft.role and re.search(r"relations|communications", line, re.I))


def _read_details(text: str, line: str, drafts: list[Draft], known: Known) -> None:
    opens = drafts[-1].adviser and not drafts[-1].holds()
    # "Broker:" above "Acme Markets" says what "Acme Markets (Broker)" would.
    found = line_details(f"{text} ({drafts[-1].adviser})" if opens else text, known)
    if _is_firm_alone(text, found, drafts[-1]):
        found.organisation, found.unread = text, []
    for person in found.persons or [""]:
        draft = draft_for(person, found, drafts)
        draft.person = draft.person or person
        draft.kind = found.kind or draft.kind
        if not draft.lines or draft.lines[-1] != line:
            draft.lines.append(line)
    draft.role = ", ".join(dict.fromkeys(filter(None, (draft.role, found.role))))
    if found.goes_on and draft.role:
        draft.role = f"{draft.role} {found.goes_on}"
    draft.organisation = draft.organisation or found.organisation
    draft.perhaps_city = bool(found.organisation and found.persons and not found.phones and not found.emails)
    draft.phones += found.phones
    draft.emails += found.emails
    draft.parted = False
    draft.unread += found.unread if draft.role or not found.goes_on else [*found.unread, found.goes_on]


def _is_firm_alone(text: str, found: Details, draft: Draft) -> bool:
    """`Buchanan` where a contact begins: nothing but its place tells that it is a firm."""
    begins = draft.reached() or draft.parted or not draft.holds()
    return begins and found.unread == [text] and bool(_ONE_NAME.match(text)) and not names_region(f", {text}")


def _contact(draft: Draft) -> ParsedContact:
    above = draft.above or Draft()
    role = ", ".join(dict.fromkeys(filter(None, (above.role, draft.role))))
    kind = draft.kind or above.kind or draft.heading or (contact_kind(role) if not _both(draft) else "")
    phone = next(iter([*draft.phones, *above.phones]), "")
    email = next(iter([*draft.emails, *above.emails]), "")
    return ParsedContact(kind, draft.person, role, draft.firm(), phone, email, "\n".join(draft.lines))


def _both(draft: Draft) -> bool:
    heading = draft.lines[0].partition(":")[0].lower()
    return bool(re.search(r"invest", heading) and re.search(r"media|press", heading))


def _joined(line: str, draft: Draft) -> Doubt:
    place = " / ".join([*draft.lines[-1:], line.strip()])
    return Doubt(
        "contacts-joined",
        f'Two contacts are joined by "{line.strip()}"; they were read as two contacts.',
        place,
    )


def _doubts(draft: Draft, issuers: tuple[str, ...]) -> list[Doubt]:
    doubts, place = [], "\n".join(draft.lines)
    contact = _contact(draft)
    name = contact.person or contact.organisation or draft.lines[0]
    if contact.organisation and issuers and not is_one_of(contact.organisation, issuers):
        whom = contact.person or "a contact"
        sentence = f'"{contact.organisation}" is given for {whom}; it is not the issuer: an agency?'
        doubts.append(Doubt("contact-agency", sentence, place))
    if contact.kind == "media" and not contact.email:
        doubts.append(Doubt("contact-no-email", f'The media contact "{name}" has no e-mail address.', place))
    if not draft.person:
        doubts.append(Doubt("contact-no-person", f'The contact "{name}" names no person.', place))
    if not (draft.reached() or draft.asked):
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
