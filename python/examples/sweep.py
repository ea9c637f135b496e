"""Plots a sweep of one factor: python sweep.py DIR FACTOR INDICATOR PICTURE.png"""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

from lachan_cluster.read import results  # noqa: E402

directory, factor, indicator, picture = sys.argv[1:5]

# %% One line a scenario: the mean over replicates in the last year.
table = results(directory)
table = table[(table.indicator == indicator) & (table.period == "last_year")]
means = table.groupby(["scenario", factor]).value.mean().unstack("scenario")

# %%
axes = means.plot(marker="o")
axes.set(xlabel=factor, ylabel=indicator, title="Modelled, not observed")
plt.savefig(picture, dpi=150)
