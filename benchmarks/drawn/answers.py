"""Answers of one kind of block and any length, as models write them: for streams that grow."""

from collections.abc import Callable

_SENTENCES = (
    "The log shows **three** refused connections to `db-prod-3` between 09:12 and 09:41.",
    "Each came right after the pool was resized, which fits a rule that counts connections.",
    "It does not fit a *crash* of the server, whose uptime is [eleven days](https://status.example/db).",
    "Look at the counter of the rule first, and then at the limit of the pool itself.",
)


def _sentence(number: int) -> str:
    return f"{_SENTENCES[number % len(_SENTENCES)][:-1]} ({number})."


def _item(number: int) -> str:
    return f"- {_sentence(number)}\n"


def _row(number: int) -> str:
    head = "| host | refused | open | note |\n|---|---:|---:|---|\n" if not number else ""
    return f"{head}| db-prod-{number} | {number % 7} | 120 | after the pool was **resized** |\n"


def _line(number: int) -> str:
    return f"{_sentence(number)} "


def _quoted(number: int) -> str:
    return f"> {_sentence(number)}\n" + (">\n" if number % 4 == 3 else "")


def _code(number: int) -> str:
    head = "```python\n" if not number else ""
    return f"{head}for attempt in range({number}):\n    connect(host, port, timeout=2.0)\n"


def _nested(number: int) -> str:
    return f"- {_sentence(number)}\n" if number % 4 == 0 else f"  - {_sentence(number)}\n"


def _mixed(number: int) -> str:
    lists = "".join(_item(number + at) for at in range(3))
    table = "".join(_row(at) for at in range(3))
    code = "".join(_code(at) for at in range(3))
    return f"{_sentence(number)} {_sentence(number + 1)}\n\n{lists}\n{table}\n{code}```\n\n> {_sentence(number)}\n\n"


KINDS: dict[str, Callable[[int], str]] = {
    "list": _item,
    "nested list": _nested,
    "table": _row,
    "paragraph": _line,
    "quote": _quoted,
    "code": _code,
    "mixed": _mixed,
}


def answer_of(kind: str, letters: int) -> str:
    """Returns the beginning of an endless answer: so many letters, all in one block of a kind (or in many, if mixed).

    Raises KeyError if there is no such kind.
    """
    make, parts, length, number = KINDS[kind], list[str](), 0, 0
    while length < letters:
        parts.append(make(number))
        length += len(parts[-1])
        number += 1
    return "".join(parts)[:letters]
