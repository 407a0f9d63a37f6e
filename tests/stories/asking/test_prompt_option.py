"""`askance ask --prompt`, and `--connection` wherever a command asks or prepares something."""

import json
from pathlib import Path

import pytest

from desktop.composition import config_files
from desktop.paths import folders
from tests.helpers.images import png
from tests.loopback import Endpoint, listing, saying
from tests.stories.processes import askance
from tests.stories.requests import last_words


@pytest.fixture
def picture(tmp_path: Path) -> str:
    (tmp_path / "a.png").write_bytes(png(80, 60))
    return str(tmp_path / "a.png")


def two_connections(first: str, second: str) -> None:
    kitchen = {"id": "second", "connection_name": "Kitchen", "endpoint": second, "model": "llava"}
    config_files.save_settings({"endpoint": first, "connection_name": "Work", "connections": [kitchen]})


def prompts(**values: str) -> None:
    config_files.shared_prompts().write({"questions": [{"name": "Mine", "words": "What is mine?", **values}]})


def test_a_prompt_is_asked_by_its_name(picture: str) -> None:
    with Endpoint(answer=saying("fine")) as first, Endpoint(answer=saying("from the kitchen")) as second:
        two_connections(first.url, second.url)
        prompts(connection="second", connection_name="Kitchen", model="qwen", instructions="Spell it out.")
        done = askance("ask", "--prompt", "mine", picture)
    assert (done.stdout.decode().strip(), done.returncode) == ("from the kitchen", 0)
    (post,) = second.posts
    assert (post.json["model"], post.json["messages"][0]["content"]) == ("qwen", "Spell it out.")
    assert last_words(post) == "What is mine?"


def test_options_count_more_than_the_prompt(picture: str) -> None:
    with Endpoint(answer=saying("fine")) as first, Endpoint(answer=saying("no")) as second:
        two_connections(first.url, second.url)
        prompts(connection="second", model="qwen")
        done = askance("ask", "--prompt", "Mine", "--connection", "work", "--model", "gpt-4o-mini", picture)
    assert done.stdout.decode().strip() == "fine"
    assert [post.json["model"] for post in first.posts] == ["gpt-4o-mini"]


def test_a_language_is_named_or_remembered(picture: str) -> None:
    with Endpoint(answer=saying("gut")) as endpoint:
        config_files.save_settings({"endpoint": endpoint.url})
        refused = askance("ask", "--prompt", "Translate to", picture)
        assert (refused.returncode, endpoint.posts) == (2, [])
        assert "needs a language. Name it with --language." in refused.stderr.decode()
        askance("ask", "--prompt", "Translate to", "--language", "Deutsch", picture)
        config_files.save_settings({"endpoint": endpoint.url, "translation_language": "Polski"})
        askance("ask", "--prompt", "Translate to", picture)
    assert ["into Deutsch." in last_words(endpoint.posts[0]), "into Polski." in last_words(endpoint.posts[1])]


def test_what_cannot_be_is_said_with_what_there_is(picture: str) -> None:
    config_files.save_settings({"endpoint": "http://127.0.0.1:9/v1"})
    prompts(connection="gone", connection_name="Cellar")
    for arguments, words in (
        (("--prompt", "Nothing", picture), "There is no prompt “Nothing”. There are: Mine."),
        (("--prompt", "Mine", picture), "asks the connection “Cellar”, which is not there any more."),
        (("--language", "Deutsch", "What?"), "--language goes with --prompt."),
        ((), "what is the question? It comes last."),
    ):
        done = askance("ask", *arguments)
        assert done.returncode == 2
        assert words in done.stderr.decode()


def test_prepare_and_models_take_a_connection(picture: str) -> None:
    with Endpoint(answer=listing({"id": "first"})) as first, Endpoint(answer=listing({"id": "qwen"})) as second:
        two_connections(first.url, second.url)
        facts = json.loads(askance("prepare", "--json", "--connection", "kitchen", picture).stdout)
        listed = askance("models", "--connection", "Kitchen").stdout.decode()
        wrong = askance("models", "--connection", "Cellar")
    assert facts["model"] == "llava"
    assert "* qwen" in listed and "* first" not in listed
    assert "There is no connection “Cellar”. There are: Work, Kitchen." in wrong.stderr.decode()


def test_a_name_of_two_connections_is_asked_back_and_nothing_is_sent(picture: str) -> None:
    with Endpoint(answer=saying("Yes.")) as first, Endpoint(answer=saying("No.")) as second:
        two_connections(first.url, second.url)
        stored = config_files.load_settings()
        stored["connections"][0]["connection_name"] = "Work"
        config_files.save_settings(stored)
        done = askance("ask", "--connection", "work", picture, "What?")
        by_host = askance("ask", "--connection", f"127.0.0.1:{second.port}", picture, "What?")
    hosts = f"127.0.0.1:{first.port}, 127.0.0.1:{second.port}"
    assert f"Several connections are called “work”. Name one by its host: {hosts}." in done.stderr.decode()
    assert (done.returncode, by_host.stdout.decode().strip(), len(first.posts)) == (2, "No.", 0)


def test_a_damaged_file_of_prompts_is_kept_and_said(picture: str) -> None:
    file = folders().prompts_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[1]")
    with Endpoint(answer=saying("no")) as endpoint:
        config_files.save_settings({"endpoint": endpoint.url})
        refused = askance("ask", "--prompt", "Mine", picture)
    errors = refused.stderr.decode()
    assert "Your saved prompts were damaged and moved to “questions.damaged.json”." in errors
    assert "There is no prompt “Mine”." in errors
    assert (refused.returncode, endpoint.posts) == (2, [])
    assert file.with_name("questions.damaged.json").read_text() == "[1]"
