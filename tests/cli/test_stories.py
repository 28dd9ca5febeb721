"""Running matters and accounts of single acts, from the command line and in a brief."""

import json
from pathlib import Path

from tests.cli.conftest import Desk, call, write

DAM = (
    ("p", "2024-03-01", "Sudan accused Ethiopia of filling the Torvik dam on the Nile too early.", "Quay Wire"),
    ("q", "2024-03-03", "Ethiopia rejected the accusation, as the Torvik dam on the Nile fills by itself.", "Lantern"),
    ("r", "2024-03-05", "Envoys of Sudan and Ethiopia met in Juba about the Torvik dam on the Nile.", "Harbour"),
)  # fmt: skip
CLASH = (
    ("s", "2024-03-09", "Rebels killed 12 soldiers in Ituri, the army of the Congo said.", "Quay Wire"),
    ("t", "2024-03-09", "Rebels killed 31 soldiers in an ambush in Ituri, the Congo's army admitted.", "Lantern"),
)


def test_stories_are_listed_by_who_is_in_them(desk: Desk, tmp_path: Path) -> None:
    call("run", write(tmp_path / "dam.jsonl", *DAM), "--store", desk.path, "--workers", 1)
    rows = [json.loads(line) for line in desk.call("stories", "--format", "jsonl").splitlines()]
    dam = next(r for r in rows if "Torvik dam" in r["label"])
    assert set(dam["actors"]) == {"ETH", "SDN"}
    assert (dam["documents"], dam["first"], dam["last"]) == (3, "2024-03-01", "2024-03-05")
    assert dam["acts"] == 3
    for about, found in (("Sudan", 1), ("SDN,ETH", 1), ("FRA", 0)):
        desk.call("stories", "--about", about, "--format", "jsonl", status=0 if found else 1)
        assert desk.out.count("Torvik dam") == (2 if found else 0)
    assert "Torvik" not in desk.call("stories", "--to", "2024-02-29", "--format", "jsonl", "--least", 1)
    shown = desk.call("stories", dam["id"])
    assert all(name in shown for name in ("Quay Wire", "Lantern", "Harbour"))
    desk.call("stories", "0" * 16, status=2)
    desk.call("stories", "--from", "spring", status=2)
    page = tmp_path / "b.html"
    desk.call("brief", "--about", "Sudan", "-o", page)
    assert "Running matters" in page.read_text(encoding="utf8")


def test_who_says_what_of_one_act(desk: Desk, tmp_path: Path) -> None:
    call("run", write(tmp_path / "clash.jsonl", *CLASH), "--store", desk.path, "--workers", 1)
    first, second = desk.event("s", "ASSAULT"), desk.event("t", "ASSAULT")
    if desk.incident(first.id).id != desk.incident(second.id).id:
        desk.correct("merge", first.id, second.id)
    shown = desk.call("explain", desk.incident(first.id).id)
    assert "2 by 2 outlets (Lantern, Quay Wire); first 2024-03-09" in shown
    assert "2 independent, 0 copied" in shown
    assert "12 (Quay Wire); 31 (Lantern)  <- contradicting" in shown
    page = tmp_path / "b.html"
    desk.call("brief", "--about", "COD", "-o", page)
    text = page.read_text(encoding="utf8")
    assert "Reports differ on killed" in text
    assert "Who says what" in text


def test_copies_do_not_corroborate(desk: Desk, tmp_path: Path) -> None:
    text = "Sudan accused Ethiopia of filling the Torvik dam on the Nile too early, before any date was agreed."
    reports = (("u", "2024-03-01", text, "Quay Wire"), ("v", "2024-03-02", f"{text} More to follow.", "Lantern"))
    call("run", write(tmp_path / "copies.jsonl", *reports), "--store", desk.path, "--workers", 1)
    found = json.loads(desk.call("explain", desk.incident(desk.event("v", "ACCUSE").id).id, "--format", "json"))
    assert found["account"]["independent"] == found["corroboration"] == 1
    assert list(found["account"]["copies"].values()) == ["u"]
    assert [r["copy_of"] for r in found["reports"]] == [None, "u"]


def test_mentions_are_put_together_from_the_command_line(desk: Desk, tmp_path: Path) -> None:
    texts = {
        "a": "The Torvik dam burst on Sunday. The burst drowned two villages.",
        "b": "Two villages drowned when the Torvik dam burst.",
        "c": "A tanker exploded in the port of Sfax.",
    }
    words = {"a": ("burst", "drowned"), "b": ("drowned", "burst"), "c": ("exploded",)}
    lines = [
        {"id": k, "topic": "7", "text": t}
        | {"mentions": [{"start": t.index(w), "end": t.index(w) + len(w)} for w in words[k]]}
        for k, t in texts.items()
    ]
    file = tmp_path / "documents.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf8")
    for extra in ([], ["--without", "story"], ["--baseline"]):
        rows = [json.loads(x) for x in desk.call("evaluate", "incidents", file, *extra, store=False).splitlines()]
        of = {(r["document"], texts[r["document"]][r["start"] : r["end"]]): r["incident"] for r in rows}
        assert len(of) == 5
        assert of["c", "exploded"] not in {v for k, v in of.items() if k[0] != "c"}
        assert of["a", "burst"] == of["b", "burst"]
    file.write_text("{}\n", encoding="utf8")
    desk.call("evaluate", "incidents", file, store=False, status=1)
    assert "line 1" in desk.err
