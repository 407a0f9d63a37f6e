"""Who speaks in a response to a request that a proxy forwards by itself: the endpoint, or the proxy in its place.

Nothing of HTTP tells. A proxy may name itself; JSON and events are an API's; and the software that serves APIs names
itself, too. A page without any name is the proxy's. What is left is the endpoint's, as many of them say nothing of
themselves, but for a status that is usual for proxies: it may be of either.
"""

import re
from collections.abc import Mapping

from desktop.core.errors import ProxyFault

_PROXIES = re.compile(
    r"squid|privoxy|tinyproxy|polipo|mitmproxy|zscaler|blue ?coat|proxysg|mcafee|forcepoint|websense|ironport|forti|"
    r"3proxy|goproxy|ccproxy|wingate|traffic ?server|cntlm|sophos|sonicwall|barracuda|netskope",
    re.IGNORECASE,
)
_SERVERS = re.compile(
    r"nginx|openresty|apache|uvicorn|hypercorn|gunicorn|waitress|daphne|granian|caddy|cloudflare|envoy|kestrel|"
    r"microsoft-|werkzeug|tornado|aiohttp|jetty|tomcat|litespeed|ollama|llama|vllm|gws|google|awselb|akamai|cowboy|"
    r"tengine|istio|basehttp|simplehttp|wsgiserver|webrick|puma|express",
    re.IGNORECASE,
)
_OWN_HEADERS = ("x-squid-error", "proxy-agent", "proxy-authenticate", "x-proxy-error")
_API_TYPES = ("json", "event-stream", "ndjson")
SIGN_IN, NOT_FOUND, FORBIDDEN, NETWORK_SIGN_IN = 407, 404, (403, 451), 511
_BEHIND = (502, 503, 504)  # of proxies that had no answer themselves


def fault_told_by(status: int, headers: Mapping[str, str]) -> ProxyFault | None:
    """Returns the fault that a response tells of, which wants no sign-in (407); None if the endpoint sent it."""
    kind = headers.get("content-type", "").strip().lower()
    is_page, is_own = kind.startswith("text/html"), _names_proxy(headers)
    if not is_own and _is_of_api(kind, headers):
        return None
    if is_own and status in FORBIDDEN:
        return ProxyFault.REFUSED
    if is_own and status in _BEHIND:
        return ProxyFault.UNANSWERED
    if not is_own and (status == NOT_FOUND or 300 <= status < 400):
        return None
    return ProxyFault.WEB_PAGE if is_page or (is_own and status >= 300) or status == NETWORK_SIGN_IN else None


def may_be_of_either(status: int, headers: Mapping[str, str]) -> bool:
    """Returns True if nothing tells whether the endpoint or the proxy had no answer. It is no fault told by either."""
    return status in _BEHIND and not _is_of_api(headers.get("content-type", "").lower(), headers)


def _is_of_api(kind: str, headers: Mapping[str, str]) -> bool:
    """Returns True if a response is of a type or of software that serves APIs."""
    is_api = any(name in kind for name in _API_TYPES) or "x-powered-by" in headers
    return is_api or bool(_SERVERS.search(headers.get("server", "")))


def _names_proxy(headers: Mapping[str, str]) -> bool:
    """Returns True if a proxy says that it made the response; one that it forwards may bear its name elsewhere."""
    if any(name in headers for name in _OWN_HEADERS) or "error=" in headers.get("proxy-status", ""):
        return True
    return bool(_PROXIES.search(headers.get("server", "")))
