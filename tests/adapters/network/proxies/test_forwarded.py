"""Responses to forwarded requests: those of a proxy in the endpoint's place are told from the endpoint's own."""

import pytest

from desktop.adapters.network.proxies.forwarded import fault_told_by, may_be_of_either
from desktop.core.errors import ProxyFault

HTML, TEXT, JSON = "text/html; charset=utf-8", "text/plain", "application/json"


def headers(kind: str = "", **others: str) -> dict[str, str]:
    named = {name.replace("_", "-"): value for name, value in others.items()}
    return {"content-type": kind, **named} if kind else named


@pytest.mark.parametrize(
    ("status", "sent", "fault"),
    [
        (451, headers(TEXT, proxy_agent="gate/1"), ProxyFault.REFUSED),
        (403, headers(HTML, server="squid/6.1"), ProxyFault.REFUSED),
        (403, headers(HTML, x_squid_error="ERR_ACCESS_DENIED 0"), ProxyFault.REFUSED),
        (403, headers(JSON, server="Zscaler/6.2"), ProxyFault.REFUSED),
        (403, headers(HTML), ProxyFault.WEB_PAGE),
        (504, headers(TEXT, server="squid"), ProxyFault.UNANSWERED),
        (503, headers(HTML, server="squid/6.1"), ProxyFault.UNANSWERED),
        (502, headers(HTML, proxy_status="p; error=connection_refused"), ProxyFault.UNANSWERED),
        (500, headers(HTML, server="tinyproxy/1.11"), ProxyFault.WEB_PAGE),
        (502, headers(HTML), ProxyFault.WEB_PAGE),
        (511, headers(), ProxyFault.WEB_PAGE),
        (200, headers(HTML), ProxyFault.WEB_PAGE),
        (302, headers(HTML, server="BlueCoat-Security-Appliance"), ProxyFault.WEB_PAGE),
    ],
)
def test_a_proxy_is_told_by_its_name_or_by_what_only_proxies_send(
    status: int, sent: dict[str, str], fault: ProxyFault
) -> None:
    assert fault_told_by(status, sent) is fault


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (200, headers("text/event-stream")),
        (200, headers(JSON)),
        (200, headers(TEXT)),
        (200, headers()),
        (403, headers(JSON)),
        (403, headers()),
        (403, headers(TEXT)),
        (451, headers(TEXT)),
        (403, headers(HTML, x_powered_by="Express")),
        (503, headers(HTML, server="BaseHTTP/0.6 Python/3.12")),
        (403, headers(HTML, server="nginx/1.25")),
        (403, headers(server="uvicorn")),
        (502, headers("application/problem+json")),
        (502, headers(HTML, server="nginx")),
        (503, headers(TEXT, server="envoy")),
        (504, headers(HTML, server="cloudflare")),
        (502, headers(HTML, server="openresty", via="1.1 proxy (squid/6.1)", proxy_status="p; received-status=502")),
        (200, headers(HTML, server="Caddy")),
        (404, headers(HTML)),
        (302, headers(HTML)),
        (400, headers(TEXT)),
        (500, headers(TEXT)),
        (401, headers()),
    ],
)
def test_what_the_endpoint_sends_is_not_blamed_on_the_proxy(status: int, sent: dict[str, str]) -> None:
    assert fault_told_by(status, sent) is None


@pytest.mark.parametrize("sent", [headers(), headers(TEXT), headers(TEXT, server="unheard-of/1")])
@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_failure_without_any_name_may_be_of_either(status: int, sent: dict[str, str]) -> None:
    assert fault_told_by(status, sent) is None
    assert may_be_of_either(status, sent)


@pytest.mark.parametrize(
    ("status", "sent"),
    [(502, headers(JSON)), (503, headers(TEXT, server="uvicorn")), (403, headers()), (500, headers(TEXT)), (200, {})],
)
def test_what_says_whose_it_is_is_not_of_either(status: int, sent: dict[str, str]) -> None:
    assert not may_be_of_either(status, sent)
