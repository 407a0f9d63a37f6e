"""The test of an endpoint: its models first, then what a test image has shown."""

from pathlib import Path

import pytest

from desktop.adapters.providers.openai_provider import OpenAIProvider
from desktop.adapters.system.api_key_store import ApiKeyStore
from desktop.core.errors import ENDPOINT_WITH_V1, ProblemKind
from desktop.core.models.image_cap import ImageCap
from desktop.core.models.sight import Sight
from desktop.services.ports.provider import Provider
from desktop.services.settings.endpoint_check import EndpointCheck, EndpointCheckResult
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks
from tests.adapters.system.memory_key_store import MemoryKeyStore
from tests.loopback import Answer, Connection, Endpoint, Heard, error, listing, refusing, saying
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def checked(
    answer: Answer, count: int, folder: Path, path: str = "/v1"
) -> tuple[list[EndpointCheckResult], dict[str, dict[str, ImageCap]]]:
    results: list[EndpointCheckResult] = []
    caps: dict[str, dict[str, ImageCap]] = {}
    asked: set[str] = set()
    keys = ApiKeyStore(folder / "keys.json", MemoryKeyStore)

    async def run(url: str) -> None:
        provider, tasks = OpenAIProvider(), Tasks()

        async def provider_at(endpoint: str) -> Provider:
            asked.add(endpoint)
            return provider

        settings = SettingsService(tasks, keys, {"endpoint": url, "model": "m"}, lambda _: None)
        check = EndpointCheck(tasks, settings, provider_at, caps.__setitem__)
        check.checked.connect(results.append)
        check.start()
        await until(lambda: len(results) == count)
        await provider.close()
        await tasks.close()

    with Endpoint(answer=answer) as endpoint:
        on_the_loop(run(endpoint.url.removesuffix("/v1") + path))
        assert asked == {endpoint.url.removesuffix("/v1") + path}  # another endpoint may have another provider
    return results, caps


def test_the_models_are_told_at_once_and_the_sight_when_it_is_known(tmp_path: Path) -> None:
    def answer(to: Connection, heard: Heard) -> None:
        listed = listing({"id": "m", "max_image_side": 1344}, {"id": "embed"})
        (listed if heard.method == "GET" else saying("no idea"))(to, heard)

    (first, second), caps = checked(answer, 2, tmp_path)
    assert [model.name for model in first.models] == ["embed", "m"]
    assert (first.is_looking, first.sight) == (True, None)
    assert (second.models, second.is_looking) == (first.models, False)
    assert second.sight is not None
    assert second.sight.sight is Sight.BLIND
    assert [list(models) for models in caps.values()] == [["m"]]


def test_an_endpoint_that_refuses_is_shown_no_image(tmp_path: Path) -> None:
    (result,), caps = checked(refusing(401, error("wrong", "invalid_api_key")), 1, tmp_path)
    assert result.problem is not None
    assert result.problem.kind is ProblemKind.NO_KEY
    assert caps == {}


@pytest.mark.parametrize(
    "elsewhere",
    [
        refusing(404, {"detail": "Not Found"}),
        refusing(404, error("Unknown request URL: GET /gate/models.", "unknown_url")),
        refusing(404, b"<!doctype html><title>404</title>", "text/html"),
        refusing(200, b"<!doctype html><title>Gate</title>", "text/html"),
        refusing(404, b"404 page not found", "text/plain"),
    ],
)
def test_an_endpoint_that_lacks_v1_is_offered_with_it_and_no_image_goes_anywhere(
    tmp_path: Path, elsewhere: Answer
) -> None:
    paths: list[str] = []

    def answer(to: Connection, heard: Heard) -> None:
        paths.append(f"{heard.method} {heard.path}")
        (listing({"id": "m"}) if heard.path == "/gate/v1/models" else elsewhere)(to, heard)

    (result,), _ = checked(answer, 1, tmp_path, "/gate")
    assert paths == ["GET /gate/models", "GET /gate/v1/models"]
    assert result.problem is not None
    assert (result.problem.kind, result.problem.code) == (ProblemKind.NOT_AN_API, ENDPOINT_WITH_V1)
    assert result.problem.detail.endswith("/gate/v1")


def test_where_v1_does_not_answer_either_the_first_problem_stands(tmp_path: Path) -> None:
    (result,), _ = checked(refusing(404, {"detail": "Not Found"}), 1, tmp_path, "/gate")
    assert result.problem is not None
    assert (result.problem.kind, result.problem.detail) == (ProblemKind.NOT_AN_API, "Not Found")
