"""The newsroom on an event loop: granian's RSGI before, WSGI with its threads behind.

    application  each request: from what the page front holds at once, or through a thread
    asking       a request as WSGI names it
    bodies       what a request brings, collected before a thread is taken for it
    answering    what WSGI answers, taken whole by a thread and sent without one

So a page that is held never waits for a thread, and no thread ever waits for a client, however slowly one sends or
reads. RSGI is described at https://github.com/emmett-framework/granian/blob/master/docs/spec/RSGI.md.
"""

from .application import Serving

__all__ = ["Serving"]
