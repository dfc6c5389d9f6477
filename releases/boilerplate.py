"""The little language of boilerplate: named slots in braces, optional parts in square brackets.

    … novel products[, including {compounds}]. A review of these risks is in {issuer}'s {annual_report} …

A part in brackets falls away when a slot in it is empty. `{compounds,}` is `{compounds}` with a comma
before the “and”. Doubled brackets and braces stand for themselves.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SLOTS = ("issuer", "compounds", "partners", "annual_report")
LIST_SLOTS = ("compounds", "partners")

_token = re.compile(r"\[\[|\]\]|\{\{|\}\}|\[|\]|\{([^{}\[\]\n]*)\}|[{}]|[^\[\]{}]+")


@dataclass(frozen=True)
class Part:
    """A piece of boilerplate: literal text, or the slot that stands there; `group` numbers its brackets."""

    text: str = ""
    slot: str = ""
    group: int = 0


def escape(text):
    """`text` as boilerplate that stands for itself."""
    return re.sub(r"([\[\]{}])", r"\1\1", text)


def join_names(names, *, serial_comma=False):
    """`A`, `A and B`, `A, B and C`; with the serial comma `A, B, and C`."""
    names = list(names)
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}{',' if serial_comma else ''} and {names[-1]}"


def parse(text):
    """The parts of a boilerplate text. ValidationError names every unknown slot and unbalanced bracket."""
    parts, errors, group, groups = [], [], 0, 0
    for match in _token.finditer(text):
        sign, slot = match.group(), match.group(1)
        if sign in ("[[", "]]", "{{", "}}"):
            parts.append(Part(text=sign[0], group=group))
        elif sign == "[":
            if group:
                errors.append(_unbalanced(_("A “[” stands inside other square brackets.")))
            groups += 1
            group = groups
        elif sign == "]":
            if not group:
                errors.append(_unbalanced(_("A “]” has no “[” before it.")))
            group = 0
        elif slot is not None:
            if not _is_slot(slot):
                errors.append(_unknown(slot))
            parts.append(Part(slot=slot, group=group))
        elif sign in "{}":
            errors.append(_unbalanced(_("A brace “%(brace)s” has no partner.") % {"brace": sign}))
        else:
            parts.append(Part(text=sign, group=group))
    if group:
        errors.append(_unbalanced(_("A “[” is never closed with “]”.")))
    if errors:
        raise ValidationError(errors)
    return parts


def validate(text):
    parse(text)


def render(text, values):
    """`text` with its slots filled, and the slots outside brackets for which `values` has nothing.

    `values` maps a slot's name to a string, or to a list of names for `compounds` and `partners`.
    """
    parts = parse(text)
    dropped = {part.group for part in parts if part.group and part.slot and not _fill(part.slot, values)}
    empty = sorted(
        {p.slot.rstrip(",") for p in parts if p.slot and not p.group and not _fill(p.slot, values)}
    )
    kept = (part for part in parts if not (part.group and part.group in dropped))
    return "".join(_fill(part.slot, values) if part.slot else part.text for part in kept), empty


def _fill(slot, values):
    name = slot.rstrip(",")
    value = values.get(name) or ""
    return value if isinstance(value, str) else join_names(value, serial_comma=slot.endswith(","))


def _is_slot(slot):
    return slot in SLOTS or (slot.endswith(",") and slot[:-1] in LIST_SLOTS)


def _unknown(slot):
    known = ", ".join(f"{{{name}}}" for name in SLOTS)
    return ValidationError(
        _("“{%(slot)s}” is not a slot. Slots are %(known)s."),
        code="unknown-slot",
        params={"slot": slot, "known": known},
    )


def _unbalanced(message):
    return ValidationError(message, code="unbalanced")
