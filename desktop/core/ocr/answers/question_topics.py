"""Topics of questions in several languages, and patterns of the lines that answer them."""

import re
from enum import StrEnum


def _topic(asked: str, meant: str, weight: float = 2.0) -> tuple[re.Pattern[str], re.Pattern[str], float]:
    return re.compile(asked, re.IGNORECASE), re.compile(meant, re.IGNORECASE), weight


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WENT_WRONG = (
    r"\b(wrong|errors?|fail\w*|problem\w*|crash\w*|broke\w*|issue|why|fehler|schief|warum|erreur|pourquoi"
    r"|b[łl][ąa]d\w*|dlaczego)\b|错|失败"
)

_HOW_MANY = r"\b(how many|count|wie ?viele?|combien|ile)\b"
SUBJECTS = (
    _topic(
        _WENT_WRONG,
        r"error|exception|fail|fatal|denied|refused|invalid|cannot|could not|can't|unable|not found|time[d ]?\s?out"
        r"|traceback|panic|abort|critical|stopped working|not responding"
        r"|missing|unexpected|fehler|ungültig|verweigert|erreur|échec|refus|b[łl][ąa]d"
        r"|nie można|错误|失败",
    ),
    # the line that names the error
    _topic(_WENT_WRONG, r"\b\w+(?:Error|Exception|Failure)\b\s*:|^\W*(?:error|fatal|panic)\b", 0.7),
    _topic(
        r"\b(total|sum|summe|gesamt|somme|razem|suma)\b|合计|总",
        r"total|\bsum\b|summe|gesamt|betrag|somme|razem|suma|合计|总",
    ),
    _topic(r"\bports?\b", r"\bport\b|:\d{2,5}\b"),
    _topic(
        r"\b(when|date|day|time|wann|datum|uhr\w*|quand|heure|kiedy|data)\b|时间|日期",
        r"\b\d{4}-\d\d-\d\d|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{1,2}:\d\d\b"
        r"|\b(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]*\.? \d",
    ),
    _topic(
        r"\b(how much|price|costs?|pay|preis|kostet|prix|cena|kosztuje)\b|价",
        r"[$€£¥]\s?\d|\d[\d.,]*\s?(?:€|\$|£|zł|EUR|USD|PLN|CHF|GBP)\b",
    ),
    _topic(r"\b(e-?mail|mail)\b", r"\S@\S"),
    _topic(r"\b(phone|telephone|telefon\w*|téléphone|number to call)\b|电话", r"\+?\d[\d ()/-]{6,}\d"),
    _topic(
        r"\b(url|link|web ?site|address|adresse?|adres)\b",
        r"https?://|www\.|\b[\w-]+\.(?:com|org|net|de|fr|pl|io)\b",
    ),
    _topic(r"\bip\b", r"\b\d{1,3}(?:\.\d{1,3}){3}\b"),
    _topic(r"\b(version|release)\b", r"\bv?\d+\.\d+(?:\.\d+)*\b"),
    _topic(r"\b(file|path|where|datei|fichier|plik)\b", r"[\w.-]*/[\w./-]+|[A-Z]:\\|\bline \d+"),
    _topic(_HOW_MANY, r"\d"),
    _topic(
        r"\b(heavy|weighs?|schwer|wiegt|lourd|pèse|ciężki\w*|waży)\b",
        r"\bweight\b|gewicht|poids|\bwaga\b|\d\s?(?:kg|g|lbs?|oz|t)\b",
    ),
    _topic(
        r"\bhow (?:wide|tall|deep|high)\b|\b(dimensions|breit|tief)\b",
        r"width|height|depth|length|dimension|\bsize\b|\d\s?(?:mm|cm|m|in|ft|px)\b",
    ),
    _topic(
        r"\bhow (?:fast|quick)\b|\bspeed\b|\bschnell\b",
        r"speed|geschwindigkeit|\d\s?(?:km/h|mph|[MG]bit/s|[MG]bps|MB/s|rpm)\b",
    ),
    _topic(r"\bhow (?:warm|hot|cold)\b|\btemperature?\b", r"temperatur|\d\s?°\s?[CF]?"),
)
"""Two patterns and a weight: a question that matches the first asks for a line that matches the second."""

COUNTED = re.compile(_HOW_MANY, re.IGNORECASE)
"""Matches a question for a count."""

ASKS_WHEN = re.compile(
    r"\b(when|(?:at )?what time|wann|wie viel uhr|quand|à quelle heure|kiedy|o której)\b", re.IGNORECASE
)
"""Matches a question that only a date or a time answers."""

COUNTED_NOUN = re.compile(
    r"\b(?:how many|count|wie ?viele?|combien|ile)(?: (?:of|the|de|des|d'|different|number))*[ ']+"
    r"(?P<noun>[^\W\d_]{3,})",
    re.IGNORECASE,
)
"""Finds what a question asks to count."""

ROW_WORDS = _words("row entry entri record zeil zeile eintrag eintrage lign ligne wiersz wiersze wierszy")
"""Words for the rows of any table, as `words_of` writes them."""

TABLE_WORDS = _words(
    "table tabl list tabelle tabell liste tableau tabela lista exist total altogether gibt es il ont hat"
)
"""Words of such a question that say nothing of a row."""

TOTAL_ROW = re.compile(
    r"\W*(?:sub-?)?(?:(?:total|sum|summe|gesamt|somme|razem|suma)(?![^\W\d_])|合计|总计)", re.IGNORECASE
)
"""Begins the row of a sum, which is counted with no others."""

EVERYTHING = re.compile(
    r"\b(read|transcribe|transcript|all (?:the )?text|everything(?! (?:about|on|of|for)\b(?! me\b)"
    r"(?! (?:the |this |that )?(?:page|picture|image|screenshot|screen|text|document)\b))|ocr"
    r"|vorlesen|lies|alles|lire|tout|odczytaj|wszystko)\b"
    r"|全文|读",
    re.IGNORECASE,
)
"""Matches a question that asks for all text."""

AS_CSV = re.compile(r"\bcsv\b", re.IGNORECASE)
"""Matches a question that asks for tables as CSV."""

A_NUMBER = re.compile(r"\b(total|how (?:much|many)|number|port|sum|price|cost)\b", re.IGNORECASE)
"""Matches a question that a number answers."""

_ASKED_OF_YOU = r"(?:please|kindly|and|then|now|(?:can|could|would|will) you|(?:want|need|like) (?:you )?to)"
_BID = rf"(?:^|[.:;!?,\n]\s*|\b{_ASKED_OF_YOU}\s+)"
_GIVE = r"\b(?:give|make|write|need|want|provide)\b.*\b"
_LANGUAGES = r"(?:english|german|french|spanish|italian|polish|portuguese|dutch|russian|chinese|japanese|korean|arabic)"


class ModelTask(StrEnum):
    """What only a model can do."""

    TRANSLATE = "translate"
    SUMMARISE = "summarise"
    EXPLAIN = "explain"


def _task(bidden: str, anywhere: tuple[str, ...], task: ModelTask) -> tuple[re.Pattern[str], ModelTask]:
    """Returns the pattern of a task, and the task. English verbs count only where they bid."""
    return re.compile("|".join((rf"{_BID}(?:{bidden})\b", *anywhere)), re.IGNORECASE), task


TASKS_OF_A_MODEL = (
    _task(
        "translate",
        (
            rf"{_GIVE}translation\b",
            rf"\b(?:says?|means?|be|is|text)\b.*\bin(?:to)? {_LANGUAGES}\b",
            r"\bübersetz(?:e|en|t|ung)?\b|\bvertaal\b|\b(?:prze)?t[łl]umacz(?:yć)?\b",
            r"\btradu(?:is|ire|isez|ce|cir|zca|ci|rre|za|zir)\b",
            r"\bпереве(?:ди|дите|сти)\b|翻译|翻譯|翻訳|訳して|번역",
        ),
        ModelTask.TRANSLATE,
    ),
    _task(
        "summari[sz]e|sum up|outline|shorten",
        (
            rf"{_GIVE}(?:summary|gist|recap|key points|main points)\b|\btl;?\s?dr\b",
            r"\bin (?:a|one|two|three|a few) (?:words?|sentences?)\b",
            r"\bzusammenfass(?:en|ung)\b|\bfass\w*\b.*\bzusammen\b|\bsamenvatten\b",
            r"\brésum(?:e|er|ez)\b|\bresum(?:e|ir|a)\b|\briassumi\b|\bstreść\b|\bpodsumuj\b",
            r"总结|總結|概括|要約|요약",
        ),
        ModelTask.SUMMARISE,
    ),
    _task(
        "explain|describe|interpret",
        (
            r"\bwhat (?:is|are) (?:this|that|it) (?:picture |image |screenshot )?about\b",
            r"\berklär(?:e|en|st)?\b|\bbeschreib(?:e|en)?\b|\bwyjaśnij\b|\bopisz\b",
            r"\bexpli(?:que|quer|quez|car|ca)\b|\bdécri(?:s|re|vez)\b|\bspiega\b",
            r"\bобъясни(?:те)?\b|解释|解釋|説明して|설명",
        ),
        ModelTask.EXPLAIN,
    ),
)
"""Patterns of what only a model can do, each with the task."""

EMPTY_WORDS = _words("""
a an and any are as at be been by can could did do does for from give had has have here how i in into is it its me my
now of on or our please see shall should show so some tell than that the their them then there these they this to
us was we were what when where which who whom whose why will with would you your about get got went go
explain happen happened happens most likely cause causes try first
say says said write written text sign picture screenshot image screen word words line lines mean means
der die das den dem ein eine einen und oder ist sind was wer wie wo welche welcher welches steht auf im zu mit
le la les un une des et ou est que quoi quel quelle sur dans dit co jest na w z się jak jaki jaka
""")
"""Words that any question may have, so that they say nothing about the answer."""
