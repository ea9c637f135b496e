"""What Python saves is what the command line writes, byte for byte, its manifest included."""

import lachan as la
import pytest
from conftest import SMALL, TINY, TINY_WORDS, files


def equal(one, other):
    assert one.keys() == other.keys() and "manifest.json" in one
    assert [name for name in one if one[name] != other[name]] == []


def test_a_run(program, tmp_path):
    program("run", "--scenario", "no_programme", *TINY_WORDS, "--seed", 3, "--replicates", 2, "--out", tmp_path / "program")
    scenario = la.Scenario("no_programme").set(**SMALL)
    results = la.run(scenario, seed=3, replicates=2, **TINY)
    results.save(tmp_path / "python")
    equal(files(tmp_path / "program"), files(tmp_path / "python"))
    # Kept runs give the same bytes as those that are lived; so does any number of threads.
    for _ in range(2):
        again = la.run(scenario, seed=3, replicates=2, store=tmp_path / "store", threads=1, **TINY)
        again.save(tmp_path / "kept", replace=True)
        equal(files(tmp_path / "kept"), files(tmp_path / "python"))
    assert list((tmp_path / "store" / "runs").iterdir())


@pytest.mark.parametrize(("years", "words"), [({"start_year": 2011}, ["--from", 2011]), ({"constant": True}, ["--constant"])])
def test_a_run_in_other_years(program, base, tmp_path, years, words):
    program("run", *TINY_WORDS, *words, "--out", tmp_path / "program")
    la.run(base, **years, **TINY).save(tmp_path / "python")
    equal(files(tmp_path / "program"), files(tmp_path / "python"))


def test_a_run_of_the_ensemble(program, base, tmp_path):
    program("run", *TINY_WORDS, "--ensemble", "--replicates", 3, "--out", tmp_path / "program")
    la.run(base, ensemble=True, replicates=3, **TINY).save(tmp_path / "python")
    equal(files(tmp_path / "program"), files(tmp_path / "python"))


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ({"replicates": 3}, ["--replicates", 3]),
        ({"replicates": 3, "ensemble": True}, ["--replicates", 3, "--ensemble"]),
        ({"uncertainty": "levers"}, ["--uncertainty", "levers"]),
        ({"replicates": 2, "precision": "50%", "at_most": 3}, ["--replicates", 2, "--precision", "50%", "--at-most", 3]),
    ],
)
def test_a_comparison(program, base, tmp_path, wishes, words):
    program("compare", "law_enforcement", "no_programme", *TINY_WORDS, *words, "--out", tmp_path / "program")
    others = [la.Scenario(name).set(**SMALL) for name in ("law_enforcement", "no_programme")]
    la.compare(others, against=base, **wishes, **TINY).save(tmp_path / "python")
    equal(files(tmp_path / "program"), files(tmp_path / "python"))


def test_a_scenario_of_python_is_the_file_that_says_the_same(program, compared, base, tmp_path):
    (tmp_path / "lai_chau.toml").write_text(
        'schema = 1\nname = "lai_chau"\nextends = "baseline"\n[levers.cash_transfer]\ncoverage = 0.5\nprovinces = ["Lai Châu"]\n',
        encoding="utf-8",
    )
    (tmp_path / "more.toml").write_text('schema = 1\nname = "baseline_law_enforcement"\nextends = "law_enforcement"\n', encoding="utf-8")
    both = [tmp_path / "lai_chau.toml", tmp_path / "more.toml"]
    program("compare", *both, *TINY_WORDS, "--replicates", 2, "--out", tmp_path / "program")
    compared.save(tmp_path / "python")
    one, other = files(tmp_path / "program"), files(tmp_path / "python")
    assert {name for name in one if one[name] != other[name]} <= {
        # The description of a scenario's file is not that of what it extends.
        name for name in one if not name.endswith(".csv") or name == "scenarios.csv"
    }
    # What Python saved is made again by the command of its manifest, from the directory alone.
    assert compared.manifest["command"].startswith("lachan compare scenarios/lai_chau.toml ")


def test_a_directory_belongs_to_one_request(program, base, tmp_path):
    la.run(base, **TINY).save(tmp_path / "run")
    la.run(base, **TINY).save(tmp_path / "run")
    program("run", *TINY_WORDS, "--out", tmp_path / "run")
    before = files(tmp_path / "run")
    with pytest.raises(la.SaveError, match="simulation.seed: 1 before, 2 now") as caught:
        la.run(base, seed=2, **TINY).save(tmp_path / "run")
    assert "replace=True" in caught.value.help
    assert files(tmp_path / "run") == before
    la.run(base, seed=2, **TINY).save(tmp_path / "run", replace=True)
    assert files(tmp_path / "run") != before
    program("report", tmp_path / "run")
