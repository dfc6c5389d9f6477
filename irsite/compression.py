"""Public answers go out compressed to whoever accepts that.

Compression gives secrets away where an answer holds one beside words that an attacker chose (BREACH). So only
what a stranger may see is compressed: it was marked as public, and holds no token and no cookie.
"""

import gzip
import re

from django.utils.cache import patch_vary_headers

from embargo.front.asking import accepts_gzip

TYPES = re.compile(r"(text/|image/svg\+xml|application/([\w.-]+\+)?(xml|json)\b)")
# Below, the frame of gzip costs more than it saves.
MIN_BYTES = 200
LEVEL = 6


class PublicCompressionMiddleware:
    """Stands outside of the one that sets the entity tag, so that the tag is that of the text itself.

    The tag of a compressed answer is weak: the same text, other bytes. The same text makes the same bytes.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.streaming or not is_public(response) or response.has_header("Content-Encoding"):
            return response
        if response.status_code != 304 and not is_worth_it(response):
            return response
        # On the uncompressed answer too: a cache must not hand one out for the other.
        patch_vary_headers(response, ["Accept-Encoding"])
        takes_gzip = accepts_gzip(request.headers.get("Accept-Encoding", ""))
        return compressed(response) if takes_gzip else response


def is_public(response):
    return "public" in response.get("Cache-Control", "") and not response.cookies


def is_worth_it(response):
    return bool(TYPES.match(response.get("Content-Type", ""))) and len(response.content) >= MIN_BYTES


def compressed(response):
    tag = response.get("ETag", "")
    if tag.startswith('"'):
        response["ETag"] = f"W/{tag}"
    if response.status_code != 304:
        response.content = gzip.compress(response.content, LEVEL, mtime=0)
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
    return response
