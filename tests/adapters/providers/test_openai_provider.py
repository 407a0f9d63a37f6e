"""The provider against a real server on loopback that behaves in every way that servers were seen to."""

import asyncio
import gzip
import json
import socket
import ssl
import subprocess
import sys
import threading
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any, cast

import openai
import pytest

from desktop.adapters.network.framing.sse import END, SseJsonDecoder
from desktop.adapters.network.http_client import MAX_ANSWER_BYTES
from desktop.adapters.network.proxies.choice import proxy_for
from desktop.adapters.network.tls import tls_context
from desktop.adapters.providers.errors.error_body import read_error_body
from desktop.adapters.providers.errors.waiting_times import retry_after_s
from desktop.adapters.providers.openai_provider import OpenAIProvider
from desktop.adapters.providers.refused_parameters import offered_at
from desktop.core.asking.answer_limits import AnswerLimits
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Usage
from desktop.core.errors import AskanceError, EndpointUnreachableError, Problem, ProblemKind
from desktop.core.models.offered_parameters import OfferedParameters
from desktop.core.settings.settings import Settings
from tests.helpers.asked_provider import KEY, ask, served
from tests.helpers.chat_completions_schema import check
from tests.loopback import EVENTS, Answer, Connection, Endpoint, Heard, chunk, error, listing, refusing, saying
from tests.services.qt_loop import until


def streaming(*lines: bytes, kind: str = "text/event-stream", hold: bool = False) -> Answer:
    """A server that sends these bytes and closes."""

    def answer(to: Connection, heard: Heard) -> None:
        to.head(200, kind)
        for line in lines:
            to.send(line)
        if hold:
            to.closed.wait(240)

    return answer


def data(value: object) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"


HELLO, STOP, DONE = data(chunk("Hello")), data(chunk(None, "stop")), b"data: [DONE]\n\n"


def test_an_answer_comes_in_pieces_and_the_body_is_as_published() -> None:
    outcome, endpoint = served(saying("It ", "says ", "hello."))
    assert outcome.text == "It says hello."
    assert outcome.finish == "stop"
    assert outcome.usage == Usage(1120, 7)
    assert outcome.problem is None
    (heard,) = endpoint.posts
    assert heard.path == "/v1/chat/completions"
    check(heard.json)


def test_only_known_headers_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    custom = "X-Evil: 1\nAuthorization: Bearer other\nHost: other.example\nContent-Type: text/plain"
    for name, value in (("ORG_ID", "org-x"), ("PROJECT_ID", "proj-x"), ("CUSTOM_HEADERS", custom)):
        monkeypatch.setenv(f"OPENAI_{name}", value)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/elsewhere")
    _, endpoint = served(saying("ok"))
    headers = endpoint.posts[0].headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["host"] == f"127.0.0.1:{endpoint.port}"
    assert headers["content-type"] == "application/json"
    assert headers["accept-encoding"] == "identity"
    assert headers["user-agent"].startswith("askance/")
    allowed = {"host", "connection", "accept", "content-type", "content-length", "authorization"}
    assert set(headers) == allowed | {"accept-encoding", "user-agent"}


def test_without_a_key_none_is_sent() -> None:
    _, endpoint = served(saying("ok"), key=None)
    assert "authorization" not in endpoint.posts[0].headers


def test_openai_is_not_asked_without_a_key() -> None:
    outcome = ask("https://api.openai.com/v1", key=None)
    assert outcome.problem == Problem(ProblemKind.NO_KEY, "api.openai.com")


def test_a_key_that_cannot_be_one_is_not_sent() -> None:
    outcome, endpoint = served(saying("ok"), key="sk-a\nX-Evil: 1")
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.BAD_KEY_TEXT
    assert endpoint.posts == []


ODD_BUT_FINE = {
    "keep-alives": (
        b": ping\n\n",
        b"data:\n\n",
        b"data: : keepalive\n\n",
        b"event: ping\ndata: {}\n\n",
        b"event: x\n\n",
    ),
    "ids and retries": (b"id: 7\nretry: 10\n\n",),
    "choices empty": (data({"choices": []}),),
    "choices null": (data({"choices": None}),),
    "delta null": (data({"choices": [{"index": 0, "delta": None, "finish_reason": None}]}),),
    "content null": (data(chunk(None)),),
    "reasoning": (data({"choices": [{"index": 0, "delta": {"reasoning_content": "hm"}, "finish_reason": None}]}),),
    "content of another kind": (data({"choices": [{"index": 0, "delta": {"content": [7, None]}}]}),),
    "nonsense": (data({"hello": "world"}),),
    "usage everywhere": (data({**chunk(""), "usage": {"prompt_tokens": 1, "completion_tokens": 1}}),),
    "bad utf-8": (b'data: {"choices": [{"delta": {"role": "\xff"}}]}\n\n',),
    "not json": (b"data: hello there\n\n",),
}


@pytest.mark.parametrize("lines", ODD_BUT_FINE.values(), ids=ODD_BUT_FINE.keys())
def test_odd_lines_are_no_reason_to_lose_an_answer(lines: tuple[bytes, ...]) -> None:
    outcome, endpoint = served(streaming(*lines, HELLO, *lines, STOP, DONE))
    assert outcome.text == "Hello"
    assert outcome.finish == "stop"
    assert outcome.problem is None
    assert len(endpoint.posts) == 1


@pytest.mark.parametrize("ending", [b"\r\n", b"\r", b"\n"])
def test_every_line_ending_and_every_cut(ending: bytes) -> None:
    stream = (HELLO + data(chunk(" wörld")) + STOP + DONE).replace(b"\n", ending)
    single = [stream[at : at + 1] for at in range(len(stream))]
    outcome, _ = served(streaming(*single))
    assert outcome.text == "Hello wörld"
    assert outcome.finish == "stop"


def test_an_event_over_several_lines_is_one() -> None:
    lines = json.dumps(chunk("Hello"), indent=1).replace("\n", "\ndata: ").encode()
    outcome, _ = served(streaming(b"data: " + lines + b"\n\n", STOP))
    assert outcome.text == "Hello"
    assert outcome.finish == "stop"


def test_a_last_event_without_its_blank_line_counts_if_it_is_whole() -> None:
    assert served(streaming(HELLO, STOP.rstrip()))[0].finish == "stop"
    assert served(streaming(HELLO, STOP.rstrip()[:-9]))[0].finish is None


@pytest.mark.parametrize("cut", [HELLO, HELLO + b'data: {"choices": [{"del'])
def test_an_answer_that_ends_early_has_no_finish(cut: bytes) -> None:
    outcome, endpoint = served(streaming(cut))
    assert outcome.text == "Hello"
    assert outcome.finish is None
    assert len(endpoint.posts) == 1


def test_a_chunked_body_that_is_cut_keeps_its_text() -> None:
    def answer(to: Connection, heard: Heard) -> None:
        to.head(200, extra=[("Transfer-Encoding", "chunked")])
        to.send(b"%x\r\n%s\r\n" % (len(HELLO), HELLO))
        to.send(b"ff\r\ndata:")

    outcome, endpoint = served(answer)
    assert outcome.text == "Hello"
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.CUT_OFF
    assert len(endpoint.posts) == 1


def test_a_connection_closed_before_any_answer_is_not_asked_again() -> None:
    outcome, endpoint = served(lambda to, heard: None)
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.CUT_OFF
    assert len(endpoint.posts) == 1


def test_an_error_in_the_stream_keeps_the_text() -> None:
    outcome, _ = served(streaming(HELLO, data(error("The server had an error", "server_error"))))
    assert outcome.text == "Hello"
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.STREAM_ERROR
    assert outcome.problem.detail == "The server had an error"


def test_a_whole_json_answer_is_taken() -> None:
    whole = {
        "choices": [{"message": {"content": "All at once."}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 5, "completion_tokens": 3},
    }
    outcome, _ = served(refusing(200, whole))
    assert (outcome.text, outcome.finish, outcome.usage) == ("All at once.", "stop", Usage(5, 3))


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"<html>Sign in</html>", "text/html; charset=utf-8", ProblemKind.NOT_AN_API),
        ({"hello": 1}, "application/json", ProblemKind.NOT_AN_API),
        (b"{broken", "application/json", ProblemKind.MALFORMED_RESPONSE),
        (error("oops"), "application/json", ProblemKind.STREAM_ERROR),
        (error("overloaded"), "application/json", ProblemKind.OVERLOADED),
    ],
)
def test_a_200_that_is_no_stream_is_told(body: object, content_type: str, kind: ProblemKind) -> None:
    outcome, endpoint = served(refusing(200, body, content_type))
    assert outcome.problem is not None
    assert outcome.problem.kind is kind
    assert len(endpoint.posts) == 1


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, error(f"Incorrect API key provided: {KEY}.", "invalid_api_key"), ProblemKind.KEY_REFUSED),
        (403, error("no", "model_not_found"), ProblemKind.MODEL_UNKNOWN),
        (404, error("The model `x` does not exist", "model_not_found"), ProblemKind.MODEL_UNKNOWN),
        (404, {"error": 'model "x" not found, try pulling it first'}, ProblemKind.MODEL_UNKNOWN),
        (404, b"<html>nothing here</html>", ProblemKind.NOT_AN_API),
        (403, error("country not supported"), ProblemKind.FORBIDDEN),
        (429, error("You exceeded your quota", "insufficient_quota", "insufficient_quota"), ProblemKind.QUOTA),
        (429, error("spent", None, "insufficient_quota"), ProblemKind.QUOTA),
        (429, error("limit", "project_spend_limit_exceeded"), ProblemKind.QUOTA),
        (429, error("Request too large for gpt-4o", "rate_limit_exceeded"), ProblemKind.TOO_LARGE),
        (429, error("slow", "rate_limit_exceeded"), ProblemKind.RATE_LIMIT),
        (413, b"too large", ProblemKind.TOO_LARGE),
        (400, error("bad picture", "image_parse_error"), ProblemKind.IMAGE_REJECTED),
        (
            400,
            error("requires 40000 patches after processing, exceeding the limit of 30000"),
            ProblemKind.IMAGE_REJECTED,
        ),
        (
            400,
            error("Invalid content type. image_url is only supported by certain models."),
            ProblemKind.MODEL_HAS_NO_VISION,
        ),
        (400, error("no", "content_policy_violation"), ProblemKind.CONTENT_REFUSED),
        (400, [error("a list, as Gemini sends")], ProblemKind.BAD_REQUEST),
        (400, b"just words", ProblemKind.BAD_REQUEST),
        (400, None, ProblemKind.BAD_REQUEST),
        (500, error("oops"), ProblemKind.SERVER_FAULT),
        (503, b"<html>unavailable</html>", ProblemKind.SERVER_FAULT),
        (307, b"", ProblemKind.REDIRECTED),
        (407, b"", ProblemKind.PROXY),
    ],
)
def test_every_refusal_has_its_kind_and_never_shows_the_key(status: int, body: object, kind: ProblemKind) -> None:
    html = isinstance(body, bytes) and body.startswith(b"<html")
    extra = {"Location": "https://elsewhere.example/v1"} if status == 307 else {}
    outcome, endpoint = served(refusing(status, body, "text/html" if html else "application/json", **extra))
    assert outcome.problem is not None
    assert outcome.problem.kind is kind
    assert outcome.problem.status == status
    assert "canary" not in repr(outcome)
    assert len(endpoint.posts) == 1
    if status == 307:
        assert outcome.problem.detail == "elsewhere.example"


@pytest.mark.parametrize("key", ["gsk_canary0123456789", "AIzaCanary0123456789", "0123456789canaryabcdef", KEY])
def test_no_kind_of_key_is_ever_shown(key: str) -> None:
    echo = error(f"Bad key '{key}' ({key[:9]}***{key[-4:]})", key)
    for answer in (refusing(401, echo), streaming(HELLO, data(echo)), refusing(200, echo)):
        outcome, _ = served(answer, key=key)
        assert outcome.problem is not None
        assert key[:8] not in repr(outcome.problem)


def test_nonsense_in_headers_and_counts_is_survived() -> None:
    outcome, _ = served(refusing(302, b"", Location="http://[::1"))
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.REDIRECTED
    assert retry_after_s({"retry-after": "inf"}) == 0
    assert retry_after_s({"retry-after": "9e300"}) == 86_400
    reset = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1.2.3s"}
    assert retry_after_s(reset) == 0
    huge = {**chunk(None), "usage": {"prompt_tokens": 10**20, "completion_tokens": -1}}
    outcome, _ = served(streaming(HELLO, data(huge), STOP))
    assert (outcome.finish, outcome.usage) == ("stop", None)


def test_the_mark_of_the_end_is_an_end_but_no_better_than_the_reason() -> None:
    assert served(streaming(HELLO, DONE))[0].finish == "stop"
    outcome, _ = served(streaming(HELLO, data(chunk(None, "length")), DONE))
    assert [piece.finish for piece in outcome.pieces if piece.finish] == ["length", "stop"]


def test_proxies_of_other_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "127.0.0.1:9")
    assert proxy_for("http://models.example/v1") == "http://127.0.0.1:9"
    assert proxy_for("http://127.evil.example/v1") == "http://127.0.0.1:9"
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    outcome = ask("http://10.0.7.3/v1")
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.PROXY


def test_retry_after_is_read() -> None:
    outcome, _ = served(refusing(429, error("slow"), Retry_After="7"))
    assert outcome.problem is not None
    assert outcome.problem.seconds == 7
    assert retry_after_s({"retry-after-ms": "1500", "retry-after": "9"}) == 1.5
    assert retry_after_s({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}) == 0
    exhausted = {"x-ratelimit-remaining-requests": "0"}
    assert retry_after_s({"x-ratelimit-reset-requests": "6m0s", **exhausted}) == 360
    assert retry_after_s({"x-ratelimit-reset-requests": "120ms", **exhausted}) == 0.12
    assert retry_after_s({"x-ratelimit-reset-requests": "120ms"}) == 0


def test_a_server_that_refuses_stream_options_is_asked_once_more_and_remembered() -> None:
    def answer(to: Connection, heard: Heard) -> None:
        if "stream_options" in heard.json:
            to.reply(422, {"detail": [{"msg": "extra fields not permitted: stream_options"}]})
        else:
            saying("ok")(to, heard)

    outcome, endpoint = served(answer, times=2)
    assert outcome.text == "ok"
    assert ["stream_options" in heard.json for heard in endpoint.posts] == [True, False, False]


def test_a_server_that_knows_the_limit_by_its_other_name_is_asked_by_that() -> None:
    def answer(to: Connection, heard: Heard) -> None:
        if "max_tokens" in heard.json:
            to.reply(400, error("'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."))
        else:
            saying("ok")(to, heard)

    outcome, endpoint = served(answer, times=2, limits=AnswerLimits(20_000))
    assert outcome.text == "ok"
    assert [heard.json.get("max_completion_tokens") for heard in endpoint.posts] == [None, 20_000, 20_000]


def test_silence_is_noticed_at_the_socket() -> None:
    outcome, _ = served(streaming(HELLO, hold=True), silence_s=2.0)
    assert outcome.text == "Hello"
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.STREAM_STALLED


def test_closing_the_iterator_closes_the_connection_before_the_provider_is_closed() -> None:
    closed: list[bool] = []

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.send(HELLO)
        closed.append(to.gone())

    async def run(url: str) -> None:
        provider = OpenAIProvider()
        request = build_request(Settings(endpoint=url), Conversation("c"), "What?", (), {})
        async with aclosing(cast(Any, provider.stream(request, KEY))) as pieces:
            async for piece in pieces:
                assert piece.text == "Hello"
                break
            assert closed == []
        await until(lambda: closed)
        await provider.close()

    with Endpoint(answer=answer) as endpoint:
        asyncio.run(run(endpoint.url))
    assert closed == [True]


def test_compression_that_nobody_asked_for_is_read() -> None:
    packed = gzip.compress(HELLO * 1000 + STOP + DONE)
    outcome, _ = served(lambda to, heard: to.reply(200, packed, "text/event-stream", [("Content-Encoding", "gzip")]))
    assert (outcome.text, outcome.finish, outcome.problem) == ("Hello" * 1000, "stop", None)
    whole = gzip.compress(json.dumps({"choices": [{"message": {"content": "All."}, "finish_reason": "stop"}]}).encode())
    outcome, _ = served(lambda to, heard: to.reply(200, whole, extra=[("Content-Encoding", "x-gzip")]))
    assert (outcome.text, outcome.problem) == ("All.", None)
    refusal = gzip.compress(json.dumps(error("no", "model_not_found")).encode())
    outcome, _ = served(lambda to, heard: to.reply(404, refusal, extra=[("Content-Encoding", "gzip")]))
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.MODEL_UNKNOWN


def test_compression_of_another_kind_is_refused() -> None:
    for encoding, packed in (("br", b"\x0b\x02\x80Hello\x03"), ("gzip", HELLO)):
        head = {"Content-Encoding": encoding}
        outcome, _ = served(refusing(200, packed, EVENTS, **head))
        assert outcome.problem is not None
        assert outcome.problem.kind in (ProblemKind.MALFORMED_RESPONSE, ProblemKind.CUT_OFF)
        assert outcome.text == ""


def test_a_small_response_that_unfolds_to_any_size_ends_at_the_bound() -> None:
    bomb = gzip.compress(HELLO + b"data: {" + b" " * 200_000_000)
    assert len(bomb) < 300_000
    outcome, _ = served(lambda to, heard: to.reply(200, bomb, "text/event-stream", [("Content-Encoding", "gzip")]))
    assert outcome.text == "Hello"
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.ANSWER_TOO_LARGE


def test_a_flood_ends_at_the_bound_with_its_text() -> None:
    word = data(chunk("x" * 1000))

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        for _ in range(3 * MAX_ANSWER_BYTES // len(word)):
            to.send(word)

    outcome, endpoint = served(answer)
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.ANSWER_TOO_LARGE
    assert len(outcome.text) > MAX_ANSWER_BYTES // 2
    assert len(endpoint.posts) == 1


def test_one_endless_line_ends_at_the_bound() -> None:
    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.send(HELLO + b"data: {")
        for _ in range(400):
            to.send(b"x" * 100_000)

    outcome, _ = served(answer)
    assert outcome.text == "Hello"
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.ANSWER_TOO_LARGE


def test_nothing_listens_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    outcome = ask(f"http://127.0.0.1:{port}/v1")
    assert outcome.problem == Problem(ProblemKind.CONNECTION_FAILED, f"127.0.0.1:{port}")


def test_a_host_that_does_not_exist() -> None:
    outcome = ask("http://no-such-host.invalid/v1")
    assert outcome.problem == Problem(ProblemKind.UNKNOWN_HOST, "no-such-host.invalid")


def test_a_call_that_is_not_answered() -> None:
    with socket.socket() as full:  # a listener whose queue is full answers no call
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for sock in waiting:
            sock.setblocking(False)
            sock.connect_ex(("127.0.0.1", port))
        outcome = ask(f"http://127.0.0.1:{port}/v1", connect_s=0.3)
        for sock in waiting:
            sock.close()
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.CONNECT_TIMEOUT


def test_tls_that_cannot_be_trusted_sends_nothing(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key)),
            *("-out", str(certificate), "-days", "1", "-subj", "/CN=localhost"),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    heard: list[bytes] = []

    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            sock, _ = listener.accept()
            with sock, suppress(OSError):
                heard.append(context.wrap_socket(sock, server_side=True).recv(10))

        thread = threading.Thread(target=accept)
        thread.start()
        outcome = ask(f"https://127.0.0.1:{listener.getsockname()[1]}/v1")
        thread.join()
    assert outcome.problem is not None
    assert outcome.problem.kind is ProblemKind.TLS
    assert heard == []


def test_a_missing_certificate_file_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nowhere.pem"))
    with pytest.raises(EndpointUnreachableError) as failed:
        tls_context()
    assert failed.value.problem == Problem(ProblemKind.CERTIFICATES, "nowhere.pem")
    outcome = ask("https://127.0.0.1:9/v1")
    assert outcome.problem == Problem(ProblemKind.CERTIFICATES, "nowhere.pem")


def test_loopback_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    assert proxy_for("http://127.0.0.1:8080/v1") is None
    assert proxy_for("http://localhost/v1") is None
    assert proxy_for("https://api.openai.com/v1") == "http://127.0.0.1:9"
    assert served(saying("ok"))[0].text == "ok"
    outcome = ask("https://api.openai.com/v1")
    assert outcome.problem is not None
    assert outcome.problem.kind in (ProblemKind.PROXY, ProblemKind.CONNECTION_FAILED)


def test_models_are_listed_with_their_last_days() -> None:
    with Endpoint(answer=listing({"id": "gpt-4o", "shutdown_date": "2027-01-14"}, {"id": "a"}, {})) as endpoint:
        listed = asyncio.run(OpenAIProvider().models(endpoint.url, KEY))
    assert [(model.name, model.last_day) for model in listed] == [("a", ""), ("gpt-4o", "2027-01-14")]


def test_the_settings_offer_what_the_list_says_of_a_model() -> None:
    thinks = {"id": "r", "supported_parameters": ["reasoning"], "reasoning": {"supported_efforts": ["high", "low"]}}
    with Endpoint(answer=listing(thinks, {"id": "a"})) as endpoint:
        asyncio.run(OpenAIProvider().models(endpoint.url, KEY))
        assert offered_at(endpoint.url, "r").efforts == ("low", "high")
        assert "temperature" in offered_at(endpoint.url, "r").unlisted
        assert offered_at(endpoint.url, "a") == OfferedParameters()


@pytest.mark.parametrize("body", [b"<html></html>", {"data": None}, {"models": []}, [1, 2]])
def test_a_list_of_models_that_is_none(body: object) -> None:
    with Endpoint(answer=refusing(200, body)) as endpoint:
        try:
            assert asyncio.run(OpenAIProvider().models(endpoint.url, KEY)) == ()
        except AskanceError as failed:
            assert failed.problem.kind in (ProblemKind.MALFORMED_RESPONSE, ProblemKind.NOT_AN_API)


def test_error_bodies_of_every_shape() -> None:
    def codes_and_message(body: object) -> tuple[tuple[str, ...], str]:
        read = read_error_body(body)
        return read.codes, read.message

    assert codes_and_message({"error": {"code": 5, "message": "m"}}) == ((), "m")
    assert codes_and_message({"error": "words of it"}) == ((), "words of it")
    assert codes_and_message([{"error": {"code": "c", "message": "m"}}]) == (("c",), "m")
    assert codes_and_message({"error": {"type": "insufficient_quota", "code": "x"}}) == (
        ("insufficient_quota", "x"),
        "",
    )
    assert codes_and_message(None) == ((), "")
    assert codes_and_message([]) == ((), "")


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_events_are_found_however_they_are_cut(size: int) -> None:
    stream = b": c\n\n" + HELLO + b"event: x\r\ndata: 1\r\n\r\n" + STOP.replace(b"\n", b"\r") + DONE
    decoder, found = SseJsonDecoder(), []
    for at in range(0, len(stream), size):
        found += decoder.fed(stream[at : at + size])
    assert found == [chunk("Hello"), chunk(None, "stop"), END]
    assert decoder.at_end() == []


def test_halves_of_letters_and_nulls_do_not_get_through() -> None:
    outcome, _ = served(streaming(b'data: {"choices": [{"delta": {"content": "a\\ud800b\\u0000c"}}]}\n\n', STOP))
    assert outcome.text == "a?bc"


def test_the_library_is_the_one_that_was_measured() -> None:
    assert int(openai.__version__.split(".")[0]) >= 3
    assert sys.version_info >= (3, 11)
