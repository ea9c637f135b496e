"""Which parameters move prevalence, with SALib: python salib_morris.py [TRAJECTORIES]

The model runs in this process. `lachan sensitivity` asks the same of all parameters, and shares out the work.
"""

import sys

import lachan as la
import numpy
from SALib.analyze import morris as effects_of
from SALib.sample import morris

NAMES = ["recruitment.contact", "recruitment.away", "recruiters.per_100k"]


def problem(names):
    """Parameters with their plausible ranges, as SALib takes them."""
    known = la.parameters()
    return {"num_vars": len(names), "names": names, "bounds": [[known[name].low, known[name].high] for name in names]}


def prevalence(scenario, **world):
    """The share of people aged 12-24 with an experience of trafficking before 18 (pattern T1)."""
    fit = la.run(scenario, **world).fit
    return fit["simulated"][fit["id"].index("T1")]


def screen(base, names, trajectories, **world):
    """Elementary effects of some parameters."""
    space = problem(names)
    points = morris.sample(space, trajectories, num_levels=4, seed=1)
    found = [prevalence(base.set(**dict(zip(names, map(float, point)))), **world) for point in points]
    return effects_of.analyze(space, points, numpy.array(found), num_levels=4, seed=1)


if __name__ == "__main__":
    effects = screen(la.Scenario("baseline"), NAMES, *map(int, sys.argv[1:2] or ["4"]), scale=0.005)
    for name, mean, spread in zip(NAMES, effects["mu_star"], effects["sigma"]):
        print(f"{name:<24} mean effect {mean:.4f}, spread {spread:.4f}; modelled, not observed")
