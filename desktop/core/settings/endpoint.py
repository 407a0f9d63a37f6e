"""Endpoints and keys as people type and paste them, and the origin that a key belongs to."""

import re
import unicodedata
from urllib.parse import urlsplit

from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.hosts import is_address, is_loopback, is_private_address, is_private_name, is_unspecified

_METHODS = re.compile(r"/+(chat(/+completions?)?|completions|responses|models|messages|embeddings)$", re.IGNORECASE)
_OLLAMA = re.compile(r"/+api/+(chat|generate|tags)$")
_BEFORE_ENDPOINT = re.compile(
    r"(?:(?:(?:export|setx?)\s+|\$env:)?[\w-]*(?:url|api_?base|endpoint|host)[\"']?\s*[=:\s]\s*[\"'“]?"
    r"|(?:curl(?:\s+-\w+)*|post|get)\s+[\"']?)(?=https?:/)"
    r"|(?:(?:export|setx?)\s+|\$env:)?ollama_host[=\s]+[\"']?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s\"'`“”’<>()\[\]{}]+", re.IGNORECASE)
_LABEL = re.compile(r"(?!https?\b)[^@#/\\]*[^\w@#/\\]", re.IGNORECASE)
"""What stands before the address in a line: `Base URL: `, `curl -X POST "`, `[API](`."""
_TWICE = re.compile(r"(?:https?:/+)+(?=https?:/)", re.IGNORECASE)
_NO_COLON = re.compile(r"(https?)(?=//)", re.IGNORECASE)
_SCHEME = re.compile(r"(https?):/*(?=[^/])(?!\d+(?:/|$))", re.IGNORECASE)
_BACKSLASHES = re.compile(r"https?:/*\\", re.IGNORECASE)
_NO_HOST = re.compile(r"https?:/{3,}v\d+\w*(?:/|$)", re.IGNORECASE)
_NAME_OF_KEY = r"(?:[\w.-]{0,60}[_.-])?(?:(?:api|access|secret)[ _-]?key|key|token|authorization)"
_BEFORE_KEY = re.compile(
    rf"-H\s*|--header[\s=]+|-\s+|\{{\s*|(?:export|set|env)\s+(?=\w+=)|\$env:|(?:setx|setenv|set\s+-\w+|env)\s+\w+\s+"
    rf"|{_NAME_OF_KEY}[\"']?\s*[=:](?=\s*[^\s=])|(?:bearer|token)(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_IN_CODE = re.compile(
    rf".*?\b{_NAME_OF_KEY}[\"']?\]?\s*[=:]\s*([\"'])(?P<key>[^\"']+)\1.*"
    r"|.*([\"'])(?:authorization|(?:x-)?api-key)\s*:\s*(?P<header>[^\"']+)\3.*",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND_KEY = re.compile(r"(?:\s+(?:#|//)|;\s).*|\s+/M$|\s*\\$|\s*\}$", re.DOTALL)
_NO_KEY = re.compile(
    r"(?:(?:[\w.]*[_.]|x-(?:\w+-)*)?(?:(?:api|access|secret)[ _-]?key|key|token|authorization)|bearer)[=:]?"
    r"|https?://.*|\$\{?[\w:]+\}?|%\w+%|[\w-]*\*{3,}[\w-]*|\*+|[\w-]{0,12}\.{3}[\w-]{0,12}",
    re.IGNORECASE,
)
"""The name of a variable or header, an address, a variable, stars or dots for what is hidden; "my-local-key" is one."""
_LIKE_KEY = re.compile(r"(?:sk|gsk|xai|hf|pplx|csk|nvapi|key)[-_][\w-]{16,}|aiza[\w-]{20,}", re.IGNORECASE)
_PUNCTUATION = ",;，；。"
_QUOTES = "\"'`“”„‘’«»<>()"
_NAME = re.compile(r"[\w-]+(\.[\w-]+)*\.?")
_ZONED = re.compile(r"(fe[89ab][0-9a-f:]*)%(25)?([\w.-]+)", re.ASCII)
_VERSION = re.compile(r"api-version=[\w.-]+", re.ASCII)
_SIGN_IN = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*:/+)?(?:[^/?#]+@|[^/?#@:]*:(?!/|\d+(?:/|$)).*@)", re.IGNORECASE | re.DOTALL
)
_ONE_METHOD = re.compile(r"/+models$", re.IGNORECASE)
_AT_SIGNS = str.maketrans("\uff20\ufe6b", "@@")
HAS_SIGN_IN = "sign_in"
"""The code of a problem with an endpoint that holds a name or a password."""

_PATHS = {
    "openrouter.ai": "/api/v1",
    "api.groq.com": "/openai/v1",
    "generativelanguage.googleapis.com": "/v1beta/openai",
    "api.fireworks.ai": "/inference/v1",
    "api.cohere.ai": "/compatibility/v1",
    "api.cohere.com": "/compatibility/v1",
    "open.bigmodel.cn": "/api/paas/v4",
    "api.z.ai": "/api/paas/v4",
    "dashscope.aliyuncs.com": "/compatible-mode/v1",
    "dashscope-intl.aliyuncs.com": "/compatible-mode/v1",
    "ark.cn-beijing.volces.com": "/api/v3",
}
_AZURE = (".openai.azure.com", ".services.ai.azure.com")
_VERSION_IN_PATH = re.compile(r"/v\d+\w*(?:/|$)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def endpoint_of(text: str) -> str | None:
    """Returns a typed endpoint completed, or None if it is none.

    Invisible letters, quotes and the path of a method are removed, backslashes behind a scheme become slashes, a
    missing scheme and a missing path are added: `http` for this computer and private networks, `https` elsewhere, and
    `/v1`. Of a query, Azure's `api-version` is all that there may be.
    """
    text = _address_in(_without_copying_traces(text).replace("：", ":"))
    for pattern, meant in ((_BEFORE_ENDPOINT, ""), (_TWICE, ""), (_NO_COLON, r"\1:")):
        text = pattern.sub(meant, text, count=1) if pattern.match(text) else text
    if _BACKSLASHES.match(text):
        text = text.replace("\\", "/")
    if _NO_HOST.match(text) or text.lower().rstrip(":/") in _DEFAULT_PORTS:
        return None
    if not text or any(letter.isspace() or not letter.isprintable() or letter in "\\#@" for letter in text):
        return None
    text = _SCHEME.sub(lambda match: f"{match[1].lower()}://", text, count=1) if _SCHEME.match(text) else text
    if "://" not in text:
        text = f"{_scheme_for(text)}://{text}"
    try:
        parts = urlsplit(text)
        host, port = _plain_host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host or port == 0 or _LIKE_KEY.fullmatch(host):
        return None
    if parts.query and not _VERSION.fullmatch(parts.query):
        return None
    path = re.sub("//+", "/", parts.path).rstrip("/.")
    if not (parts.query and _ONE_METHOD.fullmatch(path)):  # Azure's own interface for models of all makers
        path = _METHODS.sub("", _OLLAMA.sub("", path)).rstrip("/")
    version = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{path or _path_at(host)}{version}"


def _address_in(text: str) -> str:
    """Returns the one address in a line that has words before it; the text itself if there is none, or several."""
    first = _ADDRESS.search(text)
    if first is None or not _LABEL.fullmatch(text[: first.start()]) or len(set(_ADDRESS.findall(text))) > 1:
        return text
    return _without_copying_traces(first[0])


def without_sign_in(text: str) -> str:
    """Returns a typed endpoint without the name and the password before its host; the text itself if it has none.

    A password may hold slashes and further @ signs.
    """
    text = _without_copying_traces(text).translate(_AT_SIGNS)
    match = _SIGN_IN.match(text)
    return f"{match['scheme'] or ''}{text[match.end() :]}" if match else text


def endpoint_problem(text: str, name: str = "") -> Problem:
    """Returns the problem of a typed endpoint that is none. No name and no password in it is part of the problem.

    `name` stands for it in the sentence, for instance a variable; without one, the text does.
    """
    bare = without_sign_in(text)
    has_sign_in = bare != _without_copying_traces(text)
    shown = name or (bare if has_sign_in else text).rpartition("@")[2]
    return Problem(ProblemKind.BAD_ENDPOINT, shown, code=HAS_SIGN_IN if has_sign_in else "")


def base_of(endpoint: str) -> tuple[str, str]:
    """Returns an endpoint without its query, and the API version in that, empty if it has none."""
    base, _, query = endpoint.partition("?")
    return base, query.partition("=")[2]


def with_v1(endpoint: str) -> str:
    """Returns an endpoint with /v1 after its path; empty if its path or its query names a version already."""
    base, version = base_of(endpoint)
    return "" if version or _VERSION_IN_PATH.search(base) else f"{base.rstrip('/')}/v1"


def host_of(endpoint: str) -> str:
    """Returns the host of an endpoint with its port, without any user name; `endpoint` itself where it has none."""
    return urlsplit(endpoint).netloc.rpartition("@")[2] or endpoint


def origin_of(endpoint: str) -> str:
    """Returns scheme, host and port of an endpoint, which a key belongs to; `endpoint` itself where it has no host.

    A text without a scheme is an origin by https, in short. The scheme's own port is left out.
    """
    try:
        parts = urlsplit(endpoint if "://" in endpoint else f"https://{endpoint}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return endpoint
    if not host or " " in host:
        return endpoint
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + (f":{port}" if port and port != _DEFAULT_PORTS.get(parts.scheme) else "")


def key_of(text: str) -> str | None:
    """Returns a typed key without what copying adds around it, or None if it is none (spaces, not ASCII)."""
    if in_code := _IN_CODE.fullmatch(_visible(text)):
        text = in_code["key"] or in_code["header"]
    text = _without_copying_traces(text)
    before = ""
    while text != before:  # each trace may lie inside another
        before = text
        if _NO_KEY.fullmatch(text):
            return None
        text = _without_copying_traces(_BEHIND_KEY.sub("", text))
        if found := _BEFORE_KEY.match(text):
            text = _without_copying_traces(text[found.end() :])
    if (
        not text
        or _NO_KEY.fullmatch(text)
        or not text.isascii()
        or any(letter.isspace() or not letter.isprintable() for letter in text)
    ):
        return None
    return text


def _without_copying_traces(text: str) -> str:
    """Returns a text without invisible letters, and without white space, quotes and commas around it."""
    return _visible(text).strip().rstrip(_PUNCTUATION).strip(_QUOTES).strip()


def _visible(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def _plain_host(host: str) -> str:
    """Returns a host as it is called: lower case, full-width letters and dots as plain ones; empty if it is none."""
    host = unicodedata.normalize("NFKC", host).lower().replace("\u3002", ".")
    if is_address(host):
        zoned = _ZONED.fullmatch(host)
        if "%" in host and zoned is None:
            return ""
        host = f"{zoned[1]}%{zoned[3]}" if zoned else host
        if is_unspecified(host):  # where a server says that it listens; it is called at this computer
            return "[::1]" if ":" in host else "127.0.0.1"
        return f"[{host}]" if ":" in host else host
    return host if _NAME.fullmatch(host) else ""


def _path_at(host: str) -> str:
    """Returns the path of an endpoint that was typed without one: that of a known service, or /v1."""
    return "/openai/v1" if host.endswith(_AZURE) else _PATHS.get(host, "/v1")


def _scheme_for(text: str) -> str:
    """Returns the scheme that is meant by an endpoint without one."""
    try:
        parts = urlsplit(f"//{text}")
        host, port = _plain_host(parts.hostname or ""), parts.port
    except ValueError:
        return "https"
    if is_loopback(host) or is_private_address(host) or is_private_name(host):
        return "https" if port == _DEFAULT_PORTS["https"] else "http"
    return "https"
