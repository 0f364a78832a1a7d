"""The small languages of names: DNS labels, qualified names, ports, keys, addresses.

Mirrors apimachinery's pkg/util/validation and pkg/api/validate/content, Kubernetes v1.36. Each function gives a list
of sentences, empty when the value is fine; upstream reports one error per sentence, and so do we. Lengths are counted
in UTF-8 bytes, as Go counts them.
"""

from __future__ import annotations

import ipaddress
import re

from podbuilder.kube.core.quoting import cut, quote

DNS1123_LABEL_MAX_LENGTH = 63
DNS1123_SUBDOMAIN_MAX_LENGTH = 253
LABEL_VALUE_MAX_LENGTH = 63
PORT_NAME_MAX_LENGTH = 15
MAX_ID = 2**31 - 1

_LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?"
_LABEL_WITH_UNDERSCORE = "_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?"
_dns1123_label = re.compile(_LABEL).fullmatch
_dns1123_subdomain = re.compile(rf"{_LABEL}(?:\.{_LABEL})*").fullmatch
_wildcard_dns1123_subdomain = re.compile(rf"\*\.{_LABEL}(?:\.{_LABEL})*").fullmatch
_dns1035_label = re.compile("[a-z](?:[-a-z0-9]*[a-z0-9])?").fullmatch
_dns1123_subdomain_with_underscore = re.compile(rf"{_LABEL_WITH_UNDERSCORE}(?:\.{_LABEL_WITH_UNDERSCORE})*").fullmatch
_qualified_name_part = re.compile("(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]").fullmatch
_env_var_name = re.compile("[-._a-zA-Z][-._a-zA-Z0-9]*").fullmatch
_config_map_key = re.compile("[-._a-zA-Z0-9]+").fullmatch
_http_header_name = re.compile("[-A-Za-z0-9]+").fullmatch
_port_name_charset = re.compile("[-a-z0-9]+").fullmatch
_relaxed_env_var_name = re.compile("[ -<>-~]*").fullmatch
_leading_zeros = re.compile("(?<![0-9A-Fa-f])0+(?=[0-9A-Fa-f])")
_ipv4_sloppy = re.compile(r"[0-9]+(?:\.[0-9]+){3}").fullmatch
_ipv6_charset = re.compile("[0-9A-Fa-f:.]+").fullmatch

_LABEL_RULE = 'Use lower-case letters, digits and "-", starting and ending with a letter or digit'
_SUBDOMAIN_RULE = 'Use lower-case letters, digits, "-" and ".", each part starting and ending with a letter or digit'
_QUALIFIED_RULE = 'Use letters, digits, "-", "_" and ".", starting and ending with a letter or digit'


def show(value: object) -> str:
    """The value as a message shows it: in quotes if it is text, and shortened if it is long."""
    return quote(value) if isinstance(value, str) else cut(str(value))


def go_lower(value: str) -> str:
    """The value in lower case, letter by letter, as Go's strings.ToLower does it."""
    return value.lower() if value.isascii() else "".join("i" if c == "İ" else c.lower() for c in value)


def byte_length(value: str) -> int:
    """The length of a string as Go counts it."""
    return len(value) if value.isascii() else len(value.encode("utf-8", "surrogatepass"))


def max_length_error(value: str, limit: int, what: str = "") -> str:
    """The sentence about a value that is too long."""
    return f"{what or show(value)} is {byte_length(value)} characters long; at most {limit} are allowed."


def is_dns1123_label(value: str) -> list[str]:
    """One part of a host name, such as "web-1". Mirrors IsDNS1123Label."""
    errors = []
    if byte_length(value) > DNS1123_LABEL_MAX_LENGTH:
        errors.append(max_length_error(value, DNS1123_LABEL_MAX_LENGTH))
    if not _dns1123_label(value):
        if _dns1123_subdomain(value):
            errors.append(f"{show(value)} contains a dot, which is not allowed here.")
        else:
            errors.append(f'{show(value)} is not a valid name. {_LABEL_RULE}, such as "web-1".')
    return errors


def is_dns1123_subdomain(value: str) -> list[str]:
    """A host name in lower case, such as "db.example.com". Mirrors IsDNS1123Subdomain."""
    errors = []
    if byte_length(value) > DNS1123_SUBDOMAIN_MAX_LENGTH:
        errors.append(max_length_error(value, DNS1123_SUBDOMAIN_MAX_LENGTH))
    if not _dns1123_subdomain(value):
        errors.append(f'{show(value)} is not a valid DNS name. {_SUBDOMAIN_RULE}, such as "web.example.com".')
    return errors


def is_wildcard_dns1123_subdomain(value: str) -> list[str]:
    """All hosts of a domain, such as "*.example.com". Mirrors IsWildcardDNS1123Subdomain."""
    errors = []
    if byte_length(value) > DNS1123_SUBDOMAIN_MAX_LENGTH:
        errors.append(max_length_error(value, DNS1123_SUBDOMAIN_MAX_LENGTH))
    if not _wildcard_dns1123_subdomain(value):
        errors.append(f'{show(value)} is not a valid wildcard. Only its first part is "*", as in "*.example.com".')
    return errors


def is_dns1035_label(value: str) -> list[str]:
    """One part of a host name that begins with a letter, such as "web-1". Mirrors IsDNS1035Label."""
    errors = []
    if byte_length(value) > DNS1123_LABEL_MAX_LENGTH:
        errors.append(max_length_error(value, DNS1123_LABEL_MAX_LENGTH))
    if not _dns1035_label(value):
        rule = 'Use lower-case letters, digits and "-", starting with a letter and ending with a letter or digit'
        errors.append(f'{show(value)} is not a valid name. {rule}, such as "web-1".')
    return errors


def is_dns1123_subdomain_with_underscore(value: str) -> list[str]:
    """A host name whose parts may begin with or contain "_". Mirrors IsDNS1123SubdomainWithUnderscore."""
    errors = []
    if byte_length(value) > DNS1123_SUBDOMAIN_MAX_LENGTH:
        errors.append(max_length_error(value, DNS1123_SUBDOMAIN_MAX_LENGTH))
    if not _dns1123_subdomain_with_underscore(value):
        errors.append(
            f"{show(value)} is not a valid DNS name. "
            'Use lower-case letters, digits, "_", "-" and ".", such as "_sip._tcp.example.com".'
        )
    return errors


def is_qualified_name(value: str) -> list[str]:
    """A name with an optional DNS prefix, such as "example.com/tier". Mirrors IsLabelKey (IsQualifiedName)."""
    errors = []
    parts = value.split("/")
    if len(parts) > 2:
        return [f'{show(value)} contains more than one "/". A prefix and a name are allowed, as in "example.com/tier".']
    if len(parts) == 2:
        prefix = parts[0]
        if not prefix:
            errors.append(
                f'There is nothing before the "/" in {show(value)}. Write a prefix, as in "example.com/tier".'
            )
        else:
            errors += [f"Before the slash: {message}" for message in is_dns1123_subdomain(prefix)]
    name = parts[-1]
    if not name:
        errors.append('The name is empty. Write one such as "tier" or "example.com/tier".')
    elif byte_length(name) > LABEL_VALUE_MAX_LENGTH:
        errors.append(max_length_error(name, LABEL_VALUE_MAX_LENGTH))
    if name and not _qualified_name_part(name):
        errors.append(f'{show(name)} is not a valid name. {_QUALIFIED_RULE}, such as "tier" or "example.com/tier".')
    return errors


def is_valid_label_value(value: str) -> list[str]:
    """A label's value: empty, or up to 63 letters, digits, "-", "_" and ".". Mirrors IsLabelValue."""
    errors = []
    if byte_length(value) > LABEL_VALUE_MAX_LENGTH:
        errors.append(max_length_error(value, LABEL_VALUE_MAX_LENGTH))
    if value and not _qualified_name_part(value):
        errors.append(
            f'{show(value)} is not a valid label value. {_QUALIFIED_RULE}, such as "v1.2", or leave it empty.'
        )
    return errors


def is_valid_port_num(port: int) -> list[str]:
    """A port number. Mirrors IsValidPortNum."""
    return is_in_range(port, 1, 65535)


def is_in_range(value: int, low: int, high: int) -> list[str]:
    """A number between two bounds, which both count as inside. Mirrors IsInRange."""
    if low <= value <= high:
        return []
    return [f"{value} is out of range; it must be between {low} and {high}."]


def is_valid_user_id(value: int) -> list[str]:
    """A Unix user's number. Mirrors IsValidUserID."""
    return is_in_range(value, 0, MAX_ID)


def is_valid_group_id(value: int) -> list[str]:
    """A Unix group's number. Mirrors IsValidGroupID."""
    return is_in_range(value, 0, MAX_ID)


def is_valid_port_name(port: str) -> list[str]:
    """A port's name, such as "http". Mirrors IsValidPortName."""
    errors = []
    if byte_length(port) > PORT_NAME_MAX_LENGTH:
        errors.append(max_length_error(port, PORT_NAME_MAX_LENGTH))
    if not _port_name_charset(port):
        errors.append(f'{show(port)} may contain only lower-case letters, digits and "-", such as "http".')
    if not any("a" <= c <= "z" for c in port):
        errors.append(f'{show(port)} must contain at least one letter, such as "http" or "p80".')
    if "--" in port:
        errors.append(f"{show(port)} contains two hyphens in a row.")
    if port.startswith("-") or port.endswith("-"):
        errors.append(f"{show(port)} must not begin or end with a hyphen.")
    return errors


def is_http_header_name(value: str) -> list[str]:
    """The name of an HTTP header. Mirrors IsHTTPHeaderName."""
    if _http_header_name(value):
        return []
    return [f'{show(value)} is not a valid HTTP header name. Use letters, digits and "-", such as "X-Forwarded-For".']


def is_env_var_name(value: str) -> list[str]:
    """The name of an environment variable, before the rule was relaxed. Mirrors IsEnvVarName."""
    errors = []
    if not _env_var_name(value):
        errors.append(
            f'{show(value)} is not a valid variable name. Use letters, digits, "_", "-" and ".", '
            'not starting with a digit, such as "LOG_LEVEL".'
        )
    return errors + has_chdir_prefix(value)


def is_relaxed_env_var_name(value: str) -> list[str]:
    """The name of an environment variable: printable ASCII without "=". Mirrors IsRelaxedEnvVarName."""
    if not value:
        return ['The name of the variable is empty. Write one such as "LOG_LEVEL".']
    if not _relaxed_env_var_name(value):
        return [f'{show(value)} is not a valid variable name. Use printable ASCII characters other than "=".']
    return []


def is_config_map_key(value: str) -> list[str]:
    """A key of a ConfigMap or Secret. Mirrors IsConfigMapKey."""
    errors = []
    if byte_length(value) > DNS1123_SUBDOMAIN_MAX_LENGTH:
        errors.append(max_length_error(value, DNS1123_SUBDOMAIN_MAX_LENGTH))
    if not _config_map_key(value):
        errors.append(f'{show(value)} is not a valid key. Use letters, digits, "-", "_" and ".", such as "app.conf".')
    return errors + has_chdir_prefix(value)


def has_chdir_prefix(value: str) -> list[str]:
    """A name that would climb out of its directory. Mirrors hasChDirPrefix."""
    if value in (".", ".."):
        return [f"{show(value)} is reserved in file systems; choose another name."]
    if value.startswith(".."):
        return [f'{show(value)} must not start with "..".']
    return []


def is_domain_prefixed_key(value: str) -> list[str]:
    """A qualified name whose prefix must be there. Mirrors IsDomainPrefixedKey for values that are not empty."""
    errors = is_qualified_name(value)
    if not errors and "/" not in value:
        return [f'{show(value)} must begin with a domain and a slash, such as "example.com/role".']
    return errors


def name_is_dns_subdomain(name: str, prefix: bool) -> list[str]:
    """A DNS name; with `prefix` the beginning of one, to which something will be added. Mirrors NameIsDNSSubdomain."""
    return is_dns1123_subdomain(mask_trailing_dash(name) if prefix else name)


def name_is_dns_label(name: str, prefix: bool) -> list[str]:
    """A DNS label; with `prefix` the beginning of one, to which something will be added. Mirrors NameIsDNSLabel."""
    return is_dns1123_label(mask_trailing_dash(name) if prefix else name)


def mask_trailing_dash(name: str) -> str:
    """A prefix may end with a dash, because something follows. Mirrors maskTrailingDash.

    sic: the dash and the byte before it are both replaced by one "a".
    """
    encoded = name.encode("utf-8", "surrogatepass")
    if len(encoded) > 1 and name.endswith("-"):
        # The rest of a longer character fits no name, however it is decoded.
        return encoded[:-2].decode("latin-1") + "a"
    return name


def parse_ip_sloppy(value: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address, or None. Mirrors ParseIPSloppy, k8s.io/utils/net: octets and groups may have leading zeros."""
    if _ipv4_sloppy(value):
        octets = [int(octet) if len(octet.lstrip("0")) <= 3 else 256 for octet in value.split(".")]
        return ipaddress.IPv4Address(bytes(octets)) if max(octets) <= 255 else None
    if ":" in value and _ipv6_charset(value):
        try:
            return ipaddress.IPv6Address(_leading_zeros.sub("", value))
        except ValueError:
            return None
    return None


def is_valid_ip_for_legacy_field(value: str, strict: bool) -> list[str]:
    """An IP address in any spelling; `strict` refuses the ambiguous ones. Mirrors IsValidIPForLegacyField.

    Ambiguous are leading zeros in an IPv4 octet and IPv4 addresses written as IPv6 ("::ffff:10.9.8.7").
    """
    address = parse_ip_sloppy(value)
    if address is None:
        return [f'{show(value)} is not an IP address. Write one such as "10.9.8.7" or "2001:db8::ffff".']
    if not strict:
        return []
    errors = []
    if _ambiguous_zeros(value):
        errors.append(f"{show(value)} has leading zeros, which some programs read as octal numbers. Leave them out.")
    elif isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        errors.append(f'{show(value)} is an IPv4 address inside an IPv6 one. Write "{address.ipv4_mapped}".')
    return errors


def _ambiguous_zeros(value: str) -> bool:
    """Whether netip.ParseAddr refuses what ParseIPSloppy read: zeros before an octet, or more than four hex digits."""
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return True
    return False
