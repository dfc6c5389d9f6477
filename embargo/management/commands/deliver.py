import logging
import os
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connection
from django.utils import timezone

from embargo import outbox

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Sends what is due because something became public. It runs until it is stopped; many may run at once."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Send what is due now, and end.")
        parser.add_argument(
            "--with-parent", action="store_true", help="End when the process that started it does."
        )
        parser.add_argument("--every", type=float, default=1, help="Seconds between two looks (default: 1).")

    def handle(self, *, once, every, with_parent, **options):
        if once:
            self.deliver_all()
        else:
            self.loop(every, parent=os.getppid() if with_parent else None)

    def deliver_all(self):
        # The clock is read for each: sending takes its time.
        while outbox.deliver_next(timezone.now()):
            pass

    def loop(self, every, parent=None):
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.is_set() and parent in (None, os.getppid()):
            self.look()
            stopped.wait(every)

    def look(self):
        """One look. A database that cannot be reached for a while must not end the loop."""
        close_old_connections()
        try:
            self.deliver_all()
        except Error:
            logger.exception("The outbox could not be read; it will be tried again.")
            connection.close()
