"""Secrets of a connection in foreign text."""

import base64
import html
import json
from urllib.parse import quote

import pytest

from desktop.core.connection_secrets import ConnectionSecrets

KEY = "sk-canary-0123456789"
VALUE = 'Token a/b+c "kite" 4482&lamp=='
SECRETS = ConnectionSecrets(
    KEY,
    (
        ("X-Gateway", VALUE),
        ("Authorization", "Bearer t0p-secret-lamp-4482"),
        ("X-Pin", "4482"),
        ("X-Basic", "Basic " + base64.b64encode(b"anna:Kite-4482-Lamp").decode()),
        ("Cookie", "theme=dark; session=9f8e7d6c5b4a"),
    ),
)


@pytest.mark.parametrize(
    "echoed",
    [
        KEY,
        KEY.upper(),
        KEY[:9] + "****",
        base64.b64encode(KEY.encode()).decode(),
        VALUE,
        VALUE.removeprefix("Token "),
        quote(VALUE),
        quote(VALUE, safe=""),
        html.escape(VALUE),
        json.dumps(VALUE)[1:-1],
        base64.b64encode(VALUE.encode()).decode(),
        "Bearer t0p-secret-lamp-4482",
        "t0p-secret-lamp-4482",
        "t0p-secret-lam...",
        "4482",
        "anna:Kite-4482-Lamp",
        "Kite-4482-Lamp",
        base64.b64encode(b"anna:Kite-4482-Lamp").decode(),
        "session=9f8e7d6c5b4a",
        "9f8e7d6c5b4a",
    ],
)
def test_no_spelling_of_a_secret_is_left(echoed: str) -> None:
    for text in (f"The value {echoed} is wrong.", f"<{echoed}>", f'"x-gateway: {echoed}"'):
        cut = SECRETS.cut_from(text)
        assert "…" in cut
        for secret in ("canary", "kite", "Kite", "4482", "lamp", "t0p", "9f8e7d", echoed):
            assert secret not in cut, cut


def test_other_words_stay() -> None:
    text = "Bearer authentication failed for token 44821: the theme is not known. Ask your administrator."
    assert SECRETS.cut_from(text) == text
    assert ConnectionSecrets().cut_from(text) == text
