"""``dragoman support``."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import yaml

from dragoman.claims.grammar import group_codes
from dragoman.claims.words import words
from dragoman.cli.output import DAY, FORMATS, emit, store_option
from dragoman.cli.parties import code_of
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import load_acts
from dragoman.measure.issues import ISSUES, issue_acts
from dragoman.measure.pool import pooled_prior
from dragoman.measure.support import WEIGHTS, Support, by_month, support, towards
from dragoman.store import Store


@click.command("support")
@click.argument("state")
@store_option
@click.option("--from", "first", type=DAY, metavar="DATE", help="First day (default: two years before the last).")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Last day (default: the newest report).")
@click.option("--as-of", type=DAY, metavar="DATE", help="Use only what was published up to this day.")
@click.option(
    "--among",
    "--group",
    "among",
    metavar="GROUP",
    help="EU, NATO, G7, LAS, P5 ..., a name in --groups, or codes with commas: FRA,DEU,ITA.",
)
@click.option("--groups", metavar="FILE", help='Groups of your own, YAML, one a line: "Nordics: [DNK, FIN, ISL]".')
@click.option(
    "--weights", type=click.Choice(WEIGHTS), default="equal", show_default=True, help="Of the supporters in the index."
)
@click.option(
    "--issue", type=click.Choice(sorted(ISSUES)), help="List the acts of one kind instead: who, when, who came first."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
def command(
    state: str,
    store_path: str,
    first: str | None,
    last: str | None,
    as_of: str | None,
    among: str | None,
    groups: str | None,
    weights: str,
    issue: str | None,
    form: str,
) -> int:
    """Support for a state over all others, month by month: the index with its band, who moved, and why.

    The index is the mean level of the others' acts towards it on PLOVER's scale from -10 to +10.  Every state counts
    the same, however much it talks; --weights has other choices.

    \b
    Example:
      dragoman support ISR --store record.duckdb --from 2023-10-01 --to 2024-06-30
      dragoman support ISR --store record.duckdb --issue arms
      dragoman support UKR --store record.duckdb --groups mine.yaml --group Nordics
    """
    gazetteer, store = Gazetteer.load(), Store(store_path)
    code = code_of(state, gazetteer)
    newest = as_of or last or store.rows("SELECT max(published) AS day FROM documents")[0]["day"]
    if not newest:
        raise UsageError("the store has no report with a day; add some with: dragoman run INPUT --store " + store_path)
    end = _day(last or newest)
    begin = _day(first) if first else end - timedelta(days=730)
    own = own_groups(Path(groups), gazetteer) if groups else {}
    group = _among(among, gazetteer, newest, own) if among else None
    if issue:
        rows = issue_acts(store, code, issue, as_of=as_of, first=first, last=last, among=group)
        emit(
            rows
            if form in ("json", "jsonl", "csv")
            else [{k: v for k, v in r.items() if k != "incident"} for r in rows],
            form,
        )
        return 0
    acts = [a for a in load_acts(store, [code], as_of=as_of, roles=":" in code) if towards(a, code)]
    found = support(code, acts, first=begin, last=end, prior=pooled_prior(store, newest), among=group, weights=weights)
    if found is None:
        raise UsageError(f"the store has no act of another state towards {code} from {begin} to {end}")
    months = by_month(found, begin)
    if form == "json":
        emit([{"of": code, "weights": weights, "months": months, "supporters": supporters(found)}], form)
    elif form == "table":
        keys = ("month", "index", "low", "high", "acts", "up", "down")
        emit([{k: m[k] for k in keys} | {"why": "; ".join(_short(a) for a in m["why"])} for m in months], "table")
        columns = ("code", "before", "after", "change", "probability", "acts")
        emit([{k: s[k] for k in columns} for s in supporters(found)[:15]], "table")
    else:
        emit(months, form)
    return 0


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise UsageError(f"{typed!r} is no day; write it as 2024-03-28") from None


def own_groups(path: Path, gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    """A user's groups, by name in small letters: codes or names of states in a YAML mapping of lists."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise UsageError(f"{path} cannot be read: {why}") from None
    if not isinstance(raw, dict) or not all(isinstance(v, list | str) for v in raw.values()):
        raise UsageError(f'{path}: write each group on a line, as in "Nordics: [DNK, FIN, ISL, NOR, SWE]"')
    out = {}
    for name, listed in raw.items():
        parts = listed.split(",") if isinstance(listed, str) else listed
        # YAML reads the code NO and the like as false
        codes = [code_of("NO" if part is False else str(part).strip(), gazetteer) for part in parts]
        out[str(name).lower()] = tuple(dict.fromkeys(codes))
    return out


def _among(typed: str, gazetteer: Gazetteer, day: str, own: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if typed.lower() in own:
        return own[typed.lower()]
    known = words().groups.get(typed.lower(), typed.upper())
    members = group_codes(known, gazetteer, day) if "," not in typed else ()
    if members:
        return members
    try:
        return tuple(code_of(part, gazetteer) for part in typed.split(",") if part.strip())
    except UsageError as error:
        known_names = ", ".join([*sorted(own), "EU, NATO, G7, LAS, P5, ASEAN, GCC, BRICS"])
        raise UsageError(f"{error}; groups known by name are {known_names}") from None


def _short(why: dict[str, Any]) -> str:
    return f"{why['day'][5:]} {why['type']} {','.join(why['actors'][:3])} {why['moved']:+.2f}"


def supporters(found: Support) -> list[dict[str, Any]]:
    """Every supporter with its levels at both ends, largest movers first."""
    return [
        {
            "code": s.code,
            "before": round(s.before, 3),
            "after": round(s.after, 3),
            "change": round(s.change, 3),
            "probability": round(s.probability, 3),
            "share": round(s.share, 4),
            "acts": len(s.acts),
            "incidents": [a.incident for a in s.acts],
        }
        for s in found.supporters
    ]
