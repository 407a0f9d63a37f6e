"""The sentence of each problem: what happened, what it means for the user's work, and the next steps."""

from dataclasses import dataclass

from desktop.core.conversation.healing_report import HealingReport
from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.policy.policy import PolicyReport
from desktop.core.settings.settings import HERE
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.finding_words import summarize_joined
from desktop.messages.formatting import duration
from desktop.messages.healing import healing_message
from desktop.messages.language.catalogue import _, ngettext
from desktop.messages.language.locale_forms import counted, number, sentences
from desktop.messages.network.proxy_problems import PROXY_WORDS, proxy_facts
from desktop.messages.problem_tables.answer_problems import ANSWER_WORDS, IMAGE_IN_ANSWER_WORDS
from desktop.messages.problem_tables.endpoint_problems import ENDPOINT_WORDS, ENDPOINT_WORDS_BY_CODE
from desktop.messages.problem_tables.image_problems import IMAGE_WORDS, IMAGE_WORDS_BY_FAULT
from desktop.messages.problem_tables.problem_words import Kept, ProblemWords
from desktop.messages.problem_tables.reasons import reason_words
from desktop.messages.problem_tables.run_problems import RUN_WORDS, RUN_WORDS_BY_CODE
from desktop.messages.problem_tables.storage_problems import STORAGE_WORDS
from desktop.messages.settings.policy import policy_message
from desktop.messages.suggested_actions import SuggestedAction


@dataclass(frozen=True, slots=True)
class UserMessage:
    """What happened, and the next steps that a button can do, the most likely first.

    `remark` is a sentence about the question or the answer that is kept; empty if there is none.
    """

    statement: str
    offers: tuple[SuggestedAction, ...] = ()
    remark: str = ""

    @property
    def text(self) -> str:
        """The whole message."""
        return sentences(self.statement, self.remark)


PROBLEM_WORDS: dict[ProblemKind, ProblemWords] = {
    **IMAGE_WORDS,
    **ENDPOINT_WORDS,
    **ANSWER_WORDS,
    **RUN_WORDS,
    **STORAGE_WORDS,
}
_WORDS_BY_CODE: dict[tuple[ProblemKind, str], ProblemWords] = {
    **{(ProblemKind.PROXY, str(fault)): words for fault, words in PROXY_WORDS.items()},
    **ENDPOINT_WORDS_BY_CODE,
    **IMAGE_WORDS_BY_FAULT,
    **IMAGE_IN_ANSWER_WORDS,
    **RUN_WORDS_BY_CODE,
}


def message_for(problem: Problem, has_answer: bool = True) -> UserMessage:
    """Returns the sentence of a problem, in the singular and without blame, and the actions it offers.

    `has_answer` is False if nothing of the answer had come: then nothing of it is kept, or can be continued.
    """
    if isinstance(problem, HealingReport):
        return UserMessage(healing_message(problem))
    if isinstance(problem, PolicyReport):
        return UserMessage(policy_message(problem))
    words = _WORDS_BY_CODE.get((problem.kind, problem.code)) or PROBLEM_WORDS[problem.kind]
    sentence = _sentence(words, problem)
    text = sentence.format(**_facts(problem, at_start=sentence.startswith("{name}")))
    offers = words.offers
    if not has_answer:
        offers = tuple(SuggestedAction.AGAIN if offer is SuggestedAction.CONTINUE else offer for offer in offers)
    return UserMessage(text, offers, _remark(words.kept, has_answer))


def _sentence(words: ProblemWords, problem: Problem) -> str:
    """Returns the translated sentence that fits the facts, with its placeholders."""
    if words.plural:
        return ngettext(words.sentence, words.plural, _count(problem))
    if problem.seconds and words.with_wait:
        return _(words.with_wait)
    return _(words.with_detail if problem.detail and words.with_detail else words.sentence)


def _facts(problem: Problem, at_start: bool) -> dict[str, str]:
    """Returns the values of the placeholders; `at_start` if the sentence begins with the name."""
    detail = reason_words(problem.detail)
    name = untrusted_line(problem.name, 80) or _("that")
    if problem.name == HERE:
        name = _("This computer") if at_start else _("this computer")
    return {
        "name": name,
        "findings": summarize_joined(problem.name),
        "count": number(_count(problem)),
        "limit": f"{problem.seconds:g}",
        "detail": detail,
        "detail_words": _(" ({detail})").format(detail=detail.rstrip(".")) if detail else "",
        "status_words": _(" (status {status})").format(status=problem.status) if problem.status else "",
        "seconds": number(problem.seconds, 0 if problem.seconds == int(problem.seconds) else 1),
        "bound": detail or _("{size} MB").format(size=8),
        "wait": duration(problem.seconds),
        **(proxy_facts(detail) if problem.kind is ProblemKind.PROXY else {}),
    }


def _count(problem: Problem) -> int:
    """Returns the number that a problem has in the place of a name."""
    return int(problem.name) if problem.name.isdecimal() else 1


def _remark(kept: Kept, has_answer: bool) -> str:
    if kept is Kept.QUESTION:
        return _("Your question is kept.")
    return _("The partial answer is kept.") if kept is Kept.ANSWER and has_answer else ""


def summarize_problems(problems: tuple[Problem, ...]) -> str:
    """Returns one text for several problems: the first in full, the number of the others."""
    first = message_for(problems[0]).text
    more = len(problems) - 1
    if not more:
        return first
    return sentences(first, counted("{count} more couldn't be added.", "{count} more couldn't be added.", more))
