"""The verbs of the theory at hand: counts of codes and coverage of indicators."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import FUNDS, Runut, coded


def test_codes_are_counted_by_informants_with_what_lies_beneath(runut: Runut, study: Path) -> None:
    coded(runut, study).done()
    found = {e["code"]: e for e in runut("codes", study, "--counts", "--json").done().json}
    assert found[FUNDS] == {"code": FUNDS, "informants": 1, "segments": 1, "proposed": 0}
    narrowed = runut("codes", study, "--filter", "state=proposed", "--json").done().json
    assert all(each["segments"] == 0 for each in narrowed)
    assert "Informants" in runut("codes", study, "--counts").done().out


def test_coverage_names_what_has_no_evidence_yet(runut: Runut, study: Path) -> None:
    coded(runut, study).done()
    said = runut("coverage", study, "--framework", "vmvh1975", "--source", "W01").done().out
    assert "no evidence yet" in said
    assert "silent: nothing is recorded yet" in said
    assert "In W01" in said
    found = runut("coverage", study, "--json").done().json
    funds = next(each for each in found if each["code"]["canonical_id"] == FUNDS)
    assert funds["whole"]["informants"] == 1
    assert funds["indicators"][0]["evidence"]["segments"] == 0


def test_coverage_of_what_is_not_there_is_refused(runut: Runut, study: Path) -> None:
    runut("coverage", study, "--framework", "nothing").refused("nothing")
    runut("coverage", study, "--source", "W99").refused("W99")
