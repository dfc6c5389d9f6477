"""Subjects made of plain words, for rules that are pure functions."""

import datetime as dt

from releases.html import text_of
from releases.preflight import Subject
from releases.preflight.passages import Passage

DAY = dt.date(2025, 3, 4)  # a Tuesday, in winter


def subject(body="", *, date=DAY, **fields):
    """`body` is HTML or plain text; `headline`, `about`, `safe_harbor_text` … are plain texts of their own."""
    html = body if body.startswith("<") else "".join(f"<p>{line}</p>" for line in body.split("\n") if line)
    passages = [Passage("body", "body", text_of(html), html)] if body else []
    for part in ("headline", "subhead", "dateline", "about", "safe_harbor_text", "contact_block"):
        if part in fields:
            passages.insert(0 if part == "headline" else len(passages), _passage(part, fields.pop(part)))
    return Subject(passages=tuple(passages), date=date, **{"today": date, **fields})


def _passage(part, text):
    name = {"safe_harbor_text": "safe harbor", "contact_block": "contacts"}.get(part, part)
    return Passage(name, part, text)


def words(rule, *args, **fields):
    """The words at which a rule is tripped."""
    return [finding.words for finding in rule(subject(*args, **fields))]
