"""``dragoman relations``."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from dragoman.cli.output import DAY, FORMATS, emit, in_order, output_option, save, store_option
from dragoman.cli.parties import code_of
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import drawn_until, load_acts, record_start, unread
from dragoman.measure.phases import Extreme, lows, phases
from dragoman.measure.pool import pooled_prior
from dragoman.measure.series import PERIODS, Series, dyad_series
from dragoman.measure.turning import level_draws, records, turning_points
from dragoman.records import plain
from dragoman.store import Store

SLOPE = 4  # periods over which the slope is taken
BUSY = 20  # periods with acts in the table
SURE = 0.6  # probability from which the last level is told to be a low or a high
SHOWN = 12  # lows and highs in the table


@click.command("relations")
@click.argument("a")
@click.argument("b")
@store_option
@click.option("--from", "first", type=DAY, metavar="DATE", help="First day shown.")
@click.option(
    "--to", "last", type=DAY, metavar="DATE", help="Last day shown; the series still uses all acts up to --as-of."
)
@click.option("--as-of", type=DAY, metavar="DATE", help="Use only what was published up to this day.")
@click.option("--by", type=click.Choice(PERIODS), default="week", show_default=True)
@click.option("--directed", is_flag=True, help="Only acts of A towards B.")
@click.option("--roles", is_flag=True, help="Count parties, rebels and people apart, under CODE:ROLE.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
@output_option
def command(
    a: str,
    b: str,
    store_path: str,
    first: str | None,
    last: str | None,
    as_of: str | None,
    by: str,
    directed: bool,
    roles: bool,
    form: str,
    output: Path | None,
) -> int:
    """The relations of two states over time: level with its 90 per cent band, turning points, lows and highs.

    A and B are codes (RUS, PSE:REB) or names (Russia).  As jsonl, csv and in a file there is a row for each period;
    json has the turning points, lows, phases and records too.

    \b
    Example:
      dragoman relations ISR USA --store demo-out/record.duckdb
      dragoman relations Israel "United States" --store demo-out/record.duckdb --from 2023-10-01 --format json
      dragoman relations ISR USA --store demo-out/record.duckdb --by month -o isr-usa.parquet
    """
    gazetteer = Gazetteer.load()
    one, two = code_of(a, gazetteer), code_of(b, gazetteer)
    if one == two:
        raise UsageError(f"{one} has no relations with itself; name two states, as in: dragoman relations RUS TUR")
    in_order(first, last)
    in_order(first, as_of, names=("--from", "--as-of"))
    store = Store(store_path)
    acts = load_acts(store, [one], as_of=as_of, roles=roles)
    end = drawn_until(store, date.fromisoformat(as_of)) if as_of else None
    start = record_start(store)
    begin = date.fromisoformat(start) if start else None
    prior = pooled_prior(store, as_of)
    series = dyad_series(one, two, acts, first=begin, last=end, by=by, directed=directed, prior=prior)
    if series is None:
        raise UsageError(f"the store has no act between {one} and {two}{unread(store, as_of, [one, two])}")
    found = relation_json(series, first, last)
    if not found["series"]:
        raise UsageError(
            f"the series of {one} and {two} has no {by} in this time; it is told from {begin or 'the first act'} on"
        )
    if output:
        save(found["series"], output)
    elif form == "json":
        emit([found], form)
    elif form == "table":
        _show(found, gazetteer)
    else:
        emit(found["series"], form)
    return 0


def relation_json(series: Series, first: str | None = None, last: str | None = None) -> dict[str, Any]:
    """The series as one object: periods, turning points with their incidents, records."""
    drawn = level_draws(series)
    rows = []
    for t, start in enumerate(series.calendar.starts):
        end = series.calendar.last_day(t)
        if (first and end.isoformat() < first) or (last and start.isoformat() > last):
            continue
        half = 1.645 * float(series.deviation[t])
        level = float(series.level[t])
        back = max(t - SLOPE, 0)
        rows.append(
            {
                "start": start.isoformat(),
                "end": end.isoformat(),
                "level": round(level, 3),
                "low": round(level - half, 3),
                "high": round(level + half, 3),
                "slope": round((level - float(series.level[back])) / max(t - back, 1), 4),
                "n": len(series.acts[t]),
                "incidents": [
                    {"id": act.incident, "moved": round(by, 3)} for act, by in series.moves(t) if abs(by) >= 0.005
                ],
            }
        )
    turns = [
        {
            "date": turn.date,
            "from": turn.first,
            "to": turn.last,
            "direction": turn.direction,
            "probability": round(turn.probability, 3),
            "change": round(turn.change, 2),
            "incidents": [act.incident for act in turn.acts],
        }
        for turn in turning_points(series)
        if (not first or turn.date >= first) and (not last or turn.date <= last)
    ]
    return {
        "a": series.a,
        "b": series.b,
        "series": rows,
        "turning_points": turns,
        "records": plain(records(series, drawn)),
        "lows": [_extreme(e) for e in lows(series, drawn) if _shown(e.first, e.last, first, last)],
        "highs": [_extreme(e) for e in lows(series, drawn, sign=-1) if _shown(e.first, e.last, first, last)],
        "regimes": [
            {
                "name": p.name,
                "from": p.first,
                "to": p.last,
                "level": round(p.level, 2),
                "probability": round(p.probability, 3),
                "incidents": [act.incident for act in p.acts],
            }
            for p in phases(series, drawn)
            if _shown(p.first, p.last, first, last)
        ],
    }


def _shown(start: str, end: str, first: str | None, last: str | None) -> bool:
    return not ((first and end < first) or (last and start > last))


def _extreme(found: Extreme) -> dict[str, Any]:
    return {
        "date": found.date,
        "from": found.first,
        "to": found.last,
        "level": round(found.level, 2),
        "low": round(found.low, 2),
        "high": round(found.high, 2),
        "prominence": round(found.prominence, 2),
        "probability": round(found.probability, 3),
        "incidents": [act.incident for act in found.acts],
    }


def _periods(series: Sequence[dict[str, Any]]) -> str:
    busy = sum(bool(r["n"]) for r in series)
    shown = f", the last {BUSY} of these shown" if busy > BUSY else ""
    many = "period" if len(series) == 1 else "periods"
    return f"{len(series):,} {many} from {series[0]['start']} to {series[-1]['end']}, {busy:,} with acts{shown}"


def _behind(row: dict[str, Any]) -> dict[str, Any]:
    """The incidents behind a row, for ``dragoman explain``."""
    return {"incidents": row["incidents"][:2]}


def _most(row: dict[str, Any]) -> dict[str, Any]:
    """The incident that moved the level most in a period."""
    most = max(row["incidents"], key=lambda i: abs(i["moved"]), default=None)
    return {"moved most": most["id"] if most else "", "by": f"{most['moved']:+.2f}" if most else ""}


def _show(found: dict[str, Any], gazetteer: Gazetteer) -> None:
    name = gazetteer.code_name
    click.echo(f"{name(found['a'])} and {name(found['b'])}: {_periods(found['series'])}")
    busy = [r for r in found["series"] if r["n"]][-BUSY:]
    emit([{k: r[k] for k in ("start", "level", "low", "high", "n")} | _most(r) for r in busy], "table")
    if found["turning_points"]:
        click.echo("Turning points")
        emit(
            [
                {k: t[k] for k in ("date", "direction", "change", "probability")} | _behind(t)
                for t in found["turning_points"]
            ],
            "table",
        )
    for title, key in (("Lows", "lows"), ("Highs", "highs")):
        if found[key]:
            click.echo(title)
            best = sorted(sorted(found[key], key=lambda e: -e["prominence"])[:SHOWN], key=lambda e: e["date"])
            emit(
                [{k: e[k] for k in ("date", "from", "to", "level", "probability")} | _behind(e) for e in best], "table"
            )
    if found["regimes"]:
        click.echo("Phases")
        emit(
            [{k: p[k] for k in ("name", "from", "to", "level", "probability")} | _behind(p) for p in found["regimes"]],
            "table",
        )
    past = found["records"]
    if len(found["series"]) == 1:
        return  # there is nothing to set the only level against
    for word in ("lowest", "highest"):
        if past[f"{word}_probability"] >= SURE:
            since = past[f"{word}_since"]
            told = f"is the {word} {'since ' + since if since else 'on record'}"
            click.echo(
                f"The last level, {past['level']:+.2f}, {told} with probability {past[f'{word}_probability']:.2f}."
            )
            return
    click.echo(f"The last level, {past['level']:+.2f}, stands out neither as a low nor as a high.")
