"""The clients of batches: one an endpoint, which is made without standing still for the desktop's proxy."""

import asyncio
import sys
import threading

import pytest

from desktop.adapters.network.proxies.of_desktop.lookup import DESKTOP_PROXIES
from desktop.adapters.network.proxies.system_answer import DIRECT, DesktopAnswer
from desktop.adapters.providers.openai_provider import OpenAIProvider
from tests.helpers.many.batch_endpoint import BatchEndpoint


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has a desktop that is asked for its proxy")
def test_the_desktop_is_asked_for_its_proxy_in_a_thread_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[bool]()

    def answer(url: str) -> DesktopAnswer:
        asked.append(threading.current_thread() is threading.main_thread())
        return DIRECT

    async def story() -> None:
        provider = OpenAIProvider()
        await provider.batches("https://api.example/v1", "k")
        await provider.close()

    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(DESKTOP_PROXIES, "answer", answer)
    asyncio.run(story())
    assert asked[0] is False


def test_another_key_closes_the_client_of_the_former_one() -> None:
    async def story() -> None:
        provider = OpenAIProvider()
        former = await provider.batches(endpoint.url, "first")
        await former.check("m")
        assert await provider.batches(endpoint.url, "first") is former
        now = await provider.batches(endpoint.url, "second")
        await now.check("m")
        with pytest.raises(RuntimeError, match="closed"):
            await former.check("m")
        await provider.close()

    with BatchEndpoint() as endpoint:
        asyncio.run(story())
