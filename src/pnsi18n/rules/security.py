"""SE: a translation is words; it never brings code, markup of its own or dangerous links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pnsi18n.model.finding import Problem, Severity
from pnsi18n.model.rule import rule
from pnsi18n.model.unit import Unit
from pnsi18n.text.inline import links

_ASK = "Ask your doctor."
_HTML = re.compile(r"</?[A-Za-z!][^<>]*>?|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]{2,10});")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|<%|%>|\$\{|\{:[^}]")
_SAFE_TARGET = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


@rule(
    id="SE101",
    severity=Severity.ERROR,
    rationale="HTML in a translation can embed files and scripts, or is printed as angle brackets.",
    bad=Unit(msgid=_ASK, msgstr="Pregunte <b onclick=x>a su médico</b>."),
    good=Unit(msgid=_ASK, msgstr="Pregunte a su médico."),
    silenceable=False,
    about="<&",
)
def raw_html(unit: Unit) -> Iterator[Problem]:
    """Report tags, comments and character references that the English does not have."""
    if "<" not in unit.msgstr and "&" not in unit.msgstr:
        return
    known = set(_HTML.findall(unit.msgid))
    for tag in dict.fromkeys(_HTML.findall(unit.msgstr)):
        if tag not in known:
            yield Problem(statement=f"{tag} is HTML", hint="write plain words; mark emphasis with **", spot=tag)


@rule(
    id="SE102",
    severity=Severity.ERROR,
    rationale="Template code in a translation is run, or printed, by the next careless tool.",
    bad=Unit(msgid=_ASK, msgstr="Pregunte a {{ config }}."),
    good=Unit(msgid=_ASK, msgstr="Pregunte a su médico."),
    silenceable=False,
    about="{}<>",
)
def template_code(unit: Unit) -> Iterator[Problem]:
    """Report the marks of template languages that the English does not have."""
    if not _TEMPLATE.search(unit.msgstr):
        return
    known = set(_TEMPLATE.findall(unit.msgid))
    for mark in dict.fromkeys(_TEMPLATE.findall(unit.msgstr)):
        if mark not in known:
            yield Problem(statement=f"{mark} is template code", hint="write plain words", spot=mark)


@rule(
    id="SE103",
    severity=Severity.ERROR,
    rationale="A link that runs code or opens local files has no place in a handout.",
    bad=Unit(msgid=_ASK, msgstr="Pregunte [aquí](javascript:alert(1))."),
    good=Unit(msgid=_ASK, msgstr="Pregunte a su médico."),
    silenceable=False,
    about="[",
)
def dangerous_link(unit: Unit) -> Iterator[Problem]:
    """Report link targets other than http, https, mailto and tel."""
    for link in links(unit.msgstr):
        if not _SAFE_TARGET.match(link.href.strip()):
            yield Problem(
                statement=f"the link target {link.href[:60]!r} is not a web, mail or phone address",
                hint="use the target of the English",
                spot=link.href,
            )


UNIT_RULES = (raw_html, template_code, dangerous_link)
