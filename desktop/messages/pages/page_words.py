"""The words on an exported, printed or copied page, in the language in use."""

from datetime import datetime

from desktop.core.conversation.export.bundle import LONGEST_TEXT, Page, one_line
from desktop.core.conversation.turn import Turn
from desktop.core.image.number_badges import circled_digit
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.link_safety import LinkTarget
from desktop.messages.covers import cover_note
from desktop.messages.formatting import duration
from desktop.messages.language.catalogue import _, is_right_to_left, language
from desktop.messages.language.choice import PSEUDO
from desktop.messages.language.isolation import isolated
from desktop.messages.language.locale_forms import counted, moment_in_words, number, sentences
from desktop.messages.network.link_warnings import host_label, picture_at

_TAGS = {"zh_CN": "zh-Hans", PSEUDO: "en"}  # where BCP 47 writes another code


class TranslatedPageWords:
    """Implements the port of the export formats (core/conversation/export/page_words.py)."""

    @property
    def language(self) -> str:
        return _TAGS.get(language(), language())

    @property
    def is_right_to_left(self) -> bool:
        return is_right_to_left()

    @property
    def conversations(self) -> str:
        return _("Conversations")

    def title(self, page: Page) -> str:
        title = one_line(page.conversation.title)
        facts = {"title": isolated(title), "count": number(page.count), "number": number(page.number)}
        if page.first_question > 1:
            facts["question"] = number(page.first_question)
            return _("{title} (version {number} of {count}, from question {question})").format(**facts)
        return _("{title} (version {number} of {count})").format(**facts) if page.count > 1 else title

    def branch_note(self, page: Page) -> str:
        return left_out(page.versions_left_out)

    def image(self, image: SentImage, number: int, text: str, is_received: bool = False) -> str:
        return image_words(image, number, text, is_received)

    def cover_note(self, turn: Turn) -> str:
        return cover_note(turn)

    def thinking(self, turn: Turn) -> str:
        seconds = round(turn.thinking_s)
        return _("Thought for {time}").format(time=duration(seconds)) if seconds else _("Thought")

    def asked_at(self, turn: Turn) -> str:
        return asked_at(turn)

    def source(self, turn: Turn) -> str:
        names = {"model": isolated(one_line(turn.model)), "host": isolated(one_line(turn.host))}
        where = _("{model} at {host}").format(**names)
        if turn.usage is None:
            return where
        tokens_in = counted("{count} token in", "{count} tokens in", turn.usage.input_tokens)
        return " · ".join((where, tokens_in, _("{count} out").format(count=number(turn.usage.output_tokens))))

    def host_of(self, target: LinkTarget) -> str:
        return host_label(target)

    def picture_at(self, name: str, target: LinkTarget | None) -> str:
        return picture_at(name, target)


PAGE_WORDS = TranslatedPageWords()


def left_out(versions: int) -> str:
    """Returns that a page shows one version of several; empty if it leaves none out."""
    if not versions:
        return ""
    shown = _("This is the version that was open, one of {count}.").format(count=number(versions + 1))
    return sentences(shown, _("Export all versions to have the others, too."))


def image_words(image: SentImage, number: int, text: str, is_received: bool = False) -> str:
    """Returns “Picture 1: ②. Text in the picture: …”, the words that stand for an image."""
    name = _("Answer picture {number}") if is_received else _("Picture {number}")
    words = name.format(number=number)
    marks = " ".join(circled_digit(badge.number) for badge in image.badges)
    words = f"{words}: {marks}" if marks else words
    read = one_line(text)
    read = read if len(read) <= LONGEST_TEXT else read[: LONGEST_TEXT - 1] + "…"
    return " · ".join((words, _("Text in the picture: {text}").format(text=isolated(read)))) if read else words


def asked_at(turn: Turn) -> str:
    """Returns the local day and time at which a question was asked: “28 November 2026, 15:04”."""
    return moment_in_words(datetime.fromtimestamp(turn.asked_at))
