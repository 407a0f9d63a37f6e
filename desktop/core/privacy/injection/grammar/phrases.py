"""Phrases of orders, by kind and weight: the words of each language put together."""

from functools import cache

from desktop.core.privacy.injection.grammar.attacks.answer_phrases import ANSWER_PHRASES
from desktop.core.privacy.injection.grammar.attacks.repeat_phrases import REPEAT_PHRASES
from desktop.core.privacy.injection.grammar.chinese_and_japanese import CHINESE, JAPANESE
from desktop.core.privacy.injection.grammar.english import ENGLISH
from desktop.core.privacy.injection.grammar.french import FRENCH
from desktop.core.privacy.injection.grammar.german import GERMAN
from desktop.core.privacy.injection.grammar.italian import ITALIAN
from desktop.core.privacy.injection.grammar.language import Language, Phrase
from desktop.core.privacy.injection.grammar.model_phrases import MODEL_PHRASES
from desktop.core.privacy.injection.grammar.polish_and_russian import POLISH, RUSSIAN
from desktop.core.privacy.injection.grammar.portuguese import PORTUGUESE
from desktop.core.privacy.injection.grammar.shared_phrases import SHARED
from desktop.core.privacy.injection.grammar.spanish import SPANISH
from desktop.core.privacy.patterns import pattern_of

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, POLISH, RUSSIAN, CHINESE, JAPANESE)
ENOUGH = 2
"""The weights of phrases of different kinds in one passage that make it an order."""
_SECRET = (
    r"pins?|passwords?|passwort\w*|codes?|kennwort\w*|tans?|contrasenas?|clave|senha|mot de passe|parol\w*"
    r"|hasl\w*|kod\w*|密码|验证码|パスワード|暗証番号|credentials?|login"
)
_NOT = (
    r"(?<!\bnao )(?<!\bnon )(?<!\bnie )(?<!\bне )(?<!\bn')(?<!\bno )(?<!\bnot )"
    r"(?<!\bne )(?<!不要)(?<!别)(?<!请勿)(?<!不能)"
)
_NO_MEMBER = (
    r"(?!(?: (?:an?|the|un[ae]?|uma?|ein\w*))? ?(?:member|mitglied|membre|miembro|membro|czlonk|участник|会员|管理员"
    r"|vip|premium|user|usuari|utilis|utent"
    r"|uzytkown|пользовател|admin|client|kund|connect|conect|verbund|angemeld|eingelogg|logged|registr|zalogow"
    r"|signed|suscri|abonn|follow|seguid|подключ|авториз|offline|online|ready))"
)


@cache
def phrases() -> tuple[Phrase, ...]:
    """Returns all phrases."""
    return (
        *SHARED,
        *MODEL_PHRASES,
        *ANSWER_PHRASES,
        *REPEAT_PHRASES,
        *(phrase for language in LANGUAGES for phrase in _of_language(language)),
    )


def _of_language(words: Language) -> tuple[Phrase, ...]:
    first, last = (r"\b", r"\b") if words.spaced else ("", "")

    # what is rare stands first, so that the costly looks around it are only taken there
    verb, rules = rf"(?:{words.drop}){last}", rf"(?:{words.rules})"
    drop = rf"{first}(?={verb}){_NOT}{verb}(?! (?:pas|nicht|not)\b)"
    dropped = rf"{drop}{words.gap}{first}{rules}"
    if words.after:
        dropped = rf"(?:{dropped}|{rules}{words.gap}(?:{words.drop}|ignorieren|missachten|vergessen){last})"
    hush = rf"{first}(?:{words.hush}){words.gap}(?:{words.user})"
    if not words.spaced:
        hush = rf"(?:{hush}|(?:{words.user}){words.gap}(?:{words.hush}))"
    reveal = rf"{first}(?:{words.reveal}){last}{words.gap}{first}(?:{words.prompt})"
    if words.after:
        reveal = rf"(?:{reveal}|(?:{words.prompt}){words.gap}(?:{words.reveal}))"
    return (
        Phrase("drop", 2, pattern_of(dropped)),
        Phrase("drop", 2, pattern_of(rf"{drop}[^.!?。]{{0,12}}(?:{words.before})")),
        Phrase("role", 2, pattern_of(rf"{first}(?:{words.be}){_NO_MEMBER}")),
        Phrase("reveal", 2, pattern_of(reveal)),
        Phrase("hush", 2, pattern_of(rf"(?={hush})(?!.{{0,60}}(?:{_SECRET})){hush}")),
        Phrase("answer", 1, pattern_of(rf"{first}(?:{words.say})")),
        Phrase("leave out", 1, pattern_of(rf"{first}(?:{words.leave_out})")),
        Phrase("praise", 1, pattern_of(rf"{first}(?:{words.praise})")),
        Phrase("model", 1, pattern_of(rf"{first}(?:{words.model}){last}[^.!?。]{{0,30}}?{first}(?:{words.must})")),
    )
