"""Options that several commands share, and the settings they override."""

import argparse
import sys
from dataclasses import replace
from typing import Any

from desktop.adapters.providers.registry import called_url
from desktop.cli.exit_codes import usage, warn
from desktop.composition import factories, models_in_force
from desktop.core.asking.prompted import is_prompt_lost, prompted
from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.core.model_terms import DETAILS
from desktop.core.settings.endpoint import endpoint_of, endpoint_problem
from desktop.core.settings.layers import SettingsLayers
from desktop.core.settings.settings import Settings
from desktop.messages.language.catalogue import _
from desktop.messages.problems import message_for
from desktop.messages.prompts.prompt_words import lost_words
from desktop.messages.settings.setting_values import destination_words

_OVERRIDDEN_SETTINGS = {
    "endpoint": ("endpoint", "answers"),
    "connection": ("endpoint", "answers"),
    "model": ("model",),
    "detail": ("detail",),
    "here": ("answers",),
    "no_history": ("keep_history",),
}
"""Options, and the settings that they override."""


def add_choices(parser: argparse.ArgumentParser) -> None:
    """Adds the options that choose the model."""
    add_connection(parser)
    parser.add_argument("--model", help=_("the model's name"))
    parser.add_argument("--detail", choices=DETAILS, help=_("how much detail the model sees"))


def add_connection(parser: argparse.ArgumentParser) -> None:
    """Adds the option that chooses one of the connections."""
    parser.add_argument("--connection", metavar="NAME", help=_("a connection from the settings"))


def settings_from(chosen: argparse.Namespace, prompt: SavedPrompt | None = None) -> Settings:
    """Returns the settings with the options in their place, over what a saved prompt says about how it is asked.

    Ends the program if an option is wrong or locked, or if the prompt's connection is gone.
    """
    layers = factories.settings_layers(warn)
    if prompt is not None:
        if not getattr(chosen, "connection", None) and is_prompt_lost(prompt, layers):
            usage(_("--prompt: {words} Or name one with --connection.").format(words=lost_words(prompt)))
        layers = prompted(layers, prompt)
    settings = layers.for_question
    for report in layers.policy.reports:
        warn(report)  # a command that would send something says itself why it may not
    for problem in models_in_force.table_problems():
        warn(problem)
    _refuse_locked(chosen, layers)
    if getattr(chosen, "connection", None):
        layers = _at_connection(layers, chosen.connection)
        settings = replace(layers.for_question, answers="endpoint")
    if getattr(chosen, "endpoint", None):
        endpoint = endpoint_of(chosen.endpoint)
        if endpoint is None:
            usage(f"--endpoint: {message_for(endpoint_problem(chosen.endpoint)).text}")
        settings = replace(settings, endpoint=endpoint, endpoint_found=False, answers="endpoint")
        if endpoint != chosen.endpoint.strip().rstrip("/"):
            print(f"askance: {destination_words(called_url(endpoint))}", file=sys.stderr)
    elif (wrong := layers.variable_problem) is not None and not getattr(chosen, "here", False):
        usage(message_for(wrong).text)
    elif layers.endpoint_variable and settings.answers != "computer" and not getattr(chosen, "here", False):
        words = destination_words(called_url(settings.endpoint), layers.endpoint_variable)
        print(f"askance: {words}", file=sys.stderr)
    if getattr(chosen, "here", False):
        settings = replace(settings, answers="computer")
    model = getattr(chosen, "model", None) or settings.model
    settings = replace(settings, model=model, detail=getattr(chosen, "detail", None) or settings.detail)
    models_in_force.use_prices_of(lambda: layers)
    models_in_force.use_caps_of(lambda: settings, factories.offered_caps().cap_for)
    return settings


def _at_connection(layers: SettingsLayers, name: str) -> SettingsLayers:
    """Returns the layers in which a connection is chosen. Ends the program without one."""
    connection = layers.listed.named(name)
    if connection is None and (several := layers.listed.called(name)):
        is_told = len({other.values.host for other in several}) == len(several)
        hosts = ", ".join(other.values.host if is_told else other.values.endpoint for other in several)
        usage(
            _("Several connections are called “{name}”. Name one by its host: {hosts}.").format(name=name, hosts=hosts)
        )
    if connection is None:
        names = ", ".join(other.name for other in layers.listed.connections)
        usage(_("There is no connection “{name}”. There are: {names}.").format(name=name, names=names))
    return replace(layers, choice=replace(layers.choice, connection=connection.id, model=""))


def _refuse_locked(chosen: argparse.Namespace, layers: SettingsLayers) -> None:
    """Ends the program if an option overrides a setting that the policy locks, unless it says what is locked."""
    for option, names in _OVERRIDDEN_SETTINGS.items():
        if given := getattr(chosen, option, None):
            fixed = layers.policy.locked.intersection(names)
            if any(_meant(option, name, given, layers) != getattr(layers.in_force, name) for name in fixed):
                usage(_("--{option} is set by your organisation.").format(option=option.replace("_", "-")))


def _meant(option: str, name: str, given: Any, layers: SettingsLayers) -> Any:
    """Returns the value that an option gives a setting, read as it is elsewhere."""
    if option == "connection":
        connection = layers.listed.named(given)
        given = connection.values.endpoint if connection is not None else ""
    if name == "answers":
        return "computer" if option == "here" else "endpoint"
    if name == "endpoint":
        return endpoint_of(given)
    return False if option == "no_history" else given
