"""What of the documentation is made from the code: the table of the rules and a page for each, the settings.

`python docs/site.py` writes `rules.md` and the tables in `configuration.md`; the rest is made while mkdocs builds the
site, which calls the functions `on_…` (`mkdocs build --strict -f .mkdocs.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from keraslint import catalogue
from keraslint.config import KEYS
from keraslint.reporters import Style
from keraslint.reporters.rules import page
from keraslint.rule import Rule
from keraslint.settings import DEFAULT_EXCLUDE, Settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

RULES: Final = Path(__file__).parent / "rules.md"
CONFIGURATION: Final = Path(__file__).parent / "configuration.md"
FAMILIES: Final = {
    "KL0": "The tool itself",
    "KL1": "The input",
    "KL2": "Shape flow",
    "KL3": "Outputs, losses, labels, metrics",
    "KL4": "Structure",
    "KL5": "Training and evaluation",
    "KL6": "Moving to Keras 3",
    "KL7": "Design advice",
    "KL8": "The dynamic mode",
}
HEAD: Final = """\
# Rules

*error*: Keras raises, or the model cannot learn what the code asks for. *warning*: it runs, and is very likely not what
was meant. *info*: worth knowing. The table has the usual severity; a finding may be graver or milder where the
evidence is (`KL101` is *info* where `fit` builds the model). *off*: only where it is selected. *fix*: `--fix` mends
some of its findings, or `--fix --unsafe-fixes` does; the page says which, and why. All rules are there since
version {since}, unless the table names another.

`keraslint --explain KL201` prints a rule's page, with examples, `keraslint --explain KL2` a family.
"""
COLUMNS: Final = "| code | name | severity | fix | what it finds |\n|---|---|---|---|---|\n"
_SOURCE: Final = re.compile(r"\]\(\.\./rules/[\w/]+\.py \"(KL\d+)\"\)")


def table(rules: Iterable[Rule]) -> str:
    """The table of all rules by family, each linked to the file whose docstring is its page."""
    rules = list(rules)
    first = min(rule.since for rule in rules)
    parts = [HEAD.format(since=first)]
    for family, members in groupby(rules, key=lambda rule: rule.code[:3]):
        parts.append(f"\n## {FAMILIES[family]} ({family})\n\n{COLUMNS}")
        parts += [_row(rule, first) for rule in members]
    return "".join(parts)


def _row(rule: Rule, first: str) -> str:
    folder = "/".join(rule.check.__module__.split(".")[2:])
    severity = f"{rule.severity}{'' if rule.default else ', off'}"
    since = "" if rule.since == first else f" (since {rule.since})"
    link = f'[{rule.code}](../rules/{folder}.py "{rule.code}")'
    return f"| {link} | {rule.name} | {severity} | {'yes' if rule.fixable else ''} | {rule.summary}{since} |\n"


def pages(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    """For each rule the name of its page and the page."""
    for rule in rules:
        yield f"rules/{rule.code}.md", page(rule, Style())


def with_settings(page: str) -> str:
    """The page on the configuration with the tables of the settings as they are."""
    for name, made in (("settings", settings()), ("exclude", excluded())):
        start, end = f"<!-- {name}: made by docs/site.py -->\n", f"<!-- end of {name} -->"
        head, _, rest = page.partition(start)
        page = f"{head}{start}\n{made}\n{end}{rest.partition(end)[2]}"
    return page


def settings() -> str:
    """The table of the settings."""
    rows = ["| key | type | default | meaning |\n|---|---|---|---|\n"]
    rows += [
        f"| `{key.replace('_', '-')}` | {one.type} | {_default(key)} | {one.meaning} |\n" for key, one in KEYS.items()
    ]
    return "".join(rows)


def _default(key: str) -> str:
    if key == "select":
        return "what is [on by default](rules.md)"
    if key == "exclude":
        return "[see below](#what-is-passed-over)"
    value = getattr(Settings("."), key, ())
    if value is None:
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if value == ():
        return "`{}`" if KEYS[key].type.startswith("table") else "`[]`"
    return f'`"{value}"`'


def excluded() -> str:
    """The default of `exclude`."""
    return f"{', '.join(f'`{name}`' for name in DEFAULT_EXCLUDE)}.\n"


def on_config(config: MkDocsConfig) -> None:
    """Put the pages of the rules under the table of the rules."""
    nav: list[Any] = config.nav or []
    for entry in nav:
        if entry == {"Rules": "rules.md"}:
            families = [
                {
                    f"{FAMILIES[family]} ({family})": [
                        {f"{one.code} {one.name}": f"rules/{one.code}.md"} for one in rules
                    ]
                }
                for family, rules in groupby(catalogue.load(), key=lambda rule: rule.code[:3])
            ]
            entry["Rules"] = ["rules.md", *families]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the rules."""
    from mkdocs.structure.files import File

    for name, text in pages(catalogue.load()):
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """On the site the table leads to the pages."""
    return _SOURCE.sub(r"](rules/\1.md)", markdown) if page.file.src_uri == "rules.md" else markdown


if __name__ == "__main__":
    RULES.write_text(table(catalogue.load()), encoding="utf-8")
    CONFIGURATION.write_text(with_settings(CONFIGURATION.read_text(encoding="utf-8")), encoding="utf-8")
