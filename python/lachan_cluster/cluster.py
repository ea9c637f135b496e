"""Where the tasks run: a scheduler that is there, a batch system, or this machine."""

import contextlib
import logging
import os
import subprocess
import time

# Set before `distributed` is imported: a worker that dies takes up to its prefetched tasks along, and a shard must not be
# given up because it stood in the queue of several workers that died.
os.environ.setdefault("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "100")

try:
    from distributed import Client, LocalCluster  # noqa: E402
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError("a Dask cluster needs distributed: pip install 'lachan[dask]'", name=missing.name) from None


class ClusterRefused(Exception):
    """The batch system took no job, or every job ended without a worker; the message says why."""


# How the batch systems list jobs that wait or run, by number.
LISTED = {"slurm": ["squeue", "--noheader", "--format=%A", "--jobs"], "pbs": ["qstat"]}

# Seconds without a job in the batch system and without a worker after which nothing more is expected.
PATIENCE = 30


def client(scheduler=None, batch=None, workers=None, options=None):
    """A client of the cluster, and what to call while one waits: it raises where nothing can come any more.

    `scheduler` is the address of one that is running; `batch` is "slurm" or "pbs", for which dask-jobqueue submits workers of one
    core with `options`; without either, worker processes start on this machine.
    """
    if scheduler:
        return Client(scheduler), lambda: None
    workers = workers or os.cpu_count()
    if not batch:
        local = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        return Client(local), lambda: None
    cluster = batch_cluster(batch, options or {})
    try:
        cluster.scale(workers)
        opened = Client(cluster)
        check = Jobs(opened, cluster, batch).check
        while not opened.nthreads():
            check()
            time.sleep(0.2)
    except BaseException:
        # Closing trips over jobs that never began (distributed 2024 and later), which would hide why.
        with contextlib.suppress(Exception):
            cluster.close(timeout=2)
        raise
    return opened, check


def batch_cluster(batch, options):
    """A cluster whose workers are jobs; `refused` gathers what the batch system said of those it did not take."""
    from dask_jobqueue import PBSCluster, SLURMCluster

    kind = {"slurm": SLURMCluster, "pbs": PBSCluster}[batch]
    refused = []

    class Job(kind.job_cls):
        async def _submit_job(self, script_filename):
            try:
                return await super()._submit_job(script_filename)
            except Exception as error:
                # dask-jobqueue 0.9.0 logs this, with its stack, and then waits for a worker for ever.
                for name in ("tornado.application", "asyncio"):
                    logging.getLogger(name).setLevel(logging.CRITICAL)
                refused.append(str(error).rpartition("stderr:")[2].strip())
                raise

    class Cluster(kind):
        job_cls = Job

    try:
        cluster = Cluster(**{"cores": 1, "processes": 1, "memory": "2GiB", **options})
    except (TypeError, ValueError) as error:
        raise ClusterRefused(f"an option is not one of {kind.__name__}: {error}") from error
    cluster.refused = refused
    return cluster


class Jobs:
    """The jobs of a cluster. They may wait in the queue for as long as the batch system knows them."""

    def __init__(self, opened, cluster, batch):
        self.opened, self.cluster, self.batch = opened, cluster, batch
        self.gone_since = None

    def check(self):
        """Raises where no worker is there and none can come: every job was refused, or ended."""
        jobs = [str(job.job_id) for job in self.cluster.workers.values() if getattr(job, "job_id", None)]
        if self.cluster.refused and not jobs:
            raise ClusterRefused(self.cluster.refused[0])
        if self.opened.nthreads() or not jobs or is_queued(self.batch, jobs):
            self.gone_since = None
            return
        self.gone_since = self.gone_since or time.monotonic()
        if time.monotonic() - self.gone_since > PATIENCE:
            raise ClusterRefused(f"all jobs have ended ({', '.join(jobs[:5])}): read their logs")


def is_queued(batch, jobs):
    """Whether the batch system still knows one of these jobs; where it cannot be asked, it is taken to."""
    listing = LISTED[batch]
    words = [*listing, ",".join(jobs)] if batch == "slurm" else [*listing, *jobs]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return True
    if batch == "slurm" and done.returncode != 0:
        # Jobs that ended long ago are an error to squeue; anything else is a hiccup of its daemon.
        return "Invalid job id" not in done.stderr
    return any(job in done.stdout for job in jobs)
