"""Every example of the lexicon is coded and must come out as its entry says."""

from pathlib import Path

import pytest
import yaml

from dragoman.examples import Example, code_sentences, examples, lexicon_files, verdict
from dragoman.ontology import LexiconError, Ontology, data_folder

FAULTS = Path(__file__).parent / "known_faults.yaml"


@pytest.fixture(scope="module")
def results() -> list[tuple[Example, str | None]]:
    found = list(examples(lexicon_files()))
    events = code_sentences(e.text for e in found)
    return [(e, verdict(e.entry, ev)) for e, ev in zip(found, events, strict=True)]


def test_every_example_comes_out_as_its_entry_says(results: list[tuple[Example, str | None]]) -> None:
    known = set(yaml.safe_load(FAULTS.read_text(encoding="utf-8")) or ())
    wrong = [
        f"{e.name}: {e.text}\n    wanted {e.entry['type']}.{e.entry.get('mode', '')} {e.entry['codes']}\n    got {got}"
        for e, got in results
        if got is not None and e.text not in known
    ]
    assert not wrong, f"{len(wrong)} of {len(results)} examples:\n" + "\n".join(wrong)


def test_known_faults_are_still_faults(results: list[tuple[Example, str | None]]) -> None:
    known = set(yaml.safe_load(FAULTS.read_text(encoding="utf-8")) or ())
    mended = known - {e.text for e, got in results if got is not None}
    assert not mended, "no fault any more, or no example: strike them from known_faults.yaml: " + "; ".join(mended)


def test_every_entry_has_its_own_example(results: list[tuple[Example, str | None]]) -> None:
    texts = [e.text for e, _ in results]
    assert all(texts)
    assert len(texts) == len(set(texts)), {t for t in texts if texts.count(t) > 1}


def test_the_lexicon_is_wide() -> None:
    ontology = Ontology.load()
    assert len(ontology.frames) >= 1500
    assert {f.type for f in ontology.frames} == {*ontology.kinds, "NONE"}
    # every mode of the codebook can come out
    modes = {(f.type, f.mode) for f in ontology.frames}
    missing = {(k, m) for k, kind in ontology.kinds.items() for m in kind.modes if (k, m) not in modes}
    assert not missing


def test_a_frame_of_ones_own_is_coded_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- lemma: fleem\n  type: ACCUSE\n  example: Norway fleemed Sweden.\n  codes: NOR > SWE\n", encoding="utf-8"
    )
    (events,) = code_sentences(["Norway fleemed Sweden."], [own])
    assert [e.type for e in events] == ["ACCUSE"]
    own.write_text("- lemma: fleem\n  type: NO_SUCH_TYPE\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="NO_SUCH_TYPE"):
        Ontology.load([own])


def test_cameo_codes_lead_to_types_and_modes() -> None:
    table = yaml.safe_load((data_folder() / "cameo.yaml").read_text(encoding="utf-8"))
    kinds = Ontology.load().kinds
    assert {f"{n:02}" for n in range(2, 21)} <= set(table)
    for code, meaning in table.items():
        kind, mode = meaning if isinstance(meaning, list) else (meaning, None)
        assert code.isdigit()
        assert kind in kinds
        assert mode is None or mode in kinds[kind].modes
