"""Who answers: a named person with a phone, who still works there."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, Spot, rule
from .mentions import find_mentions

_phone = re.compile(r"(?<![\w@.])[+(]?\d(?:[\d\s()./–-]{5,22})\d(?![\w@])")
_years = re.compile(r"(?:19|20)\d\d\s?[–-]\s?(?:19|20)\d\d\Z")


@rule("no-phone", Level.WARNING, gettext_lazy("No contact has a phone number."))
def no_phone(subject):
    for passage in subject.parts("contacts"):
        if passage.text.strip() and not any(_is_phone(match[0]) for match in _phone.finditer(passage.text)):
            yield Spot(
                _("No contact has a phone number. Journalists look for one first; give at least one."),
                passage.field,
            )


@rule("contact-unnamed", Level.WARNING, gettext_lazy("No contact is a named person."))
def unnamed(subject):
    if subject.contacts and not any(contact.person for contact in subject.contacts):
        yield Spot(
            _("No contact is a named person. Name somebody who answers."),
            "contacts",
            subject.contacts[0].name,
        )


@rule("contact-inactive", Level.WARNING, gettext_lazy("A contact named in the release is no longer active."))
def inactive(subject):
    if subject.from_archive:
        return  # a release of its day names the people of its day
    linked = {contact.name for contact in subject.contacts if not contact.active}
    for name in sorted(linked):
        yield Spot(_gone(name), "contacts", name)
    names = [(name, name) for name in subject.inactive_names if name not in linked]
    for passage in subject.parts("contacts"):
        for mention in find_mentions(passage.text, names, any_case=True):
            yield passage.spot(mention.start, mention.end, "%(gone)s", gone=_gone(mention.key))


@rule("contact-unreachable", Level.WARNING, gettext_lazy("A linked contact has neither phone nor e-mail."))
def unreachable(subject):
    for contact in subject.contacts:
        if not contact.phone and not contact.email:
            yield Spot(
                _("%(name)s has neither a phone number nor an e-mail address. Complete the contact.")
                % {"name": contact.name},
                "contacts",
                contact.name,
            )


def _gone(name):
    return _("%(name)s is marked as no longer active. Choose who answers now.") % {"name": name}


def _is_phone(words):
    return 7 <= sum(letter.isdigit() for letter in words) <= 16 and not _years.match(words.strip())
