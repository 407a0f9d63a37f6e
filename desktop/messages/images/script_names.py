"""Names of scripts that are not read here, and the sentence about text in them."""

from collections import Counter

from desktop.core.ocr.ocr_result import NOT_REACHED, OcrResult
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import counted, sentences

_NAMES = {
    "arabic": N_("Arabic"),
    "armenian": N_("Armenian"),
    "bengali": N_("Bengali"),
    "burmese": N_("Burmese"),
    "cyrillic": N_("Cyrillic"),
    "devanagari": N_("Devanagari"),
    "ethiopic": N_("Ethiopic"),
    "georgian": N_("Georgian"),
    "greek": N_("Greek"),
    "gujarati": N_("Gujarati"),
    "gurmukhi": N_("Gurmukhi"),
    "hangul": N_("Korean"),
    "hebrew": N_("Hebrew"),
    "kannada": N_("Kannada"),
    "khmer": N_("Khmer"),
    "lao": N_("Lao"),
    "malayalam": N_("Malayalam"),
    "odia": N_("Odia"),
    "sinhala": N_("Sinhala"),
    "tamil": N_("Tamil"),
    "telugu": N_("Telugu"),
    "thai": N_("Thai"),
    "vietnamese": N_("Vietnamese"),
}


def script_name(script: str) -> str:
    """Returns the name of a script: “Cyrillic”."""
    return _(_NAMES[script]) if script in _NAMES else _("unknown")


def unread_sentence(ocr_result: OcrResult) -> str:
    """Returns “3 lines are in a script that is not read here: Cyrillic, Thai.”, the most frequent first.

    A sentence about the places that were not reached follows.
    """
    scripts = Counter(line.script for line in ocr_result.unread if line.script != NOT_REACHED).most_common()
    lines = places = ""
    if scripts:
        lines = counted(
            "{count} line is in a script that is not read here: {scripts}.",
            "{count} lines are in a script that is not read here: {scripts}.",
            sum(count for _script, count in scripts),
            scripts=", ".join(script_name(script) for script, _count in scripts),
        )
    if left := sum(1 for line in ocr_result.unread if line.script == NOT_REACHED):
        places = counted(
            "{count} place was not read: there is too much on this picture.",
            "{count} places were not read: there is too much on this picture.",
            left,
        )
    return sentences(lines, places)


def scripts_sentence(scripts: tuple[str, ...]) -> str:
    """Returns which scripts are read on this computer; `scripts` are those that have data here."""
    if not scripts:
        return _(
            "Latin, Chinese and Japanese. Text in other scripts is shown as not read; languages of Tesseract that are "
            "installed on this computer add to these."
        )
    return _("Latin, Chinese, Japanese, {scripts}. Text in other scripts is shown as not read.").format(
        scripts=", ".join(map(script_name, scripts))
    )
