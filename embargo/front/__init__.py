"""Whole public answers, held in the process before Django is asked.

    asking      what a request asks for, and what the front leaves alone
    watching    which period it is: the span of time in which no public page changes
    holding     the answers that are held, within bounds
    answering   one of them as the response to a request
    telling     a word to the other processes that there is something to look at
    counting    what the front has done, for whoever watches it
    wsgi        the application that puts it together
    shortcut    the quickest way to what is held, for the event loop that stands before it (irsite/serving)

The database alone says what is public. An answer is made from it for one instant in one period and is given to
nobody outside of that period, so it can be late by less than a second after a change, and never early.
docs/architecture.md explains the order of reading on which that rests.
"""

from .counting import counters
from .watching import watch
from .wsgi import Front, when_not_found

__all__ = ["Front", "counters", "watch", "when_not_found"]
