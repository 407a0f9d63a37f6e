"""The models that can be chosen at an endpoint, with what is known of each."""

from collections.abc import Iterable
from datetime import date

from desktop.core.model_catalog import model_at, model_named, model_table, models_known_at, successor_at
from desktop.core.models.model_offer import ModelOffer
from desktop.core.settings.settings import Settings
from desktop.services.ports.provider import AvailableModel


def model_offers(settings: Settings, listed: Iterable[AvailableModel], today: date) -> tuple[ModelOffer, ...]:
    """Returns what the endpoint offers: its own list where there is one, otherwise what the table knows of it.

    Left out are models that answer no questions and, of the table, those whose last day is over.
    """
    available = {model.name: model for model in listed}
    if available:
        models = [model for model in available.values() if _can_answer(model)]
    else:
        known = (model for model in models_known_at(settings.host) if model.last_day is None or model.last_day >= today)
        models = [AvailableModel(model.name) for model in known]
    recommended = recommended_instead(settings, available.values())
    return tuple(_offer(model, settings.host, recommended) for model in models)


def last_day_at(name: str, host: str, listed: Iterable[AvailableModel] = ()) -> date | None:
    """Returns the last day on which a model can be asked: the endpoint's own word, otherwise the table's."""
    for model in listed:
        if model.name == name and (day := _day(model.last_day)) is not None:
            return day
    return model_at(name, host).last_day


def recommended_instead(settings: Settings, listed: Iterable[AvailableModel] = ()) -> str:
    """Returns the model to take instead of the chosen one; empty if that has no last day, or if none is known."""
    available = tuple(listed)
    if last_day_at(settings.model, settings.host, available) is None:
        return ""
    return successor_at(settings.model, settings.host, (model.name for model in available if _can_answer(model)))


def _can_answer(model: AvailableModel) -> bool:
    return model.answers is not False and model_table().can_answer(model.name)


def _offer(available: AvailableModel, host: str, recommended: str) -> ModelOffer:
    known = model_at(available.name, host)
    sees = available.sees if available.sees is not None else model_named(available.name).sees
    return ModelOffer(
        available.name,
        known.price or available.price,
        last_day_at(available.name, host, (available,)),
        sees,
        available.name == recommended,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
