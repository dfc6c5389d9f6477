"""Around all other middleware: names each request, counts it, and answers those who watch over the node.

They are answered here because they must be when nothing else works: without database, session or host name.
"""

import errno
import hmac
import logging
import re
import secrets
import time

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from . import health, logs, metrics
from .bare import BARE

logger = logging.getLogger("operating.requests")
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_id = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")


class WatchMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.log_name = name_of(request)
        token = logs.request_id.set(request.log_name)
        try:
            return self._watched(request)
        finally:
            logs.request_id.reset(token)

    def _watched(self, request):
        answer = ANSWERS.get(request.path_info, _no_answer)(request)
        if answer is not None:
            for name, value in BARE.items():
                answer[name] = value
            return answer
        start = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - start
        metrics.note(request, response.status_code, seconds)
        _log(request, response, seconds)
        # Public answers are the same for everybody, to the byte, and are kept.
        if "no-store" in response.get("Cache-Control", "") or request.path.startswith("/admin"):
            response["X-Request-ID"] = logs.request_id.get()
        return response

    def process_exception(self, request, exception):
        """A full disk is said in words; whatever was written of the request is rolled back."""
        if not (isinstance(exception, OSError) and exception.errno in FULL):
            return None
        logger.error("The disk is full: %s %s was not kept.", request.method, logs.without_slug(request))
        return HttpResponse(render_to_string("507.html"), status=507, headers={"Cache-Control": "no-store"})


def name_of(request):
    """The name that our own proxy gave the request, or a new one."""
    given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
    return given if _id.match(given) else secrets.token_hex(8)


def _log(request, response, seconds):
    """Without the question mark and what follows it: people search for names."""
    is_for_all = response.status_code < 400 and "no-store" not in response.get("Cache-Control", "")
    path = request.path if is_for_all else logs.without_slug(request)
    facts = {"method": request.method, "path": path, "status": response.status_code}
    facts["milliseconds"] = round(seconds * 1000, 1)
    logger.info("%s %s %s", request.method, path, response.status_code, extra=facts)


def is_watcher(request):
    """Whether the request brings WATCH_TOKEN, as `Authorization: Bearer …`."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    expected = settings.WATCH_TOKEN
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())


def _no_answer(request):
    return None


@require_safe
def healthz(request):
    """Alive: this process answers. It asks nobody."""
    return _plain("ok", 200)


@require_safe
def readyz(request):
    """Ready for readers: 200 or 503; what is wrong is told to a watcher alone."""
    found = health.findings(timezone.now())
    status = 200 if health.is_ready(found) else 503
    if not is_watcher(request):
        return _plain("ready" if status == 200 else "not ready", status)
    rows = {
        each.name: {"ok": not each.sentence, "problem": each.sentence, "seconds": round(each.seconds, 4)}
        for each in found
    }
    return JsonResponse({"ready": status == 200, "checks": rows}, status=status)


def figures(request):
    """For Prometheus. Whoever is no watcher gets what an address that never existed gives."""
    if not is_watcher(request):
        return None
    return HttpResponse(metrics.text(timezone.now()), content_type=metrics.TYPE)


def _plain(word, status):
    return HttpResponse(f"{word}\n", "text/plain; charset=utf-8", status=status)


ANSWERS = {"/healthz": healthz, "/readyz": readyz, "/metrics": figures}
