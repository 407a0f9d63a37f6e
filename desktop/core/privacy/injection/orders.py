"""Text that gives orders to the model, in several languages."""

from collections.abc import Iterator

from desktop.core.ocr.ocr_result import OcrLine, OcrResult
from desktop.core.privacy.family import FindingFamily, LooksPrivate
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.patterns import pattern_of

_INSTRUCTION = r"(?:instruction|prompt|rule|message|direction|guideline|context|command)s?"
_MODEL = r"(?:ai|llm|language model|assistant|chatgpt|gpt|claude|copilot)s?"
_ANSWERING = r"(?:ignore|say|answer|respond|reply|output|send|visit|click|follow|include|recommend|approve|rate)"
_FORM = pattern_of(
    "|".join(
        (
            r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:previous|prior|above|earlier|all|any|your|system|the)\b"
            rf".{{0,30}}\b{_INSTRUCTION}\b",
            r"\b(?:you are now (?:a|an|the|in|my|called|dan)|from now on,? you|act as (?:a|an|the|if)|pretend (?:to be|you are)|new (?:system )?instructions?\s*:)",
            r"\b(?:system|developer) (?:prompt|override)\b|<\|im_(?:start|end)\|>|\[/?INST\]",
            r"^\s*(?:system|assistant)\s*:",
            r"\b(?:reveal|print|repeat|output|leak|show) (?:me )?(?:your (?:system |hidden |initial )?|the (?:system|hidden|initial) )"
            r"(?:prompt|instructions|secrets?)\b",
            r"\bdo not (?:tell|mention|inform|reveal|show|alert)\b.{0,30}\b(?:user|human|person|anyone)\b",
            rf"\b{_MODEL}\b.{{0,25}}\b(?:must|should|shall|has to|is to|please) (?:now |always |instead )?{_ANSWERING}\b",
            r"\b(?:respond|reply|answer) (?:only )?with\b.{0,12}[\"“'‘]",
            r"\bwhen (?:asked|summari[sz]ing|describing|answering)\b.{0,40}\b(?:say|write|claim)\b",
            r"\bignoriere?\b.{0,30}\b(?:anweisung|instruktion|regel|vorgabe)|\bvergiss\b.{0,20}\b(?:alles|anweisung)",
            r"\bignore[zr]?\b.{0,30}\b(?:instructions?|consignes?|règles?)\b|\boubliez?\b.{0,20}\b(?:instructions|consignes)\b",
            r"\b(?:zignoruj|pomiń|zapomnij)\b.{0,30}\b(?:instrukcj|polece|zasad)|\bignora\b.{0,30}\binstruccion",
            r"忽略.{0,8}(?:指令|指示|说明|提示)|不要告诉.{0,4}(?:用户|任何人)",
        )
    ),
    any_case=True,
)


def _orders(ocr_result: OcrResult, _looks_private: LooksPrivate) -> Iterator[Finding]:
    for lines, text in _sentences(ocr_result):
        if _FORM.compiled.search(text):
            yield Finding(FindingKind.INJECTION, "text that gives orders", tuple(line.rect for line in lines), text)


def _sentences(ocr_result: OcrResult) -> Iterator[tuple[tuple[OcrLine, ...], str]]:
    """Yields single lines, and pairs of lines for a sentence that continues: unless one of them is an order alone."""
    for block in ocr_result.blocks:
        lines = tuple(block.lines)
        for at, line in enumerate(lines):
            alone = bool(_FORM.compiled.search(line.text))
            yield (line,), line.text
            if at + 1 < len(lines) and not alone and not _FORM.compiled.search(lines[at + 1].text):
                yield lines[at : at + 2], f"{line.text} {lines[at + 1].text}"


ORDERS = FindingFamily("orders", in_image=_orders)
