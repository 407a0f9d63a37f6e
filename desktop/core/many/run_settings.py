"""The settings and the words that a run asks with."""

import json
from dataclasses import replace

from desktop.core.many.answer_schema import response_format
from desktop.core.many.run import RunPlan
from desktop.core.model_terms import DETAILS
from desktop.core.models.answer_parameters import parameters_of
from desktop.core.settings.settings import Settings


def run_settings(plan: RunPlan, in_force: Settings, model: str = "") -> Settings:
    """Returns the settings for a row: what the plan says, and everything else as it is in force.

    The form of the answer goes as the parameter `response_format`, which is left out where a server refuses it.
    """
    parameters = parameters_of(plan.parameters)
    if plan.fields:
        extra = {**parameters.extra_values, "response_format": response_format(plan.fields)}
        parameters = replace(parameters, extra=json.dumps(extra, ensure_ascii=False))
    return replace(
        in_force,
        endpoint=plan.endpoint,
        model=model or plan.model,
        detail=next((detail for detail in DETAILS if detail == plan.detail), "auto"),
        instructions=plan.instructions,
        parameters=parameters.to_text(),
    )
