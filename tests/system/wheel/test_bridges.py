"""The examples, in tiny worlds, with the real packages."""

import sys
from pathlib import Path

from conftest import TINY

sys.path.insert(0, str(Path(__file__).parents[3] / "python" / "examples"))


def test_salib_screens_parameters(base):
    import salib_morris

    effects = salib_morris.screen(base, ["recruitment.contact", "recruitment.away"], 2, **TINY)
    assert list(effects["names"]) == ["recruitment.contact", "recruitment.away"]
    assert (effects["mu_star"] >= 0).all() and effects["mu_star"].max() > 0


def test_the_ema_workbench_explores_levers(base):
    import ema_model
    from ema_workbench import perform_experiments

    levers = ["cash_transfer", "law_enforcement"]
    model = ema_model.model(base, ["recruitment.contact"], levers, replicates=2, **TINY)
    experiments, outcomes = perform_experiments(model, 2, 2)
    assert len(experiments) == 4 and set(experiments) >= {"recruitment__contact", *levers}
    assert outcomes["million_vnd"].shape == (4,) and (outcomes["million_vnd"] != 0).all()
