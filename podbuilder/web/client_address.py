"""Where a request comes from, and where an answer may send the browser."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """The address of whoever asks. What a request says of itself is believed only of the proxies we are told of.

    Each proxy writes the address it was asked from at the end of X-Forwarded-For. Read from there, the first one
    that is no proxy of ours is the client; what stands before it anybody can have made up.
    """
    last = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_PROXY or not (is_trusted(last) or not settings.TRUSTED_PROXIES):
        return readable(last)
    written = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()]
    for address in reversed(written):
        if not is_trusted(address):
            return readable(address)
    return readable(written[0] if written else last)


def is_trusted(address: str) -> bool:
    """Whether this is one of our own proxies; without an address, the other end of a socket on this machine."""
    if not address:
        return True
    try:
        one = ip_address(address)
    except ValueError:
        return False
    return any(one in network for network in settings.TRUSTED_PROXIES)


def readable(address: str) -> str:
    """An address as it is written shortest, or a word for none."""
    try:
        return str(ip_address(address))
    except ValueError:
        return UNKNOWN


def neighbourhood(address: str) -> str:
    """What counts as one place: of IPv6 the part that one customer of a network usually has whole."""
    try:
        one = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Network((int(one), 64), strict=False)) if isinstance(one, IPv6Address) else address


def next_page(request: HttpRequest, default: str) -> str:
    """Where this request wants to go on to, if that is a page of ours; `default` otherwise."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else default
