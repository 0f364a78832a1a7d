"""Where a request comes from, and where a response may redirect to."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """The address of the client. X-Forwarded-For is believed only from the proxies in our settings.

    Each proxy appends the address that it was asked from. Read from the end, the first address that is not a proxy of
    ours is the client; anybody can have made up what stands before it.
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
    """Whether this is one of our own proxies. No address is a Unix socket on this machine, which is trusted."""
    if not address:
        return True
    try:
        one = ip_address(address)
    except ValueError:
        return False
    return any(one in network for network in settings.TRUSTED_PROXIES)


def readable(address: str) -> str:
    """An address in its shortest form, or UNKNOWN."""
    try:
        return str(ip_address(address))
    except ValueError:
        return UNKNOWN


def neighbourhood(address: str) -> str:
    """What counts as one place: for IPv6 the /64 network, which usually belongs to one customer."""
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
