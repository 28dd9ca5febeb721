"""``dragoman support``."""

from datetime import date, timedelta
from typing import Any

import click

from dragoman.claims.grammar import group_codes
from dragoman.cli.output import FORMATS, emit, store_option
from dragoman.cli.parties import code_of
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import Act, load_acts
from dragoman.measure.issues import ISSUES, issue_acts
from dragoman.measure.pool import pooled_prior
from dragoman.measure.support import WEIGHTS, Support, support, towards
from dragoman.store import Store

SHOWN = 5  # acts listed for a month


@click.command("support")
@click.argument("state")
@store_option
@click.option("--from", "first", metavar="DATE", help="First day (default: two years before the last).")
@click.option("--to", "last", metavar="DATE", help="Last day (default: the newest report).")
@click.option("--as-of", metavar="DATE", help="Use only what was published up to this day.")
@click.option("--among", metavar="GROUP", help="EUR, NAT, G7, LAS, P5 ..., or codes with commas: FRA,DEU,ITA.")
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
    """
    gazetteer, store = Gazetteer.load(), Store(store_path)
    code = code_of(state, gazetteer)
    newest = as_of or last or str(store.rows("SELECT max(published) AS day FROM documents")[0]["day"])
    end = _day(last or newest)
    begin = _day(first) if first else end - timedelta(days=730)
    group = _among(among, gazetteer, newest) if among else None
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
    months = by_month(found)
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


def _among(typed: str, gazetteer: Gazetteer, day: str) -> tuple[str, ...]:
    known = {"EU": "EUR", "NATO": "NAT", "ASEAN": "ASN"}.get(typed.upper(), typed)
    members = group_codes(known, gazetteer, day) if "," not in typed else ()
    return members or tuple(code_of(part, gazetteer) for part in typed.split(",") if part.strip())


def by_month(found: Support) -> list[dict[str, Any]]:
    """The index at the end of each month with its band, how many moved in it, and the acts that moved it most."""
    starts = found.calendar.starts
    moved: dict[str, list[tuple[Act, float]]] = {}
    for act, by in found.moves(0):
        moved.setdefault(act.day[:7], []).append((act, by))
    out = []
    level, variance = found.fit.level[found.skip :], found.fit.variance[found.skip :]
    ends = [t for t in range(len(starts)) if t + 1 == len(starts) or starts[t + 1].month != starts[t].month]
    before = 0
    for t in ends:
        change = level[t] - level[before]
        # 80 per cent on one side, with the doubt of both ends
        sure = abs(change) > 0.84 * (variance[t] + variance[before]) ** 0.5
        month = starts[t].isoformat()[:7]
        acts = sorted(moved.get(month, ()), key=lambda pair: -abs(pair[1]))
        out.append(
            {
                "month": month,
                "index": round(float(found.index[t]), 3),
                "low": round(float(found.low[t]), 3),
                "high": round(float(found.high[t]), 3),
                "acts": len(acts),
                "up": [c for c, ch, s in zip(found.codes, change, sure, strict=True) if s and ch > 0],
                "down": [c for c, ch, s in zip(found.codes, change, sure, strict=True) if s and ch < 0],
                "why": [_why(act, by) for act, by in acts[:SHOWN]],
            }
        )
        before = t
    return out


def _why(act: Act, by: float) -> dict[str, Any]:
    return {
        "incident": act.incident,
        "day": act.day,
        "type": act.type,
        "mode": act.mode,
        "actors": list(act.actors),
        "recipients": list(act.recipients),
        "moved": round(by, 4),
        "events": [r.event for r in act.reports],
    }


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
