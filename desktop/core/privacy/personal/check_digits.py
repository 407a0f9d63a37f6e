"""Checks numbers by their check digits, through python-stdnum, which knows those of many countries."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from desktop.deferred import deferred

STANDARDS = {
    "Argentina": ("ar.cuit",),
    "Belgium": ("be.nn",),
    "Brazil": ("br.cpf", "br.cnpj"),
    "Canada": ("ca.sin",),
    "Chile": ("cl.rut",),
    "Czechia": ("cz.rc",),
    "Denmark": ("dk.cpr",),
    "Finland": ("fi.hetu",),
    "France": ("fr.nir",),
    "Germany": ("de.idnr",),
    "India": ("in_.aadhaar", "in_.pan"),
    "Ireland": ("ie.pps",),
    "Korea": ("kr.rrn",),
    "Malaysia": ("my.nric",),
    "Mexico": ("mx.rfc",),
    "Norway": ("no.fodselsnummer",),
    "Pakistan": ("pk.cnic",),
    "Poland": ("pl.pesel",),
    "Romania": ("ro.cnp",),
    "South Africa": ("za.idnr",),
    "Spain": ("es.dni", "es.nie"),
    "Sweden": ("se.personnummer",),
    "Switzerland": ("ch.ssn",),
    "Thailand": ("th.pin",),
    "United Kingdom": ("gb.nhs",),
    "United States": ("us.ssn", "us.itin"),
    "everywhere": ("iban", "luhn"),
}
"""The modules of python-stdnum that are used, by country."""


@cache
def _standard(name: str) -> Any:
    return deferred(f"stdnum.{name}")


def is_valid(name: str, number: str) -> bool:
    """Returns True if a number is valid by a module of `STANDARDS`; a number that it cannot take apart is not."""
    try:
        return bool(_standard(name).is_valid(number))
    except (ValueError, KeyError, IndexError, AttributeError):  # tables with gaps, and digits of other scripts
        return False


def is_valid_in_any(names: Iterable[str], number: str) -> bool:
    """Returns True if a number is valid by one of these modules."""
    return any(is_valid(name, number) for name in names)


def stdnum_modules() -> tuple[str, ...]:
    """Returns the full names of all modules that are imported when they are needed; the packager asks for them."""
    return tuple(f"stdnum.{name}" for names in STANDARDS.values() for name in names)
