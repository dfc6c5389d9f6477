"""Each request: from what the page front holds, or through a thread."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from embargo.front.shortcut import Shortcuts
from embargo.front.watching import GRACE, PATIENCE

from .answering import PLAIN, Taken, give, take
from .asking import environ_of
from .bodies import Gone, TooSlow, collect, is_allowed, is_small, length_of, until_gone

# Django's threads in a process: few, because they take turns anyway and each has a database connection.
THREADS = 4

logger = logging.getLogger(__name__)


class Serving:
    """An application of ASGI. `front` is the page front, with Django behind it."""

    def __init__(self, front):
        self.front, self.shortcuts = front, Shortcuts(front)
        self.threads = ThreadPoolExecutor(THREADS, "django")
        # Looks for changes, and never waits for one of Django's: those may all be stuck in a database that hangs.
        self.looker, self.look = ThreadPoolExecutor(1, "looks"), None

    async def __call__(self, scope, receive, send):
        environ = environ_of(scope)
        try:
            taken = await self._held(scope, environ) or await self._made(receive, environ)
        except Gone:
            return
        except TooSlow:
            taken = Taken(408, PLAIN, b"Nothing came for a while.\n")
        except OSError:  # of the files that requests and answers wait in
            logger.exception("The disk has no room for a request or its answer.")
            taken = Taken(507, PLAIN, b"The disk is full.\n")
        await give(taken, send)

    async def _held(self, scope, environ):
        """What answers without Django: it is held. None if there is nothing."""
        asked = self.front.asked(environ)
        if asked is None:
            return None
        if self.front.watch.at_once() is None:
            await self._look()
        entry = self.front.held(asked)
        if entry is None:
            return None
        self.shortcuts.keep(scope, asked.key, entry)
        return take(lambda *given: self.front.respond(entry, *given), environ)

    async def _look(self):
        """Wait for the look at the database that is under way, or for a new one."""
        if self.look is None or self.look.done():
            self.look = asyncio.get_running_loop().run_in_executor(self.looker, self.front.watch.now)
        # One that hangs is known to hang by then, and nobody waits for it any more.
        await asyncio.wait([self.look], timeout=PATIENCE + GRACE)

    async def _made(self, receive, environ):
        """What Django answers, in a thread."""
        length = length_of(environ)
        if length and not (is_small(length) or await self._threaded(is_allowed, environ, length)):
            # It is refused unread: to ask the client for it is to ask whether the client is there.
            return await self._threaded(take, self.front, environ)
        if length:
            environ["wsgi.input"] = await collect(receive, length)
        return await self._unless_gone(receive, take, self.front, environ)

    def _threaded(self, *call):
        return asyncio.get_running_loop().run_in_executor(self.threads, *call)

    async def _unless_gone(self, receive, *call):
        """What `call` returns. Gone if the client goes away; what has not begun by then does not begin."""
        running, gone = self._threaded(*call), asyncio.ensure_future(until_gone(receive))
        await asyncio.wait([running, gone], return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            running.cancel()
            raise Gone
        gone.cancel()
        return running.result()
