"""A policy that moves between two questions of one conversation: the second one follows it, whatever the first did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.composition.ledger import ledger_files
from desktop.core.ledger.entries import read_ledger
from desktop.ui.main_window import MainWindow
from tests.helpers.policies.places import place, policy_at
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import KEY
from tests.stories.window_steps import answered, ask, ask_anyway, buttons, feet, menu_of, paste_image, press, trigger

REFUSED = "Your organisation doesn't allow"


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of the policy, in which nothing is yet."""
    return policy_at(monkeypatch, tmp_path / "policy.json")


@pytest.fixture
def first() -> Iterator[Endpoint]:
    """The server that answers the first question."""
    with Endpoint(answer=saying("From the first.")) as endpoint:
        yield endpoint


@pytest.fixture
def second() -> Iterator[Endpoint]:
    """The server to which the policy moves."""
    with Endpoint(answer=saying("From the second.")) as endpoint:
        yield endpoint


def roles(endpoint: Endpoint) -> list[str]:
    """The roles of the messages in the last request."""
    return [message["role"] for message in endpoint.posts[-1].json["messages"]]


@pytest.mark.usefixtures("key")
def test_the_second_question_goes_where_the_policy_leads_by_then_with_what_was_said_before(
    tell: Tell, policy: Path, first: Endpoint, second: Endpoint
) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "Who answers?")
        await answered(window, "From the first.")
        place(policy, endpoint=second.url, model="house-vision", allowed_hosts=[second.url], answers="endpoint")
        await ask(window, "And who now?")
        await answered(window, "From the second.")
        assert len(window.transcript.items) == 2

    tell(story, first.url, answers="endpoint", private_text="off", read_text=False)
    assert len(first.posts) == len(second.posts) == 1
    assert second.posts[0].json["model"] == "house-vision"
    assert roles(second) == ["user", "assistant", "user"]
    assert "image_url" in str(second.posts[0].json["messages"][0])


def test_a_locked_endpoint_that_moves_takes_the_key_of_its_program_along(
    tell: Tell, policy: Path, first: Endpoint, second: Endpoint
) -> None:
    program = policy.with_name("house-key")
    program.write_text('#!/bin/sh\necho "key-for-$ASKANCE_ORIGIN"\n')
    program.chmod(0o755)
    house = {"answers": "endpoint", "credential": "helper", "credential_helper": [str(program)]}
    place(policy, endpoint=first.url, **house)

    async def story(window: MainWindow) -> None:
        await ask(window, "Who answers?")
        await answered(window, "From the first.")
        place(policy, endpoint=second.url, **house)
        await ask(window, "And who now?")
        await answered(window, "From the second.")

    tell(story)
    for endpoint in (first, second):
        (post,) = endpoint.posts
        headers = {name.lower(): value for name, value in post.headers.items()}
        assert headers["authorization"] == f"Bearer key-for-{endpoint.url.removesuffix('/v1')}"


STRICTER: dict[str, dict[str, object]] = {
    "other hosts": {"allowed_hosts": ["ai.example.com"]},
    "no host": {"allowed_hosts": []},
    "another endpoint, whose name nobody knows": {"endpoint": "https://ai.example.invalid/v1"},
    "connections of the house alone": {
        "connections": [{"name": "House", "endpoint": "https://ai.example.invalid/v1"}],
        "allow_connections": False,
    },
    "a value that cannot be used": {"endpoint": 7},
    "a limit that leaves nothing": {"daily_limit_usd": 1e-9},
    "a limit on a question": {"question_limit_usd": 1e-9},
    "keys of a program that is not there": {
        "credential": "helper",
        "credential_helper": ["/nowhere/house-key"],
        "allowed_hosts": ["127.0.0.1"],
    },
}


@pytest.mark.usefixtures("key")
@pytest.mark.parametrize("stricter", STRICTER.values(), ids=STRICTER)
def test_nothing_more_goes_to_the_first_one_once_the_policy_is_stricter(
    tell: Tell, policy: Path, first: Endpoint, stricter: dict[str, object]
) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "Who answers?")
        await answered(window, "From the first.")
        place(policy, **stricter)
        await ask(window, "And now?")
        await until(lambda: window.composer.gate.words or (len(feet(window)) == 2 and feet(window)[1]))

    tell(story, first.url, answers="endpoint", model="gpt-4o", prices="gpt-4o: 2.50, 10")
    assert len(first.posts) == 1


def cut_off(policy: Path) -> None:
    """Writes half of a policy."""
    policy.write_text('{"settings": {"endpoint": ')


@pytest.mark.usefixtures("key")
def test_a_policy_that_broke_in_between_lets_nothing_out_and_one_that_was_mended_does(
    tell: Tell, policy: Path, first: Endpoint
) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "Who answers?")
        await answered(window, "From the first.")
        cut_off(policy)
        await ask(window, "And now?")
        await until(lambda: "Couldn't read your organisation's settings" in feet(window)[-1])
        assert len(first.posts) == 1
        place(policy, endpoint=first.url)
        await ask(window, "And now?")
        await until(lambda: len(first.posts) == 2)

    tell(story, first.url, answers="endpoint")


@pytest.mark.usefixtures("key")
def test_asking_the_first_question_again_follows_the_policy_too(
    tell: Tell, policy: Path, first: Endpoint, second: Endpoint
) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "Who answers?")
        await answered(window, "From the first.")
        place(policy, endpoint=second.url, answers="endpoint")
        trigger(menu_of(window), "Ask again")
        await answered(window, "From the second.")
        place(policy, allowed_hosts=["ai.example.com"])
        trigger(menu_of(window), "Ask again")
        await until(lambda: REFUSED in " ".join((*feet(window), window.notice.words)))

    tell(story, first.url, answers="endpoint")
    assert (len(first.posts), len(second.posts)) == (1, 1)


@pytest.mark.usefixtures("key")
def test_what_must_be_confirmed_covered_and_entered_from_then_on_is(tell: Tell, policy: Path, first: Endpoint) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "Write to somebody@example.com?")
        await ask_anyway(window)
        await answered(window, "From the first.")
        place(policy, private_text="insist", ledger=True, confirm_sending=True, instructions_before="Answer in Latin.")
        await ask(window, "And now to other@example.com?")
        await until(lambda: "other@example.com" in window.composer.field.toPlainText() and window.composer.gate.words)
        assert not buttons(window.composer.gate, "Ask anyway")
        assert len(first.posts) == 1
        window.composer.field.clear()
        window.actions_["new"].trigger()  # what was said before has an address, too
        await ask(window, "And now?")
        await press(window.composer.gate, "Send")
        await until(lambda: len(first.posts) == 2)

    tell(story, first.url, answers="endpoint", private_text="warn")
    assert first.posts[1].json["messages"][0]["content"] == "Answer in Latin."
    assert len(read_ledger(ledger_files().lines()).entries) == 1
    assert KEY not in "".join(ledger_files().lines())
