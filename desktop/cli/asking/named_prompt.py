"""`askance ask --prompt NAME`: a saved prompt instead of a question."""

import argparse

from desktop.cli.exit_codes import usage, warn
from desktop.composition import config_files
from desktop.core.asking.house_prompts import house_prompts
from desktop.core.asking.saved_prompts import SavedPrompt, prompt_named, prompts_of_plain
from desktop.messages.language.catalogue import _
from desktop.messages.prompts.given_prompts import given_prompts


def add_prompt(parser: argparse.ArgumentParser) -> None:
    """Adds the options that choose a saved prompt."""
    parser.add_argument("--prompt", metavar="NAME", help=_("a prompt from the settings instead of a question"))
    parser.add_argument("--language", metavar="NAME", help=_("the language for a prompt that translates"))


def prompt_of(chosen: argparse.Namespace) -> SavedPrompt | None:
    """Returns the prompt that an option names, in the language that it asks for; None without the option.

    Ends the program if there is no such prompt, or if no language is named and none was chosen before.
    """
    if chosen.prompt is None:
        if chosen.language:
            usage(_("--language goes with --prompt."))
        return None
    of_house = house_prompts(dict(config_files.load_policy().values).get("prompts", ()))
    prompts = (*of_house, *prompts_of_plain(config_files.load_prompts(warn), given_prompts()))
    prompt = prompt_named(prompts, chosen.prompt)
    if prompt is None:
        names = ", ".join(other.name for other in prompts)
        usage(_("There is no prompt “{name}”. There are: {names}.").format(name=chosen.prompt, names=names))
    if prompt.asks_language:
        language = chosen.language or config_files.load_settings().get("translation_language")
        if not isinstance(language, str) or not language.strip():
            usage(_("“{name}” needs a language. Name it with --language.").format(name=prompt.name))
        return prompt.in_language(language.strip())
    return prompt
