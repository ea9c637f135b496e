"""Where the tasks run: a scheduler that is there, a batch system, or this machine."""

import os

# Set before `distributed` is imported: a worker that dies takes up to its prefetched tasks along, and a shard must not be
# given up because it stood in the queue of several workers that died.
os.environ.setdefault("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "100")

try:
    from distributed import Client, LocalCluster  # noqa: E402
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError("a Dask cluster needs distributed: pip install 'lachan[dask]'", name=missing.name) from None


def client(scheduler=None, batch=None, workers=None, options=None):
    """A client of the cluster.

    `scheduler` is the address of one that is running; `batch` is "slurm" or "pbs", for which dask-jobqueue submits workers of one
    core with `options`; without either, worker processes start on this machine.
    """
    if scheduler:
        return Client(scheduler)
    workers = workers or os.cpu_count()
    if batch:
        cluster = batch_cluster(batch, options or {})
        cluster.scale(workers)
        return Client(cluster)
    return Client(LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None))


def batch_cluster(batch, options):
    """A cluster whose workers are jobs."""
    from dask_jobqueue import PBSCluster, SLURMCluster

    kind = {"slurm": SLURMCluster, "pbs": PBSCluster}[batch]
    return kind(**{"cores": 1, "processes": 1, "memory": "2GiB", **options})
