"""Describes findings for people: on the picture, and when a question waits because of them."""

from collections.abc import Sequence

from desktop.core.privacy.findings import Finding, FindingKind, summarize, summarize_names
from desktop.core.privacy.typed_text import TypedFinding, TypedPart
from desktop.core.untrusted_text import untrusted_line

LONGEST_QUOTE = 90
CHECKING = "Checking for private text…"
THEN_SENT = "Your question goes out after that."
NOT_CHECKED = "Couldn't check a picture for private text: text recognition failed."
NOTHING_SENT = "Nothing was sent yet."
FRAMED = "Nothing was sent yet. What was found is framed on the picture."
COVER_AND_ASK = "Cover and ask"
REPLACE_AND_ASK = "Replace and ask"
COVER_REPLACE_AND_ASK = "Cover, replace and ask"
SHOW = "Show"
ASK_ANYWAY = "Ask anyway"
TRY_AGAIN = "Try again"
CANCEL = "Cancel"
OPEN_SETTINGS = "Open settings"
SETTING_REQUIRES = "Your settings require it to be covered before asking, so “Ask anyway” is off."
ORGANISATION_REQUIRES = "Your organisation requires it to be covered before asking, so “Ask anyway” is off."
BEGIN_NEW = "To leave an earlier question out, begin a new conversation."
_TYPED_ONE = {
    TypedPart.QUESTION: "1 private detail in your question: {names}",
    TypedPart.INSTRUCTIONS: "1 private detail in your instructions: {names}",
    TypedPart.EARLIER_QUESTION: "1 private detail in an earlier question: {names}",
}
_TYPED_MANY = {
    TypedPart.QUESTION: "{count} private details in your question: {names}",
    TypedPart.INSTRUCTIONS: "{count} private details in your instructions: {names}",
    TypedPart.EARLIER_QUESTION: "{count} private details in earlier questions: {names}",
}


def describe_findings(findings: tuple[Finding, ...], sent: bool = True) -> str:
    """Returns “3 places look private: a key, 2 e-mail addresses.”, and a sentence about prompt injections.

    With `sent`, it adds that the model is warned of those.
    """
    private = tuple(finding for finding in findings if finding.kind is FindingKind.PRIVATE)
    injections = tuple(finding for finding in findings if finding.kind is not FindingKind.PRIVATE)
    parts = []
    if private:
        looks = "1 place looks" if len(private) == 1 else f"{len(private)} places look"
        parts.append(f"{looks} private: {summarize(private)}.")
    if injections:
        quoted = next((untrusted_line(finding.text, LONGEST_QUOTE) for finding in injections if finding.text), "")
        about = f": “{quoted}”" if len(injections) == 1 and quoted else ""
        warned = " The model is told that it is data." if sent else ""
        parts.append(f"There is {summarize(injections)}{about}.{warned}")
    return " ".join(parts)


def replace_with(findings: Sequence[TypedFinding]) -> str:
    """Returns the words of the button that replaces what was typed and asks."""
    placeholders = {finding.placeholder for finding in findings}
    return f"Replace with {placeholders.pop()}" if len(placeholders) == 1 else REPLACE_AND_ASK


def typed_line(part: TypedPart, findings: Sequence[TypedFinding]) -> str:
    """Returns “1 private detail in your question: an e-mail address”."""
    forms = _TYPED_ONE if len(findings) == 1 else _TYPED_MANY
    return forms[part].format(count=len(findings), names=summarize_names(finding.name for finding in findings))


def image_lines(images: Sequence[tuple[int, tuple[Finding, ...]]]) -> list[str]:
    """Returns “2 private details on picture 1: a key, an e-mail address”, and a line about text for the model.

    `images` are numbers of pictures, counted from 1, with what was found there; 0 is one of an earlier question.
    """
    here = [(number, findings) for number, findings in images if number]
    earlier = [(number, findings) for number, findings in images if not number]
    return [line for group in (here, earlier) if group for line in _lines_of(group)]


def place_words(at: int, count: int, name: str) -> str:
    """Returns “1 of 3: key”, of the place to which the user was led."""
    return f"{at} of {count}: {name}"


def _lines_of(group: Sequence[tuple[int, tuple[Finding, ...]]]) -> list[str]:
    private = [(number, found) for number, all_found in group if (found := _of_kind(all_found, private=True))]
    others = [(number, found) for number, all_found in group if (found := _of_kind(all_found, private=False))]
    lines = []
    if private:
        findings = [finding for _, found in private for finding in found]
        form = "1 private detail on {places}: {names}"
        form = form if len(findings) == 1 else "{count} private details on {places}: {names}"
        places = _places([number for number, _ in private])
        lines.append(form.format(count=len(findings), places=places, names=summarize(findings)))
    if others:
        findings = [finding for _, found in others for finding in found]
        quote = next((untrusted_line(finding.text, LONGEST_QUOTE) for finding in findings if finding.text), "")
        form = "On {places}: {names}, “{quote}”. The model is told not to follow it."
        form = form if quote and len(findings) == 1 else "On {places}: {names}. The model is told not to follow it."
        places = _places([number for number, _ in others])
        lines.append(form.format(places=places, names=summarize(findings), quote=quote))
    return lines


def _of_kind(findings: tuple[Finding, ...], private: bool) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if (finding.kind is FindingKind.PRIVATE) is private)


def _places(numbers: list[int]) -> str:
    if not any(numbers):
        return "an earlier picture" if len(numbers) == 1 else "earlier pictures"
    if len(numbers) == 1:
        return f"picture {numbers[0]}"
    *first, last = sorted(numbers)
    return f"pictures {', '.join(map(str, first))} and {last}"
