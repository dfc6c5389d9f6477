"""Contacts while their lines are being read: which line is whose, and what several persons share.

A firm stands above its persons or below each of them. A phone of the next firm is never given to a person
before it; one that may be several persons' is given to all of them and reported, or to none and asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .contact_lines import Details
from .contact_words import plain_name
from .parsed import Doubt


@dataclass(slots=True)
class Draft:
    """`heading`: the kind its heading says. `together`: what follows belongs to the one before, too."""

    heading: str = ""
    kind: str = ""
    person: str = ""
    role: str = ""
    organisation: str = ""
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    above: "Draft | None" = None  # the firm that stands above its persons, with what is everybody's there
    together: bool = False
    ended: bool = False  # an empty line follows its phone or e-mail, or the word "or"
    parted: bool = False  # an empty line stands between it and the next one
    adviser: str = ""  # "Nominated Adviser", of a heading: a firm follows
    perhaps_city: bool = False
    asked: bool = False  # what follows may be this one's: a doubt says so

    def holds(self) -> bool:
        return bool(self.person or self.organisation or self.reached())

    def reached(self) -> bool:
        return bool(self.phones or self.emails or (self.above and self.above.reached()))

    def firm(self) -> str:
        return self.organisation or (self.above.organisation if self.above else "")


def draft_for(person: str, found: Details, drafts: list[Draft]) -> Draft:
    """The contact that a line (its first or next person, or no person) belongs to: the last one or a new one."""
    draft = drafts[-1]
    if person and draft.perhaps_city and not draft.reached():
        # "CONTACT: Acme Inc., Lowell", a person on the next line
        draft.person, draft.perhaps_city = "", False
    ended = draft.ended and (person or found.organisation)
    if ended or (found.organisation and not person and _is_next_firm(found, drafts)):
        drafts.append(Draft(draft.heading))
    elif person and draft.person:
        drafts.append(Draft(draft.heading, above=draft.above, together=_is_together(person, found, draft)))
    elif person and draft.emails and _is_late_firm(drafts[-2:-1], draft):
        drafts[-2:] = [*join_late_firms(drafts[-2:]), Draft(draft.heading)]
    elif person and draft.holds():
        drafts[-1] = Draft(draft.heading, above=draft, lines=draft.lines, unread=draft.unread)
    return drafts[-1]


def _is_next_firm(found: Details, drafts: list[Draft]) -> bool:
    """Whether a firm's line opens a new contact; if not, it is the firm of the person above it."""
    draft = drafts[-1]
    if found.adviser:
        return draft.holds()
    if not draft.person:
        return bool(draft.organisation) and draft.reached()
    if draft.reached() or draft.parted:
        return True
    if not draft.firm():
        return False
    # Firms stand above their persons here, unless the person before had a phone before a firm followed.
    phone_between = drafts[-2:-1] and drafts[-2].above is draft.above and drafts[-2].reached()
    return not phone_between and _first_word(draft.firm()) != _first_word(found.organisation)


def _first_word(name: str) -> str:
    return plain_name(name.split()[0])


def _is_together(person: str, found: Details, draft: Draft) -> bool:
    if person != found.persons[0]:
        return True
    return not (draft.reached() or draft.organisation or found.phones or found.emails)


def carry_headings(drafts: list[Draft]) -> list[Draft]:
    """A heading with nothing of its own ("Contacts:") belongs to the contact below it."""
    kept, waiting, heading = [], [], ""
    for draft in drafts:
        if draft.lines and not draft.holds() and not draft.role:
            waiting += draft.lines
            heading = draft.heading
            continue
        if waiting:
            draft.lines, draft.heading = waiting + draft.lines, draft.heading or heading
            waiting = []
        kept.append(draft)
    return [*kept, Draft(lines=waiting, unread=list(waiting))] if waiting else kept


def join_late_firms(drafts: list[Draft]) -> list[Draft]:
    """A firm without persons and without a phone of its own is that of the person above it."""
    kept = []
    for draft in drafts:
        if _is_late_firm(kept[-1:], draft):
            kept[-1].organisation = draft.organisation
            for name in ("emails", "lines", "unread"):
                getattr(kept[-1], name).extend(getattr(draft, name))
        else:
            kept.append(draft)
    return kept


def _is_late_firm(before: list[Draft], draft: Draft) -> bool:
    alone = draft.organisation and not (draft.person or draft.role or draft.phones)
    return bool(alone and before and _waits_for_firm(before[0], draft))


def _waits_for_firm(before: Draft, draft: Draft) -> bool:
    return bool(before.person) and not (before.firm() or before.ended or (before.emails and draft.emails))


def join_early_firms(drafts: list[Draft]) -> list[Draft]:
    """A firm above a heading ("Foo, Inc.", "Investors:", "Jane Doe") is that of the contact below it."""
    kept = []
    for draft in drafts:
        firm = kept[-1] if kept else None
        alone = firm and firm.organisation and not (firm.person or firm.role or firm.reached() or firm.ended)
        if alone and draft.heading and not firm.heading and draft.person and not draft.firm():
            kept.pop()
            draft.organisation, draft.lines = firm.organisation, firm.lines + draft.lines
            draft.unread = firm.unread + draft.unread
        kept.append(draft)
    return kept


def groups(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """Persons who stand together, with what is written for all of them after the last one."""
    group = []
    for draft in drafts:
        if group and not draft.together:
            yield group
            group = []
        group.append(draft)
    yield group


def share(group: list[Draft]) -> Iterator[Doubt]:
    """What follows the last one of a group is everybody's, if it can be told which of it is whose."""
    if len(group) < 2:
        return
    last = group[-1]
    following = [*last.phones, *last.emails]
    phones, emails = _owned(last.phones, group), _owned(last.emails, group)
    unclear = [value for value in following if not any(value in own for own in (*phones, *emails))]
    for n, draft in enumerate(group):
        draft.phones, draft.emails, draft.asked = phones[n], emails[n], bool(unclear)
        draft.organisation = draft.organisation or last.organisation
        draft.kind = draft.kind or last.kind
    names, place = " and ".join(f'"{draft.person}"' for draft in group), "\n".join(last.lines)
    if unclear:
        sentence = f"{names} stand together; the text does not say whose these are: {', '.join(unclear)}."
        yield Doubt("contacts-whose", sentence, place)
    elif following:
        sentence = f"{names} stand together; the phone and e-mail that follow were read as theirs."
        yield Doubt("contacts-together", sentence, place)


def _owned(values: list[str], group: list[Draft]) -> list[list[str]]:
    """For each one what has his name in it; else as many as there are persons, in their order; else a single one."""
    named = [[value for value in values if _is_named(value, draft.person)] for draft in group]
    if len(values) == len(group) and not any(named):
        return [[value] for value in values]
    rest = [value for value in values if not any(value in own for own in named)]
    return [own or (rest if len(rest) == 1 else []) for own in named]


def _is_named(address: str, person: str) -> bool:
    surname = plain_name(person.split(",")[0].split()[-1])
    return len(surname) > 2 and surname in plain_name(address.partition("@")[0])
