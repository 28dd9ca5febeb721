"""``dragoman support``."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import yaml

from dragoman.claims.parties import group_codes
from dragoman.claims.words import words
from dragoman.cli.output import DAY, FORMATS, emit, output_option, save, say, store_option
from dragoman.cli.parties import code_of
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import load_acts, record_start, unread
from dragoman.measure.issues import issue_acts, issue_names, quotes_of
from dragoman.measure.pool import pooled_prior
from dragoman.measure.support import WEIGHTS, Support, breadth, by_month, by_supporter, support, towards
from dragoman.store import Store

ROWS = ("months", "supporters", "acts")
KNOWN = ("EU", "NATO", "G7", "LAS", "P5", "GCC", "ASEAN", "AU")  # and the gazetteer's sets under their own names
TYPED = {"au": "AFU", "asean": "ASN"}
FEW = 5  # supporters from which an index says something of support at large
WORDS = 150  # characters of a quote in a table


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
    "--weights",
    default="equal",
    show_default=True,
    metavar="equal|root|acts|FILE",
    help="Of the supporters in the index: all the same, by the root or the number of their acts, or your own in a YAML "
    'file with a line each ("USA: 334").',
)
@click.option(
    "--issue", type=click.Choice(issue_names()), help="List the acts of one kind instead: who, when, who came first."
)
@click.option(
    "--rows",
    type=click.Choice(ROWS),
    default="months",
    show_default=True,
    help="What jsonl, csv and a file have a row for: a month of the index, a month of each supporter, an act.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
@output_option
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
    rows: str,
    form: str,
    output: Path | None,
) -> int:
    """Support for a state over all others, month by month: the index with its band, who moved, and why.

    The index is the mean level of the others' acts towards it on PLOVER's scale from -10 to +10.  Every state counts
    the same, however much it talks; --weights has other choices.  Named as having moved (up, down) is who acted in the
    month and whose own level went that way with a probability of 80 per cent or more.

    With --issue, "came" numbers who took a step in the time shown in the order in which they first took it: 1 came
    first, the others joined.  What is only announced is a step of its own.

    \b
    Example:
      dragoman support ISR --store demo-out/record.duckdb --from 2023-10-01 --to 2024-06-30
      dragoman support ISR --store demo-out/record.duckdb --issue arms
      dragoman support ISR --store demo-out/record.duckdb --rows supporters -o supporters.parquet
      dragoman support ISR --store demo-out/record.duckdb --groups my-groups.yaml --group Americas
    """
    gazetteer, store = Gazetteer.load(), Store(store_path)
    code = code_of(state, gazetteer)
    newest = as_of or last or store.rows("SELECT max(published) AS day FROM documents")[0]["day"]
    if not newest:
        raise UsageError("the store has no report with a day; add some with: dragoman run INPUT --store " + store_path)
    end = date.fromisoformat(last or newest)
    begin = date.fromisoformat(first) if first else end - timedelta(days=730)
    if begin > end:
        raise UsageError(f"--from {begin} is after the last day, {end}")
    own = own_groups(Path(groups), gazetteer) if groups else {}
    group = _among(among, gazetteer, newest, own) if among is not None else None
    if issue:
        found = issue_acts(store, code, issue, as_of=as_of, first=first, last=last, among=group)
        if output:
            save(found, output)
        else:
            emit(found if form != "table" else [_act_line(r) for r in found], form)
        if not found:
            click.echo(f"The store has no act of this kind ({issue}) towards {code} in this time.", err=True)
        return 0
    shares = weights if weights in WEIGHTS else own_weights(weights, gazetteer)
    acts = [a for a in load_acts(store, [code], as_of=as_of, roles=":" in code) if towards(a, code)]
    measured = support(
        code, acts, first=begin, last=end, prior=pooled_prior(store, newest), among=group, weights=shares
    )
    if measured is None:
        whom = f"of {among}" if among else "of another state"
        raise UsageError(f"the store has no act {whom} towards {code} from {begin} to {end}{unread(store, as_of)}")
    oldest = record_start(store)  # the months before it are where the index is reckoned from; nothing moved in them
    months = by_month(measured, max(begin, date.fromisoformat(oldest[:10])) if oldest and not first else begin)
    _quote(store, months)
    if output or form in ("csv", "jsonl"):
        listed = {"months": months, "supporters": by_supporter(measured, begin), "acts": _acts(store, measured)}[rows]
        if output:
            save(listed, output)
        else:
            emit(listed, form)
    elif form == "json":
        whole = {"of": code, "weights": weights, "breadth": breadth(measured), "months": months}
        emit([whole | {"supporters": supporters(measured, begin)}], form)
    else:
        _show(measured, months, gazetteer)
    return 0


def _show(found: Support, months: list[dict[str, Any]], gazetteer: Gazetteer) -> None:
    past = breadth(found)
    count = past["supporters"]
    who = "state or organisation" if count == 1 else "states and organisations"
    say(
        f"Support for {gazetteer.code_name(found.of.partition(':')[0])} by {count} {who} with an act in this time, on "
        "PLOVER's scale from -10 to +10."
    )
    if count < FEW:
        say(f"So few say little of support at large: the index is the mean of {count}.")
    say(
        f"The index went from {past['index_from']:+.2f} to {past['index_to']:+.2f}: "
        f"{'down' if past['change'] < 0 else 'up'} with probability {past['probability']:.2f}. "
        f"{len(past['moved_away'])} moved away and {len(past['moved_closer'])} closer over the whole time, with a "
        f"probability of 80 per cent or more each."
    )
    emit(
        [
            {
                "month": m["month"],
                "index": f"{m['index']:+.2f}",
                "90% band": f"{m['low']:+.2f} to {m['high']:+.2f}",
                "change": f"{m['change']:+.2f} ({m['probability']:.2f})",
                "acts": m["acts"],
                "moved away": _moved(m["moved"], -1),
                "moved closer": _moved(m["moved"], 1),
            }
            for m in months
        ],
        "table",
    )
    say("What moved the index most")
    emit([_why_line(m["month"], a) for m in months for a in m["why"]], "table")
    say("Who moved over the whole time")
    columns = ("code", "before", "after", "change", "probability", "acts")
    emit([{k: s[k] for k in columns} for s in supporters(found)[:15]], "table")


def _moved(rows: list[dict[str, Any]], sign: int) -> str:
    return ", ".join(f"{m['code']} {m['change']:+.1f} ({m['probability']:.2f})" for m in rows if m["change"] * sign > 0)


def _why_line(month: str, why: dict[str, Any]) -> dict[str, Any]:
    return {
        "month": month,
        "day": why["day"],
        "who": ", ".join(why["actors"]),
        "act": why["type"] + (f"/{why['mode']}" if why["mode"] else ""),
        "moved": f"{why['moved']:+.2f}",
        "words": _cut(why["quote"]),
        "incident": why["incident"],
    }


def _act_line(row: dict[str, Any]) -> dict[str, Any]:
    keys = ("day", "actor", "step", "came", "body", "about", "tally")
    return {k: row[k] for k in keys if k in row} | {"words": _cut(row["quote"])}


def _cut(text: str) -> str:
    return text if len(text) <= WORDS else text[: WORDS - 1].rsplit(" ", 1)[0] + "…"


def _quote(store: Store, months: list[dict[str, Any]]) -> None:
    """Give each act under ``why`` its words."""
    quotes = quotes_of(store, [e for m in months for a in m["why"] for e in a["events"]])
    for month in months:
        for act in month["why"]:
            act["quote"] = next((quotes[e] for e in act["events"] if e in quotes), "")


def _acts(store: Store, found: Support) -> list[dict[str, Any]]:
    """Every act that the index rests on, with how far it moved it and its words."""
    moves = sorted(found.moves(0), key=lambda pair: (pair[0].day, pair[0].incident))
    quotes = quotes_of(store, [r.event for act, _ in moves for r in act.reports])
    return [
        {
            "day": act.day,
            "actors": list(act.actors),
            "recipients": list(act.recipients),
            "type": act.type,
            "mode": act.mode,
            "status": act.status,
            "score": round(act.score, 2),
            "confidence": round(act.confidence, 3),
            "moved": round(by, 4),
            "outlets": sorted({o for r in act.reports for o in r.outlets}),
            "quote": next((quotes[r.event] for r in act.reports if r.event in quotes), ""),
            "incident": act.incident,
        }
        for act, by in moves
    ]


def _yaml(path: Path, how: str) -> dict[Any, Any]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        why = getattr(error, "strerror", None) or (str(error).splitlines() or ["no YAML"])[0]
        raise UsageError(f"{path} cannot be read: {why}; {how}") from None
    if not isinstance(raw, dict):
        raise UsageError(f"{path}: {how}")
    return raw


def own_groups(path: Path, gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    """A user's groups, by name in small letters: codes or names of states in a YAML mapping of lists."""
    how = 'write each group on a line, as in "Nordics: [DNK, FIN, ISL, NOR, SWE]"'
    out = {}
    for name, listed in _yaml(path, how).items():
        if not isinstance(listed, list | str):
            raise UsageError(f"{path}: {how}")
        parts = listed.split(",") if isinstance(listed, str) else listed
        # YAML reads the code NO and the like as false
        codes = [code_of("NO" if part is False else str(part).strip(), gazetteer) for part in parts]
        out[str(name).lower()] = tuple(dict.fromkeys(codes))
    return out


def own_weights(typed: str, gazetteer: Gazetteer) -> dict[str, float]:
    """A user's weights of the supporters: a number for each code or name of a state in a YAML mapping."""
    path = Path(typed)
    if not path.is_file():
        raise UsageError(f"weights are {', '.join(WEIGHTS)} or a file; there is no file {typed!r}")
    how = 'write each weight on a line, as in "USA: 334"'
    out = {}
    for name, weight in _yaml(path, how).items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight < float("inf"):
            raise UsageError(f"{path}: the weight of {name} is no number from 0 on; {how}")
        out[code_of("NO" if name is False else str(name), gazetteer)] = float(weight)
    return out


def _among(typed: str, gazetteer: Gazetteer, day: str, own: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    name = typed.strip().lower()
    if name in own:
        return own[name]
    sets = {s.lower(): s for s in gazetteer.sets()}
    known = TYPED.get(name) or words().groups.get(name) or sets.get(name)
    members = group_codes(known, gazetteer, day) if known else ()
    if members:
        return members
    further = sorted(s for s in sets.values() if s not in KNOWN and not (s.isupper() and len(s) == 3))
    names = ", ".join([*sorted(own), *KNOWN, *further])
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    if not parts:
        raise UsageError(f"--group names nobody; groups known by name are {names}; or give codes: FRA,DEU,ITA")
    codes = []
    for part in parts:
        try:
            codes.append(code_of(part, gazetteer))
        except UsageError:
            raise UsageError(
                f"no group or state is known as {part!r}; groups are {names}; or give codes: FRA,DEU,ITA"
            ) from None
    return tuple(codes)


def supporters(found: Support, first: date | None = None) -> list[dict[str, Any]]:
    """Every supporter with its levels at both ends, largest movers first, and its series by month."""
    series: dict[str, list[dict[str, Any]]] = {}
    for row in by_supporter(found, first):
        series.setdefault(row["code"], []).append({k: v for k, v in row.items() if k != "code"})
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
            "series": series[s.code],
        }
        for s in found.supporters
    ]
