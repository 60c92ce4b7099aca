"""EM of scikit-learn's GaussianMixture on the data, start and iterations of a JSON file.

    em.py FILE          answers lines `fit N` and `loop N` on stdin with the seconds of N fits
    em.py FILE --once N does N fits and ends
"""

import json
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")

with open(sys.argv[1]) as file:
    task = json.load(file)
points = np.array(task["points"]).reshape(-1, 2)
weights = np.array(task["weights"])
means = np.array(task["means"]).reshape(-1, 2)
xx, xy, yy = np.array(task["covariances"]).reshape(-1, 3).T
covariances = np.stack([np.stack([xx, xy], 1), np.stack([xy, yy], 1)], 1)
precisions = np.linalg.inv(covariances)


def mixture():
    # init_params="random" is its cheapest start, thrown away for the one given: the default would run k-means first.
    return GaussianMixture(
        n_components=len(weights),
        max_iter=task["iterations"],
        tol=0.0,
        reg_covar=1e-6,
        init_params="random",
        random_state=1,
        weights_init=weights,
        means_init=means,
        precisions_init=precisions,
    )


def fit(count):
    for _ in range(count):
        fitted = mixture().fit(points)
    return fitted


def loop(count):
    """The same iterations without fit's checks, start and last E-step."""
    started = mixture()
    started._initialize_parameters(points, np.random.RandomState(1))
    for _ in range(count):
        for _ in range(task["iterations"]):
            _, responsibilities = started._e_step(points)
            started._m_step(points, responsibilities)


if "--once" in sys.argv:
    fit(int(sys.argv[sys.argv.index("--once") + 1]))
    sys.exit()

fitted = fit(1)
print(json.dumps({"sklearn": sklearn.__version__, "numpy": np.__version__, "means": fitted.means_.ravel().tolist(), "iterations": fitted.n_iter_}), flush=True)
for line in sys.stdin:
    what, count = line.split()
    start = time.perf_counter()
    {"fit": fit, "loop": loop}[what](int(count))
    print(time.perf_counter() - start, flush=True)
