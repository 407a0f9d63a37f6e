"""Answers as they are spoken while they grow."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.messages.spoken.answer_words import AnswerWords

ANSWER = """## What stands there

The invoice asks for **42 euros** until Friday. See [the terms](https://example.com/terms) and `total`.

1. first point
2. second point

```python
def total(rows):
    return 0
```

| article | price |
|---|---|
| apples | 3.50 |

The formula is $$E = mc^2$$ and ends here.
"""
SPOKEN = [
    "What stands there",
    "The invoice asks for 42 euros until Friday.",
    "See the terms and total.",
    "1. first point",
    "2. second point",
    "Code, python, 2 lines.",
    "Table, 1 row, 2 columns.",
    "article: apples, price: 3.50.",
    "The formula is E equals m c squared and ends here.",
]


def _spoken(answer: str, step: int) -> list[str]:
    words, out = AnswerWords(), []
    for end in range(0, len(answer), step):
        out.append(words.words(answer[:end], is_whole=False))
    out.append(words.words(answer, is_whole=True))
    return [line for part in out for line in part.split("\n") if line]


def test_every_sentence_is_spoken_once_without_the_signs_of_markdown() -> None:
    for step in (1, 3, 7, 40, len(ANSWER)):
        lines = _spoken(ANSWER, step)
        assert " ".join(lines) == " ".join(SPOKEN), step
        assert not any(sign in line for line in lines for sign in ("**", "##", "`", "](", "|--", "$$"))


def test_a_number_of_a_list_is_never_alone() -> None:
    for step in (1, 2, 5):
        assert not any(line.strip() in ("1.", "2.") for line in _spoken(ANSWER, step))


@given(st.text(alphabet="ab.*_`[]()#|-\n 12$", max_size=120), st.integers(1, 9))
def test_whatever_a_model_writes_is_spoken_to_its_end(answer: str, step: int) -> None:
    _spoken(answer, step)
