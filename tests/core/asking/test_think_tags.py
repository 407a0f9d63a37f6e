"""Thinking in tags at the beginning of an answer, cut anywhere."""

import pytest

from desktop.core.asking.think_tags import ThinkTagSplitter


def split(text: str, size: int) -> tuple[str, str, str]:
    """Returns the thinking, the answer and the opening tag that was not closed."""
    splitter = ThinkTagSplitter()
    pairs = [splitter.split(text[at : at + size]) for at in range(0, len(text), size)]
    pairs.append(splitter.rest())
    return "".join(pair[0] for pair in pairs), "".join(pair[1] for pair in pairs), splitter.opening


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 100])
@pytest.mark.parametrize(
    ("text", "thinking", "answer"),
    [
        ("<think>\nI look.\n</think>\n\nA **blue** cup.", "\nI look.\n", "A **blue** cup."),
        ("\n <think>a</think>b", "a", "b"),
        ("<think></think>\n\nb", "", "b"),
        ("<think>a < b </thin </think>c", "a < b </thin ", "c"),
        ("<think>a</think>b <think>c</think>", "a", "b <think>c</think>"),
        ("<think>a</think>\n\n  b\n\n  c", "a", "b\n\n  c"),
        ("[THINK]a[/THINK]b", "a", "b"),
        ("<thinking>a</thinking>b", "a", "b"),
        ("<seed:think>a</seed:think>b", "a", "b"),
        ("◁think▷a◁/think▷b", "a", "b"),
        ("<reasoning>a</reasoning>b", "a", "b"),
        ("<THINK>a</THINK>b", "a", "b"),
        ("<|START_THINKING|>a<|END_THINKING|>b", "a", "b"),
        ("<|begin_of_thought|>a<|end_of_thought|>b", "a", "b"),
        ("<unused94>thought\na<unused95>b", "thought\na", "b"),
        ("<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b", "a", "b"),
        ("<|channel|>final<|message|>b", "", "<|channel|>final<|message|>b"),
        ("<antThinking>a</antThinking>b <mm:think>c", "a", "b <mm:think>c"),
        ("A cup.\n<think>no</think>", "", "A cup.\n<think>no</think>"),
        ("`<think>` is a tag", "", "`<think>` is a tag"),
        ("<thin> air", "", "<thin> air"),
        ("<", "", "<"),
        ("  \n indented", "", "  \n indented"),
        ("", "", ""),
    ],
)
def test_thinking_and_answer(text: str, thinking: str, answer: str, size: int) -> None:
    assert split(text, size) == (thinking, answer, "")


@pytest.mark.parametrize("size", [1, 4, 100])
def test_thinking_that_is_never_closed(size: int) -> None:
    assert split("\n<think>I look </th", size) == ("I look </th", "", "\n<think>")
