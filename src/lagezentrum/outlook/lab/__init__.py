"""The policy lab: one season under many rules, cut into shards that need nothing of each other. Pure.

    design = read_design(source, packed_of)          # strict: what is wrong is said with line and remedy
    job = Job(design, packed, bodies, real)          # figures as arrays, by reading
    result = job.shard(3)                            # a pure function of the job and the number of the shard

Reading and writing of files, processes and clusters are in `cli/lab`.
"""

from lagezentrum.outlook.lab.design import Design, DesignError, Lead, Sampling, Varied
from lagezentrum.outlook.lab.job import Body, Job, Shard, ShardResult
from lagezentrum.outlook.lab.reading import read_design

__all__ = [
    "Body",
    "Design",
    "DesignError",
    "Job",
    "Lead",
    "Sampling",
    "Shard",
    "ShardResult",
    "Varied",
    "read_design",
]
