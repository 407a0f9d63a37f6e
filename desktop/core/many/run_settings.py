"""The settings and the words that a run asks with."""

import json
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from desktop.core.many.answer_schema import response_format
from desktop.core.many.run import RunPlan
from desktop.core.model_terms import DETAILS
from desktop.core.models.answer_parameters import parameters_of
from desktop.core.settings.settings import Settings
from desktop.core.settings.values.rate import rate_of


def run_settings(plan: RunPlan, in_force: Settings, model: str = "", locked: Collection[str] = ()) -> Settings:
    """Returns the settings for a row: what the plan says unless a policy has `locked` it, and the rest as in force.

    The endpoint is always the plan's: a table that names one host is never asked of another.

    The form of the answer goes as the parameter `response_format`, which is left out where a server refuses it.
    """
    parameters = parameters_of(in_force.parameters if "parameters" in locked else plan.parameters)
    if plan.fields:
        extra = {**parameters.extra_values, "response_format": response_format(plan.fields)}
        parameters = replace(parameters, extra=json.dumps(extra, ensure_ascii=False))
    planned: dict[str, Any] = {
        "model": model or plan.model,
        "detail": next((detail for detail in DETAILS if detail == plan.detail), "auto"),
        "instructions": plan.instructions,
    }
    free = {name: value for name, value in planned.items() if name not in locked}
    return replace(in_force, **free, endpoint=plan.endpoint, parameters=parameters.to_text())


def run_rate(plan: RunPlan, in_force: Settings, locked: Collection[str] = ()) -> tuple[int, int]:
    """Returns the requests and tokens a minute that the endpoint allows: the plan's, or where it has none or a policy
    has `locked` it, those of the settings, which are of one endpoint.
    """
    if any(plan.rate) and "rate" not in locked:
        return plan.rate
    if in_force.endpoint != plan.endpoint:
        return plan.rate
    return rate_of(in_force.rate) or plan.rate
