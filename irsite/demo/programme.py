"""A meeting's sessions as the body of a release lists them."""

import datetime as dt
from html import escape
from itertools import groupby

from django.utils.dateformat import format as format_date
from django.utils.dateformat import time_format

from . import science
from .words import DATES


def programme(first, sessions):
    """The sessions day by day as HTML; `first` is the first day of the meeting."""
    parts = []
    for day, group in groupby(sessions, key=lambda session: session.day):
        date = first + dt.timedelta(days=day)
        parts.append(f"<h3>{DATES['weekday'](date)}, {format_date(date, 'F j, Y')}</h3>\n<ul>")
        parts += [f"<li>{_session(session)}</li>" for session in group]
        parts.append("</ul>")
    return "\n".join(parts)


def _session(session):
    times = " – ".join(_time(text) for text in (session.start, session.end))
    board = f", board {session.board}" if session.board else ""
    head = f"<strong>{escape(session.name)}</strong>, {times}, {escape(session.room)}{board} ({session.role.lower()})"
    if session.with_whom:
        return f"{head}<br>Discussant: {escape(session.with_whom)}"
    return "<br>".join([head, *(_talk(talk) for talk in session.talks)])


def _talk(talk):
    title = (
        f"“{escape(talk.title)}” ({science.TRIALS[talk.study]})."
        if talk.study
        else f"“{escape(talk.title)}.”"
    )
    return f"{title} Abstract {talk.abstract}. Presenter: {escape(talk.presenter)}"


def _time(text):
    return time_format(dt.time.fromisoformat(text.zfill(5)), "g:i a")
