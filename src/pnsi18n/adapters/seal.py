"""The seal of a printed file: a digest of all its bytes, in its own metadata (XMP), or in a comment of a web page.

It tells a file that was changed by a later hand (a PDF editor, a damaged disk) from the one that was
printed. It is no signature: whoever can compute SHA-256 can seal again; what such a file says is
then compared with the record and with the project.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

RECORD_NAME = "pnsi18n-record.json"
SEAL_MARK = b"<pnsi18n:seal>"
_EMPTY = b"0" * 64
EMPTY_SEAL = f"<pnsi18n:seal>{_EMPTY.decode()}</pnsi18n:seal>"
_NAMESPACE = "https://schema.invalid/pnsi18n/1"  # a name, not an address: .invalid is never one (RFC 2606)
_ACCESSIBILITY = "http://www.aiim.org/pdfua/ns/id/"
_SCHEMA_NAMESPACES = " ".join(
    f'xmlns:pdfa{name}="http://www.aiim.org/pdfa/ns/{name.lower()}{end}"'
    for name, end in (("Extension", "/"), ("Schema", "#"), ("Property", "#"))
)
_SEAL = re.compile(rb"<pnsi18n:seal>([0-9a-f]{64})</pnsi18n:seal>")


def description(properties: Mapping[str, str]) -> bytes:
    """Return the XMP (ISO 16684-1) of *properties* in our own name space, with an empty seal.

    It says as well that the file is PDF/UA-1, and describes both name spaces, as PDF/A asks (ISO 19005-3, 6.6.2.3).
    """
    rows = "".join(f"<pnsi18n:{name}>{escape(value)}</pnsi18n:{name}>" for name, value in properties.items())
    schemas = _schema("pnsi18n", _NAMESPACE, dict.fromkeys((*properties, "seal"), "Text"))
    schemas += _schema("pdfuaid", _ACCESSIBILITY, {"part": "Integer"})
    return (
        f'<rdf:Description xmlns:pdfuaid="{_ACCESSIBILITY}" rdf:about="" pdfuaid:part="1" />'
        f'<rdf:Description xmlns:pnsi18n="{_NAMESPACE}" rdf:about="">{rows}{EMPTY_SEAL}</rdf:Description>'
        f'<rdf:Description {_SCHEMA_NAMESPACES} rdf:about=""><pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag>'
        "</pdfaExtension:schemas></rdf:Description>"
    ).encode()


def _schema(prefix: str, namespace: str, properties: Mapping[str, str]) -> str:
    """Return the description of the schema *prefix*; *properties* are names with types."""
    rows = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{name}</pdfaProperty:description></rdf:li>"
        for name, kind in properties.items()
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{prefix}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{rows}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def sealed(pdf: bytes) -> bytes:
    """Return *pdf* with the digest of its bytes where the empty seal was."""
    return _SEAL.sub(lambda match: match[0].replace(_EMPTY, _digest(pdf)), pdf)


def _digest(pdf: bytes) -> bytes:
    return hashlib.sha256(pdf).hexdigest().encode()


def is_intact(pdf: bytes) -> bool:
    """Whether *pdf* has exactly the bytes that it was sealed with."""
    found = _SEAL.findall(pdf)
    return len(found) == 1 and _digest(_SEAL.sub(lambda match: match[0].replace(match[1], _EMPTY), pdf)) == found[0]
