"""The table that comes with the program, and files that replace it."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.adapters.files.model_table_file import named_model_table, read_model_table
from desktop.core.errors import Problem, ProblemKind
from desktop.core.model_catalog import successor_at
from desktop.messages.problems import message_for

BUILT_IN = paths.resource("models.json")


def table(day: str, **more: Any) -> dict[str, Any]:
    return {"format": 1, "date": day, "models": [{"name": f"of {day}"}], **more}


def written(folder: Path, name: str, content: Any) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def test_the_table_that_comes_along_is_sound_and_its_recommendations_are_in_it() -> None:
    built_in, problems = read_model_table(BUILT_IN, ())
    assert problems == ()
    names = {model.name for model in built_in.models}
    retiring = [model for model in built_in.models if model.last_day is not None]
    assert {"gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-5", "gpt-5.1"} <= {model.name for model in retiring}
    for model in retiring:
        assert model.successor in names
        assert model.last_day is not None
        new = next(other for other in built_in.models if other.name == model.successor)
        assert new.last_day is None and new.sees, f"{model.name} → {new.name}"
    assert {"gpt-6-astra", "gpt-6.1-sol", "gpt-6.2-astra", "gpt-6.2-sol"} <= names


@pytest.mark.parametrize(
    "name",
    [
        *(
            "text-embedding-3-large",
            "nomic-embed-text:latest",
            "BAAI/bge-m3",
            "whisper-1",
            "gpt-4o-transcribe",
            "tts-1",
        ),
        *("tts-1", "gpt-4o-mini-tts", "gpt-realtime", "gpt-audio-1.5", "dall-e-3", "gpt-image-2.5-flare", "sora-2"),
        *(
            "imagen-4",
            "omni-moderation-latest",
            "davinci-002",
            "gpt-3.5-turbo-instruct",
            "gpt-5.1-codex",
            "o3-deep-research",
        ),
        *("models/gemini-3.8-live", "cohere/rerank-v3.5", "llama-guard-4-12b", "gemini-2.5-flash-preview-tts"),
    ],
)
def test_models_that_cannot_answer_are_known_by_their_names(name: str) -> None:
    assert not read_model_table(BUILT_IN, ())[0].can_answer(name)


@pytest.mark.parametrize(
    "name",
    [
        *("gpt-4o", "gpt-6.2-sol", "claude-opus-5-5", "gemini-3.8-flash", "qwen2.5vl:7b", "llava:13b", "gemma4:31b"),
        *("mistral-medium-latest", "pixtral-12b", "openai/gpt-4o:free", "my-deployment", "llama4:scout", "grok-4.3"),
        *("gpt-4o-search-preview", "deepseek-ocr", "minicpm-v", "moondream", "glm-4.6v", "internvl3-8b", "m"),
    ],
)
def test_models_that_answer_are_offered(name: str) -> None:
    assert read_model_table(BUILT_IN, ())[0].can_answer(name)


def test_a_table_that_a_policy_names_counts_whatever_its_date(tmp_path: Path) -> None:
    named = written(tmp_path, "house.json", table("2020-01-01"))
    found, problems = named_model_table(named, lambda _: "", BUILT_IN)
    assert (found.models[0].name, problems) == ("of 2020-01-01", ())


def test_a_named_table_that_others_may_change_or_that_is_not_there_is_told(tmp_path: Path) -> None:
    named = written(tmp_path, "house.json", table("2020-01-01"))
    fault = "others than root may change it"
    changeable = named_model_table(named, lambda _: fault, BUILT_IN)
    absent = named_model_table(tmp_path / "nothing.json", lambda _: "", BUILT_IN)
    for found, (problem,) in (changeable, absent):
        assert found == read_model_table(BUILT_IN, ())[0]
        assert problem.kind is ProblemKind.MODEL_TABLE_WRONG
    assert fault in changeable[1][0].detail


def test_a_newer_file_takes_its_place_and_the_first_one_wins(tmp_path: Path) -> None:
    policy, own = tmp_path / "policy.json", tmp_path / "own.json"
    assert read_model_table(BUILT_IN, (policy, own))[0].day == read_model_table(BUILT_IN, ())[0].day
    own.write_text("\ufeff" + json.dumps(table("2098-01-01")), "utf-8")  # with a byte order mark
    assert read_model_table(BUILT_IN, (policy, own))[0].models[0].name == "of 2098-01-01"
    written(tmp_path, policy.name, table("2097-01-01"))
    assert read_model_table(BUILT_IN, (policy, own))[0].models[0].name == "of 2097-01-01"
    written(tmp_path, policy.name, table("2020-01-01"))
    assert read_model_table(BUILT_IN, (policy, own))[0].models[0].name == "of 2098-01-01"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "line 1: "),
        ('{"format": 1,}', "line 1: "),
        ("[" * 100_000, "no table"),
        ('{"format": ' + "1" * 5000 + "}", "no table"),
        (table("2098-01-01", models=[{"name": "m", "price": {"input": -1, "output": 2}}, {"nam": 3}]), "“nam” is not"),
    ],
)
def test_a_bad_file_is_named_with_its_mistakes_and_the_built_in_table_is_used(
    tmp_path: Path, content: Any, words: str
) -> None:
    path = written(tmp_path, "models.json", content)
    found, (problem,) = read_model_table(BUILT_IN, (path,))
    assert found == read_model_table(BUILT_IN, ())[0]
    assert (problem.kind, problem.name) == (ProblemKind.MODEL_TABLE_WRONG, str(path))
    assert words in problem.detail
    assert "not used" in message_for(problem).text


def test_of_many_mistakes_some_are_named_and_the_others_counted(tmp_path: Path) -> None:
    path = written(tmp_path, "models.json", table("2098-01-01", models=[{"name": ""}] * 20))
    assert "and 14 more" in read_model_table(BUILT_IN, (path,))[1][0].detail


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_pipe_a_folder_and_a_dangling_link_are_refused_at_once(tmp_path: Path) -> None:
    pipe, folder, link = tmp_path / "pipe", tmp_path / "folder", tmp_path / "link"
    os.mkfifo(pipe)
    folder.mkdir()
    link.symlink_to(tmp_path / "nowhere")
    _, problems = read_model_table(BUILT_IN, (pipe, folder, link))
    assert [problem.name for problem in problems] == [str(pipe), str(folder), str(link)]
    assert all(isinstance(problem, Problem) and problem.detail for problem in problems)


def test_what_can_be_had_is_recommended_not_what_is_newest() -> None:
    offered = ("gpt-4o", "gpt-6-luna", "text-embedding-3-large")
    assert successor_at("gpt-4o", "api.openai.com", offered) == "gpt-6-luna"
    assert successor_at("gpt-4o", "api.openai.com") == "gpt-6.1-sol"
    assert successor_at("gpt-4o", "localhost:4000", ("gpt-4o", "llava")) == ""
