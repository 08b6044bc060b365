"""``--list-rules`` and ``--explain``: the rules themselves."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from keraslint.reporters import Style
from keraslint.reporters.text import BOLD, SEVERITY_COLORS, paint
from keraslint.rule import Rule


def listing(rules: Sequence[Rule], enabled: Collection[str], style: Style) -> str:
    """A table of the rules; ``enabled`` are the codes that a run with these settings uses."""
    names = max((len(rule.name) for rule in rules), default=0)
    lines = [paint(f"{'code':<6} {'name':<{names}}  {'severity':<8}  {'on':<3}  summary", style, BOLD)]
    for rule in rules:
        severity = paint(f"{rule.severity!s:<8}", style, SEVERITY_COLORS[rule.severity])
        on = "yes" if rule.code in enabled else "no"
        lines.append(f"{rule.code:<6} {rule.name:<{names}}  {severity}  {on:<3}  {rule.summary}")
    return "\n".join(lines) + "\n"


def listing_json(rules: Sequence[Rule], enabled: Collection[str]) -> str:
    return json.dumps([_fields(rule) | {"enabled": rule.code in enabled} for rule in rules], indent=2) + "\n"


def family(rules: Sequence[Rule], style: Style) -> str:
    """Code, name and summary of each rule."""
    names = max((len(rule.name) for rule in rules), default=0)
    return "".join(f"{paint(rule.code, style, BOLD)} {rule.name:<{names}}  {rule.summary}\n" for rule in rules)


def family_json(rules: Sequence[Rule]) -> str:
    return json.dumps([_fields(rule) for rule in rules], indent=2) + "\n"


def page(rule: Rule, style: Style) -> str:
    """The rule's page in Markdown."""
    title = paint(f"# {rule.name} ({rule.code})", style, BOLD)
    default = "" if rule.default else ", off by default"
    return f"{title}\n\nSeverity: {rule.severity}{default}.\n\n{rule.page.strip()}\n"


def page_json(rule: Rule) -> str:
    return json.dumps(_fields(rule) | {"explanation": rule.page.strip()}, indent=2) + "\n"


def _fields(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "default": rule.default,
        "summary": rule.summary,
    }
