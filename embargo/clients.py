"""The address that a request came from, as far as it can be trusted."""

from ipaddress import ip_address, ip_network

from django.conf import settings

UNKNOWN = "unknown"
# A household or an office gets at least so much of IPv6; one machine in it can change addresses at will.
IPV6_PREFIX = 64


def client_address(meta):
    """The client's address out of `request.META` or a WSGI environment; an IPv6 one as the first of its /64 network.

    A header says whatever its sender likes. So it counts only behind a proxy, and of the list there only the
    entry that the outermost of our own proxies has added: counted from the end.
    """
    address = meta.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = [each.strip() for each in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if each.strip()]
        address = forwarded[-settings.PROXY_COUNT] if len(forwarded) >= settings.PROXY_COUNT else address
    return normal(address)


def normal(address):
    """An address as it is counted; `UNKNOWN` for what is none, such as a unix socket's."""
    try:
        parsed = ip_address(address.strip().removeprefix("[").removesuffix("]"))
    except ValueError:
        return UNKNOWN
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, IPV6_PREFIX), strict=False).network_address)
