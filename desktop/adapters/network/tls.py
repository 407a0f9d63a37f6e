"""TLS: the one context of every connection, and what is wrong with a certificate that it does not accept.

The context trusts what the system trusts and what the file of SSL_CERT_FILE holds, with host and chain checks on and
without the strict profile checks that many company roots fail.
"""

import os
import ssl
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.adapters.network.house_certificates import HOUSE_CERTIFICATES
from desktop.core.errors import UNTRUSTED_BY_HOUSE, UNTRUSTED_ISSUER, EndpointUnreachableError, Problem, ProblemKind
from desktop.core.untrusted_text import untrusted_line
from desktop.deferred import deferred

if TYPE_CHECKING:
    import truststore
else:
    truststore = deferred("truststore")

LINUX_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_NO_TRUSTED_ISSUER = (2, 18, 19, 20, 21)
"""OpenSSL's verification errors for a chain that ends at nothing that is trusted (X509_V_ERR_*, x509_vfy.h)."""


class UntrustedIssuerError(ssl.SSLCertVerificationError):
    """A certificate's chain ends at `issuer`, whom this computer does not trust."""

    issuer = ""


class _CheckedConnection(ssl.SSLObject):
    """A connection that keeps the issuer's name when the check of a certificate fails; ssl itself drops the chain."""

    def do_handshake(self) -> None:
        try:
            super().do_handshake()
        except ssl.SSLCertVerificationError as error:
            issuer = _issuer(self) if error.verify_code in _NO_TRUSTED_ISSUER else ""
            if not issuer:
                raise
            untrusted = UntrustedIssuerError(*error.args)
            untrusted.__dict__.update(error.__dict__)  # the reason and the codes, which ssl sets from outside
            untrusted.issuer = issuer
            raise untrusted from error


def tls_context() -> ssl.SSLContext:
    """Returns the context of every encrypted connection. Raises EndpointUnreachableError for a bad file of more."""
    if house := HOUSE_CERTIFICATES.path:
        if fault := HOUSE_CERTIFICATES.fault:  # without its certificates or with them, a stranger might be trusted
            raise EndpointUnreachableError(Problem(ProblemKind.POLICY_UNREADABLE, house, fault))
        return _tls_context(house, True, None)
    file, folder = (os.environ.get(name) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"))
    if not HOUSE_CERTIFICATES.are_judged:
        return _tls_context(file, False, folder)
    added = (path if path and HOUSE_CERTIFICATES.may_add(path) else None for path in (file, folder))
    return _tls_context(next(added), True, next(added))


@cache
def trusting_nobody() -> ssl.SSLContext:
    """Returns a context for a client that makes no encrypted connection: it accepts no certificate."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@cache
def _tls_context(extra: str | None, is_of_house: bool, folder: str | None) -> ssl.SSLContext:
    """Returns the context with the certificates of the file `extra` added. Reading the system's takes 60 ms.

    With `is_of_house`, no variable adds any, nor has the keys of connections written down. Otherwise OpenSSL looks into
    `folder` by itself: it is named here for the cache alone.
    """
    try:
        if sys.platform in ("win32", "darwin"):
            # asks the system itself; on Linux there is no such thing to ask
            context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        else:
            # OpenSSL's defaults look into SSL_CERT_FILE and SSL_CERT_DIR by themselves
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if is_of_house else ssl.create_default_context()
            context.sslobject_class = _CheckedConnection
            if is_of_house or (not extra and not context.get_ca_certs()):
                _trust_the_system(context)
        if extra or (is_of_house and folder):
            context.load_verify_locations(extra, folder if is_of_house else None)
    except (OSError, ssl.SSLError):
        raise EndpointUnreachableError(Problem(ProblemKind.CERTIFICATES, Path(extra or "").name)) from None
    # as Python 3.13's defaults: a file that holds an intermediate certificate alone is enough
    context.verify_flags = (context.verify_flags | ssl.VERIFY_X509_PARTIAL_CHAIN) & ~ssl.VERIFY_X509_STRICT
    return context


def _trust_the_system(context: ssl.SSLContext) -> None:
    """Trusts whom the system trusts. Raises OSError or SSLError if the first file that is there cannot be read."""
    built_in = ssl.get_default_verify_paths()
    for bundle in filter(os.path.exists, (built_in.openssl_cafile, *LINUX_BUNDLES)):
        context.load_verify_locations(bundle)
        break
    if os.path.isdir(built_in.openssl_capath):
        context.load_verify_locations(capath=built_in.openssl_capath)


def tls_problem(chain: Iterable[BaseException], name: str) -> Problem | None:
    """Returns the problem of an encrypted connection to `name`, or None if no cause in the chain is one of TLS."""
    causes = tuple(cause for cause in chain if not isinstance(cause, ssl.SSLWantReadError))  # that is a wait
    words = " ".join(str(cause) for cause in causes).lower()
    if (
        not any(isinstance(cause, ssl.SSLError) for cause in causes)
        and "certificate" not in words
        and "ssl:" not in words
    ):
        return None
    issuer = next((cause.issuer for cause in causes if isinstance(cause, UntrustedIssuerError)), "")
    if issuer:
        is_of_house = HOUSE_CERTIFICATES.are_judged or bool(HOUSE_CERTIFICATES.path)
        return Problem(ProblemKind.TLS, name, issuer, code=UNTRUSTED_BY_HOUSE if is_of_house else UNTRUSTED_ISSUER)
    reason = next((cause.verify_message for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), "")
    return Problem(ProblemKind.TLS, name, untrusted_line(reason))


def _issuer(connection: Any) -> str:
    """Returns the name of the issuer of the last certificate that the other side sent; empty if there is none.

    Python offers the chain of a connection whose check failed from 3.13 on, and before that only to its own module.
    """
    chain = connection._sslobj.get_unverified_chain()
    if not chain:
        return ""
    fields = {kind: value for part in chain[-1].get_info().get("issuer", ()) for kind, value in part}
    name, organisation = fields.get("commonName", ""), fields.get("organizationName", "")
    both = f"{name} ({organisation})" if name and organisation and organisation not in name else name or organisation
    return untrusted_line(both, 120)
