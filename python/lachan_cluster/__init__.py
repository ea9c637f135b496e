"""Runs the shards of a study on a Dask cluster."""
