"""What a report of a fault says, wherever it goes: which request, what kind of fault, where in the code.

Django's own tells what was typed into a form, and what the exception says: at the desk that is the text of a release
that nobody may know yet, and PostgreSQL puts whole rows into its sentences.
"""

import traceback

from django.views.debug import ExceptionReporter

REPORT = """{method} {path}

{places}{kind}

What was asked, what was typed and what the exception says stay here: they may tell what is not public.
"""


class DiscreetReporter(ExceptionReporter):
    """`DEFAULT_EXCEPTION_REPORTER`: the text goes out by mail; the page with everything is seen with DEBUG alone."""

    def get_traceback_text(self):
        return REPORT.format(
            method=self.request.method if self.request else "",
            path=self.request.path if self.request else "",
            places="".join(traceback.format_tb(self.tb)),
            kind=self.exc_type.__name__ if self.exc_type else "",
        )
