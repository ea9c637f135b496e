"""Plots a sweep of one factor: python sweep.py DIR FACTOR INDICATOR PICTURE.png

    lachan sweep recruiters.per_100k=50:150:5 --replicates 3
    python sweep.py output/sweep recruiters.per_100k prevalence_lifetime_12_24 sweep.png
"""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

from lachan_results import results  # noqa: E402

directory, factor, indicator, picture = sys.argv[1:5]

# %% One line a scenario: the mean over replicates in the last year, and their spread.
table = results(directory)
table = table[(table.indicator == indicator) & (table.period == "last_year")]
groups = table.groupby(["scenario", factor]).value
means, lows, highs = (groups.agg(of).unstack("scenario") for of in ("mean", "min", "max"))

# %%
axes = means.plot(marker="o")
for scenario in means.columns:
    axes.fill_between(means.index, lows[scenario], highs[scenario], alpha=0.2)
axes.set(xlabel=factor, ylabel=indicator, title=table.attrs["basis"].capitalize())
plt.savefig(picture, dpi=150)
