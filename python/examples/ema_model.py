"""Levers under deep uncertainty, with EMA Workbench (3, or 2.5 below Python 3.12): python ema_model.py [SCENARIOS [POLICIES]]

Parameters are the uncertainties, coverages the levers. The model runs in this process; its own threads share out each comparison.
"""

import sys

import lachan as la
from ema_workbench import Model, RealParameter, ScalarOutcome, perform_experiments

UNCERTAIN = ["recruitment.contact", "recruitment.away"]
LEVERS = ["cash_transfer", "law_enforcement"]


def model(base, uncertain, levers, **world):
    """Children protected by levers, against the same world without them, as a model of the workbench."""

    def protected(**values):
        own = base.set(**{name: values[word(name)] for name in uncertain})
        policy = own
        for lever in levers:
            policy = policy.with_lever(lever, coverage=values[lever])
        effects = la.compare(policy, against=own, **world).cost_effectiveness
        row = effects["effect"].index("children_protected")
        return {"protected": effects["averted"][row], "million_vnd": effects["extra_cost_million_vnd"][row]}

    known = la.parameters()
    own = Model("lachan", function=protected)
    own.uncertainties = [RealParameter(word(name), known[name].low, known[name].high) for name in uncertain]
    own.levers = [RealParameter(lever, 0.0, 1.0) for lever in levers]
    own.outcomes = [ScalarOutcome("protected"), ScalarOutcome("million_vnd")]
    return own


def word(name):
    """A dotted name as the workbench can pass it on."""
    return name.replace(".", "__")


if __name__ == "__main__":
    scenarios, policies = map(int, (sys.argv[1:3] + ["4", "3"])[:2])
    experiments, outcomes = perform_experiments(
        model(la.Scenario("baseline"), UNCERTAIN, LEVERS, scale=0.005, replicates=2), scenarios, policies
    )
    print(experiments.assign(**outcomes))
    print("modelled, not observed")
