"""How the engine behaves in a process of Python: errors, Ctrl-C, other threads, progress, what a call costs."""

import copy
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import lachan as la
import pytest
from conftest import SMALL, TINY

LONG = {"scale": 0.02, "years": 30, "store": False}


def test_errors_have_place_and_help():
    with pytest.raises(la.ConfigError, match="did you mean `levers.cash_transfer.coverage`") as caught:
        la.Scenario().with_lever("cash_tranfer", coverage=0.5)
    assert caught.value.code == "CFG003" and caught.value.place.startswith("command line:1:")
    assert "--set levers.cash_tranfer.coverage=0.5" in str(caught.value) and isinstance(caught.value, ValueError)
    for refused in (
        lambda: la.Scenario().with_lever("cash_tranfer"),
        lambda: la.Scenario().with_lever("cash_transfer", coverage=5),
        lambda: la.Scenario().with_lever("cash_transfer", coverage=0.5, provinces=["Lai Chau", "Atlantis"]),
        lambda: la.Scenario().set("recruiters.per_100k", float("nan")),
        lambda: la.Scenario("no_such_scenario"),
        lambda: la.Scenario("no/such/file.toml"),
        lambda: la.Scenario().named("Not A Name"),
        lambda: la.run(scale=7),
        lambda: la.run(ensemble=True, replicates=1000),
        lambda: la.compare("no_programme", ensemble=True, uncertainty="levers"),
        lambda: la.compare("baseline"),
        lambda: la.compare(la.Scenario("no_programme").set("simulation.seed", 2)),
        lambda: la.compare("no_programme", uncertainty="some"),
        lambda: la.compare("no_programme", precision="narrow"),
    ):
        with pytest.raises(la.ConfigError) as caught:
            refused()
        assert caught.value.help and "help: " in str(caught.value)
    with pytest.raises(la.SaveError) as caught:
        la.run(la.Scenario().set(**SMALL), **TINY).save("/proc/nowhere")
    assert caught.value.help == "choose another directory"


def test_what_does_not_fit_into_memory_is_refused_before_it_begins():
    words = """
import resource, lachan
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
try:
    lachan.run(scale=1, store=False, threads=1)
except lachan.MachineError as refused:
    print(refused)
"""
    said = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout
    assert "of memory" in said and "choose a smaller scale" in said


def test_all_faults_are_found_at_once():
    with pytest.raises(la.ConfigError) as caught:
        la.Scenario().set(**{"recruitment.contct": 1, "simulation.years": 0})
    assert [fault["code"] for fault in caught.value.faults] == ["CFG003", "CFG006"]
    assert "2 faults found" in str(caught.value)


def test_scenarios_do_not_change():
    base = la.Scenario()
    more = base.with_lever("cash_transfer", coverage=0.5, provinces=["Lai Châu", "02"])
    assert (base.name, more.name) == ("baseline", "baseline_cash_transfer")
    assert base["levers.cash_transfer.coverage"] != more["levers.cash_transfer.coverage"] == "0.5"
    assert "Lai Châu" in repr(more) and eval(repr(more), {"Scenario": la.Scenario}) == more
    for other in (copy.deepcopy(more), pickle.loads(pickle.dumps(more))):
        assert other == more and other.name == more.name and hash(other) == hash(more)
    with pytest.raises(AttributeError, match="does not change"):
        base.name = "other"
    # Without settings a lever is as its own scenario plans it.
    planned = base.with_lever("parenting_programme")
    assert planned["levers.parenting_programme.coverage"] == la.Scenario("parenting_programme")["levers.parenting_programme.coverage"]


def test_names_are_listed():
    assert "cash_transfer" in la.levers() and "baseline" in la.scenarios() and len(la.provinces()) == 63
    assert la.provinces()["01"] == "Hà Nội" and "prevalence_lifetime_12_24" in la.indicators()
    own = la.parameters()["recruitment.contact"]
    assert own.low <= own.value <= own.high and own.unit and own.source and own.evidence


def test_scenarios_that_settings_tell_apart_get_numbers(base):
    several = [base.with_lever("cash_transfer", coverage=coverage) for coverage in (0.2, 0.4)]
    results = la.compare(several, against=base, replicates=2, **TINY)
    assert results.manifest["scenarios"] == ["baseline", "baseline_cash_transfer", "baseline_cash_transfer_2"]
    assert set(results.contrasts["scenario"]) == {"baseline_cash_transfer", "baseline_cash_transfer_2"}


def test_a_lever_that_cannot_act_is_warned_of(base):
    with pytest.warns(la.LachanWarning, match="parenting_programme` never acts"):
        results = la.run(base.with_lever("parenting_programme", coverage=0), **TINY)
    assert "never acts" in results.notes[0]


def test_months_of_levers_are_held_against_the_years_of_a_run(base):
    later = base.with_lever("cash_transfer", coverage=0.5, start="2023-01")
    with pytest.raises(la.ConfigError, match="starts in 2023-01, after the run"):
        la.run(later, **TINY)
    assert max(la.run(later, scale=0.001, years=7).national_costs["year"]) == 2023


def test_ctrl_c_ends_a_run_at_the_end_of_a_month():
    # Whoever starts the tests in the background has them begin with the signal ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for call in (la.run, lambda **wishes: la.compare("no_programme", replicates=2, **wishes)):
        timer = threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT))
        timer.start()
        begun = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            call(**LONG)
        took = time.monotonic() - begun
        print(f"interrupted after 1 s: ended after {took:.2f} s")
        assert 0.9 < took < 6


def test_what_progress_raises_ends_a_run():
    seen = []

    def follow(done, months):
        seen.append((done, months))
        if done > 5:
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        la.run(progress=follow, **LONG)
    assert seen[-1][0] > 5 and seen[-1][1] == 240 + 12 * 30


def test_progress_ends_at_the_last_month(base, capfd):
    seen = []
    la.run(base, progress=lambda *months: seen.append(months), **TINY)
    assert seen[-1] == (24, 24)
    la.run(base, progress=True, **TINY)
    assert "24" in capfd.readouterr().err


def test_other_threads_go_on_meanwhile():
    ticks, ended = [], threading.Event()

    def count():
        while not ended.wait(0.005):
            ticks.append(time.monotonic())

    thread = threading.Thread(target=count)
    thread.start()
    begun = time.monotonic()
    la.run(scale=0.02, years=1, store=False)
    took = time.monotonic() - begun
    ended.set()
    thread.join()
    gaps = [later - sooner for sooner, later in zip(ticks, ticks[1:])]
    print(f"{len(ticks)} ticks of another thread in {took:.1f} s, {max(gaps):.3f} s between two at most")
    assert len(ticks) > took / 0.005 / 4 and max(gaps) < 0.5


def test_calls_may_be_made_from_several_threads_and_after_a_fork(base):
    found = {}

    def call(seed):
        found[seed] = la.run(base, seed=seed, **TINY).fit["simulated"]

    threads = [threading.Thread(target=call, args=(seed,)) for seed in (1, 2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert found[1] == la.run(base, seed=1, **TINY).fit["simulated"] != found[2]
    child = os.fork()
    if child == 0:
        same = la.run(base, seed=1, **TINY).fit["simulated"] == found[1]
        os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_the_program_of_the_package_is_the_program(tmp_path):
    """Its words, its exit codes, and Ctrl-C."""
    lachan = os.path.join(os.path.dirname(sys.executable), "lachan")
    binary = os.environ["LACHAN_BINARY"]
    for words in (["--version"], ["levers"], ["run", "--scale", "7"], ["run", "--sale", "1"], ["compare", "--budget", "x"]):
        one, other = (subprocess.run([own, *words], capture_output=True, cwd=tmp_path) for own in (lachan, binary))
        assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr), words
    words = ["run", "--years", "50", "--out", str(tmp_path / "run")]
    running = subprocess.Popen([lachan, *words], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    time.sleep(2)
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=30)[1]
    assert running.returncode == 130 and "lachan resume" in said, said


def test_a_call_costs_next_to_nothing(tmp_path):
    """Processor time of a call with all its tables over that of the program, at scale 0.02: the least of three of each."""

    def used(who):
        own = getrusage(who)
        return own.ru_utime + own.ru_stime

    def of_python():
        before = used(RUSAGE_SELF)
        results = la.run(scale=0.02, years=5, store=False, threads=2)
        saved = time.monotonic()
        results.save(tmp_path / "python", replace=True)
        tables.append(time.monotonic() - saved)
        return used(RUSAGE_SELF) - before

    def of_program():
        before = used(RUSAGE_CHILDREN)
        words = ["run", "--threads", "2", "--checkpoint-every", "0", "--replace", "--out", str(tmp_path / "program")]
        subprocess.run([os.environ["LACHAN_BINARY"], *words], check=True, capture_output=True)
        return used(RUSAGE_CHILDREN) - before

    tables = []
    pairs = [(of_python(), of_program()) for _ in range(3)]
    python, program = (min(own) for own in zip(*pairs))
    overhead = python / program - 1
    print(f"a run from Python takes {python:.2f} s of processor time, of the program {program:.2f} s: overhead {overhead:+.1%}")
    print(f"saving its files takes {min(tables):.2f} s")
    assert overhead < 0.10, pairs
    # What is there already costs only its reading: the fixed part of a call.
    store = tmp_path / "store"
    la.run(scale=0.02, years=1, store=store)
    begun = time.monotonic()
    la.run(scale=0.02, years=1, store=store)
    print(f"a call whose run is kept takes {time.monotonic() - begun:.2f} s")


