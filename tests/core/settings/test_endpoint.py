"""Typed endpoints and keys, and the origin that a key belongs to."""

import pytest

from desktop.core.settings.endpoint import (
    HAS_SIGN_IN,
    endpoint_of,
    endpoint_problem,
    key_of,
    origin_of,
    with_v1,
    without_sign_in,
)


@pytest.mark.parametrize(
    ("typed", "endpoint"),
    [
        ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
        (" api.example.com/v1 ", "https://api.example.com/v1"),
        ("OPENAI_BASE_URL=http://127.0.0.1:8/v1", "http://127.0.0.1:8/v1"),
        ('export OPENAI_BASE_URL="http://127.0.0.1:8/v1"', "http://127.0.0.1:8/v1"),
        ("base_url: http://127.0.0.1:8/v1", "http://127.0.0.1:8/v1"),
        ("https://https://api.example.com/v1", "https://api.example.com/v1"),
        ("http//127.0.0.1:8/v1", "http://127.0.0.1:8/v1"),
        ("http://127.0.0.1:8/v1,", "http://127.0.0.1:8/v1"),
        ("localhost:11434/v1", "http://localhost:11434/v1"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1"),
        ("http：//127.0.0.1:8/v1，", "http://127.0.0.1:8/v1"),
        ("box.home.arpa:8000", "http://box.home.arpa:8000/v1"),
        ("sk-proj-abcdefghijklmnopqrstuv", None),
        ("", None),
        ("ftp://x/v1", None),
        ("https://", None),
        ("https://user:secret@host/v1", None),
        ("https://host:99999/v1", None),
        ("https://ho st/v1", None),
        ("file:///etc/passwd", None),
        ("https://host/v1?key=1", None),
        ("127.0.0.1:11434/api/openai", "http://127.0.0.1:11434/api/openai"),
        ("http://127.0.0.1:8000/v1/chat/completions", "http://127.0.0.1:8000/v1"),
        ("https://host/v1/models/", "https://host/v1"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/v1"),
        ("http:/127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
        ("https:api.example.com/v1", "https://api.example.com/v1"),
        ("http:8080", "http://http:8080/v1"),
        ("http:\\\\gpu-box:8000\\v1", "http://gpu-box:8000/v1"),
        ("\\\\server\\share", None),
        ("http:\\\\user:secret@host", None),
        ("http:///v1", None),
        ("http:///gpu-box:8000/v1", "http://gpu-box:8000/v1"),
        ("https://api.example.com/v1.", "https://api.example.com/v1"),
        ("POST https://api.example.com/v1/chat/completions", "https://api.example.com/v1"),
        ("curl -s 'https://api.example.com/v1/chat/completions'", "https://api.example.com/v1"),
        ("https://api.example.com//v1//chat//completions", "https://api.example.com/v1"),
        ("https://api.example.com/v1/Chat/Completions", "https://api.example.com/v1"),
        ("https://api.example.com/v1/chat/completion", "https://api.example.com/v1"),
        ("https://api.example.com/v1/chat", "https://api.example.com/v1"),
        ("https://api.example.com/v1/messages", "https://api.example.com/v1"),
        ("https://api.example.com/api/chat/completions", "https://api.example.com/api"),
        ("localhost:11434/api/chat", "http://localhost:11434/v1"),
        ("(https://api.example.com/v1)", "https://api.example.com/v1"),
        ("Base URL: https://api.example.com/v1", "https://api.example.com/v1"),
        ("GET https://api.example.com/v1/models HTTP/1.1", "https://api.example.com/v1"),
        ('curl -X POST "https://api.example.com/v1/chat/completions" -H "X: y"', "https://api.example.com/v1"),
        ("[API](https://api.example.com/v1)", "https://api.example.com/v1"),
        ("[https://api.example.com/v1](https://api.example.com/v1)", "https://api.example.com/v1"),
        ("from https://a.example/v1 to https://b.example/v1", None),
        ("Base URL: https://user:secret@api.example.com/v1", None),
        ("https://api.example.com/v1#chat", "https://api.example.com/v1"),
        ("OLLAMA_HOST=0.0.0.0:11434", "http://127.0.0.1:11434/v1"),
        ("https:", None),
        ("open.bigmodel.cn", "https://open.bigmodel.cn/api/paas/v4"),
        ("https://dashscope.aliyuncs.com", "https://dashscope.aliyuncs.com/compatible-mode/v1"),
        ("https://openrouter.ai", "https://openrouter.ai/api/v1"),
        ("api.groq.com", "https://api.groq.com/openai/v1"),
        ("https://RES.openai.azure.com/", "https://res.openai.azure.com/openai/v1"),
        ("HTTPS://Host.Example/V1", "https://host.example/V1"),
        ('"http://127.0.0.1:8000/v1"', "http://127.0.0.1:8000/v1"),
        ("“http://127.0.0.1:8000/v1”", "http://127.0.0.1:8000/v1"),
        ("http://127.0.0.1:8000/v1\u200b", "http://127.0.0.1:8000/v1"),
        ("\ufeffhttp://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
        ("192.168.1.20:11434/v1", "http://192.168.1.20:11434/v1"),
        ("nas.local:1234/v1", "http://nas.local:1234/v1"),
        ("gpu-box:8000", "http://gpu-box:8000/v1"),
        ("gpu-box:443", "https://gpu-box:443/v1"),
        ("8.8.8.8/v1", "https://8.8.8.8/v1"),
        ("134744072/v1", "https://134744072/v1"),
        ("[::1]:8000/v1", "http://[::1]:8000/v1"),
        ("[fd00::1]/v1", "http://[fd00::1]/v1"),
        ("https://@host/v1", None),
        ("http://127.0.0.1\\.evil.example/v1", None),
        ("http://127.0.0.1%2eevil.example/v1", None),
        ("http://a..b/v1", None),
        ("https://host/v1#part", None),
        ("[fe80::1%eth0]:8000/v1", "http://[fe80::1%eth0]:8000/v1"),
        ("http://[fe80::1%25eth0]/v1", "http://[fe80::1%eth0]/v1"),
        ("http://[fd00::1%x]/v1", None),
        ("http://0.0.0.0:8000/v1", "http://127.0.0.1:8000/v1"),
        ("[::]:8000", "http://[::1]:8000/v1"),
        ("ai。example/v1", "https://ai.example/v1"),
        ("ｌｏｃａｌｈｏｓｔ:8000", "http://localhost:8000/v1"),
        (
            "https://RES.openai.azure.com/openai/deployments/Eyes/chat/completions?api-version=2024-10-21",
            "https://res.openai.azure.com/openai/deployments/Eyes?api-version=2024-10-21",
        ),
        ("https://host/v1?api-version=1&key=2", None),
        ("https://host/v1?api-version=", None),
    ],
)
def test_endpoints(typed: str, endpoint: str | None) -> None:
    assert endpoint_of(typed) == endpoint


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (" sk-abc\n", "sk-abc"),
        ('"sk-abc"', "sk-abc"),
        ("x-api-key: sk-abc", "sk-abc"),
        ('"OPENAI_API_KEY": "sk-abc",', "sk-abc"),
        ("api-key: sk-abc;", "sk-abc"),
        ("bearer:sk-abc", "sk-abc"),
        ('-H "Authorization: Bearer sk-abc"', "sk-abc"),
        ('setx OPENAI_API_KEY "sk-abc"', "sk-abc"),
        ("set -gx OPENAI_API_KEY sk-abc", "sk-abc"),
        ('os.environ["OPENAI_API_KEY"] = "sk-abc"', "sk-abc"),
        ("sk-abc...wxyz", None),
        ("", None),
        ("sk abc", None),
        ("sk-ábc", None),
        ("a\nb", None),
        ("OPENAI_API_KEY=sk-abc", "sk-abc"),
        ('export OPENAI_API_KEY="sk-abc"', "sk-abc"),
        ('"api_key": "sk-abc"', "sk-abc"),
        ("Bearer sk-abc", "sk-abc"),
        ("Authorization: Bearer sk-abc", "sk-abc"),
        ("sk-abc\u200b", "sk-abc"),
        ("  sk-abc  ", "sk-abc"),
        ("OPENAI_API_KEY=sk-abc  # from the team's vault", "sk-abc"),
        ('export OPENAI_API_KEY="sk-abc" # mine', "sk-abc"),
        ("sk-abc // staging", "sk-abc"),
        ("# only a comment", None),
        ("sk-a#b", "sk-a#b"),
        ("user:c2VjcmV0==", "user:c2VjcmV0=="),
        ("c2VjcmV0==", "c2VjcmV0=="),
        ('{"Authorization": "Bearer sk-abc"}', "sk-abc"),
        ("'Authorization': 'Bearer sk-abc',", "sk-abc"),
        ("--header 'Authorization: Bearer sk-abc' \\", "sk-abc"),
        ("API key: sk-abc", "sk-abc"),
        ("openai.api_key = 'sk-abc'", "sk-abc"),
        ('client = OpenAI(api_key="sk-abc", timeout=5)', "sk-abc"),
        ("OPENAI_API_KEY=sk-abc; export OPENAI_API_KEY", "sk-abc"),
        ('setx OPENAI_API_KEY "sk-abc" /M', "sk-abc"),
        ("ENV OPENAI_API_KEY=sk-abc", "sk-abc"),
        ("- OPENAI_API_KEY=sk-abc", "sk-abc"),
        ("Bearer Bearer sk-abc", "sk-abc"),
        ("-sk-abc", "-sk-abc"),
        ("abc:def", "abc:def"),
        ("OPENAI_API_KEY=", None),
        ("openai.api_key", None),
        ("x-goog-api-key:", None),
        ("sk-test-not-a-key", "sk-test-not-a-key"),
        ("my-local-token", "my-local-token"),
        ("Bearer ", None),
        ('client = OpenAI(api_key="sk-abcd-1234")', "sk-abcd-1234"),
        ('const apiKey = "sk-abcd-1234";', "sk-abcd-1234"),
        ('curl https://x.example/v1 -H "Authorization: Bearer sk-abcd-1234"', "sk-abcd-1234"),
        ("https://api.example.com/v1", None),
        ("$OPENAI_API_KEY", None),
        ("${OPENAI_API_KEY}", None),
        ("%OPENAI_API_KEY%", None),
        ("********", None),
    ],
)
def test_keys(typed: str, key: str | None) -> None:
    assert key_of(typed) == key


@pytest.mark.parametrize(
    ("endpoint", "origin"),
    [
        ("https://api.openai.com/v1", "https://api.openai.com"),
        ("https://API.openai.com:443/v1", "https://api.openai.com"),
        ("http://api.openai.com/v1", "http://api.openai.com"),
        ("https://host:8443/v1", "https://host:8443"),
        ("http://host:8443/v1", "http://host:8443"),
        ("http://[::1]:8000/v1", "http://[::1]:8000"),
        ("models.example", "https://models.example"),
        ("127.0.0.1:11434", "https://127.0.0.1:11434"),
        ("this computer", "this computer"),
    ],
)
def test_a_key_belongs_to_scheme_host_and_port(endpoint: str, origin: str) -> None:
    assert origin_of(endpoint) == origin


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("https://anna:kite4482@host.example/v1", "https://host.example/v1"),
        ("anna:kite4482@localhost:1234", "localhost:1234"),
        ("kite4482@host.example/v1", "host.example/v1"),
        ("https://:kite4482@host.example", "https://host.example"),
        ('"https://anna:kite4482@host.example/v1"', "https://host.example/v1"),
        ("https://anna:ki/te#4482?@host.example/v1", "https://host.example/v1"),
        ("https://anna:kite@4482@host.example/v1", "https://host.example/v1"),
        ("https://anna:kite%404482@[::1]:8000/v1", "https://[::1]:8000/v1"),
        ("HTTP:/anna:kite4482@host.local", "HTTP:/host.local"),
        ("https://anna:kite4482\uff20host.example/v1", "https://host.example/v1"),
        ("https://anna:kite 4482@host.example/v1", "https://host.example/v1"),
    ],
)
def test_a_name_and_a_password_have_a_problem_of_their_own_that_does_not_hold_them(typed: str, bare: str) -> None:
    assert endpoint_of(typed) is None
    assert without_sign_in(typed) == bare
    problem = endpoint_problem(typed)
    assert (problem.code, problem.name) == (HAS_SIGN_IN, bare)
    assert "kite" not in repr(problem) and "4482" not in repr(problem)
    assert endpoint_problem(typed, "OPENAI_BASE_URL").name == "OPENAI_BASE_URL"


@pytest.mark.parametrize("typed", ["", "ftp://x/v1", "https://host/v1#part", "localhost:1234/v1/@cf", "https://h/@x:y"])
def test_other_endpoints_that_are_none_keep_their_words(typed: str) -> None:
    assert without_sign_in(typed) == typed
    assert endpoint_problem(typed).code == ""


@pytest.mark.parametrize(
    ("endpoint", "longer"),
    [
        ("https://h/gate", "https://h/gate/v1"),
        ("http://127.0.0.1:8000/api/openai", "http://127.0.0.1:8000/api/openai/v1"),
        ("https://h/v1", ""),
        ("https://h/v1beta/openai", ""),
        ("https://h/api/v3", ""),
        ("https://h/openai/deployments/eyes?api-version=1", ""),
    ],
)
def test_v1_is_added_where_no_version_is(endpoint: str, longer: str) -> None:
    assert with_v1(endpoint) == longer


@pytest.mark.parametrize("path", ["models", "models/chat/completions", "openai/v1", "openai/deployments/gpt-4o"])
def test_a_completed_endpoint_is_completed_to_itself(path: str) -> None:
    endpoint = endpoint_of(f"https://res.services.ai.azure.com/{path}?api-version=2024-05-01-preview")
    assert endpoint is not None
    assert endpoint.partition("?")[0].endswith(path.removesuffix("/chat/completions"))
    assert endpoint_of(endpoint) == endpoint
